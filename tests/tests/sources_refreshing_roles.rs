//! Roles in code: credentials that assume a role at the first call and again before they expire; MFA codes.

mod scripted;
mod signed_in;

use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::sts::{AssumeRole, AssumeRoleWithWebIdentity, PolicyDescriptor, Tag};
use aws_operation::{Client, Clock, Environment, RetryPolicy, Timestamp, TokenFile, blocking};
use scripted::{CreateProject, Script, Sent, Step};
use signed_in::{NOW, after, builder, now};

const ROLE: &str = "arn:aws:iam::123456789012:role/deploy";

/// The response of STS with credentials that expire some seconds after `NOW`.
fn assumed(action: &str, id: &str, expires: i64) -> Step {
    let expiration = after(expires);
    Step::response(
        200,
        format!(
            "<{action}Response><{action}Result><Credentials><AccessKeyId>{id}</AccessKeyId>\
             <SecretAccessKey>hidden-key</SecretAccessKey><SessionToken>token-of-{id}</SessionToken>\
             <Expiration>{expiration}</Expiration></Credentials></{action}Result></{action}Response>"
        ),
    )
}

fn role(id: &str, expires: i64) -> Step {
    assumed("AssumeRole", id, expires)
}

/// The form of a request of STS and the key that signed it, or the key alone.
fn in_short(sent: &Sent) -> String {
    let key = sent.header("authorization").and_then(|value| value.split_once("Credential="));
    let key = key.map_or("unsigned", |(_, scope)| scope.split('/').next().unwrap());
    if !sent.request.uri().host().unwrap().starts_with("sts.") {
        return key.to_owned();
    }
    let form = String::from_utf8(sent.request.body().to_vec()).unwrap();
    let members = form.split('&').filter(|member| !member.starts_with("Action=") && !member.starts_with("Version="));
    format!("{} by {key}", members.collect::<Vec<_>>().join("&"))
}

fn sent(script: &Script) -> Vec<String> {
    script.take_sent().iter().map(in_short).collect()
}

async fn create(client: &Client) {
    CreateProject::paint().send(client).await.unwrap();
}

/// A clock that can be set.
fn clock() -> (Arc<Mutex<Timestamp>>, Clock) {
    let time = Arc::new(Mutex::new(now()));
    let read = Arc::clone(&time);
    (time, Clock::from_fn(move || *read.lock().unwrap()))
}

#[tokio::test]
async fn a_role_is_assumed_with_every_setting() {
    let script = Script::new([role("ONE", 3600), Step::made(), Step::made()]);
    let client = script.client_with(|builder| builder.clock(Clock::fixed(now())));
    let request = AssumeRole {
        role_session_name: "nightly".into(),
        duration_seconds: Some(900),
        external_id: Some("x".into()),
        policy: Some("{}".into()),
        policy_arns: Some(vec![PolicyDescriptor { arn: "p".into() }]),
        tags: Some(vec![Tag { key: "k".into(), value: "v".into() }]),
        transitive_tag_keys: Some(vec!["k".into()]),
        source_identity: Some("ann".into()),
        ..AssumeRole::of("r")
    };
    let deploy = client.with_credentials(request.refreshing(&client));
    create(&deploy).await;
    create(&deploy).await;
    let form = "RoleArn=r&RoleSessionName=nightly&DurationSeconds=900&ExternalId=x&Policy=%7B%7D&PolicyArns.member.1.arn=p\
                &Tags.member.1.Key=k&Tags.member.1.Value=v&TransitiveTagKeys.member.1=k&SourceIdentity=ann by AKIDEXAMPLE";
    assert_eq!(sent(&script), [form, "ONE", "ONE"]);
}

