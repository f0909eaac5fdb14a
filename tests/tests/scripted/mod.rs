//! A transport that plays a script, and the operation that most tests send with it.

#![allow(dead_code)] // each test uses a part

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use aws_operation::{
    Body, Bytes, Client, ClientBuilder, Clock, Credentials, RetryPolicy, SendError, Timestamp, Transport,
    TransportError, TransportFuture, aws_error, aws_operation, aws_service, aws_shape, http,
};
use tokio::time::Instant;

#[aws_service(id = "LookoutVision", protocol = "restJson1", signing_name = "lookoutvision", error = Error)]
pub struct Service;

#[aws_operation(name = "CreateProject", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects")]
#[derive(Clone, Debug, PartialEq)]
pub struct CreateProject {
    pub project_name: String,
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl CreateProject {
    /// Without a token of the caller.
    pub fn paint() -> Self {
        Self { project_name: "paint".to_owned(), client_token: None }
    }

    pub fn with_token(token: &str) -> Self {
        Self { client_token: Some(token.to_owned()), ..Self::paint() }
    }
}

#[aws_shape]
#[derive(Debug)]
pub struct CreateProjectOutput {
    pub project_metadata: Option<ProjectMetadata>,
}

#[aws_shape]
#[derive(Debug)]
pub struct ProjectMetadata {
    pub project_arn: Option<String>,
    pub project_name: Option<String>,
    pub creation_timestamp: Option<Timestamp>,
}

#[aws_error]
#[derive(Debug, PartialEq)]
#[allow(clippy::enum_variant_names)] // these are the service's names
pub enum Error {
    #[aws(status = 409)]
    ConflictException { message: String, resource_id: String, resource_type: String },
    #[aws(status = 500)]
    InternalServerException {
        message: String,
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    #[aws(status = 429)]
    ThrottlingException {
        message: String,
        quota_code: Option<String>,
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    #[aws(status = 400)]
    ValidationException { message: String },
}

/// The result of one attempt.
#[derive(Clone)]
pub enum Step {
    Response(http::Response<Bytes>),
    /// A response after one second.
    Late(http::Response<Bytes>),
    /// No connection was established.
    NotSent,
    /// The connection broke after the request was sent.
    Lost,
    /// The service never responds.
    Silence,
}

impl Step {
    pub fn response(status: u16, body: impl Into<Bytes>) -> Self {
        Self::Response(http::Response::builder().status(status).body(body.into()).unwrap())
    }

    /// The response to a successful `CreateProject`.
    pub fn made() -> Self {
        Self::response(200, r#"{"ProjectMetadata":{"ProjectName":"paint"}}"#)
    }

    /// The same response, one second later.
    pub fn late(self) -> Self {
        let Self::Response(response) = self else { panic!("only a response can be late") };
        Self::Late(response)
    }

    /// An error response in the form of restJson1.
    pub fn rejected(status: u16, code: &str) -> Self {
        Self::response(status, r#"{"message":"no"}"#).header("x-amzn-errortype", code)
    }

    pub fn header(self, name: &str, value: &str) -> Self {
        let Self::Response(mut response) = self else { panic!("only a response has headers") };
        response.headers_mut().append(http::HeaderName::try_from(name).unwrap(), value.parse().unwrap());
        Self::Response(response)
    }
}

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: Instant,
    pub request: http::Request<Bytes>,
    /// The watched value when the request arrived.
    pub watched: Option<u32>,
}

impl Sent {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name).map(|value| value.to_str().unwrap())
    }

    pub fn target(&self) -> &str {
        self.request.uri().path_and_query().unwrap().as_str()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(self.request.body()).unwrap()
    }
}

/// Plays its steps, one per attempt, and stores the requests.
#[derive(Clone)]
pub struct Script(Arc<State>);

struct State {
    steps: Mutex<VecDeque<Step>>,
    sent: Mutex<Vec<Sent>>,
    watch: OnceLock<Box<dyn Fn() -> u32 + Send + Sync>>,
}

impl Script {
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = Mutex::new(steps.into_iter().collect());
        Self(Arc::new(State { steps, sent: Mutex::default(), watch: OnceLock::new() }))
    }

    /// Adds steps for the next call.
    pub fn extend(&self, steps: impl IntoIterator<Item = Step>) {
        self.0.steps.lock().unwrap().extend(steps);
    }

    /// Stores the value of `watch` when each request arrives.
    pub fn watch(&self, watch: impl Fn() -> u32 + Send + Sync + 'static) {
        assert!(self.0.watch.set(Box::new(watch)).is_ok(), "a script watches one thing");
    }

    /// A client that sends to this script, with delays that are not random.
    pub fn client(&self) -> Client {
        self.client_with(|builder| builder)
    }

    pub fn client_with(&self, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        let builder = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
            .clock(Clock::fixed(Timestamp::from_second(1_440_938_160).unwrap()))
            .retry(policy(RetryPolicy::standard()))
            .transport(self.clone());
        set(builder).build().unwrap()
    }

    /// The requests that arrived since the last call of this method.
    pub fn take_sent(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.0.sent.lock().unwrap())
    }

    /// The number of requests that arrived.
    pub fn count(&self) -> usize {
        self.0.sent.lock().unwrap().len()
    }
}

/// `policy` with full delays: the longest that jitter allows.
pub fn policy(policy: RetryPolicy) -> RetryPolicy {
    policy.jitter(|| 1.0)
}

impl Transport for Script {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let request = request.map(|body| body.as_bytes().unwrap().clone());
        let watched = self.0.watch.get().map(|watch| watch());
        self.0.sent.lock().unwrap().push(Sent { at: Instant::now(), request, watched });
        let step = self.0.steps.lock().unwrap().pop_front().expect("the script has a step for every attempt");
        Box::pin(async move {
            match step {
                Step::Response(response) => Ok(response.map(Body::from)),
                Step::Late(response) => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    Ok(response.map(Body::from))
                }
                Step::NotSent => Err(TransportError::not_sent("connection refused")),
                Step::Lost => Err(TransportError::lost("connection reset by peer")),
                Step::Silence => std::future::pending().await,
            }
        })
    }
}

/// Calls `CreateProject` with the scripted `steps`, and returns its error.
pub async fn create_fails(steps: impl IntoIterator<Item = Step>) -> SendError<Error> {
    CreateProject::paint().send(&Script::new(steps).client()).await.expect_err("the script ends in an error")
}
