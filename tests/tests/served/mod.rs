//! A small service, for tests of the server over real HTTP.
#![allow(dead_code)] // each test file uses a part

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::server::{IdempotencyWindow, IncomingCall, Server, ServerBuilder};
use aws_operation::{
    Body, Bytes, Client, ClientBuilder, Credentials, RetryPolicy, Transport, TransportFuture, aws_error, aws_operation,
    aws_service, aws_shape,
};
use aws_operation_tests::BuiltInTransport;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[aws_service(id = "Things", protocol = "restJson1", error = Error)]
pub struct Service;

#[aws_operation(name = "CreateThing", idempotent = "token", http = "POST /things/{kind}")]
#[derive(Clone, Debug)]
pub struct CreateThing {
    pub kind: String,
    pub name: String,
    #[aws(query = "dry-run")]
    pub dry_run: Option<bool>,
    #[aws(header = "X-Token")]
    pub token: Option<String>,
}

/// Numbers in pages. A test that uses this operation registers its own handler.
#[aws_operation(name = "ListThings", http = "GET /things")]
#[aws(paginated(input = "next_token", output = "next_token", items = "things"))]
#[derive(Clone)]
pub struct ListThings {
    #[aws(query)]
    pub next_token: Option<String>,
}

#[aws_shape]
pub struct ListThingsOutput {
    pub things: Vec<u32>,
    pub next_token: Option<String>,
}

/// Like `CreateThing`, but without a token, so it is not safe to retry.
#[aws_operation(name = "AddThing", output = CreateThingOutput, http = "POST /additions/{kind}")]
#[derive(Clone, Debug)]
pub struct AddThing {
    pub kind: String,
    pub name: String,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct CreateThingOutput {
    pub number: u32,
    pub label: String,
    #[aws(header = "X-Caller")]
    pub caller: Option<String>,
}

#[aws_error]
#[derive(Debug, PartialEq)]
pub enum Error {
    #[aws(status = 409)]
    ConflictException { message: String },
    #[aws(status = 422)]
    RejectedException {
        message: String,
        #[aws(header = "X-Reason")]
        reason: Option<String>,
    },
}

/// Handlers that count how often they succeed.
#[derive(Clone, Default)]
pub struct Things {
    pub made: Arc<AtomicU32>,
    pub delay: Option<Duration>,
}

impl Things {
    pub fn made(&self) -> u32 {
        self.made.load(Ordering::SeqCst)
    }

    pub fn server(&self) -> ServerBuilder {
        let (create, add) = (self.clone(), self.clone());
        Server::builder()
            .credentials("AKID", "secret")
            .operation::<CreateThing, _>(move |call: IncomingCall<CreateThing>| {
                let things = create.clone();
                async move {
                    tokio::time::sleep(things.delay.unwrap_or_default()).await;
                    if call.name == "reject" {
                        let reason = Some("unwanted".to_owned());
                        return Err(Error::RejectedException { message: "no".into(), reason });
                    }
                    let number = things.made.fetch_add(1, Ordering::SeqCst) + 1;
                    let label = format!("{}/{}/{:?}", call.kind, call.name, call.dry_run);
                    Ok(CreateThingOutput { number, label, caller: Some(call.access_key_id.clone()) })
                }
            })
            .operation::<AddThing, _>(move |call: IncomingCall<AddThing>| {
                let things = add.clone();
                async move {
                    let number = things.made.fetch_add(1, Ordering::SeqCst) + 1;
                    Ok(CreateThingOutput { number, label: call.name.clone(), caller: None })
                }
            })
            .idempotency(IdempotencyWindow::hours(8), |mismatch| Error::ConflictException {
                message: format!("{} {}", mismatch.operation, mismatch.token),
            })
    }
}

pub fn thing(name: &str) -> CreateThing {
    CreateThing { kind: "a b/c".into(), name: name.into(), dry_run: None, token: None }
}

/// A client of `server` with quick retries.
pub fn client_of(server: &Server) -> ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .endpoint_url(server.url())
        .retry(RetryPolicy::standard().jitter(|| 0.0))
}

type Change = dyn FnMut(&mut http::request::Parts, &mut Bytes) + Send;

/// A transport that changes signed requests.
pub struct Tampering {
    inner: BuiltInTransport,
    change: Mutex<Box<Change>>,
}

impl Tampering {
    pub fn new(change: impl FnMut(&mut http::request::Parts, &mut Bytes) + Send + 'static) -> Self {
        Self { inner: BuiltInTransport::new(Duration::from_secs(3)), change: Mutex::new(Box::new(change)) }
    }
}

impl Transport for Tampering {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let (mut parts, body) = request.into_parts();
        let mut body = body.as_bytes().unwrap().clone();
        self.change.lock().unwrap()(&mut parts, &mut body);
        self.inner.send(http::Request::from_parts(parts, body.into()))
    }
}

/// A connection that sends requests unchanged, without an HTTP client that would normalize them.
pub struct RawConnection(TcpStream);

impl RawConnection {
    pub async fn open(server: &Server) -> Self {
        Self(TcpStream::connect(server.address()).await.unwrap())
    }

    /// The status and the body of the response to `request`.
    pub async fn send(&mut self, request: &http::Request<Body>) -> (u16, String) {
        let target = request.uri().path_and_query().unwrap().as_str();
        self.send_to(request.method().as_str(), target, request.headers(), request.body().as_bytes().unwrap()).await
    }

    /// Like [`send`](Self::send), with a target that need not be valid in a URL.
    pub async fn send_to(
        &mut self,
        method: &str,
        target: &str,
        headers: &http::HeaderMap,
        body: &[u8],
    ) -> (u16, String) {
        self.write(method, target, headers, body).await;
        self.response().await
    }

    /// Sends `request` and returns the stream, from which the caller reads the response.
    pub async fn into_stream(mut self, request: &http::Request<Body>) -> TcpStream {
        let target = request.uri().path_and_query().unwrap().as_str();
        self.write(request.method().as_str(), target, request.headers(), request.body().as_bytes().unwrap()).await;
        self.0
    }

    async fn write(&mut self, method: &str, target: &str, headers: &http::HeaderMap, body: &[u8]) {
        let mut text = format!("{method} {target} HTTP/1.1\r\ncontent-length: {}\r\n", body.len());
        if !headers.contains_key("host") {
            text += &format!("host: {}\r\n", self.0.peer_addr().unwrap());
        }
        for (name, value) in headers {
            text += &format!("{name}: {}\r\n", value.to_str().unwrap());
        }
        let bytes = [text.as_bytes(), b"\r\n", body].concat();
        self.0.write_all(&bytes).await.unwrap();
    }

    async fn response(&mut self) -> (u16, String) {
        let mut bytes = Vec::new();
        loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                    return (head[9..12].parse().unwrap(), body.to_owned());
                }
            }
            assert_ne!(self.0.read_buf(&mut bytes).await.unwrap(), 0, "the connection was closed after {text:?}");
        }
    }
}
