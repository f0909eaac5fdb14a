//! A program's own `reqwest::Client` as the transport.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use aws_operation::{
    Blob, Client, ClientBuilder, Credentials, ReqwestTransport, RetryPolicy, SendError, ServiceError, aws_operation,
    aws_service, aws_shape, blocking,
};

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "Open", error = ServiceError, http = "POST /doors")]
struct Open {}

#[aws_shape]
struct OpenOutput {
    #[aws(payload)]
    content: Blob,
}

/// Counts the requests to a service, and its connections.
#[derive(Clone, Default)]
struct Seen {
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Seen {
    fn counts(&self) -> (usize, usize) {
        (self.connections.load(Ordering::SeqCst), self.requests.load(Ordering::SeqCst))
    }

    fn read_head(reader: &mut BufReader<TcpStream>) -> Option<()> {
        let mut line = String::new();
        while reader.read_line(&mut line).is_ok_and(|read| read > 0) {
            if line == "\r\n" {
                return Some(());
            }
            line.clear();
        }
        None
    }

    fn serve(&self, stream: TcpStream, response: &[u8]) {
        self.connections.fetch_add(1, Ordering::SeqCst);
        let mut reader = BufReader::new(stream);
        while Self::read_head(&mut reader).is_some() {
            self.requests.fetch_add(1, Ordering::SeqCst);
            if reader.get_mut().write_all(response).is_err() {
                break;
            }
        }
    }
}

/// A service that returns `response` to every request without a body.
fn serve(response: impl Into<Vec<u8>>) -> (String, Seen) {
    let (listener, seen, response) = (TcpListener::bind("127.0.0.1:0").unwrap(), Seen::default(), response.into());
    let url = format!("http://{}", listener.local_addr().unwrap());
    let kept = seen.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (seen, response) = (seen.clone(), response.clone());
            thread::spawn(move || seen.serve(stream.unwrap(), &response));
        }
    });
    (url, kept)
}

fn with(http: &reqwest::Client, url: &str) -> ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(url)
        .retry(RetryPolicy::never())
        .transport(ReqwestTransport::from(http.clone()))
}

/// A reqwest builder with a TLS provider, as in a program that enables TLS.
fn builder() -> reqwest::ClientBuilder {
    // An error if another test already installed it.
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy()
}

fn configured() -> reqwest::Client {
    ReqwestTransport::configure(builder()).build().unwrap()
}

const RESPONSE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

#[tokio::test]
async fn calls_use_the_programs_open_connections() {
    let (url, seen) = serve(RESPONSE);
    let http = configured();
    http.get(&url).send().await.unwrap().bytes().await.unwrap();
    tokio::task::yield_now().await;
    let client = with(&http, &url).build().unwrap();
    let opened = Open {}.send(&client).await.unwrap();
    assert_eq!((opened.content.as_ref(), seen.counts()), (&b"{}"[..], (1, 2)));
}

#[tokio::test]
async fn a_configured_client_follows_no_redirect() {
    let (elsewhere, followed) = serve(RESPONSE);
    let (url, seen) = serve(format!("HTTP/1.1 307 Go\r\nlocation: {elsewhere}/doors\r\ncontent-length: 0\r\n\r\n"));
    let error = Open {}.send(&with(&configured(), &url).build().unwrap()).await.map(drop).unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307), "{error}");
    assert_eq!((seen.counts(), followed.counts()), ((1, 1), (0, 0)));
}

/// The response belongs to an unsigned request that the redirect caused, so it is not the operation's response.
#[tokio::test]
async fn a_followed_redirect_is_an_error_that_names_the_fix() {
    let (elsewhere, _) = serve(RESPONSE);
    for status in [301, 302, 303, 307, 308] {
        let (url, _) =
            serve(format!("HTTP/1.1 {status} Go\r\nlocation: {elsewhere}/secret-path\r\ncontent-length: 0\r\n\r\n"));
        let client = with(&builder().build().unwrap(), &url).build().unwrap();
        let error = Open {}.send(&client).await.map(drop).unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert_eq!(error.attempts(), 1);
        let text = error.to_string();
        let says = format!("followed a redirect to `{elsewhere}`, where the signature is not valid");
        assert!(text.contains(&says) && text.contains("`ReqwestTransport::configure`"), "{text}");
        assert!(!text.contains("secret-path"), "{text}");
    }
}

/// This build enables reqwest's feature `gzip`, so reqwest decodes by default.
#[tokio::test]
async fn a_configured_client_does_not_decode_compressed_bytes() {
    let bytes = b"\x1f\x8b\x08\x00 these bytes are not gzip";
    let mut response =
        format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", bytes.len()).into_bytes();
    response.extend_from_slice(bytes);
    let (url, _) = serve(response);
    let opened = Open {}.send(&with(&configured(), &url).build().unwrap()).await.unwrap();
    assert_eq!(opened.content.as_ref(), bytes);
    let decoding = builder().build().unwrap();
    assert!(Open {}.send(&with(&decoding, &url).build().unwrap()).await.is_err(), "the test has no effect");
}

#[test]
fn a_blocking_client_can_use_the_programs_client() {
    let (url, seen) = serve(RESPONSE);
    let client = blocking::Client::new(with(&configured(), &url).build().unwrap()).unwrap();
    for _ in 0..2 {
        assert_eq!(client.send(&Open {}).unwrap().content.as_ref(), b"{}");
    }
    assert_eq!(seen.counts().1, 2);
}

/// The runtime that drives the connection is blocked by the call.
#[test]
fn a_blocking_call_on_a_connection_of_the_blocked_runtime_times_out() {
    let (url, _) = serve(RESPONSE);
    let (done, end) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let client = with(&configured(), &url).attempt_timeout(Duration::from_millis(500)).build().unwrap();
            Open {}.send(&client).await.unwrap();
            tokio::task::yield_now().await;
            let blocking = blocking::Client::new(client.clone()).unwrap();
            let blocked = blocking.send(&Open {}).map(drop).map_err(|error| error.is_ambiguous());
            done.send((blocked, Open {}.send(&client).await.is_ok())).unwrap();
        });
    });
    let (blocked, after) = end.recv_timeout(Duration::from_secs(60)).expect("the call hangs");
    assert_eq!((blocked, after), (Err(true), true));
}
