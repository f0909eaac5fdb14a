//! How long a reader waits for the next bytes of a response body.

mod streamed;

use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::Duration;

use aws_operation::{Body, BodyError, blocking, http};
use proptest::prelude::*;
use streamed::{Arriving, GetObject, ODD, SECOND, arriving, builder, client, got, of_silence, paused, within_a_day};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};

async fn read(mut body: Body) -> (usize, Option<BodyError>) {
    let mut bytes = 0;
    loop {
        match body.next().await {
            None => return (bytes, None),
            Some(Ok(part)) => bytes += part.len(),
            Some(Err(error)) => return (bytes, Some(error)),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_response_that_stalls_times_out() {
    let client =
        client(|_| async { Ok(http::Response::new(arriving(vec![Duration::ZERO], b"abc", false).with_length(1000))) });
    let start = Instant::now();
    let body = GetObject {}.send(&client).await.unwrap().body.open().await.unwrap();
    let (bytes, error) = within_a_day(read(body)).await;
    assert_eq!((bytes, start.elapsed()), (3, 20 * SECOND));
    let text = error.unwrap().to_string();
    for word in ["GetObject", "20s", "stream_idle_timeout"] {
        assert!(text.contains(word), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_reads_the_complete_body() {
    let client = client(|_| async { Ok(http::Response::new(arriving(vec![19 * SECOND; 5], b"abc", true))) });
    let mut body = GetObject {}.send(&client).await.unwrap().body.open().await.unwrap();
    let mut bytes = 0;
    while let Some(part) = within_a_day(body.next()).await {
        bytes += part.unwrap().len();
        sleep(600 * SECOND).await;
    }
    assert_eq!(bytes, 15);
}

#[tokio::test(start_paused = true)]
async fn the_stream_idle_timeout_can_be_set_or_disabled() {
    let silence = of_silence();
    for (client, expected) in [
        (silence.with_stream_idle_timeout(SECOND), Some(SECOND)),
        (silence.with_stream_idle_timeout(Duration::ZERO), Some(Duration::ZERO)),
        (silence.with_stream_idle_timeout(None), None),
        (silence.with_stream_idle_timeout(Duration::MAX), None),
        (silence, Some(20 * SECOND)),
    ] {
        let (mut body, start) = (got(&client).await, Instant::now());
        let end = timeout(1000 * SECOND, body.next()).await;
        match expected {
            None => assert!(end.is_err(), "{end:?}"),
            Some(limit) => {
                let expected = BodyError::TimedOut { operation: "GetObject", limit };
                assert_eq!(end.unwrap().unwrap().unwrap_err().to_string(), expected.to_string());
                assert_eq!(start.elapsed(), limit);
                assert!(body.next().await.is_none(), "nothing follows the error");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_source_of_a_stalled_body_is_dropped() {
    let (send, receive) = mpsc::unbounded_channel();
    let body = std::sync::Mutex::new(Some(Body::new(Arriving(receive))));
    let client = client(move |_| {
        let body = body.lock().unwrap().take().unwrap();
        async { Ok(http::Response::new(body)) }
    });
    let mut body = got(&client).await;
    assert!(!send.is_closed());
    assert!(body.next().await.unwrap().is_err());
    assert!(send.is_closed());
}

/// Also for a reader that polls for frames instead of calling `Body::next`.
#[tokio::test(start_paused = true)]
async fn a_reader_that_waits_for_something_else_does_not_time_out() {
    let mut body = got(&of_silence()).await;
    let mut begin = |context: &mut Context<'_>| http_body::Body::poll_frame(Pin::new(&mut body), context);
    assert!(begin(&mut Context::from_waker(Waker::noop())).is_pending());
    sleep(600 * SECOND).await;
    let start = Instant::now();
    let end = within_a_day(std::future::poll_fn(begin)).await;
    assert!(end.unwrap().unwrap_err().to_string().contains("GetObject"));
    assert_eq!(start.elapsed(), 20 * SECOND);
}

#[test]
fn a_body_can_be_read_outside_of_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let mut body = runtime.block_on(async { got(&of_silence()).await });
    let mut next = std::pin::pin!(body.next());
    let mut poll = || next.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(poll().is_pending(), "without a timer there is no limit");
    let without_timer = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert!(without_timer.block_on(async { poll() }).is_pending(), "nor there");
}

/// A service that sends the start of a response, and then nothing more.
async fn stalling() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(stream.read_u8().await.unwrap());
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nabc").await.unwrap();
            kept.push(stream);
        }
    });
    url
}

#[tokio::test]
async fn a_response_over_a_stalled_connection_times_out() {
    let client = builder().endpoint_url(stalling().await).stream_idle_timeout(Duration::from_millis(50));
    let client = client.build().unwrap();
    let (_, error) = read(got(&client).await).await;
    assert!(matches!(error, Some(BodyError::TimedOut { operation: "GetObject", .. })), "{error:?}");
    let read_blocking = move || {
        let client = blocking::Client::new(client).unwrap();
        let stream = client.send(&GetObject {}).unwrap().body;
        client.wait(async { read(stream.open().await.unwrap()).await })
    };
    let (_, error) = tokio::task::spawn_blocking(read_blocking).await.unwrap();
    assert!(matches!(error, Some(BodyError::TimedOut { operation: "GetObject", .. })), "{error:?}");
}

/// An action of the reader.
#[derive(Clone, Debug)]
enum Act {
    /// Does something else.
    Pause(Duration),
    /// Waits for bytes for a limited time.
    Glance(Duration),
    /// Waits until bytes arrive.
    Wait,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let milliseconds = || (0_u64..300).prop_map(|n| Duration::from_millis(n * 10));
    let act = prop_oneof![
        milliseconds().prop_map(Act::Pause),
        milliseconds().prop_map(Act::Glance),
        Just(Act::Wait),
        Just(Act::Wait)
    ];
    prop::collection::vec(act, 0..12)
}

/// Checks what a reader receives from a body whose parts arrive after these delays, each after the previous part.
async fn check(delays: &[u64], acts: Vec<Act>) {
    let mut at = 0;
    let parts = delays.iter().map(|delay| {
        at += delay;
        at
    });
    let mut times: Vec<u64> = parts.collect();
    // The end arrives with the last part.
    times.push(at);
    let delays: Vec<_> = delays.iter().copied().map(Duration::from_millis).collect();
    let client = client(move |_| {
        let body = arriving(delays.clone(), b"x", true);
        async { Ok(http::Response::new(body)) }
    });
    let mut body = got(&client.with_stream_idle_timeout(ODD)).await;
    let (start, mut read) = (Instant::now(), 0);
    for act in acts.into_iter().chain(std::iter::repeat_n(Act::Wait, times.len())) {
        let now = u64::try_from(start.elapsed().as_millis()).unwrap();
        let wait = Duration::from_millis(times[read].saturating_sub(now));
        match act {
            Act::Pause(time) => sleep(time).await,
            Act::Glance(time) if time < wait.min(ODD) => assert!(timeout(time, body.next()).await.is_err()),
            Act::Glance(_) | Act::Wait => match body.next().await {
                Some(Err(BodyError::TimedOut { .. })) => return assert!(wait > ODD, "waited {wait:?}"),
                Some(Ok(_)) if wait < ODD => read += 1,
                None if wait < ODD => return assert_eq!(read, times.len() - 1),
                other => panic!("waited {wait:?}: {other:?}"),
            },
        }
    }
    panic!("the body did not end");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// With all delays and all actions of the reader, it fails if and only if it waits longer than the limit.
    #[test]
    fn a_response_fails_exactly_if_a_wait_is_too_long(
        delays in prop::collection::vec((0_u64..250).prop_map(|n| n * 10), 0..8),
        acts in acts(),
    ) {
        paused(check(&delays, acts));
    }
}
