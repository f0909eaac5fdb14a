//! Request streams over connections: they arrive completely, or the call fails.

mod streamed;

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use aws_operation::{Body, ByteStream, Bytes, Call, Client, RetryPolicy, SendError, aws_operation};
use http_body::{Frame, SizeHint};
use streamed::{Service, builder};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

#[aws_operation(name = "PutOpen", output = (), http = "PUT /open", idempotent, auth = "none")]
struct PutOpen {
    #[aws(payload)]
    body: ByteStream,
}

#[aws_operation(name = "PutOnce", output = (), http = "PUT /once", idempotent = "token")]
struct PutOnce {
    #[aws(header = "X-Token")]
    token: Option<String>,
    #[aws(payload)]
    body: ByteStream,
}

#[aws_operation(name = "Post", output = (), http = "POST /post")]
struct Post {
    #[aws(payload)]
    body: ByteStream,
}

/// What arrived of each request: its token, and the number of bytes of its body.
type Seen = Arc<Mutex<Vec<(String, usize)>>>;

/// A service that closes the first `left` requests after `after` bytes of their body, and serves all others.
async fn serve(left: usize, after: usize) -> (String, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Seen::default();
    let noted = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let limit = if noted.lock().unwrap().len() < left { after } else { usize::MAX };
            receive(stream, limit, &noted).await;
        }
    });
    (url, seen)
}

async fn receive(mut stream: TcpStream, limit: usize, noted: &Seen) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = stream.read_u8().await else { return };
        head.push(byte);
    }
    let head = String::from_utf8(head).unwrap().to_lowercase();
    let header = |name| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let length: usize = header("content-length: ").parse().unwrap_or(0);
    let mut body = vec![0; length.min(limit)];
    let mut read = 0;
    while read < body.len()
        && let Ok(more @ 1..) = stream.read(&mut body[read..]).await
    {
        read += more;
    }
    noted.lock().unwrap().push((header("x-token: ").to_owned(), read));
    if read == length {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").await;
    }
}

/// Parts that are in memory, and the length that the body states, if any.
struct Parts(VecDeque<&'static str>, Option<u64>);

impl http_body::Body for Parts {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(self.0.pop_front().map(|part| Ok(Frame::data(Bytes::from_static(part.as_bytes())))))
    }

    fn size_hint(&self) -> SizeHint {
        self.1.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

fn parts(parts: &[&'static str], stated: Option<u64>) -> Body {
    Body::new(Parts(parts.iter().copied().collect(), stated))
}

fn client(url: String) -> Client {
    builder().endpoint_url(url).max_connections(1).build().unwrap()
}

async fn in_time<T>(work: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), work).await.expect("the work completed")
}

/// HTTP clients rely on the stated length and on the end that a body reports, and check neither.
#[tokio::test]
async fn a_stream_with_another_length_than_stated_fails() {
    for (body, text) in [
        (Body::from("0123456789").with_length(50), "ended after 10 of its 50 bytes"),
        (Body::from("").with_length(5), "ended after 0 of its 5 bytes"),
        (parts(&["x"], Some(3)), "ended after 1 of its 3 bytes"),
        (parts(&["xxx", "", "x"], None).with_length(3), "more than its 3 bytes"),
        (parts(&["xx", "x", "x"], None).with_length(3), "more than its 3 bytes"),
        (parts(&["xxxxx"], Some(3)), "more than its 3 bytes"),
        (parts(&["", "x"], None).with_length(0), "more than its 0 bytes"),
    ] {
        let (url, _) = serve(0, 0).await;
        let client = builder().endpoint_url(url).retry(RetryPolicy::never()).build().unwrap();
        let error = in_time(PutOpen { body: ByteStream::once(body) }.send(&client)).await.unwrap_err();
        assert!(matches!(error, SendError::Invalid(..)) && error.to_string().contains(text), "{text}: {error}");
    }
}

#[tokio::test]
async fn a_stream_with_the_stated_length_arrives() {
    let (url, seen) = serve(0, 0).await;
    let client = client(url);
    for body in [
        parts(&["xx", "", "x", ""], None).with_length(3),
        parts(&["xxx"], Some(3)),
        Body::from("xxx").with_length(3),
        Body::from("xxx"),
        parts(&["", ""], None).with_length(0),
        Body::from("").with_length(0),
    ] {
        in_time(PutOpen { body: ByteStream::once(body) }.send(&client)).await.unwrap();
    }
    let lengths: Vec<_> = seen.lock().unwrap().iter().map(|(_, length)| *length).collect();
    assert_eq!(lengths, [3, 3, 3, 3, 0, 0]);
}

#[tokio::test]
async fn an_upload_that_the_service_aborts_is_retried_completely_or_ambiguous() {
    const LENGTH: usize = 8 * 1024 * 1024;
    let again = || ByteStream::from_fn(LENGTH as u64, || async { Ok(Body::from(vec![7; LENGTH])) });
    for after in [0, LENGTH / 2] {
        for body in [again(), vec![7; LENGTH].into()] {
            let (url, seen) = serve(2, after).await;
            let sent = in_time(PutOnce { token: None, body: body.clone() }.call(&client(url))).await.unwrap();
            let token = sent.idempotency_token().unwrap().to_owned();
            assert_eq!(*seen.lock().unwrap(), [after, after, LENGTH].map(|read| (token.clone(), read)));

            let (url, seen) = serve(1, after).await;
            let error = in_time(Post { body }.send(&client(url))).await.unwrap_err();
            assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
            assert_eq!(seen.lock().unwrap().len(), 1);
        }
    }
}
