//! A request that may have run is retried only if running it twice is safe.

mod scripted;

use std::time::Duration;

use aws_operation::{
    Bytes, Call, ClientBuilder, RetryPolicy, SafeToRetry, SendError, ServiceError, TimedOut, TransportError,
    TransportErrorKind, aws_error, aws_operation, aws_service, http,
};
use scripted::{CreateProject, Script, Step, policy};

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Doors;

/// Declares an operation without members.
macro_rules! operation {
    ($name:ident, $http:literal $(, $fact:ident)?) => {
        #[aws_operation(name = "Turn", service = Doors, output = () $(, $fact)?)]
        #[aws(http = $http)]
        struct $name {}
    };
}

operation!(Post, "POST /doors");
operation!(Patch, "PATCH /doors");
operation!(IdempotentPost, "POST /doors", idempotent);
operation!(ReadonlyPost, "POST /doors", readonly);
operation!(Put, "PUT /doors", idempotent);
operation!(Delete, "DELETE /doors");
operation!(Get, "GET /doors");
operation!(Head, "HEAD /doors");

type End = Result<(), SendError<ServiceError>>;

/// Calls one of the operations above with the scripted `steps`; returns the result and the number of requests sent.
macro_rules! send {
    ($operation:ident, $steps:expr) => {
        send!($operation, $steps, |builder| builder)
    };
    ($operation:ident, $steps:expr, $set:expr) => {{
        let script = Script::new($steps);
        let end: End = $operation {}.send(&client(&script, $set)).await.map(drop);
        (end, script.count())
    }};
}

