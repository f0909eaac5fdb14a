//! How uploads to S3 are sent: checksums in headers or behind the body, and payloads signed, signed in chunks or
//! unsigned.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use aws_operation::{
    Body, ByteStream, Bytes, ChecksumPolicy, Client, ClientBuilder, Credentials, Environment, RetryPolicy, SendError,
    ServiceError, Transport, TransportError, TransportFuture, aws_operation, aws_service, http,
};

#[aws_service(id = "S3", protocol = "restXml")]
struct Service;

#[aws_operation(name = "PutObject", output = (), http = "PUT /object", idempotent)]
#[aws(checksum(algorithm = "checksum_algorithm"))]
#[derive(Default)]
struct Put {
    #[aws(payload)]
    body: ByteStream,
    #[aws(header = "Content-Encoding")]
    encoding: Option<String>,
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    checksum_algorithm: Option<String>,
    #[aws(header = "x-amz-checksum-sha1")]
    sha1: Option<String>,
}

const HELLO: &str = "Hello world";
const CRC32: &str = "i9aeUg==";
/// `printf 'Hello world' | sha256sum`
const SHA256: &str = "64ec88ca00b268e5ba1a35678a1b5316d212f4f366b2477232534a8aeca37f3c";

/// Reads each request, and responds with the next status.
#[derive(Clone, Default)]
struct Reader {
    sent: Arc<Mutex<Vec<(http::request::Parts, String)>>>,
    statuses: Arc<Mutex<VecDeque<u16>>>,
}

impl Transport for Reader {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let length = http_body::Body::size_hint(&body).exact();
            let body = body.bytes(1 << 20).await.map_err(TransportError::lost)?;
            assert_eq!(length, Some(body.len() as u64), "the length is known before");
            let status = self.statuses.lock().unwrap().pop_front().unwrap_or(200);
            self.sent.lock().unwrap().push((parts, String::from_utf8(body.to_vec()).unwrap()));
            Ok(http::Response::builder().status(status).body(Body::empty()).unwrap())
        })
    }
}

fn builder() -> ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .retry(RetryPolicy::standard().jitter(|| 0.0))
}

type Failed = SendError<ServiceError>;

/// The headers and the body of the request of `put`.
async fn sent(put: Put, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<(http::HeaderMap, String), Failed> {
    let reader = Reader::default();
    put.send(&set(builder().transport(reader.clone())).build().unwrap()).await?;
    let (parts, body) = reader.sent.lock().unwrap().pop().unwrap();
    Ok((parts.headers, body))
}

fn header<'h>(headers: &'h http::HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

fn once() -> ByteStream {
    ByteStream::once(Body::new(Body::from(HELLO)).with_length(11))
}

fn repeatable() -> ByteStream {
    ByteStream::from_fn(11, || async { Ok(Body::new(Body::from(HELLO))) })
}

fn put(body: ByteStream) -> Put {
    Put { body, ..Put::default() }
}

const TRAILED: &str = "B\r\nHello world\r\n0\r\nx-amz-checksum-crc32:i9aeUg==\r\n\r\n";

#[tokio::test]
async fn a_stream_is_followed_by_its_checksum() {
    for body in [once(), repeatable()] {
        let (headers, body) = sent(put(body), |builder| builder).await.unwrap();
        assert_eq!(body, TRAILED);
        for (name, value) in [
            ("content-encoding", "aws-chunked"),
            ("x-amz-trailer", "x-amz-checksum-crc32"),
            ("x-amz-decoded-content-length", "11"),
            ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            ("x-amz-sdk-checksum-algorithm", "CRC32"),
        ] {
            assert_eq!(header(&headers, name), Some(value), "{name}");
        }
        let signed = header(&headers, "authorization").unwrap();
        for name in ["content-encoding;", "x-amz-decoded-content-length;", "x-amz-trailer,"] {
            assert!(signed.contains(name), "{signed}");
        }
        assert_eq!(header(&headers, "x-amz-checksum-crc32"), None);
    }
}

#[tokio::test]
async fn a_stream_is_read_once() {
    let opened = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&opened);
    let stream = ByteStream::from_fn(11, move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Ok(Body::from(HELLO)) }
    });
    sent(put(stream), |builder| builder).await.unwrap();
    assert_eq!(opened.load(Ordering::SeqCst), 1);
}

