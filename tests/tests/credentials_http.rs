//! Container and instance credentials over real HTTP, with the built-in transport. Servers on loopback send valid, invalid or
//! no responses. Tests of timeouts run with a paused clock.

mod test_environment;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::{
    Body, Client, Clock, Environment, RetryPolicy, Timestamp, Transport, TransportError, TransportFuture, http,
};
use test_environment::{NOW, Open, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

/// How a server handles the next request.
#[derive(Clone)]
enum Step {
    Response(u16, &'static str, String),
    /// Bytes that are an invalid or truncated response.
    Raw(&'static [u8]),
    Close,
    /// No response.
    Silence,
}

fn ok(body: &str) -> Step {
    Step::Response(200, "", body.to_owned())
}

/// The response to `PUT /latest/api/token`.
fn session(token: &str) -> Step {
    Step::Response(200, "x-aws-ec2-metadata-token-ttl-seconds: 21600\r\n", token.to_owned())
}

/// A server that performs one step for each request and records the requests' heads. The last step repeats.
struct Server {
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(steps: impl IntoIterator<Item = Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (steps, heads) = (steps.into_iter().collect::<Vec<_>>(), Arc::new(Mutex::new(Vec::new())));
        let shared = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, steps.clone(), Arc::clone(&shared)));
            }
        });
        Self { address, heads }
    }

    /// The first line and the headers of each request, without those that the HTTP client adds.
    fn heads(&self) -> Vec<String> {
        let added = ["accept: */*", "host:", "user-agent:", "content-length:"];
        let heads = self.heads.lock().unwrap();
        let lines = |head: &String| {
            let lines =
                head.lines().filter(|line| !added.iter().any(|added| line.starts_with(added)) && !line.is_empty());
            lines.collect::<Vec<_>>().join("|")
        };
        heads.iter().map(lines).collect()
    }
}

async fn serve(mut stream: TcpStream, steps: Vec<Step>, heads: Arc<Mutex<Vec<String>>>) {
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read_u8().await {
                Ok(byte) => head.push(byte),
                Err(_) => return,
            }
        }
        let number = {
            let mut heads = heads.lock().unwrap();
            heads.push(String::from_utf8(head).unwrap());
            heads.len()
        };
        match &steps[(number - 1).min(steps.len() - 1)] {
            Step::Response(status, headers, body) => {
                let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n", body.len());
                stream.write_all((head + body).as_bytes()).await.unwrap();
            }
            Step::Raw(bytes) => {
                stream.write_all(bytes).await.unwrap();
                return;
            }
            Step::Close => return,
            Step::Silence => std::future::pending().await,
        }
    }
}

/// Loads the credentials of `environment` for a call. The call itself always fails, because no server listens at its endpoint;
/// the result is `Ok` if credentials were found.
async fn load(environment: Environment) -> Result<(), String> {
    let client = Client::builder()
        .region("us-east-1")
        .endpoint_url("http://127.0.0.1:1")
        .retry(RetryPolicy::never())
        .clock(Clock::fixed(Timestamp::from_second(NOW).unwrap()))
        .build_from(&environment)
        .await
        .unwrap();
    let error = Open {}.send(&client).await.unwrap_err().to_string();
    if error.contains("no credentials") { Err(error) } else { Ok(()) }
}

fn instance(server: &Server) -> Environment {
    Environment::empty().with_variable("AWS_EC2_METADATA_SERVICE_ENDPOINT", format!("http://{}", server.address))
}

fn container(server: &Server) -> Environment {
    let uri = format!("http://{}/creds?x=y", server.address);
    Environment::empty()
        .with_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri)
        .with_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic abc")
}

#[tokio::test]
async fn the_instance_is_accessed_with_imdsv2() {
    let server = Server::start([session("tok=="), ok("my-role"), ok(&json("EC2"))]).await;
    load(instance(&server)).await.unwrap();
    assert_eq!(
        server.heads(),
        [
            "PUT /latest/api/token HTTP/1.1|x-aws-ec2-metadata-token-ttl-seconds: 21600",
            "GET /latest/meta-data/iam/security-credentials/ HTTP/1.1|x-aws-ec2-metadata-token: tok==",
            "GET /latest/meta-data/iam/security-credentials/my-role HTTP/1.1|x-aws-ec2-metadata-token: tok==",
        ]
    );
}