#[tokio::test]
async fn a_role_is_assumed_again_before_its_credentials_expire() {
    let (time, clock) = clock();
    let script = Script::new([role("ONE", 3600), Step::made()]);
    let client = script.client_with(|builder| builder.clock(clock));
    let deploy = client.with_credentials(AssumeRole::of("r").refreshing(&client).jitter(|| 1.0));
    create(&deploy).await;
    let form = format!("RoleArn=r&RoleSessionName=aws-operation-{NOW} by AKIDEXAMPLE");
    assert_eq!(sent(&script), [form.as_str(), "ONE"]);

    *time.lock().unwrap() = now().saturating_add(Duration::from_secs(3590));
    script.extend([role("TWO", 7200), Step::made()]);
    create(&deploy).await;
    let form = format!("RoleArn=r&RoleSessionName=aws-operation-{} by AKIDEXAMPLE", NOW + 3590);
    assert_eq!(sent(&script), [form.as_str(), "TWO"]);
}

#[tokio::test]
async fn roles_form_a_chain() {
    let script = Script::new([role("ONE", 3600), role("TWO", 3600), Step::made(), Step::made()]);
    let client = script.client_with(|builder| builder.clock(Clock::fixed(now())));
    let first = client.with_credentials(AssumeRole::of("first").refreshing(&client));
    let second = first.with_credentials(AssumeRole::of("second").refreshing(&first));
    create(&second).await;
    create(&first).await;
    let name = format!("RoleSessionName=aws-operation-{NOW}");
    let [one, two] =
        [("first", "AKIDEXAMPLE"), ("second", "ONE")].map(|(role, by)| format!("RoleArn={role}&{name} by {by}"));
    assert_eq!(sent(&script), [one.as_str(), &two, "TWO", "ONE"]);
}

#[tokio::test]
async fn the_error_names_the_role() {
    let denied = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";
    let script = Script::new([Step::response(403, denied)]);
    let client = script.client();
    let deploy = client.with_credentials(AssumeRole::of(ROLE).refreshing(&client));
    let error = CreateProject::paint().send(&deploy).await.unwrap_err().to_string();
    let start = format!(
        "CreateProject failed: no credentials: cannot assume the role {ROLE}: AssumeRole failed: AccessDenied: no"
    );
    assert!(error.starts_with(&start), "{error}");
}

#[tokio::test]
async fn a_web_identity_is_read_at_each_load() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "hidden-1\n").unwrap();
    let (time, clock) = clock();
    let action = "AssumeRoleWithWebIdentity";
    let script = Script::new([assumed(action, "ONE", 3600), Step::made()]);
    let unsigned = Client::builder().region("us-east-1").no_credentials().clock(clock).transport(script.clone());
    let unsigned = unsigned.build().unwrap();
    let role = AssumeRoleWithWebIdentity { role_arn: "r".into(), role_session_name: "s".into(), ..Default::default() };
    let client = unsigned.with_credentials(role.refreshing(&unsigned, TokenFile::new(&file)));
    create(&client).await;
    let form = |token: &str| format!("RoleArn=r&RoleSessionName=s&WebIdentityToken={token} by unsigned");
    assert_eq!(sent(&script), [&form("hidden-1"), "ONE"]);

    std::fs::write(&file, "hidden-2").unwrap();
    *time.lock().unwrap() = now().saturating_add(Duration::from_secs(3600));
    script.extend([assumed(action, "TWO", 7200), Step::made()]);
    create(&client).await;
    assert_eq!(sent(&script), [&form("hidden-2"), "TWO"]);

    std::fs::remove_file(&file).unwrap();
    *time.lock().unwrap() = now().saturating_add(Duration::from_secs(7200));
    let error = CreateProject::paint().send(&client).await.unwrap_err().to_string();
    assert!(error.contains(&format!("the token file: {} does not exist or is empty", file.display())), "{error}");
    assert!(!error.contains("hidden"), "{error}");
}

