//! Files that change after `ByteStream::from_path`, before or while they are sent.

mod recorded;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_operation::{
    Body, ByteStream, Client, RetryPolicy, SendError, Transport, TransportError, TransportFuture, aws_operation,
    aws_service, blocking, http,
};
use recorded::Wire;
use tempfile::NamedTempFile;

#[aws_service(id = "Files", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "PutFile", output = (), http = "PUT /files", idempotent)]
struct PutFile {
    #[aws(payload)]
    body: ByteStream,
}

#[aws_operation(name = "PutFileUnsigned", output = (), http = "PUT /files", idempotent, auth = "none")]
struct PutFileUnsigned {
    #[aws(payload)]
    body: ByteStream,
}

/// `sha256sum` of `0123456789`.
const TEN_DIGITS: &str = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

fn ten_digits() -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(b"0123456789").unwrap();
    file
}

fn grow(file: &NamedTempFile) {
    OpenOptions::new().append(true).open(file.path()).unwrap().write_all(b"more!").unwrap();
}

fn shrink(file: &NamedTempFile) {
    OpenOptions::new().write(true).open(file.path()).unwrap().set_len(4).unwrap();
}

fn header(headers: &[(String, String)], name: &str) -> Option<String> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

fn arrived(wire: &Wire) -> (Option<String>, Option<String>, String) {
    let (_, headers, body) = wire.last();
    (header(&headers, "content-length"), header(&headers, "x-amz-content-sha256"), body)
}

#[tokio::test]
async fn of_a_file_that_grew_the_original_bytes_are_sent() {
    let (wire, file) = (Wire::new("").await, ten_digits());
    let client = wire.client().content_sha256(true).build().unwrap();
    let body = ByteStream::from_path(file.path()).await.unwrap();
    grow(&file);
    PutFile { body: body.clone() }.send(&client).await.unwrap();
    let ten = Some("10".to_owned());
    assert_eq!(arrived(&wire), (ten.clone(), Some(TEN_DIGITS.to_owned()), "0123456789".to_owned()));
    PutFileUnsigned { body }.send(&client).await.unwrap();
    assert_eq!(arrived(&wire), (ten, None, "0123456789".to_owned()));
}

#[test]
fn of_a_file_that_grew_a_blocking_client_sends_the_original_bytes() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (wire, file) = (runtime.block_on(Wire::new("")), ten_digits());
    let client = blocking::Client::new(wire.client().content_sha256(true).build().unwrap()).unwrap();
    let body = client.wait(ByteStream::from_path(file.path())).unwrap();
    grow(&file);
    client.send(&PutFile { body }).unwrap();
    assert_eq!(arrived(&wire), (Some("10".to_owned()), Some(TEN_DIGITS.to_owned()), "0123456789".to_owned()));
}

/// Before anything is sent, the length of the file is compared.
const SHORTER: &str = "has 4 bytes, but had 10 when the stream was created";

/// Checks the error of a file that shrank from 10 to 4 bytes.
fn assert_shrunk<E: std::fmt::Display>(error: &SendError<E>, attempts: u32, message: &str) {
    assert!(matches!(error, SendError::Invalid(..)), "{error}");
    assert_eq!(error.attempts(), attempts, "{error}");
    let text = error.to_string();
    assert!(text.contains(message), "{text}");
}

#[tokio::test]
async fn a_file_that_shrank_is_one_error_before_anything_is_sent() {
    let (wire, file) = (Wire::new("").await, ten_digits());
    let client = wire.client().build().unwrap();
    let body = ByteStream::from_path(file.path()).await.unwrap();
    shrink(&file);
    assert_shrunk(&PutFile { body: body.clone() }.send(&client).await.unwrap_err(), 0, SHORTER);
    assert_shrunk(&PutFileUnsigned { body: body.clone() }.send(&client).await.unwrap_err(), 0, SHORTER);
    let client = blocking::Client::new(client).unwrap();
    let error = tokio::task::spawn_blocking(move || client.send(&PutFile { body }).unwrap_err()).await.unwrap();
    assert_shrunk(&error, 0, SHORTER);
}

/// A transport that shrinks the file, reads the body, and counts the requests.
struct Shrinking(Arc<NamedTempFile>, Arc<AtomicU32>);

impl Transport for Shrinking {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        shrink(&self.0);
        self.1.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            request.into_body().bytes(100).await.map_err(TransportError::lost)?;
            Ok(http::Response::new(Body::empty()))
        })
    }
}

#[tokio::test]
async fn a_file_that_shrinks_while_it_is_sent_is_one_error() {
    let (file, sent) = (Arc::new(ten_digits()), Arc::new(AtomicU32::new(0)));
    let client = Client::builder()
        .region("us-east-1")
        .credentials(aws_operation::Credentials::new("AKID", "secret"))
        .retry(RetryPolicy::standard().jitter(|| 0.0))
        .transport(Shrinking(Arc::clone(&file), Arc::clone(&sent)))
        .build()
        .unwrap();
    let body = ByteStream::from_path(file.path()).await.unwrap();
    let error = PutFile { body }.send(&client).await.unwrap_err();
    assert_shrunk(&error, 1, "ended after 4 of its 10 bytes");
    assert!(error.is_ambiguous(), "its beginning may have arrived");
    assert_eq!(sent.load(Ordering::SeqCst), 1);
}