#[tokio::test]
async fn an_expired_session_is_renewed() {
    let rejected = Step::Response(401, "", String::new());
    let server = Server::start([session("one"), ok("my-role"), rejected, session("two"), ok(&json("EC2"))]).await;
    load(instance(&server)).await.unwrap();
    let last = server.heads().pop().unwrap();
    assert_eq!(last, "GET /latest/meta-data/iam/security-credentials/my-role HTTP/1.1|x-aws-ec2-metadata-token: two");
}

#[tokio::test]
async fn the_container_request_has_the_token() {
    let server = Server::start([ok(&json("ECS"))]).await;
    load(container(&server)).await.unwrap();
    assert_eq!(server.heads(), ["GET /creds?x=y HTTP/1.1|accept: application/json|authorization: Basic abc"]);
}

#[tokio::test(start_paused = true)]
async fn without_an_instance_the_search_ends_within_a_second() {
    let server = Server::start([Step::Silence]).await;
    let start = Instant::now();
    let error = load(instance(&server)).await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 1);
    assert!(error.contains("this is not an EC2 instance, or it is a container and the hop limit is 1"), "{error}");
    assert!(error.contains("hop limit is 1: no response within 1s). Set AWS_ACCESS_KEY_ID and "), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_silent_container_endpoint_fails_after_three_attempts_of_two_seconds() {
    let server = Server::start([Step::Silence]).await;
    let start = Instant::now();
    let error = load(container(&server)).await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 2 + 1 + 2 + 1 + 2);
    let reason = "the container credentials endpoint at 127.0.0.1 (AWS_CONTAINER_CREDENTIALS_FULL_URI) did not respond";
    assert_eq!(error, format!("Open failed: no credentials: {reason}: no response within 2s"));
}

/// Fails to connect, and counts the attempts.
struct Unreachable(Arc<AtomicU32>);

impl Transport for Unreachable {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Err(TransportError::not_sent("connection refused")) })
    }
}

