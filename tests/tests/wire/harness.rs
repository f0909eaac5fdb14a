//! Compares the requests and responses of protocol tests with what a client and a server send and read.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::codec::{ReadMembers, WriteMembers};
use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Body, Bytes, Client, Credentials, ModeledError, Operation, Response, RetryPolicy, SendError, SendResult,
    Service as _, Timestamp, TokenSource, Transport, TransportFuture,
};
use aws_operation_tests::BuiltInTransport;
use aws_operation_tests::conformance::wire_body::{expected_header, plain};
use aws_operation_tests::conformance::wire_text::{json, pairs};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const TOKEN: &str = "00000000-0000-4000-8000-000000000000";
const ACCESS_KEY: (&str, &str) = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

/// A timestamp of a whole second.
pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A timestamp with a fraction of a second.
pub(crate) fn time_with_fraction(seconds: f64) -> Timestamp {
    Timestamp::from_seconds(seconds).unwrap()
}

/// The request of a case.
pub(crate) struct Request {
    method: &'static str,
    uri: &'static str,
    endpoint: &'static str,
    host: Option<&'static str>,
    headers: Vec<(&'static str, &'static str)>,
    required: Vec<&'static str>,
    forbidden: Vec<&'static str>,
    body: Option<&'static str>,
}

impl Request {
    pub(crate) fn new(method: &'static str, uri: &'static str) -> Self {
        Self {
            method,
            uri,
            endpoint: "https://example.com",
            host: None,
            headers: Vec::new(),
            required: Vec::new(),
            forbidden: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn endpoint(self, endpoint: &'static str) -> Self {
        Self { endpoint, ..self }
    }

    pub(crate) fn host(self, host: &'static str) -> Self {
        Self { host: Some(host), ..self }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn require(mut self, name: &'static str) -> Self {
        self.required.push(name);
        self
    }

    pub(crate) fn forbid(mut self, name: &'static str) -> Self {
        self.forbidden.push(name);
        self
    }

    pub(crate) fn body(self, body: &'static str) -> Self {
        Self { body: Some(body), ..self }
    }

    /// Asserts that the client sends this request in `call`.
    #[track_caller]
    pub(crate) fn is_sent_by<E: ModeledError>(&self, call: impl AsyncFnOnce(Client) -> Result<(), SendError<E>>) {
        // An empty success, which is valid in every protocol.
        let canned = Canned::new(http::Response::new(Bytes::new()));
        let client = canned.client(self.endpoint);
        let (sent, on_the_wire) = block_on(async {
            call(client).await.unwrap();
            let sent = canned.sent.lock().unwrap().take().unwrap();
            let on_the_wire = if self.names("content-length") { headers_on_the_wire(&sent).await } else { Vec::new() };
            (sent, on_the_wire)
        });
        self.check(&sent, &on_the_wire);
    }

    fn names(&self, header: &str) -> bool {
        self.required.iter().chain(&self.forbidden).any(|name| name.eq_ignore_ascii_case(header))
    }

    #[track_caller]
    fn check(&self, sent: &http::Request<Bytes>, on_the_wire: &[String]) {
        assert_eq!(sent.method(), self.method);
        let (path, query) = self.uri.split_once('?').unwrap_or((self.uri, ""));
        assert_eq!(sent.uri().path(), path);
        assert_eq!(pairs(sent.uri().query().unwrap_or_default()).unwrap(), pairs(query).unwrap());
        if let Some(host) = self.host {
            // If the endpoint has a path, the suites treat it as a part of the host.
            assert_eq!(sent.uri().host(), host.split('/').next());
        }
        for (name, value) in &self.headers {
            let values: Vec<_> = sent.headers().get_all(*name).iter().map(|value| value.to_str().unwrap()).collect();
            assert_eq!(
                values,
                [expected_header(name, value, self.body.map(str::as_bytes), sent.body())],
                "header {name}"
            );
        }
        // The HTTP stack writes the length, so it is checked in the bytes on the wire.
        let has = |name: &str| {
            sent.headers().contains_key(name) || on_the_wire.iter().any(|header| header.eq_ignore_ascii_case(name))
        };
        for name in &self.required {
            assert!(has(name), "header {name} is required");
        }
        for name in &self.forbidden {
            assert!(!has(name), "header {name} is forbidden");
        }
        let plain = plain(sent.headers(), sent.body()).unwrap();
        if let Some(body) = self.body {
            let text = std::str::from_utf8(&plain).unwrap();
            let is_json = sent.headers().get("content-type").is_some_and(|t| t.to_str().unwrap().contains("json"));
            if is_json && !body.is_empty() {
                assert_eq!(json(text).unwrap(), json(body).unwrap(), "body");
            } else {
                assert_eq!(text, body, "body");
            }
        }
    }

    /// Asserts that a server reads `input` from this request.
    #[track_caller]
    pub(crate) fn is_read_as<O>(&self, input: &O)
    where
        O: Operation<Output = ()> + ReadMembers + Clone + Debug + PartialEq + Send + 'static,
    {
        let seen = Arc::new(Mutex::new(None));
        let keep = Arc::clone(&seen);
        let server = server().operation::<O, _>(move |call: IncomingCall<O>| {
            let keep = Arc::clone(&keep);
            async move {
                *keep.lock().unwrap() = Some(call.input);
                Ok(())
            }
        });
        let (status, text) = block_on(async {
            let server = server.bind("127.0.0.1:0").await.unwrap();
            let request = self.signed(&server.url(), O::Service::META.signing_name);
            let response = transport().send(request.map(Body::from)).await.unwrap();
            (response.status(), response.into_body().bytes(1 << 20).await.unwrap())
        });
        assert!(status.is_success(), "the server responded {status}: {text:?}");
        same(&seen.lock().unwrap().take().unwrap(), input);
    }

    fn signed(&self, url: &str, service: &str) -> http::Request<Bytes> {
        let body = Bytes::from_static(self.body.unwrap_or_default().as_bytes());
        let mut request = http::Request::builder().method(self.method).uri([url, self.uri].concat());
        for (name, value) in &self.headers {
            request = request.header(*name, *value);
        }
        let (mut parts, body) = request.body(body).unwrap().into_parts();
        let signer = Signer::new("us-east-1", service);
        signer.sign(&mut parts, Payload::Bytes(&body), &credentials(), Timestamp::now()).unwrap();
        http::Request::from_parts(parts, body)
    }
}

/// The response of a case.
pub(crate) struct Reply(http::Response<Bytes>);

impl Reply {
    pub(crate) fn new(status: u16) -> Self {
        Self(http::Response::builder().status(status).body(Bytes::new()).unwrap())
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        self.0.headers_mut().append(name, http::HeaderValue::from_static(value));
        self
    }

    pub(crate) fn body(mut self, body: &'static str) -> Self {
        *self.0.body_mut() = Bytes::from_static(body.as_bytes());
        self
    }

    /// Asserts that the client reads `output` from this response in `call`.
    #[track_caller]
    pub(crate) fn is_read_as<T: Clone + Debug + PartialEq, E: ModeledError>(
        &self,
        call: impl AsyncFnOnce(Client) -> Result<Response<T>, SendError<E>>,
        output: &T,
    ) {
        let in_headers = self.0.headers().get("x-amzn-requestid").map(|id| id.to_str().unwrap().to_owned());
        let id = in_headers.or_else(|| self.id_in_body());
        let client = Canned::new(self.0.clone()).client("https://example.com");
        let response = block_on(async { call(client).await.unwrap() });
        assert_eq!(response.request_id(), id.as_deref());
        same(&response.into_inner(), output);
    }

    /// The request ID of ec2Query.
    fn id_in_body(&self) -> Option<String> {
        let text = std::str::from_utf8(self.0.body()).unwrap_or_default();
        Some(text.split_once("<requestId>")?.1.split_once('<')?.0.to_owned())
    }

    /// Asserts that the client reads `error`, its code and its message from this response in `call`.
    #[track_caller]
    pub(crate) fn fails<T: Debug, E: ModeledError + PartialEq + Debug>(
        &self,
        call: impl AsyncFnOnce(Client) -> Result<T, SendError<E>>,
        code: &str,
        message: Option<&str>,
        error: &E,
    ) {
        let status = self.0.status();
        let client = Canned::new(self.0.clone()).client("https://example.com");
        let got = block_on(async { call(client).await.unwrap_err() });
        assert_eq!(got.status(), Some(status));
        assert_eq!(got.code(), Some(code));
        assert_eq!(got.service_error(), Some(error), "{got}");
        let text = got.service_error().unwrap().to_string();
        match message {
            Some(message) => assert!(text.ends_with(&format!(": {message}")), "{text}"),
            None => assert!(!text.contains(": "), "{text}"),
        }
    }
}

/// Asserts that a client reads `output` when a server sends it.
#[track_caller]
pub(crate) fn is_served<O>(call: impl AsyncFnOnce(Client) -> SendResult<O>, output: O::Output)
where
    O: Operation<Output: WriteMembers + Clone + Debug + PartialEq + Send + Sync + 'static>
        + ReadMembers
        + Send
        + 'static,
{
    let response = output.clone();
    let server = server().operation::<O, _>(move |_: IncomingCall<O>| {
        let response = response.clone();
        async move { Ok(response) }
    });
    let response = block_on(async {
        let server = server.bind("127.0.0.1:0").await.unwrap();
        call(server.client().unwrap()).await.unwrap()
    });
    same(&response, &output);
}

/// Asserts that a client reads `error` when a server sends it.
#[track_caller]
pub(crate) fn fails_served<O>(call: impl AsyncFnOnce(Client) -> SendResult<O>, error: O::Error)
where
    O: Operation<Output: WriteMembers + Debug + Send, Error: Clone + PartialEq + Debug> + ReadMembers + Send + 'static,
{
    let response = error.clone();
    let server = server().operation::<O, _>(move |_: IncomingCall<O>| {
        let response = response.clone();
        async move { Err(response) }
    });
    let got = block_on(async {
        let server = server.bind("127.0.0.1:0").await.unwrap();
        let client = Client::builder().region("us-east-1").credentials(credentials()).endpoint_url(server.url());
        call(client.retry(RetryPolicy::never()).build().unwrap()).await.unwrap_err()
    });
    assert_eq!(got.service_error(), Some(&error), "{got}");
}

/// A transport that sends the same response to every request and keeps the last request.
#[derive(Clone)]
struct Canned {
    response: http::Response<Bytes>,
    sent: Arc<Mutex<Option<http::Request<Bytes>>>>,
}

impl Canned {
    fn new(response: http::Response<Bytes>) -> Self {
        Self { response, sent: Arc::default() }
    }

    fn client(&self, endpoint: &str) -> Client {
        Client::builder()
            .region("us-east-1")
            .credentials(credentials())
            .endpoint_url(endpoint)
            .tokens(TokenSource::fixed(TOKEN))
            .retry(RetryPolicy::never())
            .transport(self.clone())
            .build()
            .unwrap()
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        *self.sent.lock().unwrap() = Some(request.map(|body| body.as_bytes().unwrap().clone()));
        Box::pin(async { Ok(self.response.clone().map(Body::from)) })
    }
}

/// The names of the headers that the built-in HTTP client sends for `request`, as its peer receives them.
async fn headers_on_the_wire(request: &http::Request<Bytes>) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let authority = listener.local_addr().unwrap().to_string();
    let mut request = request.clone();
    let target = request.uri().path_and_query().unwrap().clone();
    let uri = http::Uri::builder().scheme("http").authority(authority).path_and_query(target).build();
    *request.uri_mut() = uri.unwrap();
    let transport = transport();
    let received = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = Vec::new();
        while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
            assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the connection closed early");
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (text, response) = tokio::join!(received, transport.send(request.map(Body::from)));
    assert!(response.unwrap().status().is_success());
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    head.lines().skip(1).filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
}

fn transport() -> BuiltInTransport {
    BuiltInTransport::new(Duration::from_secs(3))
}

fn credentials() -> Credentials {
    Credentials::new(ACCESS_KEY.0, ACCESS_KEY.1)
}

fn server() -> ServerBuilder {
    Server::builder().accept_credentials(credentials())
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Asserts that `got` is `expected`. A value with a NaN, which is not equal to itself, is compared by its `Debug`
/// output.
#[track_caller]
fn same<T: Clone + Debug + PartialEq>(got: &T, expected: &T) {
    if expected.clone() == *expected {
        assert_eq!(got, expected);
    } else {
        assert_eq!(format!("{got:?}"), format!("{expected:?}"));
    }
}
