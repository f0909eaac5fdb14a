//! Prepared requests are signed and not sent. They equal sent requests, and can be shown without secrets.

mod scripted;

use std::collections::BTreeMap;
use std::process::Command;

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Body, ByteStream, Client, Clock, Credentials, PreparedRequest, SendError, Sensitive, Timestamp, TokenSource,
    aws_operation, aws_shape,
};
use scripted::{CreateProject, Script, Service, Step};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SESSION: &str = "session-token-of-the-test";

#[aws_operation(name = "SetPassword", output = (), http = "PUT /users/{user}/password")]
struct SetPassword {
    user: Sensitive<String>,
    #[aws(header = "X-Pin")]
    pin: Sensitive<u32>,
    #[aws(header = "X-Note")]
    note: String,
    #[aws(query = "hint")]
    hint: Option<Sensitive<String>>,
    password: Sensitive<String>,
    #[aws(timestamp = "date-time")]
    since: Option<Sensitive<Timestamp>>,
    more: Vec<Response>,
}

#[aws_shape]
struct Response {
    question: String,
    response: Sensitive<String>,
}

#[aws_operation(name = "PutPicture", output = (), http = "POST /pictures")]
struct PutPicture {
    #[aws(payload)]
    picture: ByteStream,
}

#[aws_operation(name = "GetDoors", output = (), http = "GET /doors", auth = "none")]
struct GetDoors;

fn client(script: &Script) -> Client {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token(SESSION);
    script.client_with(|client| client.tokens(TokenSource::fixed("fixed-token")).credentials(credentials))
}

fn set_password() -> SetPassword {
    SetPassword {
        user: Sensitive("user-secret".into()),
        pin: Sensitive(424_242),
        note: "it's a `note` with $HOME and \\".into(),
        hint: Some(Sensitive("hint-secret".into())),
        password: Sensitive("password-secret".into()),
        since: Some(Sensitive(Timestamp::from_second(1_576_540_098).unwrap())),
        more: vec![Response { question: "pet's name?".into(), response: Sensitive("response-secret".into()) }],
    }
}

/// The headers without the invocation ID, which is never the same, and the signature that covers it.
fn headers(request: &http::request::Parts) -> BTreeMap<String, String> {
    let mut headers: BTreeMap<_, _> =
        request.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    assert!(headers.remove("amz-sdk-invocation-id").is_some());
    let authorization = headers.remove("authorization").unwrap();
    headers.insert("authorization".to_owned(), authorization.split("Signature=").next().unwrap().to_owned());
    headers
}

/// Whether the request has the signature that signing it again gives.
fn is_signed(parts: &http::request::Parts, body: &[u8]) -> bool {
    let mut again = parts.clone();
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token(SESSION);
    let signer = Signer::new("us-east-1", "lookoutvision");
    let time = Timestamp::from_second(1_440_938_160).unwrap();
    signer.sign(&mut again, Payload::Bytes(body), &credentials, time).unwrap();
    again.headers["authorization"] == parts.headers["authorization"]
}

#[tokio::test]
async fn a_prepared_request_equals_the_sent_request() {
    let script = Script::new([Step::made()]);
    let client = client(&script);
    let prepared = CreateProject::paint().prepare(&client).await.unwrap();
    assert_eq!(script.count(), 0, "nothing is sent");
    assert_eq!(prepared.idempotency_token(), Some("fixed-token"));
    CreateProject::paint().send(&client).await.unwrap();
    let (sent, sent_body) = script.take_sent().remove(0).request.into_parts();
    let (prepared, prepared_body) = prepared.into_inner().into_parts();
    assert_eq!((&prepared.method, &prepared.uri), (&sent.method, &sent.uri));
    assert_eq!(headers(&prepared), headers(&sent));
    assert_eq!(prepared.headers["x-amzn-client-token"], "fixed-token");
    assert_eq!(prepared_body.as_bytes().unwrap(), &sent_body);
    assert!(is_signed(&prepared, &sent_body) && is_signed(&sent, &sent_body));
    assert!(!is_signed(&prepared, b"{}"), "the signature covers the body");
}

#[tokio::test]
async fn the_canonical_request_and_the_string_to_sign_are_available() {
    let prepared = CreateProject::with_token("t").prepare(&client(&Script::new([]))).await.unwrap();
    let canonical = prepared.canonical_request();
    assert!(canonical.starts_with("POST\n/2020-11-20/projects\n\namz-sdk-invocation-id:"), "{canonical}");
    assert!(canonical.contains("\nx-amzn-client-token:t\n"), "{canonical}");
    let to_sign = prepared.string_to_sign();
    let start = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/lookoutvision/aws4_request\n";
    assert!(to_sign.starts_with(start), "{to_sign}");
    let signer = Signer::new("us-east-1", "lookoutvision");
    let time = Timestamp::from_second(1_440_938_160).unwrap();
    assert_eq!(signer.string_to_sign(canonical, time), to_sign);
}

