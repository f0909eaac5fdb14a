//! Profiles of `aws login`: the credentials in the file of the AWS CLI, and their refresh with a proof of possession
//! (DPoP).

mod scripted;
mod signed_in;

use std::path::Path;
use std::sync::Arc;

use aws_operation::{Client, Credentials, Environment, Timestamp};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use scripted::{CreateProject, Script, Sent, Step};
use serde_json::{Value, json};
use signed_in::{Home, NOW, after, builder, now, signature};

const CONFIG: &str = "\
[profile work]
region = eu-west-1
login_session = arn:aws:iam::123456789012:user/ann
";
/// The SHA-256 of the session.
const FILE: &str = ".aws/login/cache/143b1fc18f5ca9bb89e81d9a77fe53029e237039039ccab734b6fb08284f7780.json";
const SIGNIN: &str = "https://eu-central-1.signin.aws.amazon.com/v1/token";
/// A key made for these tests by AWS's common runtime.
const KEY: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINlLduqlo/yGVWhyvPIQbDl6n0606GhKR9EHeyL8KUbEoAoGCCqGSM49
AwEHoUQDQgAEmc4vyA+8m8gC2QzuOLDdEddD+AN3UtxNdoOsnoPTPNmsIFYztVBo
RqmDLjxWXqXFU3I8i9ZBGsMdBlmySJlM7w==
-----END EC PRIVATE KEY-----
";

/// A session whose credentials expire some seconds after `NOW`.
fn session(expires: i64) -> Value {
    json!({
        "accessToken": {
            "accessKeyId": "ONE", "secretAccessKey": "hidden-key-1", "sessionToken": "hidden-session-1",
            "accountId": "123456789012", "expiresAt": after(expires),
        },
        "tokenType": "aws_sigv4", "clientId": "arn:aws:signin:::devtools/same-device",
        "refreshToken": "hidden-refresh-1", "idToken": "hidden-id", "dpopKey": KEY, "signInRegion": "eu-central-1",
    })
}

fn home(expires: i64) -> Home {
    Home::new(CONFIG, FILE, &session(expires))
}

/// The response to a refresh, with credentials of this number that live 15 minutes.
fn refreshed(id: &str, number: u32) -> Step {
    let response = json!({
        "accessToken": {
            "accessKeyId": id, "secretAccessKey": format!("hidden-key-{number}"),
            "sessionToken": format!("hidden-session-{number}"),
        },
        "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": format!("hidden-refresh-{number}"),
    });
    Step::response(200, response.to_string())
}

fn rejected(status: u16, error: &str) -> Step {
    let body = json!({ "error": error, "message": "no" });
    Step::response(status, body.to_string()).header("x-amzn-errortype", "AccessDeniedException")
}

/// The access key ID and the session token that signed a request.
fn signed(sent: &Sent) -> String {
    let key = sent.header("authorization").unwrap().split_once("Credential=").unwrap().1;
    format!("{} {}", key.split('/').next().unwrap(), sent.header("x-amz-security-token").unwrap_or_default())
}

/// The claims of a request's proof, whose signature is valid.
fn claims(sent: &Sent) -> Value {
    let proof = sent.header("dpop").unwrap();
    let (signed, signature) = proof.rsplit_once('.').unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    let json = |part: &str| -> Value { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap() };
    let header = json(header);
    let jwk = &header["jwk"];
    assert_eq!((&header["typ"], &header["alg"]), (&"dpop+jwt".into(), &"ES256".into()));
    assert_eq!((&jwk["kty"], &jwk["crv"], jwk.as_object().unwrap().len()), (&"EC".into(), &"P-256".into(), 4));
    let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
    let key = VerifyingKey::from_sec1_bytes(&[vec![4], coordinate("x"), coordinate("y")].concat()).unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    key.verify(signed.as_bytes(), &signature).unwrap();
    json(claims)
}

async fn failure(home: &Home, client: &Client) -> String {
    let error = CreateProject::paint().send(client).await.unwrap_err();
    let text = format!("{error} {error:#?}");
    assert!(!text.contains("hidden"), "{text}");
    home.without_path(&error.to_string())
}

