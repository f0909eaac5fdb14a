//! Profiles of IAM Identity Center (SSO): the token in the file of the AWS CLI, its refresh, and the credentials of a
//! role.

mod scripted;
mod signed_in;
#[allow(dead_code)] // this test uses a part
#[path = "traces/collected.rs"]
mod traces;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aws_operation::{Client, Clock, Environment, SendError, ServiceError, Timestamp, aws_operation, aws_service};
use scripted::{CreateProject, Script, Sent, Step};
use serde_json::{Value, json};
use signed_in::{Home, NOW, after, builder};

const CONFIG: &str = "\
[profile work]
region = eu-west-1
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Reader
[profile legacy]
region = eu-west-1
sso_start_url = corp
sso_region = eu-central-1
sso_account_id = 123456789012
sso_role_name = Reader
[profile admin]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/admin
role_session_name = s
source_profile = work
[profile chat]
region = eu-west-1
sso_session = corp
[sso-session corp]
sso_region = eu-central-1
sso_start_url = https://corp.awsapps.com/start
";

/// The SHA-1 of `corp`.
const FILE: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
const PORTAL: &str = "https://portal.sso.eu-central-1.amazonaws.com/federation/credentials\
                      ?role_name=Reader&account_id=123456789012";
const OIDC: &str = "https://oidc.eu-central-1.amazonaws.com/token";
const RUN: &str = "run `aws sso login --profile work`";

/// A token that expires some seconds after `NOW`.
fn token(expires: i64) -> Value {
    json!({
        "accessToken": "hidden-access-1", "expiresAt": after(expires), "refreshToken": "hidden-refresh-1",
        "clientId": "client", "clientSecret": "hidden-secret", "registrationExpiresAt": after(86_400),
        "region": "eu-central-1", "startUrl": "https://corp.awsapps.com/start", "scopes": ["sso:account:access"],
    })
}

fn home(expires: i64) -> Home {
    Home::new(CONFIG, FILE, &token(expires))
}

/// The response of the portal, with credentials that expire in an hour.
fn credentials(id: &str) -> Step {
    credentials_until(id, NOW + 3600)
}

fn credentials_until(id: &str, second: i64) -> Step {
    let role = json!({
        "accessKeyId": id, "secretAccessKey": "hidden-key", "sessionToken": "hidden-session",
        "expiration": second * 1000,
    });
    Step::response(200, json!({ "roleCredentials": role }).to_string())
}

/// The response to a refresh, with the tokens of this number.
fn refreshed(number: u32) -> Step {
    let token = json!({
        "accessToken": format!("hidden-access-{number}"), "expiresIn": 3600, "tokenType": "Bearer",
        "refreshToken": format!("hidden-refresh-{number}"),
    });
    Step::response(200, token.to_string())
}

fn rejected(status: u16, code: &str) -> Step {
    let body = json!({ "error": "invalid_grant", "error_description": "hidden-refresh-1 is not valid" });
    Step::response(status, body.to_string()).header("x-amzn-errortype", code)
}

/// Each request in short: its URL, and the tokens in it.
fn in_short(sent: &[Sent]) -> Vec<String> {
    let each = sent.iter().map(|sent| {
        let url = sent.request.uri().to_string();
        assert!(sent.header("authorization").is_none() || !url.contains("eu-central-1"), "{url} is signed");
        match url.as_str() {
            PORTAL => format!("portal {}", sent.header("x-amz-sso_bearer_token").unwrap()),
            OIDC => {
                let body = sent.json();
                assert_eq!(body["grantType"], "refresh_token");
                assert_eq!((&body["clientId"], &body["clientSecret"]), (&"client".into(), &"hidden-secret".into()));
                assert_eq!(body.as_object().unwrap().len(), 4);
                format!("oidc {}", body["refreshToken"].as_str().unwrap())
            }
            _ => {
                let key = sent.header("authorization").unwrap_or_default();
                let key = key.split_once("Credential=").map_or(key, |(_, scope)| scope.split('/').next().unwrap());
                format!("{} {key}", sent.request.uri().host().unwrap())
            }
        }
    });
    each.collect()
}

