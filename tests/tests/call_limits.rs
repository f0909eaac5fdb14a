//! Timeouts and size limits, of a client and of single calls.

mod scripted;

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use aws_operation::{
    Body, Bytes, Client, Credentials, CredentialsCache, CredentialsFuture, Invalid, ProvideCredentials, RetryPolicy,
    SendError, TimedOut, Transport, TransportErrorKind, TransportFuture,
};
use http_body::Frame;
use scripted::{CreateProject, Error, Script, Service, Step, policy};
use tokio::time::{Instant, Sleep, sleep};

const SECOND: Duration = Duration::from_secs(1);

async fn fails(client: &Client) -> (SendError<Error>, Duration) {
    let start = Instant::now();
    let error = CreateProject::with_token("t").send(client).await.unwrap_err();
    (error, start.elapsed())
}

fn timed_out(error: &SendError<Error>) -> TimedOut {
    let SendError::Timeout(limit, _) = error else { panic!("{error:?}") };
    *limit
}

#[tokio::test(start_paused = true)]
async fn a_call_can_have_its_own_limits_and_shares_other_settings() {
    let script = Script::new([Step::Silence, Step::Lost, Step::Lost, Step::made(), Step::response(200, "{     }")]);
    let client = script.client();
    let (error, took) = fails(&client.with_operation_timeout(SECOND)).await;
    assert_eq!((timed_out(&error), took), (TimedOut::Operation(SECOND), SECOND));
    let (error, _) = fails(&client.with_retry(RetryPolicy::never())).await;
    assert_eq!(error.attempts(), 1);
    assert_eq!(client.retry_quota::<Service>(), 500);
    CreateProject::with_token("t").send(&client).await.unwrap();
    assert_eq!(client.with_retry(RetryPolicy::never().quota(7)).retry_quota::<Service>(), 500, "the quota is shared");
    let (error, _) = fails(&client.with_max_response_bytes(6)).await;
    let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::TooLarge);
    let debug = format!("{:?}", client.with_attempt_timeout(SECOND));
    assert!(debug.contains("attempt_timeout: 1s") && format!("{client:?}").contains("attempt_timeout: 30s"), "{debug}");
}

#[tokio::test(start_paused = true)]
async fn the_error_names_the_limit_that_ended_the_call() {
    let client = |attempt, operation| {
        let client = Script::new(vec![Step::Silence; 3]).client();
        client.with_attempt_timeout(attempt).with_operation_timeout(operation)
    };
    let (error, took) = fails(&client(SECOND, 10 * SECOND)).await;
    assert_eq!((timed_out(&error), error.attempts()), (TimedOut::Attempt(SECOND), 3));
    assert_eq!(took, 3 * SECOND + Duration::from_millis(150));

    let limit = Duration::from_millis(2500);
    let (error, took) = fails(&client(SECOND, limit)).await;
    assert_eq!((timed_out(&error), error.attempts(), took), (TimedOut::Operation(limit), 3, limit));
    assert!(error.is_ambiguous());

    let (error, took) = fails(&client(SECOND, SECOND)).await;
    assert_eq!((timed_out(&error), error.attempts(), took), (TimedOut::Operation(SECOND), 1, SECOND));
    let once = client(SECOND, SECOND).with_retry(RetryPolicy::never());
    assert_eq!(timed_out(&fails(&once).await.0), TimedOut::Attempt(SECOND));

    let (error, took) = fails(&client(SECOND, Duration::ZERO)).await;
    assert_eq!((timed_out(&error), error.attempts(), took), (TimedOut::Operation(Duration::ZERO), 0, Duration::ZERO));
    assert!(!error.is_ambiguous(), "nothing was sent");
}

#[tokio::test(start_paused = true)]
async fn the_longest_durations_mean_no_limit() {
    let client = Script::new([Step::made().late()]).client();
    let client = client.with_attempt_timeout(Duration::MAX).with_operation_timeout(Duration::MAX);
    CreateProject::paint().send(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_call_timeout_ends_a_wait_and_reports_that_nothing_was_sent() {
    let limit = Duration::from_millis(500);
    let client = Script::new([Step::rejected(429, "ThrottlingException")]).client().with_operation_timeout(limit);
    let (error, took) = fails(&client).await;
    assert_eq!((timed_out(&error), error.attempts(), took), (TimedOut::Operation(limit), 1, limit));
    assert!(!error.is_ambiguous(), "{error}");
}

struct Never;

impl ProvideCredentials for Never {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::pending::<Result<Credentials, _>>())
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_timeout_ends_the_loading_of_credentials() {
    let client = Script::new([]).client_with(|client| client.credentials(Never)).with_operation_timeout(SECOND);
    let (error, took) = fails(&client).await;
    assert_eq!((timed_out(&error), error.attempts(), took), (TimedOut::Operation(SECOND), 0, SECOND));
}

/// An endless body with one byte every 100 ms.
struct Drip(Pin<Box<Sleep>>);

impl http_body::Body for Drip {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        ready!(self.0.as_mut().poll(context));
        self.0 = Box::pin(sleep(Duration::from_millis(100)));
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))))
    }
}

