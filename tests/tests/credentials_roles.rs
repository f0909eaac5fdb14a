//! Roles that a profile takes on, with the credentials of another source or with a token.

mod surroundings;

use surroundings::{Around, End, json};

const STS: &str = "https://sts.us-east-1.amazonaws.com/";
const FILES: &str = "/h/.aws/config and /h/.aws/credentials";
const ROLE: &str = "AssumeRole";
const IDENTITY: &str = "AssumeRoleWithWebIdentity";

/// A case: what surrounds the program, the key that comes of it or the error, and what STS was asked.
struct Case(&'static str, Around, Result<&'static str, &'static str>, Vec<String>);

async fn run(cases: Vec<Case>) {
    let mut wrong = Vec::new();
    let count = cases.len();
    for Case(name, around, expected, asked) in cases {
        let End { signed, failure, asked: was_asked } = around.run().await;
        let as_expected = match expected {
            Ok(key) => signed.as_deref() == Some(key) && failure.is_none(),
            Err(text) => {
                let text = text.replace("FILES", FILES);
                failure.as_ref().is_some_and(|(early, told)| {
                    let start = if *early { "no credentials: " } else { "Open failed: no credentials: " };
                    *told == format!("{start}{text}")
                })
            }
        };
        if !as_expected || was_asked != asked {
            wrong.push(format!("{name}: signed with {signed:?}, {failure:#?}, asked {was_asked:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    println!("{count} cases");
}

fn profiles(text: &str) -> Around {
    Around::nothing().config(text).with("AWS_PROFILE", "p")
}

/// A call of `AssumeRole` without a name for the session.
fn assumes(arn: &str, by: &str) -> String {
    format!(
        "POST {STS} Action=AssumeRole&Version=2011-06-15&RoleArn={arn}&RoleSessionName=aws-operation-1440938160 by {by}"
    )
}

fn identifies(arn: &str, session: &str, token: &str) -> String {
    let call = format!("Action={IDENTITY}&Version=2011-06-15&RoleArn={arn}&RoleSessionName={session}");
    format!("POST {STS} {call}&WebIdentityToken={token} by nobody")
}

#[tokio::test]
async fn a_role_is_taken_on_with_the_credentials_of_another_source() {
    let of_source = |source: &str| {
        profiles(&format!("[profile p]\nrole_arn = r\ncredential_source = {source}")).sts(STS, ROLE, "ROLE")
    };
    let ecs = "http://169.254.170.2/creds";
    let imds = "http://169.254.169.254";
    let roles = format!("GET {imds}/latest/meta-data/iam/security-credentials/");
    run(vec![
        Case("of another profile", profiles("[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nKEYS(Q)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assumes("r", "Q")]),
        Case("of one in the credentials file", profiles("[profile p]\nrole_arn = r\nsource_profile = q").credentials("[q]\nKEYS(Q)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assumes("r", "Q")]),
        Case("of default", profiles("[profile p]\nrole_arn = r\nsource_profile = default\n[default]\nKEYS(D)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assumes("r", "D")]),
        Case("of its own key", profiles("[profile p]\nrole_arn = r\nsource_profile = p\nKEYS(P)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assumes("r", "P")]),
        Case("of the container", of_source("EcsContainer").with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").response(&format!("GET {ecs}"), 200, &json("ECS")), Ok("ROLE token-of-ROLE"), vec![format!("GET {ecs}"), assumes("r", "ECS")]),
        Case("of the instance", of_source("Ec2InstanceMetadata").instance(imds, "EC2"), Ok("ROLE token-of-ROLE"), vec![format!("PUT {imds}/latest/api/token"), roles.clone(), format!("{roles}my-role"), assumes("r", "EC2")]),
        Case("of a program", profiles(&format!("[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\ncredential_process = printf '%s' '{}'", r#"{"Version":1,"AccessKeyId":"PROC","SecretAccessKey":"hidden"}"#)).sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assumes("r", "PROC")]),
        Case("and not with its own key", profiles("[profile p]\nrole_arn = r\nsource_profile = q\nKEYS(P)\n[profile q]\nKEYS(Q)").sts(STS, ROLE, "ROLE"), Ok("ROLE token-of-ROLE"), vec![assumes("r", "Q")]),
        Case("over two roles", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = s\n[profile s]\nKEYS(S)").sts(STS, ROLE, "TWO").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![assumes("r2", "S"), assumes("r1", "TWO")]),
        Case("over three, from the container", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = s\n[profile s]\nrole_arn = r3\ncredential_source = EcsContainer").with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").response(&format!("GET {ecs}"), 200, &json("ECS")).sts(STS, ROLE, "THREE").sts(STS, ROLE, "TWO").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![format!("GET {ecs}"), assumes("r3", "ECS"), assumes("r2", "THREE"), assumes("r1", "TWO")]),
        Case("to the role of a profile that has itself as source", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = q\ncredential_process = x\nKEYS(Q)").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![assumes("r1", "Q")]),
        Case("on the way a key comes before a role", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nsource_profile = s\nKEYS(Q)").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![assumes("r1", "Q")]),
        Case("of a web identity", profiles("[profile p]\nrole_arn = r1\nsource_profile = q\n[profile q]\nrole_arn = r2\nweb_identity_token_file = /t").file("/t", "hidden-token").sts(STS, IDENTITY, "WEB").sts(STS, ROLE, "ONE"), Ok("ONE token-of-ONE"), vec![identifies("r2", "aws-operation-1440938160", "hidden-token"), assumes("r1", "WEB")]),
    ])
    .await;
}

#[tokio::test]
async fn what_the_profile_says_of_the_session_is_sent() {
    let profile = "[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = q\nrole_session_name = ann@x\nexternal_id = a b&c\nduration_seconds = 900\n[profile q]\nKEYS(Q)";
    let call = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=ann%40x&DurationSeconds=900&ExternalId=a%20b%26c";
    let elsewhere =
        |around: Around, url: &str| (around.sts(url, ROLE, "ROLE"), vec![format!("POST {url} {call} by Q")]);
    let china = profiles(profile).with("AWS_REGION", "cn-north-1");
    let (regional, asked_regional) = elsewhere(profiles(profile), STS);
    let (china, asked_china) = elsewhere(china, "https://sts.cn-north-1.amazonaws.com.cn/");
    let local = profiles(profile).with("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9/sts");
    let (local, asked_local) = elsewhere(local, "http://127.0.0.1:9/sts/");
    run(vec![
        Case("in the region", regional, Ok("ROLE token-of-ROLE"), asked_regional),
        Case("in another partition", china, Ok("ROLE token-of-ROLE"), asked_china),
        Case("at an address of its own", local, Ok("ROLE token-of-ROLE"), asked_local),
    ])
    .await;
}

#[tokio::test]
async fn a_role_that_cannot_be_taken_on_says_why() {
    let with = |lines: &str| profiles(&format!("[profile p]\nrole_arn = r\n{lines}"));
    let p = "the profile `p` of FILES: ";
    let text =
        |text: &str| -> Result<&'static str, &'static str> { Err(Box::leak(format!("{p}{text}").into_boxed_str())) };
    let denied = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error><RequestId>req-1</RequestId></ErrorResponse>";
    run(vec![
        Case("neither source", with(""), text("role_arn needs source_profile or credential_source, to say who takes on the role"), vec![]),
        Case("both sources", with("source_profile = q\ncredential_source = Environment\n[profile q]\nKEYS(Q)"), text("it has source_profile and credential_source; remove one"), vec![]),
        Case("no such source", with("credential_source = Vault"), text("credential_source is Vault, but it is one of Environment, EcsContainer and Ec2InstanceMetadata"), vec![]),
        Case("variables that are not set", with("credential_source = Environment"), text("credential_source is Environment, but AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set"), vec![]),
        Case("no container", with("credential_source = EcsContainer"), text("credential_source is EcsContainer, but AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not set"), vec![]),
        Case("no instance", with("credential_source = Ec2InstanceMetadata").with("AWS_EC2_METADATA_DISABLED", "true"), text("credential_source is Ec2InstanceMetadata, but AWS_EC2_METADATA_DISABLED switches that off"), vec![]),
        Case("no such profile", with("source_profile = q"), text("source_profile is `q`, and there is no such profile"), vec![]),
        Case("one without credentials", with("source_profile = q\n[profile q]\nregion = x"), text("source_profile is `q`, which has no credentials"), vec![]),
        Case("one with half a key", with("source_profile = q\n[profile q]\naws_access_key_id = Q"), Err("the profile `q` of FILES: aws_access_key_id is set, but aws_secret_access_key is not"), vec![]),
        Case("itself without a key", with("source_profile = p"), text("it names itself as source_profile, and so needs aws_access_key_id and aws_secret_access_key"), vec![]),
        Case("a circle of two", with("source_profile = q\n[profile q]\nrole_arn = s\nsource_profile = p"), Err("the profile `q` of FILES: source_profile leads round in a circle: p -> q -> p"), vec![]),
        Case("a circle further on", with("source_profile = a\n[profile a]\nrole_arn = s\nsource_profile = b\n[profile b]\nrole_arn = t\nsource_profile = c\n[profile c]\nrole_arn = u\nsource_profile = a"), Err("the profile `c` of FILES: source_profile leads round in a circle: a -> b -> c -> a"), vec![]),
        Case("a human as source", with("source_profile = q\n[profile q]\nsso_session = s"), Err("the profile `q` of FILES: sso_session is for a human who signs in, which the official SDK knows: switch on the feature `aws-credential-types`, and call `.credentials(CredentialsCache::from_sdk(aws_config::default_provider::credentials::default_provider().await))`"), vec![]),
        Case("a code of a device", with("mfa_serial = s\nsource_profile = q\n[profile q]\nKEYS(Q)"), text("mfa_serial asks for a code, and nobody is asked here; get a session by `credential_process`, or by `sts::AssumeRole` with `token_code`"), vec![]),
        Case("too short", with("duration_seconds = 899\nsource_profile = p\nKEYS(P)"), text("duration_seconds is not a number from 900 to 43200"), vec![]),
        Case("no number", with("duration_seconds = 1h\nsource_profile = p\nKEYS(P)"), text("duration_seconds is not a number from 900 to 43200"), vec![]),
        Case("a rejection", with("source_profile = p\nKEYS(P)").response(&format!("POST {STS}"), 403, denied), text("the role r cannot be taken on: AssumeRole failed: AccessDenied: no (status 403, 1 attempt, request id req-1)"), vec![assumes("r", "P")]),
        Case("a source that fails", with("credential_source = Ec2InstanceMetadata"), text("the role r cannot be taken on: AssumeRole failed: no credentials: nothing responds as metadata service at http://169.254.169.254: this is no EC2 instance, or a container with hop limit 1: no connection to the service: no route to host"), vec!["PUT http://169.254.169.254/latest/api/token".to_owned()]),
    ])
    .await;
}

#[tokio::test]
async fn a_web_identity_takes_on_a_role_unsigned() {
    let variables = || Around::nothing().with("AWS_WEB_IDENTITY_TOKEN_FILE", "/t").file("/t", "hidden-token\n");
    let named = || variables().with("AWS_ROLE_ARN", "r").with("AWS_ROLE_SESSION_NAME", "s");
    let rejected = "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>no</Message></Error><RequestId>req-1</RequestId></ErrorResponse>";
    run(vec![
        Case("of variables", named().sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![identifies("r", "s", "hidden-token")]),
        Case("without a name", variables().with("AWS_ROLE_ARN", "r").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![identifies("r", "aws-operation-1440938160", "hidden-token")]),
        Case("before the container", named().with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![identifies("r", "s", "hidden-token")]),
        Case("without a role", variables(), Err("AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not"), vec![]),
        Case("without its file", Around::nothing().with("AWS_WEB_IDENTITY_TOKEN_FILE", "/t").with("AWS_ROLE_ARN", "r"), Err("AWS_WEB_IDENTITY_TOKEN_FILE: /t does not exist, or is empty"), vec![]),
        Case("a rejection", named().response(&format!("POST {STS}"), 400, rejected), Err("AWS_WEB_IDENTITY_TOKEN_FILE: the role r cannot be taken on: AssumeRoleWithWebIdentity failed: InvalidIdentityToken: no (status 400, 1 attempt, request id req-1)"), vec![identifies("r", "s", "hidden-token")]),
        Case("of a profile", profiles("[profile p]\nrole_arn = r\nrole_session_name = s\nweb_identity_token_file = /t").file("/t", "hidden-token").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![identifies("r", "s", "hidden-token")]),
        Case("before other ways of the profile", profiles("[profile p]\nrole_arn = r\nrole_session_name = s\nweb_identity_token_file = /t\nsource_profile = p\nKEYS(P)").file("/t", "hidden-token").sts(STS, IDENTITY, "WEB"), Ok("WEB token-of-WEB"), vec![identifies("r", "s", "hidden-token")]),
        Case("of a profile without a role", profiles("[profile p]\nweb_identity_token_file = /t"), Err("the profile `p` of FILES: web_identity_token_file needs role_arn"), vec![]),
    ])
    .await;
}
