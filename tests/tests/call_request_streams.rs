//! How long a transport may pause between reads of a request body, and when the attempt timeout starts.

mod streamed;

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_operation::{
    Body, ByteStream, Bytes, Call, Client, RetryPolicy, SendError, TimedOut, TransportError, aws_operation, http,
};
use http_body::Frame;
use proptest::prelude::*;
use streamed::{
    Arriving, ODD, PutObject, PutUnsized, SECOND, Service, arriving, builder, client, paused, take, within_a_day,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep};

fn large(bytes: usize) -> ByteStream {
    let part = Bytes::from(vec![b'x'; bytes]);
    ByteStream::once(Body::new(Whole(Some(part))).with_length(bytes as u64))
}

/// A body in one part whose length is not known in advance.
struct Whole(Option<Bytes>);

impl http_body::Body for Whole {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// 64 MiB in one part at 10 Mbit/s, by a transport that reads a part and waits until it is sent.
#[tokio::test(start_paused = true)]
async fn a_long_upload_does_not_cause_an_attempt_timeout() {
    let client = client(|mut body| async move {
        while let Some(part) = body.next().await {
            let part = part.map_err(TransportError::lost)?;
            sleep(Duration::from_secs_f64(part.len() as f64 * 8.0 / 10e6)).await;
        }
        sleep(29 * SECOND).await;
        Ok(http::Response::new(Body::empty()))
    });
    let start = Instant::now();
    let put = PutObject { body: large(64 * 1024 * 1024) };
    assert_eq!(put.call(&client).await.unwrap().attempts(), 1);
    assert!((82..90).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn the_attempt_timeout_starts_after_the_upload() {
    let client = client(|body| async move {
        take(body, SECOND).await?;
        std::future::pending().await
    });
    let (body, start) = (ByteStream::once(arriving(vec![15 * SECOND; 4], b"x", true)), Instant::now());
    let error = within_a_day(PutUnsized { body }.send(&client)).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::Attempt(_), _)), "{error}");
    // A second before each of five polls, of which the second to the fifth wait for the stream.
    assert_eq!(start.elapsed(), (61 + 30) * SECOND);
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_the_transport_does_not_read_times_out() {
    let client = client(|body| async move {
        let _kept = body;
        std::future::pending().await
    });
    let start = Instant::now();
    let error = within_a_day(PutObject { body: large(100) }.send(&client)).await.unwrap_err();
    assert_eq!(start.elapsed(), 20 * SECOND, "{error}");
    let text = error.to_string();
    for word in ["PutObject", "20s", "stream_idle_timeout"] {
        assert!(text.contains(word), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_request_stream_is_limited_only_by_the_operation_timeout() {
    let client = client(|body| take(body, Duration::ZERO));
    let slow = || ByteStream::once(arriving(vec![60 * SECOND; 5], b"x", true));
    let start = Instant::now();
    PutUnsized { body: slow() }.send(&client.with_operation_timeout(301 * SECOND)).await.unwrap();
    assert_eq!(start.elapsed(), 300 * SECOND);
    let error = PutUnsized { body: slow() }.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::Operation(limit), _) if limit == 120 * SECOND), "{error}");
}

#[tokio::test(start_paused = true)]
async fn without_an_idle_timeout_an_upload_is_limited_only_by_the_operation_timeout() {
    let client = client(|body| take(body, 25 * SECOND)).with_operation_timeout(200 * SECOND);
    let send = async |client: &Client| PutObject { body: large(100_000) }.send(client).await;
    let error = send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::StreamIdle(_), _)), "{error}");
    assert!(error.is_ambiguous(), "the service may have processed the start of the body");
    send(&client.with_stream_idle_timeout(None)).await.unwrap();
    let error = send(&client.with_stream_idle_timeout(None).with_operation_timeout(90 * SECOND)).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::Operation(_), _)), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_repeatable_upload_is_retried() {
    let client = client(|body| async move {
        let _kept = body;
        std::future::pending().await
    });
    let start = Instant::now();
    let body = ByteStream::from_fn(3, || async { Ok(arriving(Vec::new(), b"", true)) });
    let error = PutObject { body }.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "the stream is shorter than three bytes: {error}");
    let body = ByteStream::from_fn(3, || async { Ok(arriving(vec![Duration::ZERO; 3], b"x", true)) });
    let error = PutObject { body }.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::StreamIdle(_), _)), "{error}");
    assert_eq!((error.attempts(), start.elapsed().as_secs()), (3, 60));
}

/// A long body takes time, whether it is in memory or not.
#[tokio::test(start_paused = true)]
async fn a_long_body_in_memory_counts_as_an_upload() {
    let client = client(|body| take(body, SECOND));
    let start = Instant::now();
    PutObject { body: vec![b'x'; 1_600_000].into() }.send(&client).await.unwrap();
    assert!(start.elapsed() > 90 * SECOND, "{:?}", start.elapsed());
}