struct Dripping;

impl Transport for Dripping {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async { Ok(http::Response::new(Body::new(Drip(Box::pin(sleep(Duration::ZERO)))))) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_endless_response_ends_at_the_attempt_timeout_or_the_size_limit() {
    let retry = policy(RetryPolicy::standard().max_attempts(2));
    let client = Script::new([]).client_with(|client| client.transport(Dripping).retry(retry));
    let (error, took) = fails(&client.with_attempt_timeout(10 * SECOND)).await;
    assert_eq!((timed_out(&error), error.attempts()), (TimedOut::Attempt(10 * SECOND), 2));
    assert_eq!(took, 20 * SECOND + Duration::from_millis(50));
    let (error, took) = fails(&client.with_max_response_bytes(20)).await;
    assert!(matches!(error, SendError::Transport(..)) && error.attempts() == 1, "{error:?}");
    assert_eq!(took, 2 * SECOND);
}

/// The output of a future that completes at the first poll.
fn now<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    match work.as_mut().poll(&mut Context::from_waker(std::task::Waker::noop())) {
        Poll::Ready(end) => end,
        Poll::Pending => panic!("the future is pending"),
    }
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error() {
    struct Absent;
    impl ProvideCredentials for Absent {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(async { Ok(Credentials::new("AKID", "secret")) })
        }
    }
    let script = Script::new([]);
    let error = now(CreateProject::with_token("t").send(&script.client())).unwrap_err();
    assert!(matches!(error, SendError::Invalid(Invalid::NoRuntime, _)), "{error:?}");
    assert!(error.to_string().contains("nothing was sent: a call needs a tokio runtime"), "{error}");
    assert_eq!((script.count(), error.attempts()), (0, 0));
    let loading = script.client_with(|builder| builder.credentials(Absent));
    let error = now(CreateProject::with_token("t").prepare(&loading)).unwrap_err();
    assert!(matches!(error, SendError::Invalid(Invalid::NoRuntime, _)), "{error:?}");
    assert!(now(CreateProject::with_token("t").prepare(&script.client())).is_ok(), "the call waits without a limit");
}

#[test]
fn a_call_on_a_runtime_without_a_timer_is_an_error() {
    let runtime = || tokio::runtime::Builder::new_current_thread().build().unwrap();
    let script = Script::new([]);
    let call = CreateProject::with_token("t");
    let error = runtime().block_on(call.send(&script.client())).unwrap_err();
    assert!(matches!(error, SendError::Invalid(Invalid::IncompleteRuntime(_), _)), "{error:?}");
    let words = "nothing was sent: a call needs a tokio runtime with a timer (`enable_time`), which is disabled: build the \
                 runtime with `enable_all()`";
    assert!(error.to_string().contains(words), "{error}");
    assert_eq!((script.count(), error.attempts()), (0, 0));
    let loading = script.client_with(|builder| builder.credentials(CredentialsCache::new(Never)));
    let error = runtime().block_on(call.presign(&loading, Duration::from_secs(60))).unwrap_err();
    assert!(matches!(error, SendError::Invalid(Invalid::IncompleteRuntime(_), _)), "{error:?}");
}

#[test]
fn a_call_on_a_runtime_without_io_is_an_error() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .endpoint_url(format!("http://{}", listener.local_addr().unwrap()))
        .build()
        .unwrap();
    let error = runtime.block_on(CreateProject::paint().send(&client)).unwrap_err();
    assert!(matches!(error, SendError::Invalid(Invalid::IncompleteRuntime(_), _)), "{error:?}");
    let words = "nothing was sent: a call needs a tokio runtime with I/O (`enable_io`)";
    assert!(error.to_string().contains(words), "{error}");
    assert_eq!((error.attempts(), error.is_ambiguous()), (0, false));
}

/// A panic of the user's own transport is not turned into an error.
#[test]
#[should_panic(expected = "the transport is broken")]
fn a_panic_of_a_transport_reaches_the_caller() {
    struct Broken;
    impl aws_operation::Transport for Broken {
        fn send(&self, _: aws_operation::http::Request<Body>) -> aws_operation::TransportFuture<'_> {
            Box::pin(async { panic!("the transport is broken") })
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Script::new([]).client_with(|builder| builder.transport(Broken));
    let _ = runtime.block_on(CreateProject::paint().send(&client));
}
