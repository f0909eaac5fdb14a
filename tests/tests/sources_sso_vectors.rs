//! The cases of the AWS SDK for Rust for SSO: a profile and a token file, the expected requests, and the credentials or
//! the bearer token.

mod scripted;
mod signed_in;

use std::collections::BTreeSet;
use std::path::Path;

use aws_operation::{
    Client, ClientBuilder, Clock, Credentials, Environment, RetryPolicy, ServiceError, Timestamp, aws_operation,
    aws_service,
};
use scripted::{Script, Sent, Step};
use serde_json::Value;
use signed_in::signature;

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Doors;

#[aws_operation(name = "Open", service = Doors, output = (), error = ServiceError, readonly)]
#[aws(http = "GET /doors")]
struct Open {}

#[aws_operation(name = "Knock", service = Doors, output = (), error = ServiceError, readonly, auth = "bearer")]
#[aws(http = "GET /doors")]
struct Knock {}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Adds the files below `folder` with the paths that they have there.
fn with_files(mut environment: Environment, root: &Path, folder: &Path) -> Environment {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            environment = with_files(environment, root, &path);
        } else {
            let name = Path::new("/").join(path.strip_prefix(root).unwrap());
            environment = environment.with_file(name, std::fs::read(&path).unwrap());
        }
    }
    environment
}

/// The requests and the responses of a case.
fn traffic(case: &Path) -> (Vec<Value>, Vec<Step>) {
    let (mut requests, mut responses) = (Vec::new(), Vec::new());
    for event in read(&case.join("http-traffic.json"))["events"].as_array().unwrap() {
        let action = &event["action"];
        if let Some(request) = action["Request"]["request"].as_object() {
            requests.push(request.clone().into());
        } else if let Some(status) = action["Response"]["response"]["Ok"]["status"].as_u64() {
            responses.push((u16::try_from(status).unwrap(), String::new()));
        } else if action["Data"]["direction"] == "Response" {
            let (_, body) = responses.last_mut().unwrap();
            body.push_str(action["Data"]["data"]["Utf8"].as_str().unwrap());
        }
    }
    (requests, responses.into_iter().map(|(status, body)| Step::response(status, body)).collect())
}

/// The URL without its query, and the pairs of the query in any order.
fn url(text: &str) -> (String, BTreeSet<String>) {
    let (path, query) = text.split_once('?').unwrap();
    (path.to_owned(), query.split('&').map(str::to_owned).collect())
}

fn assert_sent(name: &str, expected: &[Value], sent: &[Sent]) {
    assert_eq!(expected.len(), sent.len(), "{name}");
    for (expected, sent) in expected.iter().zip(sent) {
        assert_eq!(expected["method"], sent.request.method().as_str(), "{name}");
        assert_eq!(url(expected["uri"].as_str().unwrap()), url(&sent.request.uri().to_string()), "{name}");
        for (header, values) in
            expected["headers"].as_object().unwrap().iter().filter(|(name, _)| !name.eq_ignore_ascii_case("host"))
        {
            assert_eq!(values[0].as_str(), sent.header(header), "{name}");
        }
    }
}

/// A time at which the credentials of one case, whose endpoint is not AWS's, have not expired.
fn now() -> Timestamp {
    Timestamp::from_second(1_600_000_000).unwrap()
}

fn builder(script: &Script) -> ClientBuilder {
    // One case has an endpoint without TLS.
    let builder = Client::builder().transport(script.clone()).retry(RetryPolicy::never()).allow_plain_http(true);
    builder.clock(Clock::fixed(now()))
}

/// What this crate says where the case quotes the error of the AWS SDK for Rust.
fn error_of(name: &str) -> &'static str {
    match name {
        "sso_no_token_file" => {
            "the SSO token is not in /home/.aws/sso/cache/dace00cba5f8355ec9d274ceb2bcebdfbeed0e12.json; run `aws sso login \
             --profile sso-test`"
        }
        "sso_server_error" => "GetRoleCredentials failed: ",
        "invalid_sso_credentials_config" | "sso_token" => {
            "sso_session alone gives a bearer token; credentials need sso_account_id and sso_role_name"
        }
        _ => panic!("{name} fails"),
    }
}

async fn run(case: &Path, is_token: bool) {
    let name = case.file_name().unwrap().to_str().unwrap();
    let mut environment = Environment::empty();
    for (name, value) in read(&case.join("env.json")).as_object().unwrap() {
        environment = environment.with_variable(name, value.as_str().unwrap());
    }
    let environment = with_files(environment, &case.join("fs"), &case.join("fs"));
    let (requests, responses) = traffic(case);
    let script = Script::new(responses.into_iter().chain([Step::response(200, "{}")]));
    let client = builder(&script).build_from(&environment).await.unwrap();
    let result = if is_token { Knock {}.send(&client).await } else { Open {}.send(&client).await };
    let mut sent = script.take_sent();
    let expected = &read(&case.join("test-case.json"))["result"];
    let Some(expected) = expected["Ok"].as_object() else {
        assert_sent(name, &requests, &sent);
        let error = result.unwrap_err().to_string();
        assert!(error.contains(error_of(name)), "{name}: {error}");
        return;
    };
    result.unwrap_or_else(|error| panic!("{name}: {error}"));
    let last = sent.pop().unwrap();
    assert_sent(name, &requests, &sent);
    let text = |member: &str| expected[member].as_str().unwrap();
    if is_token {
        assert_eq!(last.header("authorization"), Some(&*format!("Bearer {}", text("token"))), "{name}");
        return;
    }
    let credentials = Credentials::new(text("access_key_id"), text("secret_access_key"));
    let credentials = credentials.session_token(text("session_token"));
    let signature = signature(&last, &credentials, "doors", now());
    assert_eq!(last.header("authorization"), Some(signature.as_str()), "{name}");
}

#[tokio::test]
async fn the_cases_of_the_sdk_pass() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/sso-login/smithy-rs");
    let Ok(folders) = std::fs::read_dir(&path) else {
        aws_operation_skip::skip("SSO cases", format_args!("{} is not there", path.display()));
        return;
    };
    let mut count = 0;
    for folder in folders.map(|folder| folder.unwrap().path()) {
        for case in std::fs::read_dir(&folder).unwrap().map(|case| case.unwrap().path()) {
            run(&case, folder.ends_with("default-token-provider-chain")).await;
            count += 1;
        }
    }
    assert_eq!(count, 11);
}