/// Each case: the step, the expected error, and the number of attempts.
#[tokio::test]
async fn errors_of_the_container_endpoint_are_reported() {
    let redirect = Step::Response(302, "location: http://127.0.0.1:1/other\r\n", String::new());
    let rejected = |status: u16, body: &str| Step::Response(status, "", body.to_owned());
    let long = "x".repeat(65_537);
    let agent = "the container credentials endpoint at 127.0.0.1 (AWS_CONTAINER_CREDENTIALS_FULL_URI)";
    let cases = [
        (redirect, "rejected the request with status 302", 1),
        (rejected(401, ""), "rejected the request with status 401", 1),
        (rejected(403, "the pod has\nno role\n"), "rejected the request with status 403: the pod has no role", 1),
        (rejected(404, r#"{"code":"C","message":"M"}"#), "rejected the request with status 404: C: M", 1),
        (rejected(400, r#"{"message":"M"}"#), "rejected the request with status 400: M", 1),
        (rejected(400, r#"{"code":"C","SecretAccessKey":"hidden"}"#), "rejected the request with status 400", 1),
        (rejected(400, "hidden: Basic abc"), "rejected the request with status 400", 1),
        (rejected(500, "out of order"), "rejected the request with status 500: out of order", 3),
        (ok("<html>hidden</html>"), "returned a document that is not JSON", 3),
        (ok(r#"{"AccessKeyId":"A"}"#), "returned a document that has no `SecretAccessKey`", 3),
        (ok(r#"{"Code":"Failed","Message":"m"}"#), "returned a document that reports the error Failed: m", 3),
        (Step::Close, "did not respond: the response was lost", 3),
        (Step::Raw(b"hidden\r\n\r\n"), "did not respond: the response was lost", 3),
        (Step::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhid"), "did not respond: the response was lost", 3),
        (ok(&long), "did not respond: the response is too large: the body is longer than the limit of 65536 bytes", 3),
    ];
    let all = cases.map(|(step, expected, times)| async move {
        let server = Server::start([step]).await;
        let error = load(container(&server)).await.unwrap_err();
        let expected_error = format!("Open failed: no credentials: {agent} {expected}");
        assert!(error.starts_with(&expected_error) && !error.contains("hidden"), "{error}\nis not\n{expected_error}");
        assert_eq!(server.heads().len(), times, "{expected}");
    });
    // Concurrently, because the delays between the attempts are real.
    let all: Vec<_> = all.into_iter().map(tokio::spawn).collect();
    for one in all {
        one.await.unwrap();
    }
}

#[tokio::test]
async fn errors_of_the_instance_metadata_service_are_reported() {
    let no_ttl = Step::Response(200, "", "token".to_owned());
    let two = |first: Step, second: Step| vec![first, second];
    for (steps, expected) in [
        (vec![no_ttl], "is not that of an instance metadata service, version 2: its session has no TTL"),
        (
            two(session("to\u{1}ken"), ok("")),
            "is not that of an instance metadata service, version 2: its session token cannot be sent as a header",
        ),
        (
            two(session("t"), ok("<html>")),
            "is not that of an instance metadata service, version 2: its role name is invalid",
        ),
        (two(session("t"), Step::Response(404, "", String::new())), "reports that the instance has no role"),
        (vec![Step::Response(403, "", String::new())], "rejected the request for a session with status 403"),
        (vec![Step::Close], "did not respond to the request for a session"),
        (vec![Step::Raw(b"hidden\r\n\r\n")], "did not respond to the request for a session"),
        (two(session("t"), Step::Close), "did not respond to the request for the name of the instance's role"),
    ] {
        let server = Server::start(steps).await;
        let error = load(instance(&server)).await.unwrap_err();
        assert!(error.contains(expected), "{error}\ndoes not contain\n{expected}");
        assert!(!error.contains("this is not an EC2 instance"), "{error}");
    }
}

#[tokio::test]
async fn a_broken_first_connection_is_retried() {
    let server = Server::start([Step::Close, session("t"), ok("my-role"), ok(&json("EC2"))]).await;
    load(instance(&server)).await.unwrap();
    assert_eq!(server.heads().len(), 4);
}

#[tokio::test]
async fn a_refused_connection_is_not_retried() {
    let attempts = Arc::new(AtomicU32::new(0));
    let environment = Environment::empty().with_variable("AWS_REGION", "us-east-1");
    let client =
        Client::builder().transport(Unreachable(Arc::clone(&attempts))).build_from(&environment).await.unwrap();
    let error = Open {}.send(&client).await.unwrap_err().to_string();
    assert!(error.contains("this is not an EC2 instance"), "{error}");
    assert_eq!(attempts.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn the_region_of_the_instance_is_requested() {
    let server = Server::start([session("t"), ok("ap-south-2")]).await;
    let environment =
        instance(&server).with_variable("AWS_ACCESS_KEY_ID", "A").with_variable("AWS_SECRET_ACCESS_KEY", "S");
    let client = Client::builder().build_from(&environment).await.unwrap();
    assert_eq!(client.region(), "ap-south-2");
    assert_eq!(server.heads()[1], "GET /latest/meta-data/placement/region HTTP/1.1|x-aws-ec2-metadata-token: t");
}

/// Token files are replaced while a program runs, so each load reads the file again.
#[tokio::test]
async fn a_token_file_is_read_at_each_load() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    let expires_soon = json("ECS").replace(test_environment::LATER, "2015-08-30T12:36:15Z");
    let server = Server::start([ok(&expires_soon)]).await;
    // Reads files from disk. AWS variables of this process are unset.
    let unset = [
        "AWS_PROFILE",
        "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_RETRY_MODE",
        "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    ];
    let environment = unset.iter().fold(Environment::process(), |all, name| all.with_variable(*name, ""));
    let environment = environment
        .with_variable("HOME", folder.path().to_str().unwrap())
        .with_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", format!("http://{}/", server.address))
        .with_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.to_str().unwrap());
    let time = Arc::new(Mutex::new(Timestamp::from_second(NOW).unwrap()));
    let shared = Arc::clone(&time);
    let client = Client::builder()
        .region("us-east-1")
        .endpoint_url("http://127.0.0.1:1")
        .retry(RetryPolicy::never())
        .clock(Clock::from_fn(move || *shared.lock().unwrap()))
        .build_from(&environment)
        .await
        .unwrap();
    for token in ["first", "second"] {
        std::fs::write(&file, token).unwrap();
        Open {}.send(&client).await.unwrap_err();
        assert!(server.heads().pop().unwrap().ends_with(&format!("authorization: {token}")), "{:?}", server.heads());
        // So close to expiry, a call waits for new credentials.
        let mut time = time.lock().unwrap();
        *time = time.saturating_add(Duration::from_secs(6));
    }
}
