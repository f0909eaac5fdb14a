//! How many connections a client opens, what holds them, and what waits for them.

mod scripted;

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use aws_operation::{
    Body, ByteStream, Bytes, Call, Client, ConfigError, Credentials, CredentialsFuture, ProvideCredentials, SendError,
    ServiceError, TimedOut, Transport, TransportFuture, aws_operation, aws_shape, blocking, http,
};
use scripted::{CreateProject, Script, Service, Step};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;

const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

#[aws_operation(name = "Read", error = ServiceError, auth = "none", http = "GET /read", readonly)]
struct Read {}

#[aws_shape]
struct ReadOutput {
    #[aws(payload)]
    body: ByteStream,
}

#[aws_operation(name = "Ping", error = ServiceError, output = (), auth = "none", http = "GET /ping", readonly)]
struct Ping {}

/// Counts the connections to a service, and its concurrent requests.
#[derive(Clone, Default)]
struct Seen {
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Seen {
    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn most_requests(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }

    async fn serve(self, mut stream: TcpStream, barrier: Arc<Barrier>) {
        self.connections.fetch_add(1, Ordering::SeqCst);
        while read_head(&mut stream).await.is_some() {
            let requests = self.requests.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(requests, Ordering::SeqCst);
            barrier.wait().await;
            self.requests.fetch_sub(1, Ordering::SeqCst);
            stream.write_all(RESPONSE).await.unwrap();
        }
    }
}

/// A service that responds once `together` requests have arrived, and keeps its connections open.
async fn serve(together: usize) -> (String, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (seen, barrier) = (Seen::default(), Arc::new(Barrier::new(together)));
    let counted = seen.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(counted.clone().serve(stream, Arc::clone(&barrier)));
        }
    });
    (url, seen)
}

async fn read_head(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    Some(head)
}

fn client(url: &str, connections: usize) -> Client {
    let builder = Client::builder().region("us-east-1").no_credentials().endpoint_url(url);
    builder.max_connections(connections).build().unwrap()
}

async fn ping_all(client: &Client, calls: usize) {
    let calls: Vec<_> = (0..calls)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { Ping {}.send(&client).await.map(drop) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn calls_over_the_connection_limit_wait_and_succeed() {
    let (url, seen) = serve(50).await;
    let client = client(&url, 50);
    ping_all(&client, 600).await;
    assert_eq!((seen.most_requests(), seen.connections()), (50, 50));
}

/// More calls than the default limit of open files.
#[tokio::test]
async fn ten_thousand_calls_at_once_wait_and_none_fails() {
    let (url, seen) = serve(16).await;
    let builder = Client::builder().region("us-east-1").no_credentials().endpoint_url(url);
    ping_all(&builder.build().unwrap(), 10_000).await;
    // The HTTP client may open a connection that it does not use, if another one becomes idle first.
    assert!(seen.most_requests() <= 128 && seen.connections() < 256, "{} {}", seen.most_requests(), seen.connections());
}

#[test]
fn a_blocking_client_has_its_own_connection_limit() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (url, seen) = runtime.block_on(serve(4));
    let client = blocking::Client::new(client(&url, 4)).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| client.send(&Ping {}).unwrap());
        }
    });
    assert_eq!(seen.most_requests(), 4);
}

#[tokio::test]
async fn idle_connections_are_limited_in_number_and_time() {
    for (idle, time, expected) in [(1, 60_000_000_000, 1), (0, 60_000_000_000, 3), (1, 1, 3)] {
        let (url, seen) = serve(1).await;
        let builder = Client::builder().region("us-east-1").no_credentials().endpoint_url(&url);
        let builder = builder.max_idle_connections(idle).max_connection_idle_time(Duration::from_nanos(time));
        let client = builder.build().unwrap();
        for _ in 0..3 {
            Ping {}.send(&client).await.unwrap();
            // The HTTP client returns a connection to its pool in a separate task.
            tokio::task::yield_now().await;
        }
        assert_eq!(seen.connections(), expected);
    }
}

/// The HTTP client measures the idle time in a separate task, where a panic would fail no call.
#[tokio::test]
async fn the_idle_time_of_a_connection_can_be_unlimited() {
    static OVERFLOWS: AtomicUsize = AtomicUsize::new(0);
    let others = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        OVERFLOWS.fetch_add(usize::from(panic.to_string().contains("overflow")), Ordering::SeqCst);
        others(panic);
    }));
    let (url, seen) = serve(1).await;
    let builder = Client::builder().region("us-east-1").no_credentials().endpoint_url(&url);
    let client = builder.max_connection_idle_time(Duration::MAX).build().unwrap();
    for _ in 0..3 {
        Ping {}.send(&client).await.unwrap();
        tokio::task::yield_now().await;
    }
    assert_eq!((seen.connections(), OVERFLOWS.load(Ordering::SeqCst)), (1, 0));
}

/// There is nothing to read, so it does not matter whether the body is polled to its end.
#[tokio::test]
async fn a_response_with_an_empty_body_holds_no_connection() {
    const NONE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    for (response, length) in [(&b"HTTP/1.1 204 No Content\r\n\r\n"[..], 0), (NONE, 0), (RESPONSE, 2)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(&format!("http://{}", listener.local_addr().unwrap()), 1);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                while read_head(&mut stream).await.is_some() {
                    stream.write_all(response).await.unwrap();
                }
            }
        });
        let client = client.with_operation_timeout(5 * SECOND);
        let mut kept = Vec::new();
        for _ in 0..2 {
            let mut body = Read {}.send(&client).await.unwrap().body.open().await.unwrap();
            let mut read = 0;
            while read < length {
                read += body.next().await.unwrap().unwrap().len();
            }
            kept.push(body);
        }
    }
}