const LOCATION: &str =
    "CreateProject failed: no credentials: the profile `work` of ~/.aws/config and ~/.aws/credentials: ";

#[tokio::test]
async fn valid_credentials_are_used_as_they_are() {
    let home = home(301);
    let script = Script::new([Step::made()]);
    CreateProject::paint().send(&home.client(&script, "work").await).await.unwrap();
    assert_eq!(signed(&script.take_sent()[0]), "ONE hidden-session-1");
}

#[tokio::test]
async fn credentials_that_end_soon_are_refreshed_and_written_back() {
    let home = home(300);
    let script = Script::new([refreshed("TWO", 2), Step::made()]);
    CreateProject::paint().send(&home.client(&script, "work").await).await.unwrap();
    let sent = script.take_sent();
    let refresh = &sent[0];
    assert_eq!((refresh.request.method().as_str(), refresh.request.uri().to_string()), ("POST", SIGNIN.to_owned()));
    assert!(refresh.header("authorization").is_none());
    let body = json!({
        "clientId": "arn:aws:signin:::devtools/same-device", "grantType": "refresh_token",
        "refreshToken": "hidden-refresh-1",
    });
    assert_eq!(refresh.json(), body);
    let claims = claims(refresh);
    assert_eq!((&claims["htm"], &claims["htu"], &claims["iat"]), (&"POST".into(), &SIGNIN.into(), &NOW.into()));
    assert_eq!((claims["jti"].as_str().unwrap().len(), claims.as_object().unwrap().len()), (36, 4));
    assert_eq!(signed(&sent[1]), "TWO hidden-session-2");

    let mut expected = session(900);
    expected["accessToken"]["accessKeyId"] = "TWO".into();
    expected["accessToken"]["secretAccessKey"] = "hidden-key-2".into();
    expected["accessToken"]["sessionToken"] = "hidden-session-2".into();
    expected["refreshToken"] = "hidden-refresh-2".into();
    assert_eq!(home.read(), expected);
    assert_eq!(home.names().len(), 1);
}

