//! A simulated environment for tests: variables, files, and scripted responses of credential endpoints.
#![allow(dead_code)] // each test file uses a part

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use aws_operation::{
    Body, Client, Clock, ConfigError, Environment, RetryPolicy, ServiceError, Timestamp, Transport, TransportError,
    TransportFuture, aws_operation, aws_service, http,
};

/// The current time in the tests.
pub const NOW: i64 = 1_440_938_160;
/// An hour after `NOW`.
pub const LATER: &str = "2015-08-30T13:36:00Z";

#[aws_service(id = "Doors", protocol = "restJson1")]
pub struct Service;

#[aws_operation(name = "Open", readonly, output = (), error = ServiceError)]
#[aws(http = "POST /doors")]
pub struct Open {}

/// The environment of a program under test, with scripted responses.
#[derive(Clone)]
pub struct TestEnvironment {
    environment: Environment,
    responses: BTreeMap<String, VecDeque<(u16, String)>>,
}

impl TestEnvironment {
    /// An environment with only a region.
    pub fn new() -> Self {
        let environment = Environment::empty().with_variable("HOME", "/h").with_variable("AWS_REGION", "us-east-1");
        Self { environment, responses: BTreeMap::new() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment = self.environment.with_variable(name, value);
        self
    }

    pub fn key(self, id: &str) -> Self {
        self.with("AWS_ACCESS_KEY_ID", id).with("AWS_SECRET_ACCESS_KEY", "hidden-secret")
    }

    pub fn file(mut self, path: &str, content: &str) -> Self {
        self.environment = self.environment.with_file(path, content);
        self
    }

    /// Adds `~/.aws/config`. `KEYS(id)` in `text` stands for the properties of an access key.
    pub fn config(self, text: &str) -> Self {
        self.file("/h/.aws/config", &keys(text))
    }

    /// Adds `~/.aws/credentials`. `KEYS(id)` in `text` stands for the properties of an access key.
    pub fn credentials(self, text: &str) -> Self {
        self.file("/h/.aws/credentials", &keys(text))
    }

    /// Adds a response to `request`, which is a method and a URL.
    pub fn response(mut self, request: &str, status: u16, body: &str) -> Self {
        self.responses.entry(request.to_owned()).or_default().push_back((status, body.to_owned()));
        self
    }

    /// Adds the responses of an instance metadata service at `address`, with credentials of this access key ID.
    pub fn instance(self, address: &str, id: &str) -> Self {
        self.instance_until(address, id, LATER)
    }

    pub fn instance_until(self, address: &str, id: &str, end: &str) -> Self {
        self.response(&format!("PUT {address}/latest/api/token"), 200, "hidden-session")
            .response(&format!("GET {address}/latest/meta-data/iam/security-credentials/"), 200, "my-role")
            .response(
                &format!("GET {address}/latest/meta-data/iam/security-credentials/my-role"),
                200,
                &json(id).replace(LATER, end),
            )
    }

    /// Adds a response of STS with credentials of this access key ID.
    pub fn sts(self, address: &str, action: &str, id: &str) -> Self {
        let body = format!(
            "<{action}Response><{action}Result><Credentials><AccessKeyId>{id}</AccessKeyId>\
             <SecretAccessKey>hidden-of-{id}</SecretAccessKey><SessionToken>token-of-{id}</SessionToken>\
             <Expiration>{LATER}</Expiration></Credentials></{action}Result></{action}Response>"
        );
        self.response(&format!("POST {address}"), 200, &body)
    }

    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Builds a client in this environment.
    pub async fn client(&self, clock: Clock) -> (Result<Client, ConfigError>, FakeNetwork) {
        let network = FakeNetwork::new(self.responses.clone());
        let builder = Client::builder().transport(network.clone()).retry(RetryPolicy::never()).clock(clock);
        (builder.build_from(&self.environment).await, network)
    }

    /// Builds a client and sends an operation.
    pub async fn run(&self) -> Outcome {
        let (client, network) = self.client(Clock::fixed(Timestamp::from_second(NOW).unwrap())).await;
        let failure = match client {
            Err(error) => Some((true, error.to_string(), format!("{error:?}"))),
            Ok(client) => {
                let failed = Open {}.send(&client).await.err();
                failed.map(|error| (false, error.to_string(), format!("{error:?}")))
            }
        };
        if let Some((_, text, debug)) = &failure {
            assert!(!text.contains("hidden") && !debug.contains("hidden"), "a secret in {text} {debug}");
        }
        Outcome {
            signed: network.signed(),
            failure: failure.map(|(early, text, _)| (early, text)),
            requests: network.take_requests(),
        }
    }
}

/// The outcome of a run.
pub struct Outcome {
    /// The access key ID and the session token that signed the operation.
    pub signed: Option<String>,
    /// The error, and whether it occurred while the client was built.
    pub failure: Option<(bool, String)>,
    /// The requests for credentials.
    pub requests: Vec<String>,
}

/// Replaces each `KEYS(id)` in `text` by the properties of an access key.
fn keys(text: &str) -> String {
    let mut parts = text.split("KEYS(");
    let mut all = parts.next().unwrap().to_owned();
    for part in parts {
        let (id, rest) = part.split_once(')').unwrap();
        all += &format!("aws_access_key_id = {id}\naws_secret_access_key = hidden-secret{rest}");
    }
    all
}

/// A credentials document of a container endpoint or IMDS.
pub fn json(id: &str) -> String {
    let fields = format!(r#""AccessKeyId":"{id}","SecretAccessKey":"hidden-of-{id}","Token":"token-of-{id}""#);
    format!(r#"{{"Code":"Success","Type":"AWS-HMAC",{fields},"Expiration":"{LATER}"}}"#)
}

/// A transport that returns the scripted responses.
#[derive(Clone)]
pub struct FakeNetwork(Arc<Mutex<State>>);

struct State {
    responses: BTreeMap<String, VecDeque<(u16, String)>>,
    requests: Vec<String>,
    signed: Option<String>,
}

impl FakeNetwork {
    fn new(responses: BTreeMap<String, VecDeque<(u16, String)>>) -> Self {
        Self(Arc::new(Mutex::new(State { responses, requests: Vec::new(), signed: None })))
    }

    /// The access key ID and the session token that signed the last operation.
    pub fn signed(&self) -> Option<String> {
        self.0.lock().unwrap().signed.clone()
    }

    /// The requests for credentials since the last call of this method.
    pub fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().requests)
    }

    /// Replaces the scripted responses by those of `environment`.
    pub fn set_responses(&self, environment: &TestEnvironment) {
        self.0.lock().unwrap().responses.clone_from(&environment.responses);
    }
}

impl Transport for FakeNetwork {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let mut state = self.0.lock().unwrap();
        let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap());
        let key = header("authorization").and_then(|value| value.strip_prefix("AWS4-HMAC-SHA256 Credential="));
        let key = key.map(|scope| scope.split('/').next().unwrap());
        if request.uri().path() == "/doors" {
            state.signed =
                Some([key, header("x-amz-security-token")].into_iter().flatten().collect::<Vec<_>>().join(" "));
            return Box::pin(async { Ok(http::Response::new(Body::from("{}"))) });
        }
        let target = format!("{} {}", request.method(), request.uri());
        let form = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
        let details = match (request.method().as_str(), form.as_str(), header("authorization")) {
            ("GET", "", Some(token)) => format!(" with {token}"),
            ("POST", form, _) => format!(" {form} by {}", key.unwrap_or("no key")),
            _ => String::new(),
        };
        state.requests.push(format!("{target}{details}"));
        if target.contains("/latest/meta-data/") {
            assert_eq!(header("x-aws-ec2-metadata-token"), Some("hidden-session"), "IMDSv1 must not be used");
        }
        let response = state.responses.get_mut(&target).and_then(VecDeque::pop_front);
        Box::pin(async move {
            let (status, body) = response.ok_or_else(|| TransportError::not_sent("no route to host"))?;
            let response =
                http::Response::builder().status(status).header("x-aws-ec2-metadata-token-ttl-seconds", "21600");
            Ok(response.body(Body::from(body.into_bytes())).unwrap())
        })
    }
}
