//! What a trace tells of a call, and what neither it nor any `Debug` ever tells.

#[path = "traces/collected.rs"]
mod collected;
mod scripted;

use std::time::Duration;

use aws_operation::sigv4::Signer;
use aws_operation::{
    Body, ByteStream, Clock, Credentials, CredentialsCache, CredentialsError, Environment, PageToken,
    ProvideCredentials as _, RetryPolicy, Sensitive, Timestamp, TokenSource, aws_operation, aws_shape,
};
use collected::{Collected, Entry};
use scripted::{CreateProject, Script, Service, Step};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SESSION: &str = "session-token-of-the-test";
const HIDDEN: &str = "a-sensitive-value";

#[aws_operation(name = "Enter", http = "POST /doors/{door}")]
#[derive(Debug)]
struct Enter {
    door: Sensitive<String>,
    #[aws(header = "X-Pin")]
    pin: Sensitive<String>,
    #[aws(query)]
    hint: Sensitive<String>,
    password: Sensitive<String>,
}

#[aws_shape]
#[derive(Debug)]
struct EnterOutput {
    key: Option<Sensitive<String>>,
    number: Option<Sensitive<u32>>,
}

fn enter() -> Enter {
    let hidden = || Sensitive(HIDDEN.to_owned());
    Enter { door: hidden(), pin: hidden(), hint: hidden(), password: hidden() }
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET).session_token(SESSION)
}

/// The crate's spans, and its events.
fn traced(collected: &Collected) -> (Vec<Entry>, Vec<Entry>) {
    collected.ours().into_iter().partition(|entry| entry.id.is_some())
}