/// A service accepts a proof once.
#[tokio::test(start_paused = true)]
async fn each_attempt_has_its_own_proof() {
    let home = home(-1);
    let busy = || Step::rejected(429, "TooManyRequestsError");
    let script = Script::new([busy(), Step::response(503, ""), refreshed("TWO", 2), Step::made()]);
    CreateProject::paint().send(&home.client(&script, "work").await).await.unwrap();
    let sent = script.take_sent();
    let ids: std::collections::BTreeSet<_> =
        sent[..3].iter().map(|sent| claims(sent)["jti"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_in_the_proof() {
    let home = home(-1);
    let date = Timestamp::from_second(NOW + 3600).unwrap().to_http_date();
    let script =
        Script::new([rejected(400, "INVALID_REQUEST").header("date", &date), refreshed("TWO", 2), Step::made()]);
    CreateProject::paint().send(&home.client(&script, "work").await).await.unwrap();
    let times: Vec<_> =
        script.take_sent()[..2].iter().map(|sent| claims(sent)["iat"].as_i64().unwrap() - NOW).collect();
    assert_eq!(times, [0, 3600]);
}

/// The file has the expiration by the local clock, which is two hours behind the service's.
#[tokio::test]
async fn credentials_expire_by_the_clock_of_the_service() {
    let home = home(900);
    let date = Timestamp::from_second(NOW + 7200).unwrap().to_http_date();
    let made = || Step::made().header("date", &date);
    let script = Script::new([made(), made()]);
    let client = home.client(&script, "work").await;
    CreateProject::paint().send(&client).await.unwrap();
    CreateProject::paint().send(&client).await.unwrap();
    let keys: Vec<_> = script.take_sent().iter().map(signed).collect();
    assert_eq!(keys, ["ONE hidden-session-1"; 2]);
}

/// The clock was ahead at the sign-in, so the file says that the credentials are still valid.
#[tokio::test]
async fn credentials_that_a_service_calls_expired_are_refreshed() {
    let home = home(86_400);
    let expired = Step::rejected(403, "ExpiredTokenException");
    let script = Script::new([expired, refreshed("TWO", 2), Step::made()]);
    CreateProject::paint().send(&home.client(&script, "work").await).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent[1].json()["refreshToken"], "hidden-refresh-1");
    assert_eq!(signed(&sent[2]), "TWO hidden-session-2");
}

#[tokio::test(start_paused = true)]
async fn another_process_may_have_refreshed_first() {
    let home = Arc::new(home(-1));
    let script = Script::new([rejected(400, "TOKEN_EXPIRED"), Step::made()]);
    let client = home.client(&script, "work").await;
    let other = Arc::clone(&home);
    let write = async move {
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        let mut newer = session(900);
        newer["accessToken"]["sessionToken"] = "hidden-session-9".into();
        other.write(&newer);
    };
    let create = CreateProject::paint();
    let (created, ()) = tokio::join!(create.send(&client), write);
    created.unwrap();
    assert_eq!(signed(&script.take_sent()[1]), "ONE hidden-session-9");
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_says_why_and_what_to_run() {
    let run = "to sign in again, run `aws login --profile work`: CreateOAuth2Token failed: AccessDeniedException: no";
    for (error, what) in [
        ("TOKEN_EXPIRED", "the session has expired"),
        ("USER_CREDENTIALS_CHANGED", "the user's password has changed since the sign-in"),
        (
            "INSUFFICIENT_PERMISSIONS",
            "the session may not be refreshed: the user's policy must allow signin:CreateOAuth2Token",
        ),
        ("OTHER", "the session could not be refreshed"),
    ] {
        let home = home(-1);
        let text = failure(&home, &home.client(&Script::new([rejected(403, error)]), "work").await).await;
        assert!(text.starts_with(&format!("{LOCATION}{what}; {run}")), "{text}");
        assert_eq!(home.read(), session(-1));
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_used_names_what_is_wrong() {
    let with = |name: &str, value: Value| {
        let mut session = session(-1);
        session[name] = value;
        session
    };
    let expired = format!("expired at {} and cannot be refreshed: ", after(-1));
    let unusable = |what: &str| format!("the session of `aws login` in ~/{FILE} {what}");
    for (content, what) in [
        (with("accessToken", Value::Null), unusable("has no `accessToken` with `accessKeyId`")),
        (with("accessToken", json!({ "accessKeyId": "x" })), unusable("has no `accessToken` with `secretAccessKey`")),
        (with("refreshToken", Value::Null), unusable(&format!("{expired}it has no `refreshToken`"))),
        (with("clientId", Value::Null), unusable(&format!("{expired}it has no `clientId`"))),
        (with("dpopKey", Value::Null), unusable(&format!("{expired}it has no `dpopKey`"))),
        (
            with("dpopKey", "hidden".into()),
            "the session cannot be refreshed: `dpopKey` is not a private key of the curve P-256".to_owned(),
        ),
    ] {
        let home = home(-1);
        home.write(&content);
        let text = failure(&home, &home.client(&Script::new([]), "work").await).await;
        assert!(text.starts_with(&format!("{LOCATION}{what}; run `aws login --profile work`")), "{text}");
    }
}

#[tokio::test]
async fn the_folder_and_the_region_can_be_others() {
    let mut content = session(-1);
    content.as_object_mut().unwrap().remove("signInRegion");
    let home = home(-1);
    let folder = home.path("elsewhere");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join(Path::new(FILE).file_name().unwrap()), content.to_string()).unwrap();
    let environment = home.environment().with_variable("AWS_LOGIN_CACHE_DIRECTORY", "~/elsewhere");
    let script = Script::new([refreshed("TWO", 2), Step::made()]);
    let client = builder(&script, "work").build_from(&environment).await.unwrap();
    CreateProject::paint().send(&client).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent[0].request.uri(), "https://eu-west-1.signin.aws.amazon.com/v1/token");

    let script = Script::new([refreshed("THREE", 3), Step::made()]);
    let environment = home.environment().with_variable("AWS_ENDPOINT_URL_SIGNIN", "http://localhost:1/x");
    let client = builder(&script, "work").build_from(&environment).await.unwrap();
    CreateProject::paint().send(&client).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent[0].request.uri(), "http://localhost:1/x/v1/token");
    assert_eq!(claims(&sent[0])["htu"], "http://localhost:1/x/v1/token");
}

/// The cases that the AWS SDKs share.
#[tokio::test(start_paused = true)]
async fn the_cases_of_the_login_provider_pass() {
    let path = "../../shared/conformance/sso-login/login-provider-test-cases.json";
    let Ok(text) = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else {
        aws_operation_skip::skip("login cases", format_args!("{path} is not there"));
        return;
    };
    let cases: Vec<Value> = serde_json::from_slice(&text).unwrap();
    assert_eq!(cases.len(), 8);
    for case in &cases {
        run(case).await;
    }
}

async fn run(case: &Value) {
    let name = case["documentation"].as_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (file, content) in case["cacheContents"].as_object().unwrap() {
        std::fs::write(folder.path().join(file), content.to_string()).unwrap();
    }
    std::fs::write(folder.path().join("config"), case["configContents"].as_str().unwrap()).unwrap();
    let environment = signed_in::on_disk(folder.path().to_str().unwrap())
        .with_variable("AWS_CONFIG_FILE", folder.path().join("config").to_str().unwrap())
        .with_variable("AWS_LOGIN_CACHE_DIRECTORY", folder.path().to_str().unwrap())
        .with_variable("AWS_REGION", "us-east-1");
    let calls = case["mockApiCalls"].as_array().cloned().unwrap_or_default();
    let responses = calls.iter().map(|call| {
        let status = call["responseCode"].as_u64().unwrap_or(200);
        let body = call["response"]["tokenOutput"].as_object().map(|output| Value::from(output.clone()).to_string());
        Step::response(status.try_into().unwrap(), body.unwrap_or_default())
    });
    let script = Script::new(responses.chain([Step::made()]));
    let client = builder(&script, "signin").build_from(&environment).await.unwrap();
    let result = CreateProject::paint().send(&client).await;
    let sent = script.take_sent();
    for (call, sent) in calls.iter().zip(&sent) {
        assert_eq!(sent.json(), call["request"]["tokenInput"], "{name}");
    }
    for outcome in case["outcomes"].as_array().unwrap() {
        match outcome["result"].as_str().unwrap() {
            "error" => {
                let error = result.as_ref().unwrap_err().to_string();
                assert!(error.contains("run `aws login --profile signin`"), "{name}: {error}");
            }
            "credentials" => {
                result.as_ref().unwrap_or_else(|error| panic!("{name}: {error}"));
                let text = |member: &str| outcome[member].as_str().unwrap();
                let sent = sent.last().unwrap();
                assert_eq!(signed(sent), format!("{} {}", text("accessKeyId"), text("sessionToken")), "{name}");
                let credentials = Credentials::new(text("accessKeyId"), text("secretAccessKey"));
                let credentials = credentials.session_token(text("sessionToken"));
                let signature = signature(sent, &credentials, "lookoutvision", now());
                assert_eq!(sent.header("authorization"), Some(signature.as_str()), "{name}");
            }
            "cacheContents" => {
                for (file, expected) in outcome.as_object().unwrap().iter().filter(|(name, _)| *name != "result") {
                    let content = std::fs::read(folder.path().join(file)).unwrap();
                    assert_eq!(serde_json::from_slice::<Value>(&content).unwrap(), *expected, "{name}");
                }
            }
            other => panic!("{name}: {other}"),
        }
    }
}

#[tokio::test]
async fn without_a_home_directory_there_is_no_session() {
    let environment = Environment::empty().with_variable("AWS_CONFIG_FILE", "/c").with_file("/c", CONFIG);
    let error = builder(&Script::new([]), "work").build_from(&environment).await.unwrap_err().to_string();
    assert!(error.ends_with(": there is no home directory: set HOME; run `aws login --profile work`"), "{error}");
}
