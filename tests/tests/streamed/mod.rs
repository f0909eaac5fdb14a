//! Operations with streamed bodies, and transports that read and produce them at their own pace.

#![allow(dead_code)] // each test file uses its part

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_operation::{
    Body, ByteStream, Bytes, Client, ClientBuilder, Credentials, RetryPolicy, Transport, TransportError,
    TransportFuture, aws_operation, aws_service, aws_shape, http,
};
use http_body::Frame;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

pub const SECOND: Duration = Duration::from_secs(1);

#[aws_service(id = "S3", protocol = "restJson1", signing_name = "s3")]
pub struct Service;

#[aws_operation(name = "GetObject", http = "GET /objects")]
pub struct GetObject {}

#[aws_shape]
pub struct GetObjectOutput {
    #[aws(payload)]
    pub body: ByteStream,
}

#[aws_operation(name = "PutObject", output = (), http = "PUT /objects", idempotent)]
pub struct PutObject {
    #[aws(payload)]
    pub body: ByteStream,
}

#[aws_service(id = "Streams", protocol = "restJson1", signing_name = "streams", auth = "unsigned-payload")]
pub struct Streams;

/// Of a service that needs no length, unlike S3.
#[aws_operation(name = "PutObject", service = Streams, output = (), http = "PUT /objects", idempotent)]
pub struct PutUnsized {
    #[aws(payload)]
    pub body: ByteStream,
}

/// The result of a transport.
pub type Response = Result<http::Response<Body>, TransportError>;

/// A transport that calls this function with each request.
pub struct Serving<F>(pub F);

impl<F, Fut> Transport for Serving<F>
where
    F: Fn(Body) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Response> + Send + 'static,
{
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin((self.0)(request.into_body()))
    }
}

pub fn builder() -> ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .retry(RetryPolicy::standard().jitter(|| 0.0))
}

pub fn client<F, Fut>(serve: F) -> Client
where
    F: Fn(Body) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Response> + Send + 'static,
{
    builder().transport(Serving(serve)).build().unwrap()
}

/// A body whose parts come from a channel.
pub struct Arriving(pub mpsc::UnboundedReceiver<Bytes>);

impl http_body::Body for Arriving {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.0.poll_recv(context).map(|part| part.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// A body whose parts arrive after these delays, each after the previous part.
pub fn arriving(delays: Vec<Duration>, part: &'static [u8], ends: bool) -> Body {
    let (send, receive) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for delay in delays {
            sleep(delay).await;
            if send.send(Bytes::from_static(part)).is_err() {
                return;
            }
        }
        if !ends {
            send.closed().await;
        }
    });
    Body::new(Arriving(receive))
}

/// Waits for at most a day of the runtime's time.
pub async fn within_a_day<T>(work: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(86400), work).await.expect("no timeout ended the work")
}

pub async fn got(client: &Client) -> Body {
    GetObject {}.send(client).await.unwrap().body.open().await.unwrap()
}

/// A client of a service whose responses stall at once.
pub fn of_silence() -> Client {
    client(|_| async { Ok(http::Response::new(arriving(Vec::new(), b"", false))) })
}

/// Reads the request part by part with `pause` between the parts, and then responds.
pub async fn take(mut body: Body, pause: Duration) -> Response {
    loop {
        sleep(pause).await;
        match body.next().await {
            None => return Ok(http::Response::new(Body::empty())),
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(TransportError::lost(error)),
        }
    }
}

/// A duration that is not a multiple of ten milliseconds.
pub const ODD: Duration = Duration::from_millis(1005);

pub fn paused<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(work)
}
