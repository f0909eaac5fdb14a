//! The settings of a profile, and which of its sources is used.

use aws_operation::Environment;

use crate::scripted::{Script, Step};
use crate::signed_in::builder;
use crate::{FILE, SERVICE, Say, SayOr, create, credentials, failure, home, in_short, location, refreshed, token};

#[tokio::test]
async fn a_session_gives_a_bearer_token() {
    let home = home(60);
    let said = || Step::response(200, "{}");
    let script = Script::new([refreshed(2), said(), said()]);
    let client = home.client(&script, "chat").await;
    Say {}.send(&client).await.unwrap();
    SayOr {}.send(&client).await.unwrap();
    let chat = "chat.eu-west-1.amazonaws.com Bearer hidden-access-2";
    assert_eq!(in_short(&script.take_sent()), ["oidc hidden-refresh-1", chat, chat]);
    let text = failure(&home, &client).await;
    let what = "sso_session alone gives a bearer token; credentials need sso_account_id and sso_role_name; run `aws \
                configure sso --profile chat`";
    assert!(text.starts_with(&(location("chat") + what)), "{text}");

    // With an account and a role, the first scheme of the operation is used.
    let script = Script::new([credentials("ROLE"), said(), said()]);
    let client = home.client(&script, "work").await;
    SayOr {}.send(&client).await.unwrap();
    Say {}.send(&client).await.unwrap();
    let service = "chat.eu-west-1.amazonaws.com";
    let expected = ["portal hidden-access-2", &format!("{service} ROLE"), &format!("{service} Bearer hidden-access-2")];
    assert_eq!(in_short(&script.take_sent()), expected);
}

#[tokio::test]
async fn a_profile_must_have_all_settings_of_sso() {
    let session = "[sso-session corp]\nsso_region = r\nsso_start_url = u\n";
    let role = "sso_account_id = 1\nsso_role_name = r\n";
    for (config, what) in [
        ("sso_account_id = 1", "SSO needs sso_start_url and sso_region"),
        ("sso_role_name = r\nsso_region = r", "SSO needs sso_start_url"),
        ("sso_start_url = u\nsso_region = r\nsso_role_name = r", "SSO needs sso_account_id"),
        ("sso_start_url = u\nsso_region = r", "SSO needs sso_account_id and sso_role_name"),
        (
            "sso_account_id = 1\nsso_role_name = r\nsso_session = other",
            "sso_session is `other`, but the config file has no section `[sso-session other]`",
        ),
        (
            "sso_account_id = 1\nsso_role_name = r\nsso_session = corp\nsso_region = other",
            "sso_region is not the same as in `[sso-session corp]`; remove it from the profile",
        ),
        ("sso_account_id = 1\nsso_session = corp", "SSO needs sso_role_name"),
        (
            "sso_start_url = u\nsso_region = not a region\nsso_account_id = 1\nsso_role_name = r",
            "sso_region: `not a region` is not a region: a region is up to 63 letters, digits and hyphens, like us-east-1",
        ),
    ] {
        let config = format!("[profile p q]\nregion = x\n{config}\n{session}").replace("p q", "\"p q\"");
        let environment = Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", config.as_str());
        let error = builder(&Script::new([]), "p q").build_from(&environment).await.unwrap_err().to_string();
        let location = "the profile `p q` of /h/.aws/config and /h/.aws/credentials";
        assert_eq!(error, format!("no credentials: {location}: {what}; run `aws configure sso --profile 'p q'`"));
    }
    let half = format!("[profile p]\nregion = x\nsso_session = corp\n{role}[sso-session corp]\nsso_region = r\n");
    let environment = Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", half);
    let error = builder(&Script::new([]), "p").build_from(&environment).await.unwrap_err().to_string();
    assert!(error.contains(": SSO needs sso_start_url in `[sso-session corp]`; run "), "{error}");
}

/// A session that cannot be used is no error for a profile with a key.
#[tokio::test]
async fn a_key_needs_no_session() {
    let config = "[profile p]\nregion = eu-west-1\nsso_session = absent\naws_access_key_id = KEY\n\
                  aws_secret_access_key = hidden";
    let environment = Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", config);
    let script = Script::new([Step::made()]);
    let client = builder(&script, "p").build_from(&environment).await.unwrap();
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent()), [format!("{SERVICE} KEY")]);
    let error = Say {}.send(&client).await.unwrap_err().to_string();
    assert!(error.contains("the config file has no section `[sso-session absent]`; run `aws configure sso"), "{error}");
}

/// The order of the AWS CLI: SSO, a key in the credentials file, `aws login`, a program, a key in the config file.
#[tokio::test]
async fn the_sources_of_a_profile_have_the_order_of_the_aws_cli() {
    let key = |id: &str| format!("aws_access_key_id = {id}\naws_secret_access_key = hidden\n");
    let sso = "sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Reader\n";
    let session = "[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = u\n";
    for (sources, in_credentials_file, expected) in [
        (format!("{sso}login_session = arn\ncredential_process = false\n{}", key("CONFIG")), true, "ROLE"),
        ("login_session = arn\ncredential_process = false\n".to_owned(), true, "KEY"),
        (key("CONFIG"), true, "KEY"),
        (key("CONFIG"), false, "CONFIG"),
    ] {
        let config = format!("[profile work]\nregion = eu-west-1\n{sources}{session}");
        let mut environment = Environment::empty()
            .with_variable("HOME", "/h")
            .with_file("/h/.aws/config", config)
            .with_file(format!("/h/{FILE}"), token(3600).to_string());
        if in_credentials_file {
            environment = environment.with_file("/h/.aws/credentials", format!("[work]\n{}", key("KEY")));
        }
        let is_sso = expected == "ROLE";
        let script = Script::new(is_sso.then(|| credentials("ROLE")).into_iter().chain([Step::made()]));
        create(&builder(&script, "work").build_from(&environment).await.unwrap()).await.unwrap();
        assert_eq!(in_short(&script.take_sent()).last(), Some(&format!("{SERVICE} {expected}")));
    }
}
