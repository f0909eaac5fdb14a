//! What the built-in HTTP client makes of a service that misbehaves; over loopback, with nothing timed.

mod scripted;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_operation::{
    Client, Credentials, RetryPolicy, SendError, ServiceError, TransportError, TransportErrorKind, aws_operation,
};
use scripted::Service;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

#[aws_operation(name = "Open", error = ServiceError, output = ())]
#[aws(http = "POST /doors")]
struct Open {
    size: i32,
}

/// A service that answers every connection with `answer`, then closes it; counts the requests.
async fn serve(answer: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            read_request(&mut stream).await.unwrap();
            counter.fetch_add(1, Ordering::SeqCst);
            stream.write_all(answer).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    (url, count)
}

/// Reads the head and the body `{"Size":3}`.
async fn read_request(stream: &mut TcpStream) -> io::Result<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n{\"Size\":3}") {
        request.push(stream.read_u8().await?);
    }
    Ok(())
}

async fn open(url: &str) -> Result<(), SendError<ServiceError>> {
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(url)
        .max_answer_bytes(16)
        .retry(RetryPolicy::standard().jitter(|| 0.0))
        .build()
        .unwrap();
    Open { size: 3 }.send(&client).await.map(drop)
}

#[tokio::test]
async fn an_answer_arrives() {
    let (url, count) = serve(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await;
    open(&url).await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_whole_answer_loses_it() {
    for answer in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\":",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":",
        b"no http at all\r\n\r\n",
    ] {
        let (url, count) = serve(answer).await;
        let error = open(&url).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert_eq!((error.attempts(), error.is_ambiguous()), (1, true), "{error}");
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

#[tokio::test]
async fn a_port_that_nobody_listens_on_was_sent_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = open(&url).await.unwrap_err();
    let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::NotSent);
    assert_eq!((error.attempts(), error.is_ambiguous()), (3, false), "{error}");
}

#[tokio::test]
async fn an_answer_is_cut_at_the_limit_whether_its_length_is_told_or_not() {
    for answer in [
        &b"HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{              }"[..],
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{        \r\n8\r\n       }\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n{               }",
    ] {
        let (url, _) = serve(answer).await;
        let error = open(&url).await.unwrap_err();
        let SendError::Ambiguous(source, _) = &error else { panic!("{error:?}") };
        let kind = source.downcast_ref().map(TransportError::kind);
        assert_eq!(kind, Some(TransportErrorKind::TooLarge), "{error}");
        assert_eq!((error.attempts(), error.is_ambiguous()), (1, true), "{error}");
    }
    for answer in [
        &b"HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{              }"[..],
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n{       \r\n8\r\n       }\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n{              }",
    ] {
        let (url, _) = serve(answer).await;
        open(&url).await.unwrap();
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut() {
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
        let answer = format!("HTTP/1.1 {status} Go\r\nlocation: {elsewhere}/doors\r\ncontent-length: 0\r\n\r\n");
        let (url, count) = serve(answer.leak().as_bytes()).await;
        let error = open(&url).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{error}");
        assert_eq!((count.load(Ordering::SeqCst), followed.load(Ordering::SeqCst)), (1, 0));
    }
}
