//! Roles that a profile assumes, with credentials of another source or with a web identity token.

mod test_environment;

use test_environment::{Outcome, TestEnvironment, json};

const STS: &str = "https://sts.us-east-1.amazonaws.com/";
const FILES: &str = "/h/.aws/config and /h/.aws/credentials";
const ROLE: &str = "AssumeRole";
const IDENTITY: &str = "AssumeRoleWithWebIdentity";

/// A case: its name, the environment, the expected key or error, and the expected requests.
struct Case(&'static str, TestEnvironment, Result<&'static str, &'static str>, Vec<String>);

async fn run(cases: Vec<Case>) {
    let mut failed = Vec::new();
    let count = cases.len();
    for Case(name, environment, expected, requests) in cases {
        let Outcome { signed, failure, requests: actual_requests } = environment.run().await;
        let as_expected = match expected {
            Ok(key) => signed.as_deref() == Some(key) && failure.is_none(),
            Err(text) => {
                let text = text.replace("FILES", FILES);
                failure.as_ref().is_some_and(|(early, message)| {
                    let start = if *early { "no credentials: " } else { "Open failed: no credentials: " };
                    *message == format!("{start}{text}")
                })
            }
        };
        if !as_expected || actual_requests != requests {
            failed.push(format!("{name}: signed with {signed:?}, {failure:#?}, requests {actual_requests:#?}"));
        }
    }
    assert!(failed.is_empty(), "{} of {count} cases:\n{}", failed.len(), failed.join("\n"));
    println!("{count} cases");
}

fn profiles(text: &str) -> TestEnvironment {
    TestEnvironment::new().config(text).with("AWS_PROFILE", "p")
}

/// The request of `AssumeRole` with the default session name.
fn assume_role(arn: &str, by: &str) -> String {
    format!(
        "POST {STS} Action=AssumeRole&Version=2011-06-15&RoleArn={arn}&RoleSessionName=aws-operation-1440938160 by {by}"
    )
}

/// The request of `AssumeRoleWithWebIdentity`.
fn assume_role_with_web_identity(arn: &str, session: &str, token: &str) -> String {
    let call = format!("Action={IDENTITY}&Version=2011-06-15&RoleArn={arn}&RoleSessionName={session}");
    format!("POST {STS} {call}&WebIdentityToken={token} by no key")
}

#[tokio::test]
async fn a_role_is_assumed_with_credentials_of_another_source() {
    let with_cause = |source: &str| {
        profiles(&format!("[profile p]\nrole_arn = r\ncredential_source = {source}")).sts(STS, ROLE, "ROLE")
    };
    let ecs = "http://169.254.170.2/creds";
    let imds = "http://169.254.169.254";
    let roles = format!("GET {imds}/latest/meta-data/iam/security-credentials/");
    run(vec![
        Case("of another profile", profiles("[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nKEYS(Q)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assume_role("r", "Q")]),
        Case("of one in the credentials file", profiles("[profile p]\nrole_arn = r\nsource_profile = q").credentials("[q]\nKEYS(Q)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assume_role("r", "Q")]),
        Case("of default", profiles("[profile p]\nrole_arn = r\nsource_profile = default\n[default]\nKEYS(D)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assume_role("r", "D")]),
        Case("of its own key", profiles("[profile p]\nrole_arn = r\nsource_profile = p\nKEYS(P)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assume_role("r", "P")]),
        Case("of the container", with_cause("EcsContainer").with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").response(&format!("GET {ecs}"), 200, &json("ECS")), Ok("ROLE token-of-ROLE"), vec![format!("GET {ecs}"), assume_role("r", "ECS")]),
        Case("of the instance", with_cause("Ec2InstanceMetadata").instance(imds, "EC2"), Ok("ROLE token-of-ROLE"), vec![format!("PUT {imds}/latest/api/token"), roles.clone(), format!("{roles}my-role"), assume_role("r", "EC2")]),
        Case("of a program", profiles(&format!("[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\ncredential_process = printf '%s' '{}'", r#"{"Version":1,"AccessKeyId":"PROC","SecretAccessKey":"hidden"}"#)).sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assume_role("r", "PROC")]),
        Case("and not with its own key", profiles("[profile p]\nrole_arn = r\nsource_profile = q\nKEYS(P)\n[profile q]\nKEYS(Q)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assume_role("r", "Q")]),
        Case("over two roles", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = s\n[profile s]\nKEYS(S)").sts(STS, ROLE, "TWO").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![assume_role("r2", "S"), assume_role("r1", "TWO")]),
        Case("over three, from the container", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = s\n[profile s]\nrole_arn = r3\ncredential_source = EcsContainer").with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").response(&format!("GET {ecs}"), 200, &json("ECS")).sts(STS, ROLE, "THREE").sts(STS, ROLE, "TWO").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![format!("GET {ecs}"), assume_role("r3", "ECS"), assume_role("r2", "THREE"), assume_role("r1", "TWO")]),
        Case("to the role of a profile that has itself as source", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = q\ncredential_process = x\nKEYS(Q)").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![assume_role("r1", "Q")]),
        Case("in a source profile a key comes before a role", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = s\nKEYS(Q)").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![assume_role("r1", "Q")]),
        Case("of a web identity", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nweb_identity_token_file = /t").file("/t", "hidden-token").sts(STS, IDENTITY, "WEB").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![assume_role_with_web_identity("r2", "aws-operation-1440938160", "hidden-token"), assume_role("r1", "WEB")]),
    ])
    .await;
}

#[tokio::test]
async fn session_settings_of_the_profile_are_sent() {
    let profile = "[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = q\nrole_session_name = ann@x\nexternal_id = a b&c\nduration_seconds = 900\n[profile q]\nKEYS(Q)";
    let call = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=ann%40x&DurationSeconds=900&ExternalId=a%20b%26c";
    let elsewhere = |environment: TestEnvironment, url: &str| {
        (environment.sts(url, ROLE, "ROLE"), vec![format!("POST {url} {call} by Q")])
    };
    let china = profiles(profile).with("AWS_REGION", "cn-north-1");
    let (regional, regional_requests) = elsewhere(profiles(profile), STS);
    let (china, china_requests) = elsewhere(china, "https://sts.cn-north-1.amazonaws.com.cn/");
    let local = profiles(profile).with("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9/sts");
    let (local, local_requests) = elsewhere(local, "http://127.0.0.1:9/sts/");
    run(vec![
        Case("in the region", regional, Ok("ROLE token-of-ROLE"), regional_requests),
        Case("in another partition", china, Ok("ROLE token-of-ROLE"), china_requests),
        Case("at a configured endpoint URL", local, Ok("ROLE token-of-ROLE"), local_requests),
    ])
    .await;
}

#[tokio::test]
async fn errors_say_why_a_role_cannot_be_assumed() {
    let with = |lines: &str| profiles(&format!("[profile p]\nrole_arn = r\n{lines}"));
    let p = "the profile `p` of FILES: ";
    let text =
        |text: &str| -> Result<&'static str, &'static str> { Err(Box::leak(format!("{p}{text}").into_boxed_str())) };
    let denied = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error><RequestId>req-1</RequestId></ErrorResponse>";
    run(vec![
        Case("neither source", with(""), text("role_arn needs source_profile or credential_source, whose credentials assume the role"), vec![]),
        Case("both sources", with("source_profile = q\ncredential_source = Environment\n[profile q]\nKEYS(Q)"), text("it has both source_profile and credential_source; remove one"), vec![]),
        Case("no such source", with("credential_source = Vault"), text("credential_source is Vault, but it must be Environment, EcsContainer or Ec2InstanceMetadata"), vec![]),
        Case("variables that are not set", with("credential_source = Environment"), text("credential_source is Environment, but AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set"), vec![]),
        Case("no container", with("credential_source = EcsContainer"), text("credential_source is EcsContainer, but AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not set"), vec![]),
        Case("no instance", with("credential_source = Ec2InstanceMetadata").with("AWS_EC2_METADATA_DISABLED", "true"), text("credential_source is Ec2InstanceMetadata, but AWS_EC2_METADATA_DISABLED disables the instance metadata service"), vec![]),
        Case("no such profile", with("source_profile = q"), text("source_profile is `q`, but that profile does not exist; there is `p`"), vec![]),
        Case("a source without credentials", with("source_profile = q\n[profile q]\nregion = x"), text("source_profile is `q`, but that profile has no credentials"), vec![]),
        Case("a source with an incomplete key", with("source_profile = q\n[profile q]\naws_access_key_id = Q"), Err("the profile `q` of FILES: aws_access_key_id is set, but aws_secret_access_key is not"), vec![]),
        Case("itself without a key", with("source_profile = p"), text("it names itself as source_profile, so it needs aws_access_key_id and aws_secret_access_key"), vec![]),
        Case("a cycle of two", with("source_profile = q\n[profile q]\nrole_arn = s\nsource_profile = p"), Err("the profile `q` of FILES: source_profile forms a cycle: p -> q -> p"), vec![]),
        Case("a cycle of three", with("source_profile = a\n[profile a]\nrole_arn = s\nsource_profile = b\n[profile b]\nrole_arn = t\nsource_profile = c\n[profile c]\nrole_arn = u\nsource_profile = a"), Err("the profile `c` of FILES: source_profile forms a cycle: a -> b -> c -> a"), vec![]),
        Case("a source that gives a token alone", with("source_profile = q\n[profile q]\nsso_session = s\n[sso-session s]\nsso_region = r\nsso_start_url = u"), Err("the profile `q` of FILES: SSO needs sso_account_id and sso_role_name; run `aws configure sso --profile q`"), vec![]),
        Case("an MFA device", with("mfa_serial = s\nsource_profile = q\n[profile q]\nKEYS(Q)"), text("mfa_serial needs a code of the MFA device: call `.mfa_code(..)` on the client's builder"), vec![]),
        Case("too short", with("duration_seconds = 899\nsource_profile = p\nKEYS(P)"), text("duration_seconds is not a number from 900 to 43200"), vec![]),
        Case("no number", with("duration_seconds = 1h\nsource_profile = p\nKEYS(P)"), text("duration_seconds is not a number from 900 to 43200"), vec![]),
        Case("an error response", with("source_profile = p\nKEYS(P)").response(&format!("POST {STS}"), 403, denied), text("cannot assume the role r: AssumeRole failed: AccessDenied: no (status 403, 1 attempt, request id req-1)"), vec![assume_role("r", "P")]),
        Case("a source that fails", with("credential_source = Ec2InstanceMetadata"), text("cannot assume the role r: AssumeRole failed: no credentials: no instance metadata service (IMDS) responds at http://169.254.169.254: this is not an EC2 instance, or it is a container and the hop limit is 1: no connection to the service: no route to host"), vec!["PUT http://169.254.169.254/latest/api/token".to_owned()]),
    ])
    .await;
}

#[tokio::test]
async fn a_web_identity_assumes_a_role_with_an_unsigned_request() {
    let variables = || TestEnvironment::new().with("AWS_WEB_IDENTITY_TOKEN_FILE", "/t").file("/t", "hidden-token\n");
    let named = || variables().with("AWS_ROLE_ARN", "r").with("AWS_ROLE_SESSION_NAME", "s");
    let rejected = "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>no</Message></Error><RequestId>req-1</RequestId></ErrorResponse>";
    run(vec![
        Case("of variables", named().sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![assume_role_with_web_identity("r", "s", "hidden-token")]),
        Case("without a name", variables().with("AWS_ROLE_ARN", "r").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![assume_role_with_web_identity("r", "aws-operation-1440938160", "hidden-token")]),
        Case("before the container", named().with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![assume_role_with_web_identity("r", "s", "hidden-token")]),
        Case("without a role", variables(), Err("AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not"), vec![]),
        Case("without its file", TestEnvironment::new().with("AWS_WEB_IDENTITY_TOKEN_FILE", "/t").with("AWS_ROLE_ARN", "r"), Err("AWS_WEB_IDENTITY_TOKEN_FILE: /t does not exist or is empty"), vec![]),
        Case("an error response", named().response(&format!("POST {STS}"), 400, rejected), Err("AWS_WEB_IDENTITY_TOKEN_FILE: cannot assume the role r: AssumeRoleWithWebIdentity failed: InvalidIdentityToken: no (status 400, 1 attempt, request id req-1)"), vec![assume_role_with_web_identity("r", "s", "hidden-token")]),
        Case("of a profile", profiles("[profile p]\nrole_arn = r\nrole_session_name = s\nweb_identity_token_file = /t").file("/t", "hidden-token").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![assume_role_with_web_identity("r", "s", "hidden-token")]),
        Case("before other sources of the profile", profiles("[profile p]\nrole_arn = r\nrole_session_name = s\nweb_identity_token_file = /t\nsource_profile = p\nKEYS(P)").file("/t", "hidden-token").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![assume_role_with_web_identity("r", "s", "hidden-token")]),
        Case("of a profile without a role", profiles("[profile p]\nweb_identity_token_file = /t"), Err("the profile `p` of FILES: web_identity_token_file needs role_arn"), vec![]),
    ])
    .await;
}

/// The depth of a chain is limited by no rule of AWS, and by the stack of the program.
#[tokio::test]
async fn a_chain_of_profiles_has_a_limit() {
    let chain = |length: usize| {
        let profiles = (0..length).map(|n| format!("[profile p{n}]\nrole_arn = r{n}\nsource_profile = p{}\n", n + 1));
        let config = profiles.collect::<String>() + &format!("[profile p{length}]\nKEYS(K)\n");
        TestEnvironment::new().config(&config).with("AWS_PROFILE", "p0")
    };
    let (early, error) = chain(100_000).run().await.failure.unwrap();
    let text = "the profile `p49` of /h/.aws/config and /h/.aws/credentials: source_profile leads through more than 50 profiles";
    assert_eq!((early, error), (true, format!("no credentials: {text}")));
    let names = (0..49).map(|n| format!("r{n}"));
    let mut longest = chain(49);
    for _ in names {
        longest = longest.sts(STS, "AssumeRole", "ASSUMED");
    }
    assert_eq!(longest.run().await.signed.as_deref(), Some("ASSUMED token-of-ASSUMED"));
}