/// The arguments that a shell parses from the command.
fn words(prepared: &PreparedRequest) -> Vec<String> {
    let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{}", prepared.to_curl());
    let output = Command::new("sh").arg("-c").arg(script).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

#[tokio::test]
async fn the_curl_command_sends_the_same_request() {
    let prepared = CreateProject { project_name: "it's $HOME `x` \\ \"\n".into(), client_token: Some("t t".into()) };
    let prepared = prepared.prepare(&client(&Script::new([]))).await.unwrap();
    let words = words(&prepared);
    assert_eq!(words[..3], ["--request", "POST", &prepared.uri().to_string()]);
    let body = prepared.body().as_bytes().unwrap();
    assert_eq!(words[words.len() - 2..], ["--data-raw", std::str::from_utf8(body).unwrap()]);
    let headers: Vec<&str> =
        words.windows(2).filter(|pair| pair[0] == "--header").map(|pair| pair[1].as_str()).collect();
    assert_eq!(headers.len(), prepared.headers().len());
    for (name, value) in prepared.headers() {
        let value = value.to_str().unwrap();
        let shown = match name.as_str() {
            "x-amz-security-token" => "REDACTED".to_owned(),
            "authorization" => format!("{}Signature=REDACTED", value.split("Signature=").next().unwrap()),
            _ => value.to_owned(),
        };
        assert!(headers.contains(&format!("{name}: {shown}").as_str()), "{name} in {headers:?}");
    }
}

#[tokio::test]
async fn a_prepared_request_shows_no_secret() {
    let input = set_password();
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token(SESSION);
    let client = Script::new([]).client_with(|client| client.credentials(credentials).content_sha256(true));
    let prepared = input.prepare(&client).await.unwrap();
    let (uri, body) = (prepared.uri().to_string(), prepared.body().as_bytes().unwrap().clone());
    assert!(uri.contains("/users/user-secret/password?hint=hint-secret"), "the request contains the secret: {uri}");
    assert!(String::from_utf8_lossy(&body).contains("password-secret"));
    assert!(String::from_utf8_lossy(&body).contains(r#""Since":"2019-12-16T23:48:18Z""#), "{body:?}");
    let signature =
        prepared.headers()["authorization"].to_str().unwrap().split("Signature=").nth(1).unwrap().to_owned();
    let hash = prepared.headers()["x-amz-content-sha256"].to_str().unwrap().to_owned();
    for shown in [prepared.to_curl(), format!("{prepared:?}")] {
        for secret in [
            SECRET,
            SESSION,
            &signature,
            &hash,
            "user-secret",
            "424242",
            "hint-secret",
            "password-secret",
            "response-secret",
            "2019-12-16",
        ] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
    let words = words(&prepared);
    assert!(words[2].ends_with("/users/REDACTED/password?hint=REDACTED"), "{words:?}");
    assert!(words.contains(&format!("x-note: {}", input.note)), "{words:?}");
    let shown: serde_json::Value = serde_json::from_str(words.last().unwrap()).unwrap();
    let expected = serde_json::json!({
        "Password": "REDACTED",
        "Since": "REDACTED",
        "More": [{ "Question": "pet's name?", "Response": "REDACTED" }],
    });
    assert_eq!(shown, expected);
}

#[tokio::test]
async fn a_binary_body_is_read_from_a_file_by_the_curl_command() {
    let client = client(&Script::new([]));
    for picture in [
        ByteStream::from(vec![0xFF, 0xD8]),
        ByteStream::from("a\0b"),
        ByteStream::from_fn(2, || async { Ok(Body::from("ab")) }),
    ] {
        let prepared = PutPicture { picture }.prepare(&client).await.unwrap();
        let words = words(&prepared);
        assert_eq!(words[words.len() - 2..], ["--data-binary", "@payload"]);
    }
    let prepared = PutPicture { picture: ByteStream::from("") }.prepare(&client).await.unwrap();
    assert!(!prepared.to_curl().contains("--data"), "{}", prepared.to_curl());
}

#[tokio::test]
async fn an_unsigned_request_has_no_canonical_request() {
    let prepared = GetDoors.prepare(&client(&Script::new([]))).await.unwrap();
    assert!(!prepared.headers().contains_key("authorization"));
    assert_eq!((prepared.canonical_request(), prepared.string_to_sign()), ("", ""));
    assert!(prepared.to_curl().starts_with("curl \\\n  --request GET \\\n"), "{}", prepared.to_curl());
}

#[tokio::test]
async fn an_invalid_request_cannot_be_prepared() {
    let input = SetPassword { user: Sensitive(String::new()), ..set_password() };
    let error = input.prepare(&client(&Script::new([]))).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error}");
    assert!(error.to_string().starts_with("SetPassword failed: nothing was sent: member `User`"), "{error}");
}

#[tokio::test]
async fn a_prepared_request_is_signed_with_the_corrected_clock() {
    let clock = Clock::fixed(Timestamp::from_second(1_440_938_160).unwrap());
    let late = "Sun, 30 Aug 2015 13:36:00 GMT";
    let script = Script::new([Step::made().header("date", late)]);
    let client = script.client_with(|client| client.clock(clock));
    CreateProject::paint().send(&client).await.unwrap();
    let prepared = CreateProject::paint().prepare(&client).await.unwrap();
    assert_eq!(prepared.headers()["x-amz-date"], "20150830T133600Z");
}