#[aws_operation(name = "PutOpen", output = (), http = "PUT /open", idempotent, auth = "none")]
struct PutOpen {
    #[aws(payload)]
    body: ByteStream,
}

/// HTTP clients read only the stated length, and do not notice that the stream is longer.
#[tokio::test]
async fn a_stream_that_is_longer_than_stated_is_not_truncated() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\nxxx")
                && let Ok(byte) = stream.read_u8().await
            {
                request.push(byte);
            }
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
        }
    });
    let client = builder().endpoint_url(url).build().unwrap();
    for (parts, is_right) in [(3, true), (4, false)] {
        let (send, receive) = mpsc::unbounded_channel();
        for _ in 0..parts {
            send.send(Bytes::from_static(b"x")).unwrap();
        }
        // The stream stays open, like a connection that is used for more data.
        let body = ByteStream::once(Body::new(Arriving(receive)).with_length(3));
        let sent = PutOpen { body }.send(&client).await;
        drop(send);
        match sent {
            Ok(_) => assert!(is_right),
            Err(error) => assert!(!is_right && error.to_string().contains("more than its 3 bytes"), "{error}"),
        }
    }
}

/// The body is larger than the buffers of a connection, and the service reads nothing.
#[tokio::test]
async fn an_upload_over_a_stalled_connection_times_out() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            kept.push(stream);
        }
    });
    let limit = Duration::from_millis(50);
    let client = builder().endpoint_url(url).stream_idle_timeout(limit).retry(RetryPolicy::never()).build().unwrap();
    for body in [large(64 * 1024 * 1024), vec![b'x'; 64 * 1024 * 1024].into()] {
        let error = PutOpen { body }.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Timeout(TimedOut::StreamIdle(of), _) if of == limit), "{error}");
    }
}

/// The response starts before the end of the request: the attempt timeout applies to its buffered body.
#[tokio::test(start_paused = true)]
async fn an_early_response_ends_the_upload_phase() {
    let client = client(|body| async move {
        let (kept, dropped) = oneshot::channel::<()>();
        tokio::spawn(async move {
            let _body = body;
            let _ = dropped.await;
        });
        std::mem::forget(kept);
        Ok(http::Response::builder().status(413).body(arriving(Vec::new(), b"", false)).unwrap())
    });
    let start = Instant::now();
    let error = within_a_day(PutObject { body: large(100) }.send(&client)).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::Attempt(_), _)), "{error}");
    assert_eq!(start.elapsed(), 30 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_stream_with_another_length_than_stated_is_one_error() {
    for (stated, text) in [(5, "has more than its 5 bytes"), (50, "ended after 10 of its 50 bytes")] {
        let client = client(|body| take(body, Duration::ZERO));
        let body = ByteStream::once(Body::new(Whole(Some(Bytes::from_static(b"0123456789")))).with_length(stated));
        let error = PutObject { body }.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Invalid(..)) && error.to_string().contains(text), "{error}");
        let body = ByteStream::from_fn(stated, || async { Ok(Body::from("0123456789")) });
        let error = PutObject { body }.send(&client).await.unwrap_err();
        assert_eq!(error.attempts(), 0, "the stream is read first to compute its hash");
        assert!(matches!(error, SendError::Invalid(..)) && error.to_string().contains(text), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// With a stream of any speed, an upload fails if and only if the transport pauses longer than the limit.
    #[test]
    fn an_upload_fails_exactly_if_the_transport_pauses_too_long(
        delays in prop::collection::vec((0_u64..300).prop_map(|n| Duration::from_millis(n * 10)), 0..6),
        pauses in prop::collection::vec((0_u64..150).prop_map(|n| Duration::from_millis(n * 10)), 7),
    ) {
        let (parts, too_long) = (delays.len(), pauses[..=delays.len()].iter().any(|pause| *pause > ODD));
        paused(async move {
            let client = client(move |mut body| {
                let pauses = pauses.clone();
                async move {
                    let mut taken = 0;
                    for pause in pauses {
                        sleep(pause).await;
                        match body.next().await {
                            None => break,
                            Some(part) => taken += part.unwrap().len(),
                        }
                    }
                    assert_eq!(taken, parts);
                    Ok(http::Response::new(Body::empty()))
                }
            });
            let body = ByteStream::once(arriving(delays, b"x", true));
            let sent = PutUnsized { body }.send(&client.with_stream_idle_timeout(ODD)).await;
            match sent {
                Err(SendError::Timeout(TimedOut::StreamIdle(ODD), _)) => assert!(too_long),
                Err(error) => panic!("{error}"),
                Ok(_) => assert!(!too_long),
            }
        });
    }
}
