//! Streaming payloads of requests and responses, over real HTTP.

mod recorded;

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_operation::{
    Body, ByteStream, Bytes, Call, Client, RetryPolicy, SendError, Transport, TransportError, TransportFuture,
    aws_operation, aws_service, aws_shape, http,
};
use recorded::Wire;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

#[aws_service(id = "Files", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "PutFile", output = (), http = "PUT /files/{name}", idempotent)]
#[derive(Debug)]
struct PutFile {
    name: String,
    #[aws(header = "Content-Type")]
    content_type: Option<String>,
    #[aws(payload)]
    body: ByteStream,
}

#[aws_operation(name = "GetFile", http = "GET /files/{name}")]
struct GetFile {
    name: String,
}

#[aws_shape]
#[derive(Debug)]
struct GetFileOutput {
    #[aws(header = "X-Kind")]
    kind: Option<String>,
    #[aws(payload)]
    body: Option<ByteStream>,
}

fn put(body: ByteStream) -> PutFile {
    PutFile { name: "a".into(), content_type: None, body }
}

/// A body with one part for each text, and without a known length.
fn parts(texts: &'static [&'static str]) -> Body {
    struct Parts(std::slice::Iter<'static, &'static str>);

    impl http_body::Body for Parts {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
            std::task::Poll::Ready(
                self.0.next().map(|text| Ok(http_body::Frame::data(Bytes::from_static(text.as_bytes())))),
            )
        }
    }

    Body::new(Parts(texts.iter()))
}

fn header(headers: &[(String, String)], name: &str) -> Option<String> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

/// `sha256sum` of `one two`.
const ONE_TWO: &str = "8ab63e29a4ba14e4e1688f9c15e5af90895421358c945b0431f85d66977bd3d2";

#[tokio::test]
async fn a_stream_is_sent_with_its_length_and_its_hash() {
    let wire = Wire::new("").await;
    let client = wire.client().content_sha256(true).build().unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"one two").unwrap();
    let opened = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&opened);
    let made = ByteStream::from_fn(7, move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Ok(parts(&["one ", "two"])) }
    });
    for body in [made, ByteStream::from_path(file.path()).await.unwrap(), b"one two".to_vec().into()] {
        assert_eq!(body.len(), Some(7));
        put(body).send(&client).await.unwrap();
        let (first, headers, body) = wire.last();
        assert_eq!((first.as_str(), body.as_str()), ("PUT /files/a HTTP/1.1", "one two"));
        assert_eq!(header(&headers, "content-length").as_deref(), Some("7"));
        assert_eq!(header(&headers, "transfer-encoding"), None);
        assert_eq!(header(&headers, "content-type").as_deref(), Some("application/octet-stream"));
        assert_eq!(header(&headers, "x-amz-content-sha256").as_deref(), Some(ONE_TWO));
    }
    assert_eq!(opened.load(Ordering::SeqCst), 2, "once for the hash, once to send");

    let image = PutFile { content_type: Some("image/png".into()), ..put(b"x".to_vec().into()) };
    image.send(&client).await.unwrap();
    assert_eq!(header(&wire.last().1, "content-type").as_deref(), Some("image/png"));
}

#[tokio::test]
async fn a_repeatable_stream_is_retried() {
    let (url, _) = flaky().await;
    let client = Client::builder()
        .region("us-east-1")
        .credentials(aws_operation::Credentials::new("AKID", "secret"))
        .endpoint_url(url)
        .retry(RetryPolicy::standard().jitter(|| 0.0))
        .build()
        .unwrap();
    let body = ByteStream::from_fn(7, || async { Ok(parts(&["one ", "two"])) });
    assert_eq!(put(body).call(&client).await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn a_single_use_stream_is_rejected_if_it_must_be_signed() {
    let wire = Wire::new("").await;
    let error = put(ByteStream::once(parts(&["x"]))).send(&wire.client().build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error}");
    assert_eq!(error.attempts(), 0);
    assert!(error.to_string().contains("ByteStream::from_fn"), "{error}");
}

#[aws_service(id = "S3", protocol = "restJson1", signing_name = "s3")]
struct Storage;

#[aws_operation(name = "PutPart", service = Storage, output = (), http = "POST /parts")]
struct PutPart {
    #[aws(payload)]
    body: ByteStream,
}

/// Fails each attempt before anything is sent, and counts the attempts.
struct Unreachable(Arc<AtomicU32>);

impl Transport for Unreachable {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Err(TransportError::not_sent("connection refused")) })
    }
}

