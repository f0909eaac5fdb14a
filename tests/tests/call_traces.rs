//! What a trace shows of a call, and the secrets that no trace and no `Debug` output shows.

#[path = "traces/collected.rs"]
mod collected;
mod scripted;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::sigv4::Signer;
use aws_operation::{
    AttemptReport, Body, ByteStream, Call, CallReport, Clock, Credentials, CredentialsCache, CredentialsError,
    Environment, Observe, PageToken, ProvideCredentials as _, RetryPolicy, Sensitive, Timestamp, TokenSource,
    aws_operation, aws_shape,
};
use collected::{Collected, Entry, on_all_threads};
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
fn assert_no_secret(text: &str, signatures: &[String]) {
    for secret in [SECRET, SESSION, HIDDEN, "4242"].into_iter().chain(signatures.iter().map(String::as_str)) {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_call_is_a_span_and_each_attempt_an_event_in_it() {
    on_all_threads();
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
        ("cloud.region", "us-east-1"),
        ("server.address", "lookoutvision.us-east-1.amazonaws.com"),
        ("aws.request_id", "r-1"),
        ("http.response.status_code", "200"),
        ("http.request.resend_count", "2"),
    ] {
        assert_eq!(span.field(field), Some(value), "{field} of {span:?}");
    }
    assert_eq!((span.name.as_str(), span.level), ("aws_operation", tracing::Level::DEBUG));
    assert_eq!(span.field("error.type"), None);
    let names: Vec<_> =
        events.iter().map(|event| ["attempt", "attempts", "delay"].map(|name| event.field(name))).collect();
    let attempt = |number, delay| [Some(number), None, delay];
    assert_eq!(
        names,
        [attempt("1", Some("50ms")), attempt("2", Some("100ms")), attempt("3", None), [None, Some("3"), None]]
    );
    assert!(events.iter().all(|event| event.parent == span.id), "{events:?}");
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_failed_call_has_an_error_type() {
    on_all_threads();
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
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    CreateProject::paint().send(&Script::new([Step::response(200, "{")]).client()).await.unwrap_err();
    assert_eq!(traced(&collected).0[0].field("error.type"), Some("decode"));
    let client = Script::new([Step::Silence, Step::Silence]).client().with_operation_timeout(Duration::from_secs(1));
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    Add.send(&client).await.unwrap_err();
    assert_eq!(traced(&collected).0[0].field("error.type"), Some("ambiguous"));
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    CreateProject::paint().send(&client).await.unwrap_err();
    assert_eq!(traced(&collected).0[0].field("error.type"), Some("timeout"), "its token makes it safe to retry");
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn a_users_span_is_the_parent_of_the_calls_inside_it() {
    on_all_threads();
    let collected = Collected::default();
    let _guard = tracing::subscriber::set_default(collected.clone());
    let outer = tracing::info_span!("outer");
    let client = Script::new([Step::made()]).client();
    let call = CreateProject::paint();
    tracing::Instrument::instrument(call.send(&client), outer.clone()).await.unwrap();
    assert_eq!(traced(&collected).0[0].parent, outer.id().map(|id| id.into_u64()));
}

#[tokio::test(flavor = "current_thread", start_paused = true)]
async fn no_trace_and_no_error_contains_a_secret() {
    on_all_threads();
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
    let mut text = String::new();
    for _ in 0..3 {
        let error = enter().send(&client).await.unwrap_err();
        text += &format!("{error} {error:?}\n");
    }
    let output = enter().send(&client).await.unwrap();
    text += &format!("{output:?} {:?}\n", enter());
    for client in [&client, &client.with_retry(RetryPolicy::never())] {
        let error = enter().send(client).await.unwrap_err();
        text += &format!("{error} {error:?}\n");
    }
    let broken = Enter { pin: Sensitive(format!("{HIDDEN}\n")), ..enter() };
    let error = broken.send(&client).await.unwrap_err();
    text += &format!("{error} {error:?}\n");
    let prepared = enter().prepare(&client).await.unwrap();
    let presigned = enter().presign(&client, Duration::from_secs(60)).await.unwrap();
    text += &format!("{prepared:?} {presigned:?} {client:?}\n");

    let signature = |authorization: &str| authorization.split("Signature=").nth(1).unwrap().to_owned();
    let sent = script.take_sent();
    assert_eq!(sent.len(), 10, "{text}");
    let mut signatures: Vec<_> = sent.iter().map(|sent| signature(sent.header("authorization").unwrap())).collect();
    signatures.push(signature(presigned.url()));
    signatures.push(signature(prepared.headers()["authorization"].to_str().unwrap()));
    assert_no_secret(&text, &signatures);
    let (spans, events) = traced(&collected);
    assert_eq!((spans.len(), events.len()), (7, 7 + 10), "seven calls and ten attempts");
    assert_no_secret(&collected.text(), &signatures);
    assert!(!collected.text().to_lowercase().contains("authorization"));
}

/// Collects the `Debug` output of the reports.
#[derive(Default)]
struct Reported(Mutex<String>);

impl Observe for Reported {
    fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
        *self.0.lock().unwrap() += &format!("{attempt:?}\n");
    }

    fn call_ended(&self, call: &CallReport<'_>) {
        *self.0.lock().unwrap() += &format!("{call:?}\n");
    }
}

async fn reports() -> String {
    let reported = Arc::new(Reported::default());
    let script = Script::new([Step::rejected(403, SESSION).header("x-amzn-requestid", SECRET)]);
    let client = script.client_with(|client| client.credentials(credentials()).observe(Arc::clone(&reported)));
    enter().send(&client).await.unwrap_err();
    let reports = reported.0.lock().unwrap().clone();
    assert!(reports.contains("AttemptReport") && reports.contains("CallReport"), "{reports}");
    reports
}

/// The `Debug` output of every public type that contains data of a call or of the user.
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
    let reports = reports().await;
    let failed = CredentialsError::new("no");
    let body = Body::from(HIDDEN.as_bytes().to_vec());
    vec![
        ("AttemptReport", reports.clone()),
        ("BearerToken", format!("{:?}", aws_operation::BearerToken::new(SECRET))),
        ("Body", format!("{body:?}")),
        ("ByteStream", format!("{:?}", ByteStream::from(HIDDEN))),
        ("CallContext", format!("{:?}", error.context())),
        ("CallReport", reports),
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

/// Public types and traits that contain no data of a call or of the user that must be hidden.
const SHOWN_AS_THEY_ARE: &[&str] = &[
    "AccessDenied",
    "AccountIdEndpointMode",
    "AuthScheme",
    "BearerTokenFuture",
    "Binding",
    "CallOutcome",
    "ChecksumAlgorithm",
    "ChecksumPolicy",
    "Bindings",
    "Blob",
    "BodyError",
    "Bytes",
    "Call",
    "CallResult",
    "ConfigError",
    "CredentialsFuture",
    "Document",
    "ErrorShape",
    "FailReason",
    "EventChain",
    "EventFormat",
    "EventSender",
    "EventSignature",
    "EventStream",
    "BlockingEvents",
    "Frame",
    "FrameBuilder",
    "FrameError",
    "FrameReader",
    "FrameValue",
    "ReadUnion",
    "StreamClosed",
    "StreamContext",
    "StreamError",
    "StreamedBody",
    "Streams",
    "FileError",
    "HttpTrait",
    "HyperTransport",
    "Invalid",
    "InvalidTimestamp",
    "Items",
    "MemberReader",
    "MemberWriter",
    "ModeledError",
    "MetricsObserver",
    "NextStep",
    "NoRandomness",
    "Observe",
    "Operation",
    "OperationMeta",
    "PageItems",
    "PageTokenError",
    "Pages",
    "Paginated",
    "PaginatedItems",
    "PayloadKind",
    "PayloadMember",
    "PolicyKind",
    "PrepareResult",
    "PresignResult",
    "ProvideBearerToken",
    "ProvideCredentials",
    "ReadMembers",
    "ReqwestTransport",
    "RetryReason",
    "Retryable",
    "SafeToRetry",
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
    "TokenFile",
    "Transport",
    "TransportError",
    "TransportErrorKind",
    "TransportFuture",
    "UrlEncoded",
    "Wait",
    "Waited",
    "Waiter",
    "WaitError",
    "WriteMembers",
];

#[tokio::test(start_paused = true)]
async fn no_debug_output_contains_a_secret() {
    on_all_threads();
    let shown = shown().await;
    for (name, text) in &shown {
        assert_no_secret(text, &[]);
        assert!(!text.contains("Signature=") && !text.contains("X-Amz-Signature"), "{name}: {text}");
    }
    let library = std::fs::read_to_string("../runtime/src/lib.rs").unwrap();
    let uses = library.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    // Protocols have no values to show.
    let uses = uses.filter(|list| !list.starts_with("protocol::") && !list.starts_with("model::protocol::"));
    let words = uses.flat_map(|list| list.split(|c: char| !c.is_alphanumeric() && c != '_'));
    for public in words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())) {
        let known = shown.iter().any(|(name, _)| *name == public) || SHOWN_AS_THEY_ARE.contains(&public);
        assert!(known, "does the `Debug` output of `{public}` show a secret? add it to one of the two lists");
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
async fn the_debug_output_of_a_response_hides_headers_with_sensitive_members_or_credentials() {
    on_all_threads();
    let secrets = ["x-pin", "x-codes", "x-lock-a", "set-cookie", "x-amz-security-token", "x-amz-s3session-token"];
    let secrets =
        secrets.into_iter().chain(["authorization", "x-amzn-remapped-authorization", "x-amz-sso_bearer_token"]);
    let response = Step::response(200, r#"{"Password":"a-sensitive-value"}"#).header("x-color", "red-color");
    let response = secrets.fold(response.header("x-more", "shown"), |response, name| response.header(name, HIDDEN));
    let response = response.header("set-cookie", "a=a-sensitive-value");
    let response = Look { door: "x".into() }.call(&Script::new([response]).client()).await.unwrap();
    let shown = format!("{response:?} {:?}", response.headers());
    assert_no_secret(&shown, &[]);
    assert!(shown.contains(r#""x-color": "red-color""#) && shown.contains(r#""x-more": "shown""#), "{shown}");
    assert!(shown.contains(r#"color: Some("red-color")"#), "{shown}");
    assert_eq!(response.headers()["x-pin"], HIDDEN, "the value itself is available");
    assert_eq!((&*response.codes[0].0, &*response.locks["a"].0), (HIDDEN, HIDDEN));
    assert_eq!(response.pin.as_deref().map(String::as_str), Some(HIDDEN));
    assert!(response.password.is_some() && response.color.is_some());
}
