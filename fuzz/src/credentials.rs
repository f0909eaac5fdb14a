//! Sources of credentials: the metadata endpoints of containers and instances, programs, and STS.

use std::sync::{Arc, Mutex};

use aws_operation::{Body, Client, Environment, RetryPolicy, Transport, TransportFuture, aws_operation, http};

use crate::message::Message;
use crate::shapes::Rest;

const ROLE: &str = "arn:aws:iam::123456789012:role/fuzz";

#[aws_operation(name = "Ping", service = Rest, output = ())]
#[aws(http = "GET /ping")]
struct Ping {}

/// Reads `SOURCE STATUS` with a body, and signs a call with the credentials in the body. The source is `container`,
/// `instance`, `process` (a program that succeeds with 200), `role` or `identity` (both call STS). The call is signed
/// with the key in the body or not sent, and no error contains a secret.
pub fn credentials(data: &[u8]) -> bool {
    let Some(message) = Message::read(data) else { return false };
    let Some((source, status)) = message.line.split_once(' ') else { return false };
    let Ok(status) = status.parse::<http::StatusCode>() else { return false };
    let Some(environment) = environment(source, status, message.body) else { return false };
    let endpoints = Endpoints { status, body: message.body.to_vec(), authorization: Arc::default() };
    let authorization = Arc::clone(&endpoints.authorization);
    let builder = Client::builder().region("us-east-1").endpoint_url("https://fuzz.example").transport(endpoints);
    // Delays between retries take no time, except while a program runs.
    let is_paused = source != "process";
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(is_paused).build();
    let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
    let sent = runtime.block_on(async {
        let client = builder.retry(RetryPolicy::never()).build_from(&environment).await;
        Ping {}.send(&client.unwrap_or_else(|error| panic!("{error}"))).await.map(drop)
    });
    let authorization = authorization.lock().map(|mut kept| kept.take()).unwrap_or_default();
    match (sent, authorization) {
        (Ok(()), Some(authorization)) => {
            assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential="), "{authorization}");
            true
        }
        (Err(error), None) => {
            let (document, text) = (String::from_utf8_lossy(message.body), format!("{error} {error:?}"));
            for secret in secrets(&document).filter(|secret| document.matches(*secret).count() == 1) {
                assert!(!text.contains(secret), "{text} has the secret {secret}");
            }
            false
        }
        (sent, authorization) => panic!("{sent:?}, signed as {authorization:?}"),
    }
}

/// The environment that configures a source.
fn environment(source: &str, status: http::StatusCode, body: &[u8]) -> Option<Environment> {
    let profile = |lines: &str| {
        let file = format!("[default]\nregion = us-east-1\n{lines}\n");
        Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", file)
    };
    match source {
        "container" => Some(Environment::empty().with_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/keys")),
        "instance" => Some(Environment::empty()),
        "process" => {
            let printed = std::env::temp_dir().join(format!("aws-operation-fuzz-{}", std::process::id()));
            std::fs::write(&printed, body).unwrap_or_else(|error| panic!("{error}"));
            let code = i32::from(status != http::StatusCode::OK);
            Some(profile(&format!(r#"credential_process = sh -c "cat '{}'; exit {code}""#, printed.display())))
        }
        "role" => Some(profile(&format!(
            "role_arn = {ROLE}\nsource_profile = default\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s"
        ))),
        "identity" => {
            let variables = [("AWS_ROLE_ARN", ROLE), ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")];
            let environment = Environment::empty().with_file("/token", "identity");
            Some(variables.into_iter().fold(environment, |all, (name, value)| all.with_variable(name, value)))
        }
        _ => None,
    }
}

/// The metadata endpoints, STS, and the service.
struct Endpoints {
    status: http::StatusCode,
    body: Vec<u8>,
    authorization: Arc<Mutex<Option<String>>>,
}

impl Transport for Endpoints {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let (host, path) = (request.uri().host().unwrap_or_default(), request.uri().path());
        let (status, body) = match (host, path) {
            ("fuzz.example", _) => {
                let authorization = request.headers().get("authorization").and_then(|value| value.to_str().ok());
                if let (Ok(mut kept), Some(authorization)) = (self.authorization.lock(), authorization) {
                    *kept = Some(authorization.to_owned());
                }
                (http::StatusCode::OK, b"{}".to_vec())
            }
            (_, "/latest/api/token") => (http::StatusCode::OK, b"session".to_vec()),
            // The list of an instance's roles.
            ("169.254.169.254", path) if path.ends_with('/') => (http::StatusCode::OK, b"role".to_vec()),
            _ => (self.status, self.body.clone()),
        };
        let mut response = http::Response::new(Body::from(body));
        *response.status_mut() = status;
        if path == "/latest/api/token" {
            response.headers_mut().insert("x-aws-ec2-metadata-token-ttl-seconds", http::HeaderValue::from_static("60"));
        }
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// Words that an error message contains itself, and that a document may contain anywhere.
const WORDS: &str = "expected `<AssumeRoleResponse>` `<AssumeRoleWithWebIdentityResponse>`";

/// The values after the names of secrets, if they are long enough to be recognized.
fn secrets(document: &str) -> impl Iterator<Item = &str> {
    let after = |name| document.split(name).skip(1);
    let of_json = ["SecretAccessKey\":\"", "Token\":\""].into_iter().flat_map(after);
    let of_json = of_json.filter_map(|rest| rest.split('"').next());
    // Escaped XML contains no elements.
    let is_plain = !document.contains("<!");
    let of_xml = ["<SecretAccessKey>", "<SessionToken>"].into_iter().flat_map(after).filter(move |_| is_plain);
    let of_xml = of_xml.filter_map(|rest| rest.split('<').next());
    of_json.chain(of_xml).filter(|value| value.len() >= 12 && !value.contains(' ') && !WORDS.contains(value))
}