/// S3 accepts an unsigned payload, so a stream can be sent without being read first.
#[tokio::test]
async fn a_single_use_stream_is_sent_once() {
    for (body, attempts) in [(ByteStream::once(parts(&["x"]).with_length(1)), 1), (b"x".to_vec().into(), 3)] {
        let sent = Arc::new(AtomicU32::new(0));
        let client = Client::builder()
            .region("us-east-1")
            .credentials(aws_operation::Credentials::new("AKID", "secret"))
            .retry(RetryPolicy::standard().jitter(|| 0.0))
            .transport(Unreachable(Arc::clone(&sent)))
            .build()
            .unwrap();
        let error = PutPart { body }.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Transport(..)), "{error:?}");
        assert_eq!((error.attempts(), sent.load(Ordering::SeqCst)), (attempts, attempts), "{error}");
    }
}

#[tokio::test]
async fn a_missing_file_is_an_error_before_anything_is_sent() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let body = ByteStream::from_path(file.path()).await.unwrap();
    drop(file);
    let wire = Wire::new("").await;
    let error = put(body).send(&wire.client().build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error}");
}

#[tokio::test]
async fn a_response_stream_is_read_while_it_arrives() {
    let (url, response) = flaky().await;
    response.store(true, Ordering::SeqCst);
    let client = Client::builder()
        .region("us-east-1")
        .credentials(aws_operation::Credentials::new("AKID", "secret"))
        .endpoint_url(url)
        .max_response_bytes(4)
        .build()
        .unwrap();
    let got = GetFile { name: "a".into() }.send(&client).await.unwrap();
    assert_eq!(got.kind.as_deref(), Some("text"));
    let stream = got.body.clone().unwrap();
    assert_eq!(stream.len(), Some(11));
    let mut body = stream.open().await.unwrap();
    let mut text = Vec::new();
    while let Some(part) = body.next().await {
        text.extend_from_slice(&part.unwrap());
    }
    assert_eq!(text, b"three\nfour\n");
    assert!(stream.open().await.is_err(), "a response can be read only once");
}

/// A service that breaks the first connection after the request, and responds on all others.
async fn flaky() -> (String, Arc<std::sync::atomic::AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let response = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let responses = Arc::clone(&response);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let mut read = 0;
            loop {
                read += stream.read(&mut request[read..]).await.unwrap();
                let text = String::from_utf8_lossy(&request[..read]).into_owned();
                if text.ends_with("one two") || text.starts_with("GET") && text.ends_with("\r\n\r\n") {
                    break;
                }
            }
            if responses.swap(true, Ordering::SeqCst) {
                let response = "HTTP/1.1 200 OK\r\nx-kind: text\r\ncontent-length: 11\r\n\r\nthree\nfour\n";
                stream.write_all(response.as_bytes()).await.unwrap();
            }
        }
    });
    (url, response)
}

#[tokio::test]
async fn a_file_gives_as_many_bytes_at_once_as_the_reader_wants() {
    let content: Vec<u8> = (0..=250).cycle().take(9 << 20).collect();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&content).unwrap();
    let mut body = ByteStream::from_path(file.path()).await.unwrap().open().await.unwrap();
    let first = body.next_in((8 << 20) + 1, Vec::new).await.unwrap().unwrap();
    assert_eq!(first.len(), (8 << 20) + 1);
    let memory = vec![1; 1000];
    let place = memory.as_ptr();
    let second = body.next_in(1000, || memory).await.unwrap().unwrap();
    assert_eq!((second.len(), second.as_ptr()), (1000, place));
    let third = body.next().await.unwrap().unwrap();
    let last = body.next_in(9 << 20, Vec::new).await.unwrap().unwrap();
    assert!(body.next_in(1, Vec::new).await.is_none());
    assert!([first, second, third, last].concat() == content);
}

#[tokio::test]
async fn another_body_does_not_ask_for_memory() {
    let mut body = ByteStream::from("abc").open().await.unwrap();
    let bytes = body.next_in(2, || panic!("it has its own")).await.unwrap().unwrap();
    assert_eq!(bytes, "abc");
}
