//! What surrounds a program, made up: variables, files, and what responds at the addresses that it asks.
#![allow(dead_code)] // each test file uses its part

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use aws_operation::{
    Body, Client, Clock, ConfigError, Environment, RetryPolicy, ServiceError, Timestamp, Transport, TransportError,
    TransportFuture, aws_operation, aws_service, http,
};

/// The time at which everything happens.
pub const NOW: i64 = 1_440_938_160;
/// An hour later.
pub const LATER: &str = "2015-08-30T13:36:00Z";

#[aws_service(id = "Doors", protocol = "restJson1")]
pub struct Service;

#[aws_operation(name = "Open", readonly, output = (), error = ServiceError)]
#[aws(http = "POST /doors")]
pub struct Open {}

/// A program's surroundings, and what comes of them.
#[derive(Clone)]
pub struct Around {
    environment: Environment,
    responses: BTreeMap<String, VecDeque<(u16, String)>>,
}

impl Around {
    /// Nothing but a region.
    pub fn nothing() -> Self {
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

    /// `~/.aws/config`; in it `KEYS(id)` is an access key.
    pub fn config(self, text: &str) -> Self {
        self.file("/h/.aws/config", &keys(text))
    }

    /// `~/.aws/credentials`.
    pub fn credentials(self, text: &str) -> Self {
        self.file("/h/.aws/credentials", &keys(text))
    }

    /// The next response to `request`, which is a method and an address.
    pub fn response(mut self, request: &str, status: u16, body: &str) -> Self {
        self.responses.entry(request.to_owned()).or_default().push_back((status, body.to_owned()));
        self
    }

    /// A metadata service at `address` whose role has this key.
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

    /// What STS gives next.
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

    /// A client in these surroundings.
    pub async fn client(&self, clock: Clock) -> (Result<Client, ConfigError>, Net) {
        let net = Net::new(self.responses.clone());
        let builder = Client::builder().transport(net.clone()).retry(RetryPolicy::never()).clock(clock);
        (builder.build_from(&self.environment).await, net)
    }

    /// Builds a client and sends an operation.
    pub async fn run(&self) -> End {
        let (client, net) = self.client(Clock::fixed(Timestamp::from_second(NOW).unwrap())).await;
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
        End { signed: net.signed(), failure: failure.map(|(early, text, _)| (early, text)), asked: net.take_asked() }
    }
}

/// What came of a run.
pub struct End {
    /// The access key and the session token that the operation was signed with.
    pub signed: Option<String>,
    /// What failed, and whether it did while the client was built.
    pub failure: Option<(bool, String)>,
    /// What was asked for credentials, and how.
    pub asked: Vec<String>,
}

/// `text` with access keys in the places of `KEYS(..)`.
fn keys(text: &str) -> String {
    let mut parts = text.split("KEYS(");
    let mut all = parts.next().unwrap().to_owned();
    for part in parts {
        let (id, rest) = part.split_once(')').unwrap();
        all += &format!("aws_access_key_id = {id}\naws_secret_access_key = hidden-secret{rest}");
    }
    all
}

/// Credentials as a container or an instance has them.
pub fn json(id: &str) -> String {
    let fields = format!(r#""AccessKeyId":"{id}","SecretAccessKey":"hidden-of-{id}","Token":"token-of-{id}""#);
    format!(r#"{{"Code":"Success","Type":"AWS-HMAC",{fields},"Expiration":"{LATER}"}}"#)
}

/// Everything that can be reached.
#[derive(Clone)]
pub struct Net(Arc<Mutex<State>>);

struct State {
    responses: BTreeMap<String, VecDeque<(u16, String)>>,
    asked: Vec<String>,
    signed: Option<String>,
}

impl Net {
    fn new(responses: BTreeMap<String, VecDeque<(u16, String)>>) -> Self {
        Self(Arc::new(Mutex::new(State { responses, asked: Vec::new(), signed: None })))
    }

    /// What the last operation was signed with.
    pub fn signed(&self) -> Option<String> {
        self.0.lock().unwrap().signed.clone()
    }

    /// What was asked since the last time.
    pub fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }

    /// From now on there are the responses of `around`.
    pub fn now(&self, around: &Around) {
        self.0.lock().unwrap().responses.clone_from(&around.responses);
    }
}

impl Transport for Net {
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
        let asked = format!("{} {}", request.method(), request.uri());
        let form = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
        let details = match (request.method().as_str(), form.as_str(), header("authorization")) {
            ("GET", "", Some(token)) => format!(" with {token}"),
            ("POST", form, _) => format!(" {form} by {}", key.unwrap_or("nobody")),
            _ => String::new(),
        };
        state.asked.push(format!("{asked}{details}"));
        if asked.contains("/latest/meta-data/") {
            assert_eq!(header("x-aws-ec2-metadata-token"), Some("hidden-session"), "version 1 of the metadata service");
        }
        let response = state.responses.get_mut(&asked).and_then(VecDeque::pop_front);
        Box::pin(async move {
            let (status, body) = response.ok_or_else(|| TransportError::not_sent("no route to host"))?;
            let response =
                http::Response::builder().status(status).header("x-aws-ec2-metadata-token-ttl-seconds", "21600");
            Ok(response.body(Body::from(body.into_bytes())).unwrap())
        })
    }
}
