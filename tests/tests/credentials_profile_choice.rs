//! Which profile is asked when, and what a profile file that is broken spoils.

mod surroundings;

use std::fs;

use aws_operation::{Client, ConfigError, Environment, Transport, TransportError, TransportFuture, http};
use surroundings::Open;

/// Fails every call with the access key that it is signed with.
struct Tells;

impl Transport for Tells {
    fn send(&self, request: http::Request<aws_operation::Body>) -> TransportFuture<'_> {
        let signed = request.headers()["authorization"].to_str().unwrap().to_owned();
        Box::pin(async move { Err(TransportError::not_sent(signed)) })
    }
}

/// The access key of a call by a client of `environment`, with the profile that the code names.
async fn signs(profile: Option<&str>, environment: &Environment) -> Result<String, ConfigError> {
    let builder = Client::builder().transport(Tells).retry(aws_operation::RetryPolicy::never());
    let builder = profile.iter().fold(builder, |builder, profile| builder.profile(*profile));
    let client = builder.build_from(environment).await?;
    let error = Open {}.send(&client).await.unwrap_err().to_string();
    let (_, rest) = error.split_once("Credential=").unwrap_or_else(|| panic!("{error}"));
    Ok(rest.split_once('/').unwrap().0.to_owned())
}

fn keys(id: &str) -> String {
    format!("aws_access_key_id = {id}\naws_secret_access_key = secret\n")
}

fn with_variables() -> Environment {
    Environment::empty()
        .with_variable("HOME", "/h")
        .with_variable("AWS_REGION", "us-east-1")
        .with_variable("AWS_ACCESS_KEY_ID", "VARIABLE")
        .with_variable("AWS_SECRET_ACCESS_KEY", "secret")
}

#[tokio::test]
async fn a_profile_named_in_code_comes_before_the_variables() {
    let config = format!("[profile work]\n{}[profile bare]\nregion = eu-west-1\n", keys("WORK"));
    let environment = with_variables().with_file("/h/.aws/config", config);
    assert_eq!(signs(Some("work"), &environment).await.as_deref(), Ok("WORK"));
    assert_eq!(signs(Some("bare"), &environment).await.as_deref(), Ok("VARIABLE"), "it has none of its own");
    assert_eq!(signs(None, &environment).await.as_deref(), Ok("VARIABLE"));
    let by_variable = environment.clone().with_variable("AWS_PROFILE", "work");
    assert_eq!(signs(None, &by_variable).await.as_deref(), Ok("VARIABLE"));
    let both = by_variable.with_variable("AWS_PROFILE", "bare");
    assert_eq!(signs(Some("work"), &both).await.as_deref(), Ok("WORK"));
}

#[tokio::test]
async fn a_default_file_that_is_broken_fails_only_who_needs_it() {
    for broken in ["[default] region = x\n", "[default]\nregion", "nonsense", "[default"] {
        for file in ["/h/.aws/config", "/h/.aws/credentials"] {
            let environment = with_variables().with_file(file, broken);
            assert_eq!(signs(None, &environment).await.as_deref(), Ok("VARIABLE"), "{file}: {broken}");
            let is_named = |end: Result<String, ConfigError>| {
                let error = end.unwrap_err().to_string();
                assert!(error.contains(file) && error.contains("line 1") || error.contains("line 2"), "{error}");
            };
            let no_region = environment.clone().with_variable("AWS_REGION", "");
            is_named(signs(None, &no_region).await);
            let no_keys =
                environment.clone().with_variable("AWS_ACCESS_KEY_ID", "").with_variable("AWS_SECRET_ACCESS_KEY", "");
            is_named(signs(None, &no_keys).await);
            is_named(signs(Some("work"), &environment).await);
            is_named(signs(None, &environment.with_variable("AWS_PROFILE", "default")).await);
        }
    }
}

#[tokio::test]
async fn a_file_that_a_variable_names_must_be_good() {
    for (variable, file) in [("AWS_CONFIG_FILE", "/c"), ("AWS_SHARED_CREDENTIALS_FILE", "/s")] {
        let environment = with_variables().with_variable(variable, file).with_file(file, "[default] x");
        let error = signs(None, &environment).await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("{file}, line 1: ")), "{error}");
    }
}

/// As in a container whose home directory is `/dev/null`, or where a folder stands in the file's place.
#[tokio::test]
async fn a_home_that_is_none_fails_nobody_who_needs_nothing_of_it() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".aws/config")).unwrap();
    for home in [home.path().to_str().unwrap(), "/dev/null"] {
        let environment = Environment::process()
            .with_variable("HOME", home)
            .with_variable("AWS_PROFILE", "")
            .with_variable("AWS_CONFIG_FILE", "")
            .with_variable("AWS_SHARED_CREDENTIALS_FILE", "")
            .with_variable("AWS_REGION", "us-east-1")
            .with_variable("AWS_ACCESS_KEY_ID", "VARIABLE")
            .with_variable("AWS_SECRET_ACCESS_KEY", "secret");
        assert_eq!(signs(None, &environment).await.as_deref(), Ok("VARIABLE"), "{home}");
    }
}

#[tokio::test]
async fn only_a_profile_of_a_person_who_signs_in_has_no_keys() {
    for (property, is_sign_in) in [
        ("sso_region = us-east-1", false),
        ("sso_session = corp", false),
        ("sso_start_url = https://corp.example", false),
        ("sso_account_id = 1", true),
        ("sso_role_name = reader", true),
        ("login_session = arn:aws:iam::1:user/ann", true),
    ] {
        let config = format!("[profile work]\n{property}\n{}", keys("WORK"));
        let end = signs(Some("work"), &with_variables().with_file("/h/.aws/config", config)).await;
        match end {
            Ok(key) => assert!(!is_sign_in && key == "WORK", "{property}: {key}"),
            Err(error) => assert!(is_sign_in, "{property}: {error}"),
        }
    }
}

/// In a process of its own, since variables belong to all threads.
#[cfg(unix)]
#[test]
fn a_profile_name_that_is_no_text_is_not_the_default() {
    use std::os::unix::ffi::OsStrExt as _;
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_with_a_profile_name", "--nocapture"])
        .env("AWS_PROFILE", std::ffi::OsStr::from_bytes(b"wo\xffrk"))
        .env("CHILD", "1")
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
}

#[tokio::test]
async fn child_with_a_profile_name() {
    if std::env::var_os("CHILD").is_none() {
        assert!(Environment::empty().variable("AWS_PROFILE").is_none());
        return;
    }
    let environment = Environment::process()
        .with_variable("HOME", "/h")
        .with_variable("AWS_REGION", "us-east-1")
        .with_variable("AWS_ACCESS_KEY_ID", "VARIABLE")
        .with_variable("AWS_SECRET_ACCESS_KEY", "secret");
    let error = signs(None, &environment).await.unwrap_err();
    assert!(matches!(&error, ConfigError::NoProfile { name, .. } if name == "wo\u{fffd}rk"), "{error}");
}
