//! The built-in HTTP client and a misbehaving service, over loopback and without timing.

mod scripted;

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use aws_operation::{
    Blob, Body, ByteStream, Bytes, Client, Credentials, RetryPolicy, SendError, ServiceError, Transport as _,
    TransportError, TransportErrorKind, aws_operation, aws_shape, http,
};
use aws_operation_tests::BuiltInTransport;
use scripted::Service;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

#[aws_operation(name = "Open", error = ServiceError, output = ())]
#[aws(http = "POST /doors")]
struct Open {
    size: i32,
}

/// A service that responds to every connection with `response`, then closes it; counts the requests.
async fn serve(response: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            read_request(&mut stream).await.unwrap();
            counter.fetch_add(1, Ordering::SeqCst);
            stream.write_all(response).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    (url, count)
}

/// Reads the head and the body `{"Size":3}`.
async fn read_request(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n{\"Size\":3}") {
        request.push(stream.read_u8().await?);
    }
    Ok(request)
}

fn client(url: &str) -> Client {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(url)
        .max_response_bytes(16)
        .retry(RetryPolicy::standard().jitter(|| 0.0))
        .build()
        .unwrap()
}

async fn open(url: &str) -> Result<(), SendError<ServiceError>> {
    Open { size: 3 }.send(&client(url)).await.map(drop)
}

#[tokio::test]
async fn a_response_arrives() {
    let (url, count) = serve(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await;
    open(&url).await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

/// Only reqwest sends the header `accept`.
#[cfg(all(feature = "hyper", feature = "reqwest"))]
#[tokio::test]
async fn clients_use_reqwest_unless_a_hyper_transport_is_passed() {
    for (builder, is_reqwest) in [
        (Client::builder(), true),
        (Client::builder().transport(aws_operation::HyperTransport::new(Duration::from_secs(1))), false),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = read_request(&mut stream).await.unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await.unwrap();
            String::from_utf8(request).unwrap()
        });
        let builder = builder.region("us-east-1").credentials(Credentials::new("AKIDEXAMPLE", "secret"));
        Open { size: 3 }.send(&builder.endpoint_url(url).build().unwrap()).await.unwrap();
        let request = service.await.unwrap();
        assert_eq!(request.contains("\r\naccept: */*\r\n"), is_reqwest, "{request}");
    }
}

#[cfg(feature = "hyper")]
#[tokio::test]
async fn hyper_sends_the_signed_request_unchanged() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let service = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await.unwrap();
        stream.write_all(b"HTTP/1.1 204 None\r\n\r\n").await.unwrap();
        String::from_utf8(request).unwrap()
    });
    let request = http::Request::post(format!("http://LocalHost:{port}/a/..//b%2f%41?x=%7e&y")).header("X-B", "1");
    let request = request.body(Body::from("{\"Size\":3}")).unwrap();
    aws_operation::HyperTransport::new(Duration::from_secs(1)).send(request).await.unwrap();
    let target = "POST /a/..//b%2f%41?x=%7e&y HTTP/1.1\r\n";
    let headers = format!("x-b: 1\r\nhost: LocalHost:{port}\r\ncontent-length: 10\r\n\r\n");
    assert_eq!(service.await.unwrap(), format!("{target}{headers}{{\"Size\":3}}"));
}

#[tokio::test]
async fn a_connection_that_breaks_during_the_response_loses_it() {
    for response in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\":",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":",
        b"no http at all\r\n\r\n",
    ] {
        let (url, count) = serve(response).await;
        let error = open(&url).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert_eq!((error.attempts(), error.is_ambiguous()), (1, true), "{error}");
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_reported_as_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = open(&url).await.unwrap_err();
    let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::NotSent);
    assert_eq!((error.attempts(), error.is_ambiguous()), (3, false), "{error}");
}

#[tokio::test]
async fn the_size_limit_applies_to_responses_with_and_without_a_content_length() {
    for response in [
        &b"HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{              }"[..],
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{        \r\n8\r\n       }\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n{               }",
    ] {
        let (url, _) = serve(response).await;
        let error = open(&url).await.unwrap_err();
        let SendError::Ambiguous(source, _) = &error else { panic!("{error:?}") };
        let kind = source.downcast_ref().map(TransportError::kind);
        assert_eq!(kind, Some(TransportErrorKind::TooLarge), "{error}");
        assert_eq!((error.attempts(), error.is_ambiguous()), (1, true), "{error}");
    }
    for response in [
        &b"HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{              }"[..],
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n{       \r\n8\r\n       }\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n{              }",
    ] {
        let (url, _) = serve(response).await;
        open(&url).await.unwrap();
    }
}