const SERVICE: &str = "lookoutvision.eu-west-1.amazonaws.com";

async fn create(client: &Client) -> Result<(), SendError<scripted::Error>> {
    CreateProject::paint().send(client).await.map(drop)
}

/// The error of a call, without a secret and without the path of the home directory.
async fn failure(home: &Home, client: &Client) -> String {
    let error = create(client).await.unwrap_err();
    let text = format!("{error} {error:#?}");
    assert!(!text.contains("hidden"), "{text}");
    home.without_path(&error.to_string())
}

fn location(profile: &str) -> String {
    format!("CreateProject failed: no credentials: the profile `{profile}` of ~/.aws/config and ~/.aws/credentials: ")
}

#[tokio::test]
async fn a_valid_token_gets_the_credentials_of_the_role() {
    let home = home(3600);
    let script = Script::new([credentials("ROLE"), Step::made(), Step::made()]);
    let client = home.client(&script, "work").await;
    create(&client).await.unwrap();
    create(&client).await.unwrap();
    let service = format!("{SERVICE} ROLE");
    let sent = script.take_sent();
    assert_eq!(in_short(&sent), ["portal hidden-access-1", &service, &service]);
    assert_eq!(sent[1].header("x-amz-security-token"), Some("hidden-session"));
    assert_eq!(home.read(), token(3600));
}

