//! What an observer's reports and the tracing events show of a call. Both show the same.

mod observed;
mod scripted;

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use aws_operation::{
    AttemptReport, Body, Call as _, CallReport, Client, ClientBuilder, Credentials, CredentialsError,
    CredentialsFuture, Observe, ProvideCredentials, RetryPolicy, Sensitive, Transport, TransportFuture, aws_operation,
    aws_shape, blocking, http,
};
use observed::collected::{Collected, on_all_threads};
use observed::{Seen, of_events};
use scripted::{CreateProject, Script, Service, Step, policy};
use tokio::time::timeout;

/// Neither idempotent nor with a token.
#[aws_operation(name = "Add", output = (), http = "POST /things")]
struct Add;

/// A client that plays `steps`, with the settings `set`, and its observer.
fn observed(steps: impl IntoIterator<Item = Step>, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> (Client, Seen) {
    on_all_threads();
    let seen = Seen::default();
    (Script::new(steps).client_with(|client| set(client.observe(seen.clone()))), seen)
}

/// A client that plays `steps`, with its observer and a subscriber for this thread.
fn watched(steps: impl IntoIterator<Item = Step>) -> (Client, Seen, Collected, tracing::subscriber::DefaultGuard) {
    let ((client, seen), collected) = (observed(steps, |client| client), Collected::default());
    let guard = tracing::subscriber::set_default(collected.clone());
    (client, seen, collected, guard)
}

/// The reports of one call. Asserts that the events show the same.
async fn reports_of<T>(steps: impl IntoIterator<Item = Step>, call: impl AsyncFnOnce(Client) -> T) -> Vec<String> {
    let (client, seen, collected, _guard) = watched(steps);
    call(client).await;
    let lines = seen.take();
    assert_eq!(of_events(&collected), lines, "the events");
    let (spans, events): (Vec<_>, Vec<_>) = collected.ours().into_iter().partition(|entry| entry.id.is_some());
    for event in events.iter().filter(|event| event.field("rpc.method").is_some()) {
        assert_eq!((event.target.as_str(), event.level), ("aws_operation", tracing::Level::DEBUG), "{event:?}");
        assert!(spans.iter().any(|span| event.parent == span.id), "{event:?} is in the span of its call");
        assert_eq!(event.field("cloud.region"), Some("us-east-1"));
    }
    lines
}

async fn created(client: Client) {
    let _ = CreateProject::with_token("t").send(&client).await;
}

async fn added(client: Client) {
    let _ = Add.send(&client).await;
}

#[tokio::test(start_paused = true)]
async fn a_successful_call_is_reported() {
    let lines = reports_of([Step::made().header("x-amzn-requestid", "r-1").late()], created).await;
    let expected = [
        "attempt 1 of LookoutVision.CreateProject, 1s: 200 - r-1: done",
        "call LookoutVision.CreateProject with 1 attempts, 1s: 200 - r-1: success",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test(start_paused = true)]
async fn a_throttled_attempt_is_reported() {
    let throttled = Step::rejected(429, "ThrottlingException").header("x-amzn-requestid", "r-1");
    let lines = reports_of([throttled, Step::made().header("x-amzn-requestid", "r-2").late()], created).await;
    let expected = [
        "attempt 1 of LookoutVision.CreateProject, 0ns: 429 ThrottlingException r-1: retry throttling 1s",
        "attempt 2 of LookoutVision.CreateProject, 1s: 200 - r-2: done",
        "call LookoutVision.CreateProject with 2 attempts, 2s: 200 - r-2: success",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test(start_paused = true)]
async fn each_reason_for_a_retry_is_reported() {
    const AHEAD: &str = "Sun, 30 Aug 2015 12:46:00 GMT";
    let skewed = Step::rejected(403, "RequestTimeTooSkewed").header("date", AHEAD);
    for (step, expected) in [
        (Step::NotSent, "0ns: - transport -: retry transport 50ms"),
        (Step::Lost, "0ns: - transport -: retry transport 50ms"),
        (Step::Silence, "30s: - timeout -: retry timeout 50ms"),
        (Step::rejected(503, "SlowDown"), "0ns: 503 SlowDown -: retry throttling 1s"),
        (Step::response(503, ""), "0ns: 503 503 -: retry transient_error 50ms"),
        (skewed, "0ns: 403 RequestTimeTooSkewed -: retry clock_skew 50ms"),
    ] {
        let lines = reports_of([step, Step::made()], created).await;
        assert_eq!(lines[0], format!("attempt 1 of LookoutVision.CreateProject, {expected}"));
        assert_eq!(lines.len(), 3, "{lines:#?}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_kind_of_failure_is_reported() {
    let never = |client: Client| async move { created(client.with_retry(RetryPolicy::never())).await };
    let lost = reports_of([Step::Lost], added).await;
    let expected = [
        "attempt 1 of LookoutVision.Add, 0ns: - transport -: fail not_safe_to_retry",
        "call LookoutVision.Add with 1 attempts, 0ns: - ambiguous -: ambiguous",
    ];
    assert_eq!(lost, expected);
    let exhausted = reports_of([Step::NotSent, Step::NotSent, Step::NotSent], added).await;
    let expected = [
        "attempt 1 of LookoutVision.Add, 0ns: - transport -: retry transport 50ms",
        "attempt 2 of LookoutVision.Add, 0ns: - transport -: retry transport 100ms",
        "attempt 3 of LookoutVision.Add, 0ns: - transport -: fail attempts_used_up",
        "call LookoutVision.Add with 3 attempts, 150ms: - transport -: transport",
    ];
    assert_eq!(exhausted, expected);
    assert_eq!(
        reports_of([Step::Silence], never).await,
        [
            "attempt 1 of LookoutVision.CreateProject, 30s: - timeout -: fail attempts_used_up",
            "call LookoutVision.CreateProject with 1 attempts, 30s: - timeout -: timeout",
        ]
    );
    assert_eq!(
        reports_of([Step::rejected(409, "ConflictException")], created).await,
        [
            "attempt 1 of LookoutVision.CreateProject, 0ns: 409 ConflictException -: fail not_retryable",
            "call LookoutVision.CreateProject with 1 attempts, 0ns: 409 ConflictException -: service_error",
        ]
    );
    let poor = policy(RetryPolicy::standard().quota(0));
    let (client, seen) = observed([Step::response(500, "")], |client| client.retry(poor));
    created(client).await;
    assert_eq!(
        seen.take(),
        [
            "attempt 1 of LookoutVision.CreateProject, 0ns: 500 500 -: fail quota_empty",
            "call LookoutVision.CreateProject with 1 attempts, 0ns: 500 500 -: service_error",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_timeout_is_reported() {
    let limit = Duration::from_millis(500);
    let brief = |client: Client| async move { created(client.with_operation_timeout(limit)).await };
    assert_eq!(
        reports_of([Step::Silence], brief).await,
        [
            "attempt 1 of LookoutVision.CreateProject, 500ms: - timeout -: fail deadline",
            "call LookoutVision.CreateProject with 1 attempts, 500ms: - timeout -: timeout",
        ]
    );
    assert_eq!(
        reports_of([Step::rejected(429, "ThrottlingException")], brief).await,
        [
            "attempt 1 of LookoutVision.CreateProject, 0ns: 429 ThrottlingException -: fail deadline",
            "call LookoutVision.CreateProject with 1 attempts, 500ms: 429 timeout -: timeout",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_response_that_cannot_be_decoded_is_reported() {
    let lines = reports_of([Step::response(200, "{")], created).await;
    let expected = [
        "attempt 1 of LookoutVision.CreateProject, 0ns: 200 - -: done",
        "call LookoutVision.CreateProject with 1 attempts, 0ns: 200 decode -: decode",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test(start_paused = true)]
async fn calls_without_an_attempt_are_reported() {
    let invalid = async |client: Client| drop(CreateProject::with_token("a\nb").send(&client).await);
    let line = "call LookoutVision.CreateProject with 0 attempts, 0ns: - invalid -: invalid";
    assert_eq!(reports_of([], invalid).await, [line]);
    let exposed = async |client: Client| {
        created(client.with_endpoint_url("http://example.com").unwrap()).await;
    };
    assert_eq!(reports_of([], exposed).await, [line]);

    let (client, seen) = observed([], ClientBuilder::no_credentials);
    created(client).await;
    let line = "call LookoutVision.CreateProject with 0 attempts, 0ns: - credentials -: credentials";
    assert_eq!(seen.take(), [line]);
}

#[test]
fn a_call_without_a_runtime_is_reported() {
    let (client, seen) = observed([], |client| client);
    let call = CreateProject::paint();
    let mut call = pin!(call.send(&client));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_ready());
    let lines = seen.take();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert!(
        line.starts_with("call LookoutVision.CreateProject with 0 attempts") && line.ends_with(": invalid"),
        "{line}"
    );
}

#[tokio::test(start_paused = true)]
async fn dropped_calls_are_reported() {
    let dropped = async |client: Client| {
        timeout(Duration::from_millis(300), CreateProject::with_token("t").send(&client)).await.unwrap_err();
    };
    assert_eq!(
        reports_of([Step::Silence], dropped).await,
        [
            "attempt 1 of LookoutVision.CreateProject, 300ms: - cancelled -: fail cancelled",
            "call LookoutVision.CreateProject with 1 attempts, 300ms: - cancelled -: cancelled",
        ]
    );
    assert_eq!(
        reports_of([Step::rejected(429, "ThrottlingException")], dropped).await,
        [
            "attempt 1 of LookoutVision.CreateProject, 0ns: 429 ThrottlingException -: retry throttling 1s",
            "call LookoutVision.CreateProject with 1 attempts, 300ms: 429 cancelled -: cancelled",
        ]
    );
    let unpolled = async |client: Client| drop(CreateProject::paint().send(&client));
    assert!(reports_of([], unpolled).await.is_empty(), "a future that was never polled is not a call");
}

/// Returns different credentials each time, after a second.
struct Renewed(AtomicU32);

impl ProvideCredentials for Renewed {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let key = format!("AKID{}", self.0.fetch_add(1, Ordering::SeqCst));
            Ok(Credentials::new(key, "secret"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_credentials_counts_in_the_call_and_not_in_an_attempt() {
    let steps = [Step::rejected(403, "ExpiredTokenException"), Step::made()];
    let (client, seen) = observed(steps, |client| client.credentials(Renewed(0.into())));
    created(client).await;
    assert_eq!(
        seen.take(),
        [
            "attempt 1 of LookoutVision.CreateProject, 0ns: 403 ExpiredTokenException -: retry expired_credentials 0ns",
            "attempt 2 of LookoutVision.CreateProject, 0ns: 200 - -: done",
            "call LookoutVision.CreateProject with 2 attempts, 2s: 200 - -: success",
        ]
    );
}

/// Returns credentials only the first time.
struct Once(AtomicU32);

impl ProvideCredentials for Once {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let first = self.0.fetch_add(1, Ordering::SeqCst) == 0;
        let credentials = first.then(|| Credentials::new("AKIDEXAMPLE", "secret"));
        Box::pin(async { credentials.ok_or_else(|| CredentialsError::new("none are left")) })
    }
}

#[tokio::test(start_paused = true)]
async fn missing_credentials_for_a_retry_are_reported() {
    let (client, seen) = observed([Step::response(503, "")], |client| client.credentials(Once(0.into())));
    created(client).await;
    assert_eq!(
        seen.take(),
        [
            "attempt 1 of LookoutVision.CreateProject, 0ns: 503 503 -: retry transient_error 50ms",
            "call LookoutVision.CreateProject with 1 attempts, 50ms: 503 credentials -: credentials",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_a_connection_counts_in_the_call_and_not_in_an_attempt() {
    let (client, seen) = observed([Step::made().late(), Step::made().late()], |client| client.max_connections(1));
    tokio::join!(created(client.clone()), created(client));
    assert_eq!(
        seen.take(),
        [
            "attempt 1 of LookoutVision.CreateProject, 1s: 200 - -: done",
            "call LookoutVision.CreateProject with 1 attempts, 1s: 200 - -: success",
            "attempt 1 of LookoutVision.CreateProject, 1s: 200 - -: done",
            "call LookoutVision.CreateProject with 1 attempts, 2s: 200 - -: success",
        ]
    );
}

#[aws_operation(name = "List", http = "GET /things", paginated(input = "next", output = "next"))]
struct List {
    #[aws(query)]
    next: Option<String>,
}

#[aws_shape]
struct ListOutput {
    next: Option<String>,
}

#[tokio::test(start_paused = true)]
async fn each_page_is_reported_as_a_call() {
    let pages = async |client: Client| {
        let mut pages = List { next: None }.paginate(&client);
        while let Some(page) = pages.next().await {
            page.unwrap();
        }
    };
    let line = "attempt 1 of LookoutVision.List, 0ns: 200 - -: done";
    let call = "call LookoutVision.List with 1 attempts, 0ns: 200 - -: success";
    let steps = [Step::response(200, r#"{"Next":"b"}"#), Step::response(200, "{}")];
    assert_eq!(reports_of(steps, pages).await, [line, call, line, call]);
}

#[test]
fn calls_of_a_blocking_client_are_reported() {
    let (client, seen) = observed([Step::made()], |client| client);
    blocking::Client::new(client).unwrap().send(&CreateProject::paint()).unwrap();
    let lines = seen.take();
    assert!(lines[0].starts_with("attempt 1 of LookoutVision.CreateProject") && lines[0].ends_with(": done"));
    assert!(lines[1].starts_with("call LookoutVision.CreateProject") && lines[1].ends_with(": success"));
    assert_eq!(lines.len(), 2, "{lines:#?}");
}

#[tokio::test(start_paused = true)]
async fn prepared_and_presigned_requests_are_not_reported() {
    let unsent = async |client: Client| {
        CreateProject::paint().prepare(&client).await.unwrap();
        CreateProject::paint().presign(&client, Duration::from_secs(60)).await.unwrap();
    };
    assert!(reports_of([], unsent).await.is_empty());
}

/// Panics at every report, and counts them.
#[derive(Default)]
struct Panicking(AtomicU32);

impl Observe for Panicking {
    fn attempt_ended(&self, _: &AttemptReport<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
        panic!("at an attempt");
    }

    fn call_ended(&self, _: &CallReport<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
        panic!("at a call");
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_an_observer_does_not_affect_the_call() {
    on_all_threads();
    let (observer, collected) = (Arc::new(Panicking::default()), Collected::default());
    let script = Script::new([Step::Lost, Step::made(), Step::Silence, Step::made()]);
    let client = script.client_with(|client| client.observe(Arc::clone(&observer)));
    let _guard = tracing::subscriber::set_default(collected.clone());
    assert_eq!(CreateProject::with_token("t").call(&client).await.unwrap().attempts(), 2);
    timeout(Duration::from_secs(1), CreateProject::with_token("t").send(&client)).await.unwrap_err();
    assert_eq!(CreateProject::with_token("t").call(&client).await.unwrap().attempts(), 1);
    assert_eq!(client.retry_quota::<Service>(), 500);
    assert_eq!(observer.0.load(Ordering::SeqCst), 3 + 2 + 2);
    let errors = collected.ours().into_iter().filter(|entry| entry.level == tracing::Level::ERROR);
    assert_eq!(errors.count(), 3 + 2 + 2);
}

/// Panics instead of sending.
struct Broken;

impl Transport for Broken {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async { panic!("in the transport") })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_panics_is_reported_also_to_a_panicking_observer() {
    let (client, seen) = observed([], |client| client.transport(Broken));
    tokio::spawn(created(client)).await.unwrap_err();
    assert_eq!(
        seen.take(),
        [
            "attempt 1 of LookoutVision.CreateProject, 0ns: - cancelled -: fail cancelled",
            "call LookoutVision.CreateProject with 1 attempts, 0ns: - cancelled -: cancelled",
        ]
    );
    let observer = Arc::new(Panicking::default());
    let client = Script::new([]).client_with(|client| client.observe(Arc::clone(&observer)).transport(Broken));
    tokio::spawn(created(client)).await.unwrap_err();
    assert_eq!(observer.0.load(Ordering::SeqCst), 2);
}

const MARKS: [&str; 5] = ["mark-of-a-member", "mark-of-an-output", "mark-of-a-message", SECRET, SESSION];
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SESSION: &str = "session-token-of-the-test";

#[aws_operation(name = "Enter", http = "POST /doors/{door}", idempotent = "token")]
struct Enter {
    door: String,
    #[aws(header = "X-Pin")]
    pin: String,
    #[aws(query)]
    hint: String,
    password: Sensitive<String>,
    token: Option<String>,
}

#[aws_shape]
struct EnterOutput {
    #[allow(dead_code)]
    key: String,
}

fn enter() -> Enter {
    let mark = || MARKS[0].to_owned();
    Enter {
        door: mark(),
        pin: mark(),
        hint: mark(),
        password: Sensitive(mark()),
        token: Some("mark-of-a-token".into()),
    }
}

#[tokio::test(start_paused = true)]
async fn reports_and_events_contain_no_values_and_no_secrets() {
    let rejected = |status, code: &str| {
        let body =
            format!(r#"{{"__type":"{code}","message":"mark-of-a-message mark-of-a-member {SECRET} {SESSION}"}}"#);
        Step::response(status, body)
    };
    on_all_threads();
    let (seen, collected) = (Seen::default(), Collected::default());
    let script = Script::new([
        Step::Lost,
        rejected(429, "ThrottlingException"),
        rejected(400, "ValidationException"),
        // A service that returns the request's content as the error code and the request ID.
        rejected(503, SESSION).header("x-amzn-requestid", SESSION),
        rejected(503, &format!("Rejected-{SECRET}")).header("x-amzn-requestid", SECRET),
        rejected(403, "SignatureDoesNotMatch"),
        Step::response(200, r#"{"Key":"mark-of-an-output"}"#).header("x-amzn-requestid", SESSION),
        Step::response(200, r#"{"Key":["mark-of-an-output"]}"#),
        Step::Silence,
    ]);
    let client = script.client_with(|client| {
        client.credentials(Credentials::new("AKIDEXAMPLE", SECRET).session_token(SESSION)).observe(seen.clone())
    });
    let _guard = tracing::subscriber::set_default(collected.clone());
    for _ in 0..4 {
        let _ = enter().send(&client).await;
    }
    let _ = Enter { pin: "mark-of-a-member\n".to_owned(), ..enter() }.send(&client).await;
    let _ = timeout(Duration::from_secs(1), enter().send(&client)).await;
    let lines = of_events(&collected);
    assert_eq!(lines.len(), 9 + 6, "{lines:#?}");
    assert_eq!(seen.take(), lines);
    let shown = seen.shown() + &collected.text();
    for mark in MARKS.into_iter().chain(["mark-of-a-token", "AKIDEXAMPLE"]) {
        assert!(!shown.contains(mark), "{mark} in {shown}");
    }
    assert!(shown.contains("Rejected-"), "only the secret is removed from a code: {lines:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_pending_call_is_not_reported() {
    let (client, seen) = observed([Step::Silence], |client| client);
    let call = CreateProject::with_token("t");
    let mut call = Box::pin(call.send(&client));
    poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await;
    assert!(seen.take().is_empty());
    drop(call);
    assert_eq!(seen.take().len(), 2);
}
