//! A wrong clock is corrected by the service's time, and the rejected call is retried.

mod scripted;

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use aws_operation::{
    Body, Bytes, Call, Clock, SendError, ServiceError, Timestamp, Transport, TransportFuture, aws_operation,
    aws_service, http,
};
use scripted::{Script, Step};
use tokio::time::{Instant, Sleep, sleep};

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Doors;

#[aws_operation(name = "Open", service = Doors, output = ())]
#[aws(http = "POST /doors")]
struct Open {}

/// The client's clock says 12:36:00; the service's is ten minutes ahead.
const AHEAD: &str = "Sun, 30 Aug 2015 12:46:00 GMT";

fn skewed(code: &str, date: &str) -> Step {
    Step::rejected(403, code).header("date", date)
}

async fn open(steps: impl IntoIterator<Item = Step>) -> (Result<u32, SendError<ServiceError>>, Vec<String>) {
    let script = Script::new(steps);
    let end = Open {}.call(&script.client()).await.map(|made| made.attempts());
    (end, script.take_sent().iter().map(|sent| sent.header("x-amz-date").unwrap().to_owned()).collect())
}

#[tokio::test(start_paused = true)]
async fn a_request_rejected_for_a_wrong_clock_is_retried_with_the_services_time() {
    for code in ["RequestTimeTooSkewed", "RequestExpired", "InvalidSignatureException", "SignatureDoesNotMatch"] {
        let (end, dates) = open([skewed(code, AHEAD), Step::response(200, "")]).await;
        assert_eq!(dates, ["20150830T123600Z", "20150830T124600Z"], "{code}");
        assert_eq!(end.unwrap(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_call_uses_the_corrected_time() {
    let script = Script::new([skewed("RequestTimeTooSkewed", AHEAD), Step::response(200, ""), Step::response(200, "")]);
    let client = script.client();
    for _ in 0..2 {
        Open {}.send(&client).await.unwrap();
    }
    let sent = script.take_sent();
    assert_eq!(sent.last().unwrap().header("x-amz-date"), Some("20150830T124600Z"));
}

#[tokio::test(start_paused = true)]
async fn every_call_in_flight_with_the_wrong_time_is_retried() {
    let late = || skewed("RequestTimeTooSkewed", AHEAD).late();
    let script = Script::new([late(), late(), Step::response(200, ""), Step::response(200, "")]);
    let client = script.client();
    let (one, other) = tokio::join!(Open {}.call(&client), Open {}.call(&client));
    assert_eq!((one.unwrap().attempts(), other.unwrap().attempts()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_signature_rejected_while_the_clocks_agree_is_not_retried() {
    for step in [
        skewed("SignatureDoesNotMatch", "Sun, 30 Aug 2015 12:36:03 GMT"),
        Step::rejected(403, "SignatureDoesNotMatch"),
        skewed("AccessDenied", "Sun, 30 Aug 2015 12:36:03 GMT"),
    ] {
        let (end, dates) = open([step]).await;
        assert_eq!(dates.len(), 1);
        assert!(!end.unwrap_err().is_ambiguous());
    }
}

#[tokio::test(start_paused = true)]
async fn the_date_of_a_cached_response_does_not_correct_the_clock() {
    let (end, dates) = open([skewed("RequestTimeTooSkewed", AHEAD).header("age", "600")]).await;
    assert_eq!(dates.len(), 1);
    assert_eq!(end.unwrap_err().code(), Some("RequestTimeTooSkewed"));
}

/// `ttl` is the client's deadline by the service's clock.
#[tokio::test(start_paused = true)]
async fn the_last_response_determines_the_services_time() {
    let failed = || Step::rejected(429, "ThrottlingException");
    let script = Script::new([
        failed().header("date", AHEAD),
        failed().header("date", "Sun, 30 Aug 2015 12:56:00 GMT"),
        failed(),
        Step::response(200, ""),
    ]);
    let retry = scripted::policy(aws_operation::RetryPolicy::standard().max_attempts(4));
    Open {}.send(&script.client_with(|client| client.retry(retry))).await.unwrap();
    let sent = script.take_sent();
    let headers: Vec<_> = sent.iter().map(|sent| sent.header("amz-sdk-request").unwrap()).collect();
    assert_eq!(
        headers,
        [
            "attempt=1; max=4",
            "ttl=20150830T124630Z; attempt=2; max=4",
            "ttl=20150830T125630Z; attempt=3; max=4",
            "attempt=4; max=4",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_clock_is_corrected_from_a_difference_of_four_minutes() {
    for (date, dates) in [
        ("Sun, 30 Aug 2015 12:40:00 GMT", &["20150830T123600Z", "20150830T124000Z"][..]),
        ("Sun, 30 Aug 2015 12:32:00 GMT", &["20150830T123600Z", "20150830T123200Z"]),
        ("Sun, 30 Aug 2015 12:39:59 GMT", &["20150830T123600Z"]),
    ] {
        let (_, signed) = open([skewed("RequestTimeTooSkewed", date), Step::response(200, "")]).await;
        assert_eq!(signed, dates, "{date}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_invalid_date_does_not_correct_the_clock() {
    for date in ["0", "1440938160", "2015-08-30T12:46:00Z", "now", ""] {
        let script = Script::new([Step::response(200, "").header("date", date), Step::response(200, "")]);
        let client = script.client();
        for _ in 0..2 {
            Open {}.send(&client).await.unwrap();
        }
        for sent in script.take_sent() {
            assert_eq!(sent.header("x-amz-date"), Some("20150830T123600Z"), "{date}");
        }
    }
}

/// Responds with the correct time of the service, and a body that takes seven minutes.
struct Slow(Arc<Mutex<Vec<String>>>);

impl Transport for Slow {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        self.0.lock().unwrap().push(request.headers()["x-amz-date"].to_str().unwrap().to_owned());
        let date = now().to_http_date();
        Box::pin(async move {
            let mut response = http::Response::new(Body::new(SlowBody(Box::pin(sleep(Duration::from_secs(420))))));
            response.headers_mut().insert("date", date.parse().unwrap());
            Ok(response)
        })
    }
}

struct SlowBody(Pin<Box<Sleep>>);

impl http_body::Body for SlowBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        self.0.as_mut().poll(context).map(|()| None)
    }
}

/// The time by tokio's clock, which starts at 12:36:00.
fn now() -> Timestamp {
    thread_local!(static START: Instant = Instant::now());
    Timestamp::from_second(1_440_938_160).unwrap().saturating_add(START.with(Instant::elapsed))
}

#[tokio::test(start_paused = true)]
async fn a_slow_body_does_not_correct_the_clock() {
    let signed = Arc::new(Mutex::new(Vec::new()));
    now();
    let client = Script::new([]).client_with(|client| {
        let (hour, clock) = (Duration::from_secs(3600), Clock::from_fn(now));
        client.transport(Slow(Arc::clone(&signed))).clock(clock).attempt_timeout(hour).operation_timeout(hour)
    });
    for _ in 0..2 {
        Open {}.send(&client).await.unwrap();
    }
    assert_eq!(*signed.lock().unwrap(), ["20150830T123600Z", "20150830T124300Z"]);
}