/// One reading serves the checksum and the hash, and the attempts share both.
#[tokio::test]
async fn a_stream_is_read_once_for_its_checksum_and_its_hash() {
    let opened = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&opened);
    let stream = ByteStream::from_fn(11, move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Ok(Body::from(HELLO)) }
    });
    for body in [stream, HELLO.into()] {
        let reader = Reader { statuses: Arc::new(Mutex::new([503].into())), ..Reader::default() };
        let client = builder().endpoint_url("http://localhost:9000").transport(reader.clone()).build().unwrap();
        let named = Put { checksum_algorithm: Some("CRC32".to_owned()), ..put(body) };
        named.send(&client).await.unwrap();
        let sent = reader.sent.lock().unwrap();
        assert_eq!(sent.len(), 2);
        for (parts, body) in sent.iter() {
            let of = |name| header(&parts.headers, name);
            assert_eq!(body, HELLO);
            assert_eq!((of("x-amz-checksum-crc32"), of("x-amz-content-sha256")), (Some(CRC32), Some(SHA256)));
        }
    }
    assert_eq!(opened.load(Ordering::SeqCst), 3, "to be hashed, and to be sent twice");
}

#[tokio::test]
async fn a_long_body_has_the_same_hash_with_and_without_a_checksum() {
    let long = || ByteStream::from("0123456789".repeat(10_000).into_bytes());
    let hash_of = async |put| {
        let (headers, _) = sent(put, |builder| builder.endpoint_url("http://localhost:9000")).await.unwrap();
        (header(&headers, "x-amz-content-sha256").map(str::to_owned), headers.contains_key("x-amz-checksum-sha256"))
    };
    let named = Put { checksum_algorithm: Some("SHA256".to_owned()), ..put(long()) };
    let ((with, is_named), (without, is_default)) = (hash_of(named).await, hash_of(put(long())).await);
    assert_eq!((with.as_ref().map(String::len), is_named, is_default), (Some(64), true, false));
    assert_eq!(with, without);
}

#[tokio::test]
async fn the_encoding_follows_that_of_the_caller() {
    let encoded = Put { encoding: Some("gzip".to_owned()), checksum_algorithm: Some("SHA1".to_owned()), ..put(once()) };
    let (headers, body) = sent(encoded, |builder| builder).await.unwrap();
    assert_eq!(header(&headers, "content-encoding"), Some("gzip,aws-chunked"));
    assert_eq!(header(&headers, "x-amz-trailer"), Some("x-amz-checksum-sha1"));
    assert!(body.ends_with("0\r\nx-amz-checksum-sha1:e1AsOh9IyGCa4hLN+2Od7jlnP14=\r\n\r\n"), "{body}");
}

