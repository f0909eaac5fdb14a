//! Selection of the profile, and the effect of invalid profile files.

mod test_environment;

use std::fs;

use aws_operation::{Client, ConfigError, Environment, Transport, TransportError, TransportFuture, http};
use test_environment::Open;

/// Fails every call with an error that contains the request's access key.
struct ReportsKey;

impl Transport for ReportsKey {
    fn send(&self, request: http::Request<aws_operation::Body>) -> TransportFuture<'_> {
        let signed = request.headers()["authorization"].to_str().unwrap().to_owned();
        Box::pin(async move { Err(TransportError::not_sent(signed)) })
    }
}

/// The access key that signs a call of a client in `environment`; `profile` is named in code.
async fn signing_key(profile: Option<&str>, environment: &Environment) -> Result<String, ConfigError> {
    let builder = Client::builder().transport(ReportsKey).retry(aws_operation::RetryPolicy::never());
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
async fn a_profile_named_in_code_overrides_the_variables() {
    let config = format!("[profile work]\n{}[profile bare]\nregion = eu-west-1\n", keys("WORK"));
    let environment = with_variables().with_file("/h/.aws/config", config);
    assert_eq!(signing_key(Some("work"), &environment).await.as_deref(), Ok("WORK"));
    assert_eq!(
        signing_key(Some("bare"), &environment).await.as_deref(),
        Ok("VARIABLE"),
        "the profile has no credentials"
    );
    assert_eq!(signing_key(None, &environment).await.as_deref(), Ok("VARIABLE"));
    let by_variable = environment.clone().with_variable("AWS_PROFILE", "work");
    assert_eq!(signing_key(None, &by_variable).await.as_deref(), Ok("VARIABLE"));
    let both = by_variable.with_variable("AWS_PROFILE", "bare");
    assert_eq!(signing_key(Some("work"), &both).await.as_deref(), Ok("WORK"));
}

#[tokio::test]
async fn an_invalid_default_file_is_an_error_only_if_needed() {
    for broken in ["[default] region = x\n", "[default]\nregion", "nonsense", "[default"] {
        for file in ["/h/.aws/config", "/h/.aws/credentials"] {
            let environment = with_variables().with_file(file, broken);
            assert_eq!(signing_key(None, &environment).await.as_deref(), Ok("VARIABLE"), "{file}: {broken}");
            let assert_named = |result: Result<String, ConfigError>| {
                let error = result.unwrap_err().to_string();
                assert!(error.contains(file) && error.contains("line 1") || error.contains("line 2"), "{error}");
            };
            let no_region = environment.clone().with_variable("AWS_REGION", "");
            assert_named(signing_key(None, &no_region).await);
            let no_keys =
                environment.clone().with_variable("AWS_ACCESS_KEY_ID", "").with_variable("AWS_SECRET_ACCESS_KEY", "");
            assert_named(signing_key(None, &no_keys).await);
            assert_named(signing_key(Some("work"), &environment).await);
            assert_named(signing_key(None, &environment.with_variable("AWS_PROFILE", "default")).await);
        }
    }
}

#[tokio::test]
async fn a_file_named_by_a_variable_must_be_valid() {
    for (variable, file) in [("AWS_CONFIG_FILE", "/c"), ("AWS_SHARED_CREDENTIALS_FILE", "/s")] {
        let environment = with_variables().with_variable(variable, file).with_file(file, "[default] x");
        let error = signing_key(None, &environment).await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("{file}, line 1: ")), "{error}");
    }
}

/// For example, in a container whose home directory is `/dev/null`, or if the file's path is a directory.
#[tokio::test]
async fn an_unreadable_home_is_no_error_if_its_files_are_not_needed() {
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
        assert_eq!(signing_key(None, &environment).await.as_deref(), Ok("VARIABLE"), "{home}");
        let without_key =
            [("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", ""), ("AWS_EC2_METADATA_DISABLED", "true")];
        let without_key =
            without_key.into_iter().fold(environment, |all, (name, value)| all.with_variable(name, value));
        let error = signing_key(None, &without_key).await.unwrap_err().to_string();
        // Below `/dev/null` there is no file, so that other sources are searched.
        let expected = if home == "/dev/null" { "no credentials: none found in " } else { home };
        assert!(error.starts_with(expected), "{error}");
    }
}

#[tokio::test]
async fn only_sign_in_properties_exclude_an_access_key() {
    for (property, is_sign_in) in [
        ("sso_region = us-east-1", false),
        ("sso_session = corp", false),
        ("sso_start_url = https://corp.example", false),
        ("sso_account_id = 1", true),
        ("sso_role_name = reader", true),
    ] {
        let config = format!("[profile work]\n{property}\n{}", keys("WORK"));
        let result = signing_key(Some("work"), &with_variables().with_file("/h/.aws/config", config)).await;
        match result {
            Ok(key) => assert!(!is_sign_in && key == "WORK", "{property}: {key}"),
            Err(error) => assert!(is_sign_in, "{property}: {error}"),
        }
    }
}

/// Runs in a separate process, because variables are shared by all threads.
#[cfg(unix)]
#[test]
fn a_profile_name_that_is_not_utf8_does_not_select_the_default() {
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
    let error = signing_key(None, &environment).await.unwrap_err();
    assert!(matches!(&error, ConfigError::NoProfile { name, .. } if name == "wo\u{fffd}rk"), "{error}");
}