#[test]
fn a_connection_limit_of_zero_is_an_error() {
    let error = Client::builder().region("us-east-1").no_credentials().max_connections(0).build().unwrap_err();
    assert!(matches!(error, ConfigError::InvalidSetting { .. }), "{error:?}");
    assert_eq!(error.to_string(), "max_connections is `0`: write a number of connections, 1 or more");
}

/// Two parts of a body.
struct Parts(u8);

impl http_body::Body for Parts {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        self.0 += 1;
        Poll::Ready((self.0 < 3).then(|| Ok(http_body::Frame::data(Bytes::from_static(b"part")))))
    }
}

struct Streaming;

impl Transport for Streaming {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async { Ok(http::Response::new(Body::new(Parts(0)))) })
    }
}

const SECOND: Duration = Duration::from_secs(1);

async fn assert_no_connection(client: &Client) {
    let error = Ping {}.send(client).await.unwrap_err();
    let SendError::Timeout(limit, _) = &error else { panic!("{error:?}") };
    assert_eq!(*limit, TimedOut::Connection { limit: SECOND, connections: 2 });
    assert_eq!((error.attempts(), error.is_ambiguous()), (0, false), "nothing was sent");
    let text = error.to_string();
    assert!(
        text.contains("within the operation timeout of 1s, all 2 are in use: read or drop the open response bodies"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_body_holds_its_connection_until_it_is_read_or_dropped() {
    let client = Client::builder().region("us-east-1").no_credentials().transport(Streaming).max_connections(2);
    let client = client.operation_timeout(SECOND).build().unwrap();
    // Clones and clients with other timeouts share the connections.
    let first = Read {}.send(&client.clone()).await.unwrap();
    let mut second = Read {}.send(&client.with_attempt_timeout(SECOND)).await.unwrap().body.open().await.unwrap();
    assert_no_connection(&client).await;
    assert_no_connection(&client.with_endpoint_url("http://127.0.0.1:1").unwrap()).await;

    drop(first);
    Ping {}.send(&client).await.unwrap();
    let _third = Read {}.send(&client).await.unwrap();
    second.next().await.unwrap().unwrap();
    assert_no_connection(&client).await;
    while let Some(part) = second.next().await {
        part.unwrap();
    }
    Ping {}.send(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_a_retry_holds_no_connection() {
    let script = Script::new([Step::rejected(429, "ThrottlingException"), Step::made(), Step::made()]);
    let client = script.client_with(|builder| builder.max_connections(1));
    let (first, second) = tokio::join!(async { CreateProject::with_token("a").call(&client).await.unwrap() }, async {
        CreateProject::with_token("b").call(&client).await.unwrap()
    },);
    assert_eq!((first.attempts(), second.attempts()), (2, 1));
    let order: Vec<_> =
        script.take_sent().iter().map(|sent| sent.header("x-amzn-client-token").unwrap().to_owned()).collect();
    assert_eq!(order, ["a", "b", "a"]);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_starts_and_is_signed_after_the_wait_for_a_connection() {
    let script = Script::new([Step::made().late(), Step::made().late()]);
    let client = script.client_with(|builder| builder.max_connections(1));
    let client = client.with_attempt_timeout(Duration::from_millis(1500));
    let (first, second) = tokio::join!(async { CreateProject::with_token("a").call(&client).await }, async {
        CreateProject::with_token("b").call(&client).await
    },);
    assert_eq!((first.unwrap().attempts(), second.unwrap().attempts()), (1, 1));
    assert_eq!(client.retry_quota::<Service>(), 500);
}

/// Credentials that are loaded by another operation of the same client.
#[derive(Clone, Default)]
struct Asked(Arc<OnceLock<Client>>);

impl ProvideCredentials for Asked {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            Ping {}.send(self.0.get().unwrap()).await.unwrap();
            Ok(Credentials::new("AKID", "secret"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_loads_credentials_holds_no_connection() {
    let (asked, script) = (Asked::default(), Script::new([Step::response(200, "{}"), Step::made()]));
    let client = script.client_with(|builder| builder.credentials(asked.clone()).max_connections(1));
    assert!(asked.0.set(client.clone()).is_ok());
    CreateProject::with_token("t").send(&client).await.unwrap();
    assert_eq!(script.count(), 2);
}

#[tokio::test]
async fn dropping_an_unread_body_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()), 1);
    let service = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_head(&mut stream).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf").await.unwrap();
        assert_eq!(stream.read(&mut [0]).await.unwrap_or(0), 0, "the client closes it");
        let (mut stream, _) = listener.accept().await.unwrap();
        read_head(&mut stream).await.unwrap();
        stream.write_all(RESPONSE).await.unwrap();
    });
    let mut body = Read {}.send(&client).await.unwrap().body.open().await.unwrap();
    body.next().await.unwrap().unwrap();
    drop(body);
    Ping {}.send(&client).await.unwrap();
    service.await.unwrap();
}