fn client(script: &Script, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> aws_operation::Client {
    script.client_with(set)
}

fn done() -> Step {
    Step::response(200, "")
}

/// Asserts that the message suggests a token or `idempotent`, which would have allowed a retry.
fn assert_suggests_a_fix(error: &SendError<ServiceError>) {
    let text = error.to_string();
    for words in
        ["not retried", "not known to be safe to retry", "`idempotent = \"field\"`", "`idempotent`", "token field"]
    {
        assert!(text.contains(words), "{words:?} is not in: {text}");
    }
    assert!(!text.contains('\n'), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_lost_response_to_a_post_without_a_token_is_ambiguous_and_ends_the_call() {
    for sent in [send!(Post, [Step::Lost]), send!(Patch, [Step::Lost])] {
        let (end, count) = sent;
        let error = end.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert_eq!((count, error.attempts(), error.is_ambiguous()), (1, 1, true));
        assert_suggests_a_fix(&error);
        assert!(
            error.to_string().contains("the response was lost: connection reset by peer, and the call may have run")
        );
        let cause = error.find_cause::<TransportError>();
        assert_eq!(cause.map(TransportError::kind), Some(TransportErrorKind::Lost));
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_timeout_of_a_post_without_a_token_is_ambiguous_and_ends_the_call() {
    let start = tokio::time::Instant::now();
    let (end, count) = send!(Post, [Step::Silence], |b| b.attempt_timeout(Duration::from_secs(7)));
    let error = end.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert_eq!((count, error.attempts(), error.is_ambiguous()), (1, 1, true));
    assert_eq!(start.elapsed(), Duration::from_secs(7));
    assert_suggests_a_fix(&error);
    assert!(error.to_string().contains("no response within the attempt timeout of 7s"), "{error}");
    assert_eq!(error.find_cause(), Some(&TimedOut::Attempt(Duration::from_secs(7))));
}

#[tokio::test(start_paused = true)]
async fn a_server_error_to_a_post_without_a_token_is_not_retried() {
    for status in [500, 502, 503, 504] {
        let (end, count) = send!(Post, [Step::rejected(status, "Broken")]);
        let error = end.unwrap_err();
        assert_eq!(error.service_error(), Some(&ServiceError::new("Broken", "no")));
        assert_eq!((count, error.attempts(), error.is_ambiguous()), (1, 1, true), "{status}");
        assert_eq!((error.status().unwrap().as_u16(), error.code()), (status, Some("Broken")));
        assert!(!error.is_throttling());
        assert_suggests_a_fix(&error);
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_error_is_neither_retried_nor_ambiguous() {
    for status in [400, 403, 404, 409, 418] {
        let (end, count) = send!(Get, [Step::rejected(status, "No")]);
        let error = end.unwrap_err();
        assert_eq!((count, error.is_ambiguous()), (1, false), "{status}");
        assert!(!error.to_string().contains("retried"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_with_a_token_is_retried_after_every_transient_failure() {
    for step in [Step::Lost, Step::Silence, Step::rejected(500, "Broken"), Step::rejected(503, "Unavailable")] {
        let script = Script::new([step, Step::made()]);
        let made = CreateProject::paint().call(&script.client()).await.unwrap();
        assert_eq!((made.attempts(), script.count()), (2, 2));
    }
}

#[tokio::test(start_paused = true)]
async fn idempotent_readonly_delete_get_and_head_operations_are_retried() {
    let attempts = || [Step::Lost, Step::rejected(500, "Broken"), done()];
    let ends = [
        ("idempotent", send!(IdempotentPost, attempts())),
        ("readonly", send!(ReadonlyPost, attempts())),
        ("idempotent PUT", send!(Put, attempts())),
        ("DELETE", send!(Delete, attempts())),
        ("GET", send!(Get, attempts())),
        ("HEAD", send!(Head, attempts())),
    ];
    for (what, (end, count)) in ends {
        assert!(end.is_ok(), "{what}: {end:?}");
        assert_eq!(count, 3, "{what}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_was_not_sent_is_always_retried() {
    let (end, count) = send!(Post, [Step::NotSent, Step::NotSent, done()]);
    assert!(end.is_ok(), "{end:?}");
    assert_eq!(count, 3);
    let (end, count) = send!(Post, [Step::NotSent, Step::NotSent, Step::NotSent]);
    let error = end.unwrap_err();
    assert!(matches!(error, SendError::Transport(..)), "{error:?}");
    assert_eq!((count, error.attempts(), error.is_ambiguous()), (3, 3, false));
}

#[tokio::test(start_paused = true)]
async fn throttling_by_code_or_by_status_429_is_always_retried() {
    let throttled = [
        Step::rejected(400, "ThrottlingException"),
        Step::rejected(503, "SlowDown"),
        Step::rejected(500, "RequestLimitExceeded"),
        Step::rejected(400, "ns#TooManyRequestsException:http://x"),
        Step::response(429, ""),
        Step::rejected(429, "Unheard"),
    ];
    for step in throttled {
        let (end, count) = send!(Post, [step.clone(), done()]);
        assert!(end.is_ok(), "{end:?}");
        assert_eq!(count, 2);
        let (end, _) = send!(Post, [step.clone(), step.clone(), step]);
        let error = end.unwrap_err();
        assert!(error.is_throttling(), "{error:?}");
        assert_eq!((error.attempts(), error.is_ambiguous()), (3, false), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_the_last_attempt_decides_whether_the_error_is_throttling() {
    let (end, _) = send!(Post, [Step::response(429, ""), Step::NotSent, Step::NotSent]);
    let error = end.unwrap_err();
    assert_eq!(error.status(), None, "{error}");
    assert!(!error.is_throttling(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_aws_retry_policy_retries_requests_that_may_have_run() {
    let aws = |builder: ClientBuilder| builder.retry(policy(RetryPolicy::aws_standard()));
    let (end, count) = send!(Post, [Step::Lost, Step::rejected(500, "Broken"), done()], aws);
    assert!(end.is_ok(), "{end:?}");
    assert_eq!(count, 3);
    let (end, count) = send!(Post, [Step::Lost, Step::Silence, Step::Lost], aws);
    let error = end.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert_eq!((count, error.is_ambiguous()), (3, true));
    assert!(!error.to_string().contains("not retried"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_policy_never_sends_one_request() {
    let never = |builder: ClientBuilder| builder.retry(RetryPolicy::never());
    for step in [Step::NotSent, Step::Lost, Step::response(429, ""), Step::rejected(500, "Broken")] {
        let (end, count) = send!(Get, [step], never);
        let error = end.unwrap_err();
        assert_eq!((count, error.attempts()), (1, 1), "{error}");
        assert!(!error.to_string().contains("not retried"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_suggestion_is_absent_where_it_would_not_help() {
    let never = |builder: ClientBuilder| builder.retry(RetryPolicy::never());
    let (end, _) = send!(Post, [Step::Lost], never);
    let error = end.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert!(!error.to_string().contains("`idempotent`"), "a token would not have allowed a retry: {error}");
}

#[tokio::test(start_paused = true)]
async fn an_error_response_after_an_attempt_that_may_have_run_is_ambiguous() {
    for first in [Step::Lost, Step::rejected(500, "Broken"), Step::Silence] {
        let script = Script::new([first, Step::rejected(409, "ConflictException")]);
        let error = CreateProject::paint().send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Service(scripted::Error::ConflictException { .. }, _)), "{error:?}");
        assert_eq!((error.attempts(), error.is_ambiguous()), (2, true));
    }
    let script = Script::new([Step::NotSent, Step::response(429, ""), Step::rejected(409, "ConflictException")]);
    let error = CreateProject::paint().send(&script.client()).await.unwrap_err();
    assert_eq!((error.attempts(), error.is_ambiguous()), (3, false));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_times_out_in_flight_may_have_run() {
    let start = tokio::time::Instant::now();
    let (end, count) = send!(Post, [Step::Silence], |b| b.operation_timeout(Duration::from_secs(5)));
    let error = end.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert_eq!(error.find_cause(), Some(&TimedOut::Operation(Duration::from_secs(5))));
    assert_eq!((count, error.attempts(), error.is_ambiguous()), (1, 1, true));
    assert_eq!(start.elapsed(), Duration::from_secs(5));
    assert!(error.to_string().contains("not done within the operation timeout of 5s"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_times_out_between_attempts_that_did_not_run_has_not_run() {
    let (end, count) = send!(Post, [Step::response(429, "")], |b| b.operation_timeout(Duration::from_millis(500)));
    let error = end.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::Operation(_), _)), "{error:?}");
    assert_eq!((count, error.is_ambiguous()), (1, false));
    let (end, _) = send!(Get, [Step::Lost], |b| b.operation_timeout(Duration::from_millis(40)));
    assert!(end.unwrap_err().is_ambiguous());
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_attempts_all_time_out_ends_in_a_timeout() {
    let script = Script::new([Step::Silence, Step::Silence, Step::Silence]);
    let client = script.client_with(|builder| builder.attempt_timeout(Duration::from_secs(2)));
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::Attempt(_), _)), "{error:?}");
    assert_eq!((error.attempts(), error.is_ambiguous(), error.status()), (3, true, None));
}

#[tokio::test(start_paused = true)]
async fn timeouts_can_be_unlimited() {
    let script = Script::new([Step::response(500, "{}").header("date", "Sat, 01 Jun 2019 00:00:00 GMT"), Step::made()]);
    let client = script.client_with(|builder| builder.attempt_timeout(Duration::MAX).operation_timeout(Duration::MAX));
    assert_eq!(CreateProject::paint().call(&client).await.unwrap().attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_response_over_the_size_limit_ends_a_call_that_may_have_run() {
    let limit = |builder: ClientBuilder| builder.max_response_bytes(10);
    let (end, count) = send!(Get, [Step::response(200, Bytes::from(vec![b' '; 11]))], limit);
    let error = end.unwrap_err();
    let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::TooLarge);
    assert_eq!((count, error.is_ambiguous()), (1, true));
    assert!(error.to_string().contains("10 bytes"), "{error}");
    let (end, _) = send!(Get, [Step::response(200, Bytes::from(vec![b' '; 10]))], limit);
    assert!(end.is_ok(), "{end:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_timed_out_in_the_service_may_have_run() {
    for (status, code) in [(400, "RequestTimeout"), (400, "RequestTimeoutException"), (408, "RequestTimeoutException")]
    {
        let (end, count) = send!(Post, [Step::rejected(status, code)]);
        let error = end.unwrap_err();
        assert_eq!((count, error.is_ambiguous(), error.code()), (1, true, Some(code)), "{status}");
        assert_suggests_a_fix(&error);
        let (end, count) = send!(IdempotentPost, [Step::rejected(status, code), done()]);
        assert!(end.is_ok(), "{end:?}");
        assert_eq!(count, 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_408_of_a_load_balancer_is_retried_if_that_is_safe() {
    let page = || Step::response(408, "<html><h1>408 Request Time-out</h1></html>");
    let (end, count) = send!(Get, [page(), done()]);
    assert!(end.is_ok(), "{end:?}");
    assert_eq!(count, 2);
    let (end, count) = send!(Post, [page()]);
    let error = end.unwrap_err();
    assert_eq!((count, error.is_ambiguous(), error.status().unwrap().as_u16()), (1, true, 408));
}

#[aws_error]
#[derive(Debug)]
#[allow(clippy::enum_variant_names)] // these are the service's names
enum DoorError {
    #[aws(status = 400, transient)]
    ModelNotReadyException { message: String },
    #[aws(status = 400, throttling)]
    BusyException { message: String },
    #[aws(status = 408)]
    ModelTimeoutException { message: String },
    /// Most services throttle with this code.
    #[aws(status = 400, quota)]
    LimitExceededException { message: String },
}

#[aws_operation(name = "Ask", service = Doors, output = (), error = DoorError)]
#[aws(http = "POST /doors/ask")]
struct Ask {}

#[tokio::test(start_paused = true)]
async fn a_modeled_transient_error_is_ambiguous_unless_it_is_throttling() {
    for (status, code, ambiguous, attempts) in [
        (400, "ModelNotReadyException", true, 1),
        (408, "ModelTimeoutException", true, 1),
        (400, "BusyException", false, 3),
        (400, "LimitExceededException", false, 1),
    ] {
        let script = Script::new((0..attempts).map(|_| Step::rejected(status, code)));
        let error = Ask {}.send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Service(..)), "{error:?}");
        assert_eq!(error.is_throttling(), code == "BusyException");
        assert_eq!((error.is_ambiguous(), error.attempts()), (ambiguous, attempts), "{code}");
    }
}

#[aws_service(id = "S3", protocol = "restJson1", signing_name = "s3")]
struct Storage;

#[aws_operation(name = "PutPart", service = Storage, output = (), http = "POST /parts")]
struct PutPart {}

#[tokio::test(start_paused = true)]
async fn a_400_request_timeout_of_s3_means_that_the_request_did_not_arrive() {
    let script = Script::new([Step::rejected(400, "RequestTimeout"), Step::response(200, "")]);
    assert_eq!(PutPart {}.call(&script.client()).await.unwrap().attempts(), 2);
    for step in [Step::rejected(400, "RequestTimeoutException"), Step::rejected(408, "RequestTimeout")] {
        let error = PutPart {}.send(&Script::new([step]).client()).await.unwrap_err();
        assert_eq!((error.is_ambiguous(), error.attempts()), (true, 1), "{error}");
    }
}

/// A request that is no operation is one of S3 if it is signed for S3.
#[tokio::test(start_paused = true)]
async fn a_request_to_s3_that_did_not_arrive_is_sent_again() {
    for (service, sent) in [("s3", 2), ("es", 1)] {
        let timeout = Step::response(400, "<Error><Code>RequestTimeout</Code></Error>");
        let script = Script::new([timeout, Step::response(200, "")]);
        let request = http::Request::post("https://photos.s3.us-east-1.amazonaws.com/k").body("").unwrap();
        script.client().execute(request, service, SafeToRetry::ByMethod).await.unwrap();
        assert_eq!(script.count(), sent, "{service}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_not_found_error_to_a_delete_after_a_lost_response_is_ambiguous() {
    let (end, count) = send!(Delete, [Step::Lost, Step::rejected(404, "ResourceNotFoundException")]);
    let error = end.unwrap_err();
    assert_eq!((count, error.is_ambiguous(), error.code()), (2, true, Some("ResourceNotFoundException")));
}

#[tokio::test(start_paused = true)]
async fn a_response_that_cannot_be_decoded_is_from_a_call_that_ran() {
    let script = Script::new([Step::response(200, r#"{"ProjectMetadata":3}"#)]);
    let error = CreateProject::paint().send(&script.client()).await.unwrap_err();
    assert!(matches!(error, SendError::Decode(..)), "{error:?}");
    assert!(error.is_ambiguous());
}

#[tokio::test(start_paused = true)]
async fn an_empty_token_does_not_make_a_call_safe_to_retry() {
    for token in ["", " ", "\t "] {
        let script = Script::new([Step::Lost]);
        let error = CreateProject::with_token(token).send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert_eq!((error.attempts(), error.idempotency_token()), (1, Some(token)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_later_attempt_does_not_report_the_response_of_an_earlier_attempt() {
    let step = || Step::rejected(500, "Broken").header("x-amzn-requestid", "req-1");
    for (last, operation_timeout) in [(Step::Lost, 60), (Step::Silence, 60), (Step::Silence, 3)] {
        let script = Script::new([step(), last]);
        let client = script.client_with(|builder| {
            let retry = policy(RetryPolicy::standard().max_attempts(2));
            builder.retry(retry).operation_timeout(Duration::from_secs(operation_timeout))
        });
        let error = CreateProject::paint().send(&client).await.unwrap_err();
        assert_eq!((error.attempts(), error.is_ambiguous()), (2, true), "{error}");
        assert_eq!((error.status(), error.code(), error.request_id()), (None, None, None), "{error}");
        assert!(!error.to_string().contains("req-1"), "{error}");
    }
}

#[aws_service(id = "SQS", protocol = "awsJson1_0", target_prefix = "AmazonSQS")]
struct Queues;

#[aws_operation(name = "ReceiveMessage", service = Queues, output = ())]
struct ReceiveMessage {}

/// After a failed long poll, a client without retry quota waits before it returns the error. This prevents an immediate
/// retry by the caller.
#[tokio::test(start_paused = true)]
async fn a_timeout_during_the_wait_after_a_long_poll_does_not_hide_the_failure() {
    let script = Script::new([Step::rejected(400, "ThrottlingException")]);
    let client = script.client_with(|client| {
        let retry = policy(RetryPolicy::standard().quota(0));
        client.retry(retry).operation_timeout(Duration::from_millis(100))
    });
    let error = ReceiveMessage {}.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Service(..)) && error.is_throttling(), "{error:?}");
}
