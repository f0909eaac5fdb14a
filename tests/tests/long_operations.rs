//! Operations that are long by design, and the limits that a client or a caller has beside theirs.

mod streamed;

use std::time::Duration;

use aws_operation::{BodyError, ClientBuilder, RetryPolicy, SendError, TimedOut, aws_operation};
use streamed::{GetObjectOutput, SECOND, Service, Serving, builder, of_silence, within_a_day};
use tokio::time::Instant;

#[aws_operation(name = "Invoke", output = GetObjectOutput, http = "GET /functions", attempt_timeout = "15m")]
struct Invoke {}

/// Never responds.
fn never() -> ClientBuilder {
    builder().transport(Serving(|_| std::future::pending()))
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_is_long_by_design_has_its_time() {
    let (attempt, operation) = (TimedOut::Attempt, TimedOut::Operation);
    let once = || never().retry(RetryPolicy::never());
    let shared = once().build().unwrap();
    for (client, expected) in [
        (shared.clone(), attempt(900 * SECOND)),
        // The client's, for all its calls: the longer one holds.
        (once().attempt_timeout(SECOND).build().unwrap(), attempt(900 * SECOND)),
        (once().attempt_timeout(SECOND).operation_timeout(5 * SECOND).build().unwrap(), attempt(900 * SECOND)),
        (once().attempt_timeout(1000 * SECOND).build().unwrap(), attempt(1000 * SECOND)),
        (once().attempt_timeout(Duration::MAX).operation_timeout(SECOND).build().unwrap(), operation(901 * SECOND)),
        // The caller's, for single calls: they hold.
        (shared.with_attempt_timeout(SECOND), attempt(SECOND)),
        (shared.with_operation_timeout(SECOND), operation(SECOND)),
        (shared.with_attempt_timeout(2000 * SECOND), operation(1020 * SECOND)),
        // The whole call is longer too.
        (never().build().unwrap(), operation((120 + 900) * SECOND)),
    ] {
        let start = Instant::now();
        let error = within_a_day(Invoke {}.send(&client)).await.err().unwrap();
        let SendError::Timeout(limit, _) = &error else { panic!("{error}") };
        let (TimedOut::Attempt(time) | TimedOut::Operation(time)) = *limit else { panic!("{limit}") };
        assert_eq!((*limit, start.elapsed()), (expected, time));
    }
}

#[tokio::test(start_paused = true)]
async fn the_silence_of_an_operation_that_is_long_by_design_is_meant() {
    let silence = of_silence();
    for (client, expected) in [(silence.clone(), 900 * SECOND), (silence.with_stream_idle_timeout(SECOND), SECOND)] {
        let mut body = Invoke {}.send(&client).await.unwrap().body.open().await.unwrap();
        let start = Instant::now();
        let error = within_a_day(body.next()).await.unwrap().unwrap_err();
        assert!(matches!(error, BodyError::TimedOut { operation: "Invoke", .. }), "{error}");
        assert_eq!(start.elapsed(), expected);
    }
}