#[tokio::test]
async fn a_role_asks_for_an_mfa_code_each_time() {
    let (time, clock) = clock();
    let script = Script::new([role("ONE", 3600), Step::made()]);
    let client = script.client_with(|builder| builder.clock(clock));
    let request = AssumeRole { serial_number: Some("mfa/ann".into()), ..AssumeRole::of("r") };
    let request = AssumeRole { role_session_name: "s".into(), ..request };
    let count = AtomicU32::new(0);
    let cache = request.refreshing_with_mfa(&client, move |device| {
        assert_eq!(device, "mfa/ann");
        Ok(format!(" 12345{}\n", count.fetch_add(1, Ordering::Relaxed)))
    });
    let admin = client.with_credentials(cache);
    create(&admin).await;
    let form = |code| format!("RoleArn=r&RoleSessionName=s&SerialNumber=mfa%2Fann&TokenCode={code} by AKIDEXAMPLE");
    assert_eq!(sent(&script), [&form("123450"), "ONE"]);

    *time.lock().unwrap() = now().saturating_add(Duration::from_secs(3600));
    script.extend([role("TWO", 7200), Step::made()]);
    create(&admin).await;
    assert_eq!(sent(&script), [&form("123451"), "TWO"]);
}

#[tokio::test]
async fn a_callback_without_a_code_is_an_error() {
    type Ask = fn(&str) -> io::Result<String>;
    let failing: [(Ask, &str); 3] = [
        (|_| Err(io::Error::other("no terminal")), "failed: no terminal"),
        (|_| Ok(" \n".to_owned()), "returned no code"),
        (|_| panic!("of the test"), "panicked"),
    ];
    for (ask, what) in failing {
        let client = Script::new([]).client();
        let request = AssumeRole { serial_number: Some("mfa/ann".into()), ..AssumeRole::of("r") };
        let admin = client.with_credentials(request.refreshing_with_mfa(&client, ask));
        let error = CreateProject::paint().send(&admin).await.unwrap_err().to_string();
        let expected = format!("the callback for the code of the MFA device mfa/ann {what}");
        assert!(error.contains(&expected), "{error}");
    }
}

const PROFILE: &str = "[profile admin]\nregion = eu-west-1\nrole_arn = r\nrole_session_name = s\nmfa_serial = mfa/ann\n\
                       source_profile = keys\n[profile outer]\nregion = eu-west-1\nrole_arn = o\nrole_session_name = s\n\
                       source_profile = admin\n[profile keys]\naws_access_key_id = KEYS\naws_secret_access_key = hidden";

fn environment() -> Environment {
    Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", PROFILE)
}

#[tokio::test]
async fn a_profile_asks_for_an_mfa_code_once() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    // The retry of the outer role does not ask for another code.
    let script = Script::new([role("ONE", 3600), Step::Lost, role("TWO", 3600), Step::made()]);
    let builder = builder(&script, "outer").mfa_code(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        Ok("123456".to_owned())
    });
    create(&builder.build_from(&environment()).await.unwrap()).await;
    let inner = "RoleArn=r&RoleSessionName=s&SerialNumber=mfa%2Fann&TokenCode=123456 by KEYS";
    let outer = "RoleArn=o&RoleSessionName=s by ONE";
    assert_eq!(sent(&script), [inner, outer, outer, "TWO"]);
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[test]
fn a_blocking_client_assumes_roles() {
    let script = Script::new([role("ONE", 3600), Step::made()]);
    let client = script.client_with(|builder| builder.clock(Clock::fixed(now())).retry(RetryPolicy::never()));
    let client = blocking::Client::new(client).unwrap();
    let deploy = client.client().with_credentials(AssumeRole::of("r").refreshing(client.client()));
    client.with_client(deploy).send(&CreateProject::paint()).unwrap();
    assert_eq!(sent(&script).last().map(String::as_str), Some("ONE"));
}

#[test]
fn no_cache_shows_a_secret() {
    let client = Script::new([]).client();
    let request = AssumeRole { token_code: Some("hidden-code".into()), ..AssumeRole::of("r") };
    let identity = AssumeRoleWithWebIdentity { web_identity_token: "hidden-token".into(), ..Default::default() };
    let shown = format!(
        "{request:?} {identity:?} {:?} {:?}",
        request.clone().refreshing_with_mfa(&client, |_| Ok("hidden-code".to_owned())),
        identity.clone().refreshing(&client, "hidden-token"),
    );
    assert!(!shown.contains("hidden"), "{shown}");
}