#[tokio::test]
async fn an_endless_response_ends_at_the_size_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await.unwrap();
        while stream.write_all(b"4\r\n    \r\n").await.is_ok() {}
    });
    let error = open(&url).await.unwrap_err();
    assert!(error.to_string().contains("longer than the limit of 16 bytes"), "{error}");
    service.await.unwrap();
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (elsewhere, followed) = serve(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await;
    for status in [301, 302, 303, 307, 308] {
        let response = format!("HTTP/1.1 {status} Go\r\nlocation: {elsewhere}/doors\r\ncontent-length: 0\r\n\r\n");
        let (url, count) = serve(response.leak().as_bytes()).await;
        let error = open(&url).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{error}");
        assert_eq!((count.load(Ordering::SeqCst), followed.load(Ordering::SeqCst)), (1, 0));
    }
}

#[aws_operation(name = "Look", error = ServiceError)]
#[aws(http = "POST /doors")]
struct Look {
    size: i32,
}

#[aws_shape]
struct LookOutput {
    #[aws(header = "Content-Encoding")]
    encoding: Option<String>,
    #[aws(payload)]
    stored: Blob,
}

/// This crate enables reqwest's features `gzip` and `deflate`, as another crate of a program may.
#[tokio::test]
async fn a_compressed_body_arrives_unchanged_with_every_feature_of_reqwest() {
    let packed = *b"\x1f\x8b\x08\0\0\0\0\0\x02\xff\x03\0\0\0\0\0\0\0\0\0";
    for encoding in ["gzip", "deflate", "br", "zstd"] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: 20\r\n\r\n");
        let response = [head.as_bytes(), &packed].concat();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = read_request(&mut stream).await.unwrap();
            stream.write_all(&response).await.unwrap();
            String::from_utf8(request).unwrap().to_ascii_lowercase()
        });
        let look = Look { size: 3 }.send(&client(&url).with_max_response_bytes(20)).await.unwrap();
        assert_eq!((look.encoding.as_deref(), look.stored.as_ref()), (Some(encoding), &packed[..]));
        let request = service.await.unwrap();
        assert!(!request.contains("accept-encoding"), "{request}");
    }
}

#[aws_operation(name = "Fill", error = ServiceError, output = ())]
#[aws(http = "PUT /doors")]
struct Fill {
    #[aws(payload)]
    body: ByteStream,
}

/// For example, a body that is read from another service, which is not reachable any more.
#[tokio::test]
async fn a_connect_error_of_the_request_body_does_not_mean_that_the_request_was_not_sent() {
    let nobody = format!("http://{}", TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (notify, arrived) = tokio::sync::oneshot::channel();
    let arrived = Arc::new(Mutex::new(Some(arrived)));
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"12345") {
            request.push(stream.read_u8().await.unwrap());
        }
        notify.send(()).unwrap();
        let _ = stream.read_u8().await;
    });
    let opened = Arc::new(AtomicUsize::new(0));
    let body = ByteStream::from_fn(10, move || {
        let (nobody, arrived) = (nobody.clone(), Arc::clone(&arrived));
        let is_hashed = opened.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            if is_hashed {
                return Ok(Body::from("1234567890"));
            }
            let elsewhere = http::Request::get(nobody).body(Body::empty()).unwrap();
            let error = BuiltInTransport::new(Duration::from_secs(1)).send(elsewhere).await.unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::NotSent);
            let arrived = arrived.lock().unwrap().take();
            Ok(Body::new(Half { sent: false, arrived, error: Some(error) }))
        }
    });
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(&url)
        .retry(RetryPolicy::standard().jitter(|| 0.0))
        .build()
        .unwrap();
    let error = Fill { body }.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert_eq!((error.attempts(), error.is_ambiguous()), (1, true), "{error}");
    assert!(error.to_string().contains("the payload cannot be sent: no connection"), "{error}");
}

/// Half of a body, and an error after that half has arrived.
struct Half {
    sent: bool,
    arrived: Option<tokio::sync::oneshot::Receiver<()>>,
    error: Option<TransportError>,
}

impl http_body::Body for Half {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        if !std::mem::replace(&mut self.sent, true) {
            return Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(b"12345")))));
        }
        if let Some(arrived) = &mut self.arrived {
            let _ = std::task::ready!(Pin::new(arrived).poll(context));
        }
        Poll::Ready(self.error.take().map(Err))
    }
}