#[track_caller]
fn holds_no_secret(text: &str, signatures: &[String]) {
    for secret in [SECRET, SESSION, HIDDEN, "4242"].into_iter().chain(signatures.iter().map(String::as_str)) {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_call_is_a_span_and_each_retry_an_event_in_it() {
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    let steps =
        [Step::NotSent, Step::rejected(503, "ServiceUnavailable"), Step::made().header("x-amzn-requestid", "r-1")];
    CreateProject::with_token("t").send(&Script::new(steps).client()).await.unwrap();
    let (spans, events) = traced(&collected);
    let [span] = spans.as_slice() else { panic!("{spans:?}") };
    for (field, value) in [
        ("otel.name", "CreateProject"),
        ("otel.kind", "client"),
        ("rpc.system", "aws-api"),
        ("rpc.service", "LookoutVision"),
        ("rpc.method", "CreateProject"),
        ("server.address", "lookoutvision.us-east-1.amazonaws.com"),
        ("aws.request_id", "r-1"),
        ("http.response.status_code", "200"),
        ("http.request.resend_count", "2"),
    ] {
        assert_eq!(span.field(field), Some(value), "{field} of {span:?}");
    }
    assert_eq!((span.name.as_str(), span.level), ("aws_operation", tracing::Level::DEBUG));
    assert_eq!(span.field("error.type"), None);
    let retries: Vec<_> = events.iter().map(|event| (event.field("attempt"), event.field("delay"))).collect();
    assert_eq!(retries, [(Some("1"), Some("50ms")), (Some("2"), Some("100ms"))]);
    assert!(events.iter().all(|event| event.parent == span.id), "{events:?}");
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn what_failed_has_a_type() {
    let cases = [
        (vec![Step::rejected(409, "ConflictException")], "ConflictException"),
        (vec![Step::response(418, "tea")], "418"),
        (vec![Step::Lost], "ambiguous"),
        (vec![Step::NotSent; 3], "transport"),
        (vec![Step::Silence], "ambiguous"),
    ];
    #[aws_operation(name = "Add", output = (), http = "POST /things")]
    struct Add;
    for (steps, expected) in cases {
        let collected = Collected::default();
        let _guard = tracing::subscriber::set_default(collected.clone());
        Add.send(&Script::new(steps).client()).await.unwrap_err();
        assert_eq!(traced(&collected).0[0].field("error.type"), Some(expected));
    }
    let client = Script::new([Step::Silence, Step::Silence]).client().with_operation_timeout(Duration::from_secs(1));
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    Add.send(&client).await.unwrap_err();
    assert_eq!(traced(&collected).0[0].field("error.type"), Some("ambiguous"));
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    CreateProject::paint().send(&client).await.unwrap_err();
    assert_eq!(traced(&collected).0[0].field("error.type"), Some("timeout"), "its token makes it harmless to repeat");
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn calls_in_a_span_of_the_user_are_beneath_it() {
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    let outer = tracing::info_span!("outer");
    let client = Script::new([Step::made()]).client();
    let call = CreateProject::paint();
    tracing::Instrument::instrument(call.send(&client), outer.clone()).await.unwrap();
    assert_eq!(traced(&collected).0[0].parent, outer.id().map(|id| id.into_u64()));
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn no_trace_and_no_error_tells_a_secret() {
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    let script = Script::new([
        Step::Lost,
        Step::rejected(503, "ServiceUnavailable"),
        Step::rejected(400, "ValidationException"),
        Step::response(200, r#"{"Key":4242}"#),
        Step::response(200, r#"{"Number":"a-sensitive-value"}"#),
        Step::response(200, r#"{"Key":"a-sensitive-value","Number":4242}"#),
        Step::NotSent,
        Step::NotSent,
        Step::NotSent,
        Step::Silence,
    ]);
    let client = script.client_with(|client| {
        client.credentials(CredentialsCache::new(credentials())).retry(RetryPolicy::aws_standard().jitter(|| 1.0))
    });
    let mut told = String::new();
    for _ in 0..3 {
        let error = enter().send(&client).await.unwrap_err();
        told += &format!("{error} {error:?}\n");
    }
    let output = enter().send(&client).await.unwrap();
    told += &format!("{output:?} {:?}\n", enter());
    for client in [&client, &client.with_retry(RetryPolicy::never())] {
        let error = enter().send(client).await.unwrap_err();
        told += &format!("{error} {error:?}\n");
    }
    let broken = Enter { pin: Sensitive(format!("{HIDDEN}\n")), ..enter() };
    let error = broken.send(&client).await.unwrap_err();
    told += &format!("{error} {error:?}\n");
    let prepared = enter().prepare(&client).await.unwrap();
    let presigned = enter().presign(&client, Duration::from_secs(60)).await.unwrap();
    told += &format!("{prepared:?} {presigned:?} {client:?}\n");

    let signature = |authorization: &str| authorization.split("Signature=").nth(1).unwrap().to_owned();
    let sent = script.take_sent();
    assert_eq!(sent.len(), 10, "{told}");
    let mut signatures: Vec<_> = sent.iter().map(|sent| signature(sent.header("authorization").unwrap())).collect();
    signatures.push(signature(presigned.url()));
    signatures.push(signature(prepared.headers()["authorization"].to_str().unwrap()));
    holds_no_secret(&told, &signatures);
    assert_eq!(collected.ours().len(), 10, "six calls and four retries");
    holds_no_secret(&collected.text(), &signatures);
    assert!(!collected.text().to_lowercase().contains("authorization"));
}

/// What `Debug` makes of every public type that holds something of a call or of its user.
async fn shown() -> Vec<(&'static str, String)> {
    let script = Script::new([Step::made(), Step::rejected(400, "ValidationException")]);
    let builder = aws_operation::Client::builder().region("us-east-1").credentials(credentials());
    let built = format!("{builder:?}");
    let client = script.client_with(|client| client.credentials(credentials()));
    let response = CreateProject::paint().send(&client).await.unwrap();
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    let prepared = enter().prepare(&client).await.unwrap();
    let presigned = enter().presign(&client, Duration::from_secs(60)).await.unwrap();
    let environment = Environment::empty()
        .with_variable("AWS_SECRET_ACCESS_KEY", SECRET)
        .with_file("/home/ann/.aws/credentials", format!("[default]\naws_session_token = {SESSION}"));
    let tokens = TokenSource::fixed("t");
    let failed = CredentialsError::new("no");
    let body = Body::from(HIDDEN.as_bytes().to_vec());
    vec![
        ("Body", format!("{body:?}")),
        ("ByteStream", format!("{:?}", ByteStream::from(HIDDEN))),
        ("CallContext", format!("{:?}", error.context())),
        ("Client", format!("{client:?}")),
        ("ClientBuilder", built),
        ("Clock", format!("{:?}", Clock::fixed(Timestamp::from_second(0).unwrap()))),
        ("Credentials", format!("{:?} {:?}", credentials(), credentials().ready())),
        ("CredentialsCache", format!("{:?}", CredentialsCache::new(credentials()))),
        ("CredentialsError", format!("{failed:?} {failed}")),
        ("Environment", format!("{environment:?}")),
        ("PageToken", format!("{:?}", PageToken::of(HIDDEN))),
        ("PreparedRequest", format!("{prepared:?}")),
        ("PresignedRequest", format!("{presigned:?}")),
        ("Response", format!("{response:?}")),
        ("RetryPolicy", format!("{:?}", RetryPolicy::standard())),
        ("SendError", format!("{error:?}")),
        ("Sensitive", format!("{:?} {:?}", Sensitive(HIDDEN), Sensitive(4242))),
        ("Signer", format!("{:?}", Signer::new("us-east-1", "s3"))),
        ("TokenSource", format!("{tokens:?}")),
    ]
}

/// Public types and traits that hold nothing of a call or of its user but what is to be seen.
const SHOWN_AS_THEY_ARE: &[&str] = &[
    "Binding",
    "Bindings",
    "Blob",
    "BodyError",
    "Bytes",
    "ConfigError",
    "CredentialsFuture",
    "Document",
    "ErrorShape",
    "FileError",
    "HttpTrait",
    "HyperTransport",
    "Invalid",
    "InvalidTimestamp",
    "Items",
    "MemberReader",
    "MemberWriter",
    "ModeledError",
    "NoRandomness",
    "Operation",
    "OperationMeta",
    "PageItems",
    "PageTokenError",
    "Pages",
    "Paginated",
    "PaginatedItems",
    "PayloadKind",
    "PayloadMember",
    "PrepareResult",
    "PresignResult",
    "ProvideCredentials",
    "ReadMembers",
    "ReqwestTransport",
    "Retryable",
    "Segment",
    "SendResult",
    "Service",
    "ServiceError",
    "ServiceMeta",
    "ServiceTime",
    "SignatureMismatch",
    "Structure",
    "TimedOut",
    "Timestamp",
    "Transport",
    "TransportError",
    "TransportErrorKind",
    "TransportFuture",
    "WriteMembers",
];

#[tokio::test(start_paused = true)]
async fn no_debug_tells_a_secret() {
    let shown = shown().await;
    for (name, text) in &shown {
        holds_no_secret(text, &[]);
        assert!(!text.contains("Signature=") && !text.contains("X-Amz-Signature"), "{name}: {text}");
    }
    let library = std::fs::read_to_string("../runtime/src/lib.rs").unwrap();
    let uses = library.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    // Protocols have no values.
    let uses = uses.filter(|list| !list.starts_with("protocol::") && !list.starts_with("model::protocol::"));
    let words = uses.flat_map(|list| list.split(|c: char| !c.is_alphanumeric() && c != '_'));
    for public in words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())) {
        let known = shown.iter().any(|(name, _)| *name == public) || SHOWN_AS_THEY_ARE.contains(&public);
        assert!(known, "does the `Debug` of `{public}` show a secret? add it to the one list or the other");
    }
}

#[aws_operation(name = "Look", http = "GET /doors/{door}")]
struct Look {
    door: String,
}

#[aws_shape]
#[derive(Debug)]
struct LookOutput {
    #[aws(header = "X-Pin")]
    pin: Option<Sensitive<String>>,
    #[aws(header = "X-Codes")]
    codes: Vec<Sensitive<String>>,
    #[aws(header = "X-Color")]
    color: Option<String>,
    #[aws(prefix_headers = "X-Lock-")]
    locks: std::collections::BTreeMap<String, Sensitive<String>>,
    password: Option<Sensitive<String>>,
}

#[tokio::test]
async fn the_debug_of_a_response_shows_no_header_of_a_sensitive_member_nor_one_that_carries_credentials() {
    let secrets = ["x-pin", "x-codes", "x-lock-a", "set-cookie", "x-amz-security-token", "x-amz-s3session-token"];
    let secrets =
        secrets.into_iter().chain(["authorization", "x-amzn-remapped-authorization", "x-amz-sso_bearer_token"]);
    let response = Step::response(200, r#"{"Password":"a-sensitive-value"}"#).header("x-color", "red-color");
    let response = secrets.fold(response.header("x-more", "shown"), |response, name| response.header(name, HIDDEN));
    let response = response.header("set-cookie", "a=a-sensitive-value");
    let response = Look { door: "x".into() }.send(&Script::new([response]).client()).await.unwrap();
    let shown = format!("{response:?} {:?}", response.headers());
    holds_no_secret(&shown, &[]);
    assert!(shown.contains(r#""x-color": "red-color""#) && shown.contains(r#""x-more": "shown""#), "{shown}");
    assert!(shown.contains(r#"color: Some("red-color")"#), "{shown}");
    assert_eq!(response.headers()["x-pin"], HIDDEN, "the value itself is there");
    assert_eq!((&*response.codes[0].0, &*response.locks["a"].0), (HIDDEN, HIDDEN));
    assert_eq!(response.pin.as_deref().map(String::as_str), Some(HIDDEN));
    assert!(response.password.is_some() && response.color.is_some());
}