#[tokio::test]
async fn an_empty_stream_has_a_checksum_too() {
    let empty = ByteStream::from_fn(0, || async { Ok(Body::empty()) });
    let (headers, body) = sent(put(empty), |builder| builder).await.unwrap();
    assert_eq!(body, "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
    assert_eq!(header(&headers, "x-amz-decoded-content-length"), Some("0"));
}

#[tokio::test]
async fn a_checksum_of_the_caller_is_a_header() {
    let own = Put { sha1: Some("own".to_owned()), ..put(once()) };
    let (headers, body) = sent(own, |builder| builder).await.unwrap();
    assert_eq!((body.as_str(), header(&headers, "x-amz-checksum-sha1")), (HELLO, Some("own")));
    assert_eq!(header(&headers, "x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    assert_eq!(header(&headers, "content-encoding"), None);
}

#[tokio::test]
async fn a_later_attempt_sends_the_checksum_of_the_first() {
    let reader = Reader { statuses: Arc::new(Mutex::new([503].into())), ..Reader::default() };
    let count = Arc::new(AtomicU32::new(0));
    // The file changes between the attempts.
    let stream = ByteStream::from_fn(1, move || {
        let body = if count.fetch_add(1, Ordering::SeqCst) == 0 { "a" } else { "b" };
        async move { Ok(Body::from(body)) }
    });
    put(stream).send(&builder().transport(reader.clone()).build().unwrap()).await.unwrap();
    let sent = reader.sent.lock().unwrap();
    let bodies: Vec<_> = sent.iter().map(|(_, body)| body.as_str()).collect();
    let trailer = "\r\n0\r\nx-amz-checksum-crc32:6Le+Qw==\r\n\r\n";
    assert_eq!(bodies, [format!("1\r\na{trailer}"), format!("1\r\nb{trailer}")]);
}

/// What S3-compatible servers understand: no checksum, no encoding, a known length.
#[tokio::test]
async fn a_compatible_server_gets_the_bytes_alone() {
    for (url, body, hash) in [
        ("https://s3.example.com", put(once()), "UNSIGNED-PAYLOAD"),
        ("https://s3.example.com", put(repeatable()), SHA256),
        ("https://s3.example.com", put(HELLO.into()), SHA256),
        ("http://localhost:9000", put(repeatable()), SHA256),
        ("http://localhost:9000", put(HELLO.into()), SHA256),
    ] {
        let (headers, body) = sent(body, |builder| builder.endpoint_url(url)).await.unwrap();
        assert_eq!((body.as_str(), header(&headers, "x-amz-content-sha256")), (HELLO, Some(hash)), "{url}");
        let others =
            headers.keys().filter(|name| name.as_str().contains("checksum") || name.as_str().contains("trailer"));
        assert_eq!(others.count(), 0, "{headers:?}");
        assert_eq!(header(&headers, "content-encoding"), None);
        let signed = header(&headers, "authorization").unwrap();
        assert!(!signed.contains("accept-encoding"), "Google changes it: {signed}");
    }
    let error = sent(put(once()), |builder| builder.endpoint_url("http://localhost:9000")).await.unwrap_err();
    assert!(matches!(&error, SendError::Invalid(..)) && error.to_string().contains("ByteStream::from_fn"), "{error}");
}

#[tokio::test]
async fn what_is_asked_for_is_sent_to_a_compatible_server() {
    let named = Put { checksum_algorithm: Some("CRC32".to_owned()), ..put(repeatable()) };
    let (headers, body) = sent(named, |builder| builder.endpoint_url("https://s3.example.com")).await.unwrap();
    assert_eq!((body.as_str(), header(&headers, "x-amz-checksum-crc32")), (HELLO, Some(CRC32)));
    assert_eq!(header(&headers, "x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    let all = |builder: ClientBuilder| {
        let builder = builder.endpoint_url("https://s3.example.com").aws_chunked(true);
        builder.request_checksum_calculation(ChecksumPolicy::WhenSupported)
    };
    assert_eq!(sent(put(once()), all).await.unwrap().1, TRAILED);
}

#[tokio::test]
async fn each_default_can_be_changed() {
    let word = |set: fn(ClientBuilder) -> ClientBuilder, put: Put| async move {
        let (headers, body) = sent(put, set).await.unwrap();
        (header(&headers, "x-amz-content-sha256").unwrap().to_owned(), body)
    };
    let (unsigned, hello) = ("UNSIGNED-PAYLOAD".to_owned(), HELLO.to_owned());
    assert_eq!(word(|builder| builder, put(HELLO.into())).await, (unsigned.clone(), hello.clone()));
    let signs = |builder: ClientBuilder| builder.payload_signing_enabled(true);
    for body in [HELLO.into(), repeatable()] {
        assert_eq!(word(signs, put(body)).await, (SHA256.to_owned(), hello.clone()));
    }
    let (signed, body) = word(signs, put(once())).await;
    assert_eq!(signed, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
    assert!(body.starts_with("B;chunk-signature=") && body.contains("\r\nx-amz-trailer-signature:"), "{body}");
    let (signed, body) = word(
        |builder| {
            let policy = ChecksumPolicy::WhenRequired;
            builder.payload_signing_enabled(true).request_checksum_calculation(policy)
        },
        put(once()),
    )
    .await;
    assert_eq!(signed, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    assert!(body.starts_with("B;chunk-signature=") && !body.contains("x-amz-"), "{body}");
    let plain = |builder: ClientBuilder| builder.endpoint_url("http://localhost:1").payload_signing_enabled(false);
    assert_eq!(word(plain, put(HELLO.into())).await, (unsigned, hello.clone()));
    let not_chunked = |builder: ClientBuilder| builder.aws_chunked(false);
    let (headers, body) = sent(put(repeatable()), not_chunked).await.unwrap();
    assert_eq!((body, header(&headers, "x-amz-checksum-crc32")), (hello, Some(CRC32)));
}

#[tokio::test]
async fn over_plain_http_a_stream_is_signed() {
    let plain =
        |builder: ClientBuilder| builder.endpoint_url("http://s3.us-east-1.amazonaws.com").allow_plain_http(true);
    let (headers, body) = sent(put(repeatable()), plain).await.unwrap();
    assert_eq!((body.as_str(), header(&headers, "x-amz-content-sha256")), (HELLO, Some(SHA256)));
    assert_eq!(header(&headers, "x-amz-checksum-crc32"), Some(CRC32));
    let (headers, _) = sent(put(once()), plain).await.unwrap();
    assert_eq!(header(&headers, "x-amz-content-sha256"), Some("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"));
}

#[tokio::test]
async fn s3_needs_the_length() {
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel::<Bytes>();
    drop(sender);
    let error = sent(put(ByteStream::once(Body::new(Unknown(receiver)))), |builder| builder).await.unwrap_err();
    assert!(matches!(&error, SendError::Invalid(..)) && error.to_string().contains("Body::with_length"), "{error}");
}

/// A body that does not say how long it is.
struct Unknown(tokio::sync::mpsc::UnboundedReceiver<Bytes>);

impl http_body::Body for Unknown {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(http_body::Frame::data(bytes))))
    }
}

#[tokio::test]
async fn a_prepared_request_is_encoded() {
    let client = builder().transport(Reader::default()).build().unwrap();
    let prepared = put(repeatable()).prepare(&client).await.unwrap();
    assert_eq!(prepared.headers()["x-amz-content-sha256"], "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    for (encoding, shown) in [(None, "aws-chunked"), (Some("gzip".to_owned()), "gzip,aws-chunked")] {
        let curl = Put { encoding, ..put(repeatable()) }.prepare(&client).await.unwrap().to_curl();
        let encoding = format!("--header 'content-encoding: {shown}'");
        assert!(curl.contains(&encoding) && curl.ends_with("--data-binary @payload.aws-chunked"), "{curl}");
    }
    let (_, body) = prepared.into_inner().into_parts();
    assert_eq!(body.bytes(100).await.unwrap(), TRAILED);
}

#[tokio::test]
async fn a_profile_sets_whether_payloads_are_signed() {
    let profile = |value: &str| {
        Environment::empty()
            .with_variable("AWS_REGION", "us-east-1")
            .with_variable("HOME", "/h")
            .with_file("/h/.aws/config", format!("[default]\ns3 =\n  payload_signing_enabled = {value}\n"))
    };
    for (value, hash) in [("true", SHA256), ("False", "UNSIGNED-PAYLOAD")] {
        let reader = Reader::default();
        let client = builder().transport(reader.clone()).build_from(&profile(value)).await.unwrap();
        put(HELLO.into()).send(&client).await.unwrap();
        assert_eq!(reader.sent.lock().unwrap()[0].0.headers["x-amz-content-sha256"], hash);
    }
    let error = builder().build_from(&profile("never")).await.unwrap_err();
    let expected = "s3.payload_signing_enabled of the profile `default` is `never`: write `true` or `false`";
    assert_eq!(error.to_string(), expected);
}