#[tokio::test]
async fn a_token_that_ends_soon_is_refreshed_and_written_back() {
    let home = home(299);
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-1", "portal hidden-access-2"]);
    let mut expected = token(3600);
    expected["accessToken"] = "hidden-access-2".into();
    expected["refreshToken"] = "hidden-refresh-2".into();
    assert_eq!(home.read(), expected);
    assert_eq!(home.names().len(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_stays_a_link_and_is_private() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let home = home(-1);
    let elsewhere = home.path("elsewhere.json");
    fs::rename(home.file(), &elsewhere).unwrap();
    symlink(&elsewhere, home.file()).unwrap();
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    assert!(fs::symlink_metadata(home.file()).unwrap().is_symlink());
    assert_eq!(home.read()["accessToken"], "hidden-access-2");
    assert_eq!(fs::metadata(elsewhere).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_response_without_a_refresh_token_keeps_the_old_one() {
    let home = home(-1);
    let response = json!({ "accessToken": "hidden-access-2", "expiresIn": 3600 }).to_string();
    let script = Script::new([Step::response(200, response), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    assert_eq!(
        (&home.read()["accessToken"], &home.read()["refreshToken"]),
        (&"hidden-access-2".into(), &"hidden-refresh-1".into())
    );
}

#[tokio::test]
async fn the_file_is_read_when_the_token_is_needed() {
    let home = home(-1);
    let script = Script::new([credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let mut newer = token(3600);
    newer["accessToken"] = "hidden-access-9".into();
    home.write(&newer);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[0], "portal hidden-access-9");
}

/// The other program used the refresh token first, and writes the file shortly after the rejection arrived.
#[tokio::test(start_paused = true)]
async fn a_rejected_refresh_reads_the_file_again() {
    let home = Arc::new(home(-1));
    let script = Script::new([rejected(400, "InvalidGrantException"), credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let other = Arc::clone(&home);
    let write = async move {
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        let mut newer = token(3600);
        newer["accessToken"] = "hidden-access-9".into();
        newer["refreshToken"] = "hidden-refresh-9".into();
        other.write(&newer);
    };
    let (created, ()) = tokio::join!(create(&client), write);
    created.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-1", "portal hidden-access-9"]);
    assert_eq!(home.read()["refreshToken"], "hidden-refresh-9");
}

#[tokio::test]
async fn what_another_program_wrote_during_a_refresh_stays() {
    let home = Arc::new(home(-1));
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let other = Arc::clone(&home);
    let mut written = token(7200);
    written["refreshToken"] = "hidden-refresh-9".into();
    let content = written.clone();
    script.watch(move || {
        other.write(&content);
        0
    });
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[1], "portal hidden-access-2");
    assert_eq!(home.read(), written);
}

#[tokio::test]
async fn a_file_that_the_user_removed_is_not_made_again() {
    let home = Arc::new(home(-1));
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let other = Arc::clone(&home);
    script.watch(move || {
        let _ = fs::remove_file(other.file());
        0
    });
    create(&client).await.unwrap();
    assert_eq!(home.names(), [""; 0]);
    let absent = home.client(&Script::new([]), "work").await;
    let expected = format!("{}the SSO token is not in ~/{FILE}; {RUN}", location("work"));
    assert!(failure(&home, &absent).await.starts_with(&expected));
}

/// Files of an `Environment` cannot be written.
#[tokio::test]
async fn a_token_that_cannot_be_written_stays_in_memory() {
    traces::on_all_threads();
    let environment = Environment::empty()
        .with_variable("HOME", "/h")
        .with_file("/h/.aws/config", CONFIG)
        .with_file(format!("/h/{FILE}"), token(-1).to_string());
    let now = Arc::new(AtomicI64::new(NOW));
    let clock = Arc::clone(&now);
    let clock = Clock::from_fn(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap());
    let script = Script::new([refreshed(2), credentials_until("ONE", NOW + 600), Step::made()]);
    let client = builder(&script, "work").clock(clock).build_from(&environment).await.unwrap();
    let collected = traces::Collected::default();
    let guard = tracing::subscriber::set_default(collected.clone());
    create(&client).await.unwrap();
    drop(guard);
    let text = collected.text();
    assert!(text.contains("a refreshed token could not be written and is kept in memory"), "{text}");
    assert!(!text.contains("hidden"), "{text}");
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-1", "portal hidden-access-2"]);

    // The credentials have expired, the token in memory has not.
    now.store(NOW + 700, Ordering::Relaxed);
    script.extend([credentials_until("TWO", NOW + 5000), Step::made()]);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[0], "portal hidden-access-2");

    // Both have expired. The refresh token in memory is newer than the one in the file.
    now.store(NOW + 6000, Ordering::Relaxed);
    script.extend([refreshed(3), credentials_until("THREE", NOW + 9600), Step::made()]);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-2", "portal hidden-access-3"]);
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_is_an_error_only_if_the_token_has_expired() {
    for step in
        [rejected(400, "InvalidGrantException"), rejected(401, "InvalidClientException"), Step::response(500, "")]
    {
        let attempts = if matches!(&step, Step::Response(response) if response.status() == 500) { 3 } else { 1 };
        let steps = || std::iter::repeat_n(step.clone(), attempts);
        let valid = home(60);
        let script = Script::new(steps().chain([credentials("ROLE"), Step::made()]));
        create(&valid.client(&script, "work").await).await.unwrap();
        assert_eq!(in_short(&script.take_sent())[attempts], "portal hidden-access-1");

        let expired = home(0);
        let script = Script::new(steps());
        let text = failure(&expired, &expired.client(&script, "work").await).await;
        let what = "the SSO token could not be refreshed; to sign in again, run `aws sso login --profile work`: ";
        assert!(text.starts_with(&(location("work") + what)), "{text}");
        assert_eq!(script.count(), attempts);
        assert_eq!(expired.read(), token(0));
    }
}

#[tokio::test(start_paused = true)]
async fn the_portal_is_asked_again_where_that_helps() {
    for (status, attempts) in [(429, 3), (500, 3), (503, 3), (403, 1), (404, 1)] {
        let home = home(3600);
        let script = Script::new(std::iter::repeat_n(Step::rejected(status, "NoException"), attempts));
        let text = failure(&home, &home.client(&script, "work").await).await;
        let what = "cannot get credentials of the role Reader in the account 123456789012; to sign in again, run \
                    `aws sso login --profile work`: GetRoleCredentials failed: NoException: no";
        assert!(text.starts_with(&(location("work") + what)), "{text}");
        assert_eq!(script.count(), attempts);

        let script = Script::new([Step::rejected(status, "NoException"), credentials("ROLE"), Step::made()]);
        let retried = create(&home.client(&script, "work").await).await;
        assert_eq!(retried.is_ok(), attempts > 1, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_the_portal_rejects_is_refreshed_once() {
    let home = home(3600);
    let dead = || Step::rejected(401, "UnauthorizedException");
    let script = Script::new([dead(), refreshed(2), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    let expected = ["portal hidden-access-1", "oidc hidden-refresh-1", "portal hidden-access-2"];
    assert_eq!(in_short(&script.take_sent())[..3], expected);

    home.write(&token(3600));
    let script = Script::new([dead(), refreshed(2), dead()]);
    let text = failure(&home, &home.client(&script, "work").await).await;
    assert!(text.contains("GetRoleCredentials failed: UnauthorizedException: no") && text.contains(RUN), "{text}");

    let script = Script::new([dead()]);
    let text = failure(&home, &home.client(&script, "legacy").await).await;
    let what = format!(
        "the SSO token in ~/{FILE} was rejected by the service and cannot be refreshed: the profile has no `sso_session`; \
         run `aws sso login --profile legacy`"
    );
    assert!(text.starts_with(&(location("legacy") + &what)), "{text}");
}

#[tokio::test]
async fn a_legacy_token_is_not_refreshed() {
    let valid = home(1);
    let script = Script::new([credentials("ROLE"), Step::made()]);
    create(&valid.client(&script, "legacy").await).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[0], "portal hidden-access-1");

    let expired = home(0);
    let text = failure(&expired, &expired.client(&Script::new([]), "legacy").await).await;
    let what = format!(
        "the SSO token in ~/{FILE} expired at {} and cannot be refreshed: the profile has no `sso_session`; run `aws sso \
         login --profile legacy`",
        after(0)
    );
    assert!(text.starts_with(&(location("legacy") + &what)), "{text}");
}

#[tokio::test]
async fn a_token_file_that_cannot_be_used_names_what_is_wrong() {
    let without = |name: &str| {
        let mut token = token(-1);
        token.as_object_mut().unwrap().remove(name);
        token.to_string()
    };
    let with = |name: &str, value: &str| {
        let mut token = token(-1);
        token[name] = value.into();
        token.to_string()
    };
    let expired = format!("expired at {} and cannot be refreshed: ", after(-1));
    for (content, what) in [
        ("hidden".to_owned(), "is not JSON".to_owned()),
        (String::new(), "is not JSON".to_owned()),
        ("[\"hidden\"]".to_owned(), "is not a JSON object".to_owned()),
        (without("accessToken"), "has no `accessToken`".to_owned()),
        (with("accessToken", ""), "has no `accessToken`".to_owned()),
        (without("expiresAt"), "has no `expiresAt`".to_owned()),
        (with("expiresAt", "hidden"), "has an `expiresAt` that is not a time".to_owned()),
        (without("refreshToken"), format!("{expired}it has no `refreshToken`")),
        (without("clientSecret"), format!("{expired}it has no `clientSecret`")),
        (without("registrationExpiresAt"), format!("{expired}it has no `registrationExpiresAt`")),
        (
            with("registrationExpiresAt", &after(0)),
            format!("{expired}the registration of its client expired at {}", after(0)),
        ),
    ] {
        let home = home(-1);
        fs::write(home.file(), &content).unwrap();
        let text = failure(&home, &home.client(&Script::new([]), "work").await).await;
        let expected = format!("{}the SSO token in ~/{FILE} {what}; {RUN}", location("work"));
        assert!(text.starts_with(&expected), "{text}\n{expected}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_an_error() {
    let home = home(3600);
    fs::remove_file(home.file()).unwrap();
    fs::create_dir(home.file()).unwrap();
    let text = failure(&home, &home.client(&Script::new([]), "work").await).await;
    let start = format!("{}the SSO token: ~/{FILE}: cannot be read: ", location("work"));
    assert!(text.starts_with(&start) && text.contains(RUN), "{text}");
}

#[tokio::test]
async fn a_role_is_assumed_with_the_credentials_of_the_session() {
    let home = home(3600);
    let sts = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ADMIN</AccessKeyId>\
               <SecretAccessKey>hidden</SecretAccessKey><SessionToken>hidden</SessionToken>\
               <Expiration>2025-11-19T01:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    // The retry of `AssumeRole` does not ask the portal again.
    let script = Script::new([credentials("ROLE"), Step::Lost, Step::response(200, sts), Step::made()]);
    create(&home.client(&script, "admin").await).await.unwrap();
    let sts = "sts.eu-west-1.amazonaws.com ROLE";
    assert_eq!(in_short(&script.take_sent()), ["portal hidden-access-1", sts, sts, &format!("{SERVICE} ADMIN")]);

    let text = {
        fs::remove_file(home.file()).unwrap();
        failure(&home, &home.client(&Script::new([]), "admin").await).await
    };
    assert!(text.contains(&format!("the SSO token is not in ~/{FILE}; {RUN}")), "{text}");
}

#[aws_service(id = "Chat", protocol = "restJson1", auth = "bearer")]
struct Chat;

#[aws_operation(name = "Say", service = Chat, output = (), error = ServiceError, readonly)]
#[aws(http = "GET /say")]
struct Say {}

#[aws_operation(name = "SayOr", service = Chat, output = (), error = ServiceError, readonly, auth("sigv4", "bearer"))]
#[aws(http = "GET /say")]
struct SayOr {}

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

/// The refresh is not cancelled with the call, because its refresh token may work once only.
#[tokio::test(start_paused = true)]
async fn a_caller_that_goes_away_does_not_lose_the_new_token() {
    let home = home(-1);
    let script = Script::new([refreshed(2).late()]);
    let client = home.client(&script, "chat").await;
    let gave_up = tokio::time::timeout(std::time::Duration::from_millis(10), Say {}.send(&client)).await;
    assert!(gave_up.is_err());
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(home.read()["refreshToken"], "hidden-refresh-2");
}

#[tokio::test]
async fn many_calls_share_one_refresh() {
    let home = home(-1);
    let said = (0..20).map(|_| Step::response(200, "{}"));
    let script = Script::new([refreshed(2)].into_iter().chain(said));
    let client = home.client(&script, "chat").await;
    let calls: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn({
                let client = client.clone();
                async move { Say {}.send(&client).await.map(drop) }
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let refreshes = in_short(&script.take_sent()).iter().filter(|sent| sent.starts_with("oidc")).count();
    assert_eq!(refreshes, 1);
}

/// A token that is still valid is used while its refresh runs.
#[tokio::test(start_paused = true)]
async fn no_call_waits_for_the_refresh_of_a_valid_token() {
    let home = home(60);
    let script = Script::new([refreshed(2).late(), Step::response(200, "{}"), Step::response(200, "{}")]);
    let client = home.client(&script, "chat").await;
    let (first, second) = (Say {}, Say {});
    let second = async {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        second.send(&client).await
    };
    let (first, second) = tokio::join!(first.send(&client), second);
    first.unwrap();
    second.unwrap();
    let chat = |token: &str| format!("chat.eu-west-1.amazonaws.com Bearer {token}");
    let expected = ["oidc hidden-refresh-1", &chat("hidden-access-1"), &chat("hidden-access-2")];
    assert_eq!(in_short(&script.take_sent()), expected);
}

/// Another sign-in goes before the token in memory, also if that one would expire later.
#[tokio::test(start_paused = true)]
async fn a_rejected_token_in_memory_gives_way_to_the_file() {
    let home = home(86_400);
    let script = Script::new([credentials_until("ONE", NOW + 1), Step::made()]);
    let client = home.client(&script, "work").await;
    create(&client).await.unwrap();
    let mut newer = token(3600);
    newer["accessToken"] = "hidden-access-9".into();
    home.write(&newer);
    script.take_sent();
    script.extend([Step::rejected(401, "UnauthorizedException"), credentials("TWO"), Step::made()]);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["portal hidden-access-1", "portal hidden-access-9"]);
}

#[tokio::test]
async fn an_error_response_that_repeats_a_secret_is_not_shown() {
    let home = home(3600);
    let body = json!({ "message": "the token hidden-access-1 may not do that" }).to_string();
    let script = Script::new([Step::response(403, body).header("x-amzn-errortype", "ForbiddenException")]);
    let text = failure(&home, &home.client(&script, "work").await).await;
    let what = "the service returned an error (status 403), whose text is not shown because it may contain secrets";
    assert!(text.contains(what) && text.contains(RUN), "{text}");
}
