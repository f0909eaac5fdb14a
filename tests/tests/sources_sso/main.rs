//! Profiles of IAM Identity Center (SSO): the token in the file of the AWS CLI, its refresh, and the credentials of a
//! role.

mod portal;
mod profiles;
mod refresh;
#[path = "../scripted/mod.rs"]
mod scripted;
#[path = "../signed_in/mod.rs"]
mod signed_in;
mod token_file;
#[allow(dead_code)] // this test uses a part
#[path = "../traces/collected.rs"]
mod traces;

use aws_operation::{Client, SendError, ServiceError, aws_operation, aws_service};
use scripted::{CreateProject, Sent, Step};
use serde_json::{Value, json};
use signed_in::{Home, NOW, after};

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

#[aws_service(id = "Chat", protocol = "restJson1", auth = "bearer")]
struct Chat;

#[aws_operation(name = "Say", service = Chat, output = (), error = ServiceError, readonly)]
#[aws(http = "GET /say")]
struct Say {}

#[aws_operation(name = "SayOr", service = Chat, output = (), error = ServiceError, readonly, auth("sigv4", "bearer"))]
#[aws(http = "GET /say")]
struct SayOr {}
