//! Long-running operations with their own timeout, combined with the timeouts of the client and of the caller.

mod streamed;

use std::time::Duration;

use aws_operation::{BodyError, ClientBuilder, RetryPolicy, SendError, TimedOut, aws_operation};
use streamed::{GetObjectOutput, SECOND, Service, Serving, builder, of_silence, within_a_day};
use tokio::time::Instant;

#[aws_operation(name = "Invoke", output = GetObjectOutput, http = "GET /functions", attempt_timeout = "15m")]
struct Invoke {}

/// A client of a service that never responds.
fn never() -> ClientBuilder {
    builder().transport(Serving(|_| std::future::pending()))
}

#[tokio::test(start_paused = true)]
async fn a_long_operation_uses_its_own_timeout() {
    let (attempt, operation) = (TimedOut::Attempt, TimedOut::Operation);
    let once = || never().retry(RetryPolicy::never());
    let shared = once().build().unwrap();
    for (client, expected) in [
        (shared.clone(), attempt(900 * SECOND)),
        // Timeouts of the client, for all its calls: the longer timeout applies.
        (once().attempt_timeout(SECOND).build().unwrap(), attempt(900 * SECOND)),
        (once().attempt_timeout(SECOND).operation_timeout(5 * SECOND).build().unwrap(), attempt(900 * SECOND)),
        (once().attempt_timeout(1000 * SECOND).build().unwrap(), attempt(1000 * SECOND)),
        (once().attempt_timeout(Duration::MAX).operation_timeout(SECOND).build().unwrap(), operation(901 * SECOND)),
        // Timeouts of the caller, for single calls: these apply.
        (shared.with_attempt_timeout(SECOND), attempt(SECOND)),
        (shared.with_operation_timeout(SECOND), operation(SECOND)),
        (shared.with_attempt_timeout(2000 * SECOND), operation(1020 * SECOND)),
        // The operation timeout is longer as well.
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
async fn a_long_operation_extends_the_stream_idle_timeout() {
    let silence = of_silence();
    for (client, expected) in [(silence.clone(), 900 * SECOND), (silence.with_stream_idle_timeout(SECOND), SECOND)] {
        let mut body = Invoke {}.send(&client).await.unwrap().body.open().await.unwrap();
        let start = Instant::now();
        let error = within_a_day(body.next()).await.unwrap().unwrap_err();
        assert!(matches!(error, BodyError::TimedOut { operation: "Invoke", .. }), "{error}");
        assert_eq!(start.elapsed(), expected);
    }
}
