//! The external test vectors of AWS's retry behaviour 2.1, each run with a complete client.
//!
//! The cases test AWS's standard mode, so the client uses `RetryPolicy::aws_standard`, with jitter fixed at 1. A case
//! states what follows each response: a retry after a delay, or the end of the call with a reason. The reason is
//! derived from what the caller sees: all attempts are used; else the quota is too low for a retry; else no retry was
//! needed.

mod scripted;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::{
    Call, Client, Clock, ModeledError, Response, RetryPolicy, SendError, Service, Timestamp, aws_operation, aws_service,
};
use scripted::{CreateProject, Sent, Step, policy};
use serde_json::Value;
use tokio::time::Instant;

#[aws_service(id = "DynamoDB", protocol = "restJson1", signing_name = "dynamodb")]
struct DynamoDb;

#[aws_operation(name = "GetItem", service = DynamoDb, output = ())]
#[aws(http = "POST /")]
struct GetItem {}

#[aws_service(id = "SQS", protocol = "restJson1", signing_name = "sqs")]
struct Sqs;

#[aws_operation(name = "ReceiveMessage", service = Sqs, output = ())]
#[aws(http = "POST /")]
struct ReceiveMessage {}

/// The vectors, if they are available.
fn vectors() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/retries/standard-2.1.json");
    let Ok(text) = std::fs::read(&path) else {
        aws_operation_skip::skip("retries", format_args!("{} is not there", path.display()));
        return None;
    };
    Some(serde_json::from_slice(&text).unwrap())
}

/// How a call ended, as its caller sees it.
struct End {
    failed: bool,
    attempts: u32,
    at: Instant,
}

impl End {
    fn of<T, E: ModeledError>(end: &Result<Response<T>, SendError<E>>) -> Self {
        let (failed, attempts) = match end {
            Ok(response) => (false, response.attempts()),
            Err(error) => (true, error.attempts()),
        };
        Self { failed, attempts, at: Instant::now() }
    }
}

/// The service of a case, and its own number of attempts.
#[derive(Clone, Copy)]
enum Target {
    Any,
    DynamoDb,
    Sqs,
}

impl Target {
    fn of(given: &Value) -> Self {
        match given["service"].as_str() {
            None => Self::Any,
            Some("dynamodb") => Self::DynamoDb,
            Some("sqs") => Self::Sqs,
            Some(other) => panic!("no operation of {other} is defined here"),
        }
    }

    async fn send(self, client: &Client) -> End {
        match self {
            Self::Any => End::of(&CreateProject::paint().call(client).await),
            Self::DynamoDb => End::of(&GetItem {}.call(client).await),
            Self::Sqs => End::of(&ReceiveMessage {}.call(client).await),
        }
    }

    fn quota(self, client: &Client) -> u32 {
        fn of<S: Service>(client: &Client) -> u32 {
            client.retry_quota::<S>()
        }
        match self {
            Self::Any => of::<scripted::Service>(client),
            Self::DynamoDb => of::<DynamoDb>(client),
            Self::Sqs => of::<Sqs>(client),
        }
    }
}

fn step(response: &Value) -> Step {
    let status = response["status"].as_u64().unwrap().try_into().unwrap();
    let mut step = Step::response(status, "{}");
    if let Some(code) = response["error"].as_str() {
        step = step.header("x-amzn-errortype", code);
    }
    if let Some(date) = response["date"].as_str() {
        step = step.header("date", date);
    }
    for (name, value) in response["headers"].as_object().into_iter().flatten() {
        step = step.header(name, value.as_str().unwrap());
    }
    step
}

fn retry_policy(given: &Value) -> RetryPolicy {
    let units = |key: &str| given[key].as_u64().map(|units| u32::try_from(units).unwrap());
    let mut retry = RetryPolicy::aws_standard();
    assert!(given["exponential_base"].is_null() || given["exponential_base"] == 1, "jitter is fixed at 1");
    retry = policy(retry);
    if let Some(attempts) = units("max_attempts") {
        retry = retry.max_attempts(attempts);
    }
    if let Some(seconds) = given["max_backoff"].as_f64() {
        retry = retry.max_backoff(Duration::from_secs_f64(seconds));
    }
    if let Some(capacity) = units("bucket_capacity") {
        retry = retry.quota(capacity);
    }
    if let Some(tokens) = units("initial_retry_tokens") {
        retry = retry.initial_quota(tokens);
    }
    retry
}

/// Runs one case; returns the differences from the vector.
async fn play(case: &Value) -> Vec<String> {
    let given = &case["given"];
    let target = Target::of(given);
    let script = scripted::Script::new([]);
    let client = script.client_with(|builder| builder.retry(retry_policy(given)));
    let watched = client.clone();
    script.watch(move || target.quota(&watched));
    let calls = match case["calls"].as_array() {
        Some(calls) => calls.iter().map(|call| call.as_array().unwrap().clone()).collect(),
        None => vec![case["responses"].as_array().unwrap().clone()],
    };
    let mut wrong = Vec::new();
    for responses in calls {
        script.extend(responses.iter().map(step));
        let end = target.send(&client).await;
        let sent = script.take_sent();
        if sent.len() != responses.len() || end.attempts as usize != responses.len() {
            wrong.push(format!("{} requests, {} attempts, want {}", sent.len(), end.attempts, responses.len()));
            continue;
        }
        let observed = observe(&sent, &end, target, given, &client);
        for (place, (response, observed)) in responses.iter().zip(observed).enumerate() {
            let differs = observed.differs_from(response);
            wrong.extend(differs.into_iter().map(|what| format!("response {}: {what}", place + 1)));
        }
    }
    wrong
}

/// What followed one response.
#[derive(Debug)]
struct Observed {
    expect: &'static str,
    tokens: u32,
    /// The time until the next request, or until the call returned.
    wait: Duration,
}

impl Observed {
    fn differs_from(&self, response: &Value) -> Vec<String> {
        let mut differs = Vec::new();
        if response["expect"] != self.expect {
            differs.push(format!("{}, want {}", self.expect, response["expect"]));
        }
        if response.get("tokens").is_some_and(|tokens| *tokens != self.tokens) {
            differs.push(format!("{} tokens, want {}", self.tokens, response["tokens"]));
        }
        // A call whose case names no delay returns at once.
        let end = self.expect != "retry";
        let wait = response[if end { "delay_before_returning" } else { "delay" }].as_f64();
        if wait.is_none() && !end {
            differs.push("the vector names no delay".to_owned());
        }
        let wait = Duration::from_secs_f64(wait.unwrap_or(0.0));
        if wait != self.wait {
            differs.push(format!("waited {:?}, want {wait:?}", self.wait));
        }
        differs
    }
}

fn observe(sent: &[Sent], end: &End, target: Target, given: &Value, client: &Client) -> Vec<Observed> {
    let mut observed: Vec<_> = sent
        .windows(2)
        .map(|pair| Observed {
            expect: "retry",
            tokens: pair[1].watched.unwrap(),
            wait: pair[1].at.duration_since(pair[0].at),
        })
        .collect();
    let tokens = target.quota(client);
    let default_attempts = if matches!(target, Target::DynamoDb) { 4 } else { 3 };
    let expect = match end.failed {
        false => "success",
        true if u64::from(end.attempts) == given["max_attempts"].as_u64().unwrap_or(default_attempts) => {
            "max_attempts_exceeded"
        }
        true if tokens < 14 => "retry_quota_exceeded",
        true => "not_retryable",
    };
    let last = sent.last().unwrap();
    observed.push(Observed { expect, tokens, wait: end.at.duration_since(last.at) });
    observed
}

#[tokio::test(start_paused = true)]
async fn every_case_matches_its_vector() {
    let Some(vectors) = vectors() else { return };
    let cases = vectors["cases"].as_array().unwrap();
    let mut failures = Vec::new();
    for case in cases {
        let wrong = play(case).await;
        if !wrong.is_empty() {
            failures.push(format!("{}: {}", case["id"], wrong.join("; ")));
        }
    }
    println!("retry vectors: {} of {} pass", cases.len() - failures.len(), cases.len());
    assert_eq!(cases.len(), 22);
    assert!(failures.is_empty(), "{failures:#?}");
}

/// The delays between the requests of a call that always fails with status 500.
async fn delays(attempts: u32, retry: RetryPolicy) -> Vec<Duration> {
    let script = scripted::Script::new((0..attempts).map(|_| Step::response(500, "{}")));
    let client = script.client_with(|builder| builder.retry(retry.max_attempts(attempts)));
    CreateProject::paint().send(&client).await.unwrap_err();
    script.take_sent().windows(2).map(|pair| pair[1].at.duration_since(pair[0].at)).collect()
}

#[tokio::test(start_paused = true)]
async fn the_delay_doubles_up_to_the_limit() {
    let Some(vectors) = vectors() else { return };
    let ladder: Vec<_> = vectors["backoff_nonthrottling_rand1"]
        .as_array()
        .unwrap()
        .iter()
        .map(|seconds| Duration::from_secs_f64(seconds.as_f64().unwrap()))
        .collect();
    assert_eq!(ladder.len(), 11);
    assert_eq!(delays(12, policy(RetryPolicy::standard())).await, ladder);
}

#[tokio::test(start_paused = true)]
async fn the_delay_is_multiplied_by_the_jitter() {
    let halves = delays(4, RetryPolicy::standard().jitter(|| 0.5)).await;
    assert_eq!(halves, [25, 50, 100].map(Duration::from_millis));
    assert_eq!(delays(3, RetryPolicy::standard().jitter(|| 0.0)).await, [Duration::ZERO; 2]);
    // With any return value of the jitter, no delay is negative or longer than its step.
    assert_eq!(delays(2, RetryPolicy::standard().jitter(|| 7.0)).await, [Duration::from_millis(50)]);
    assert_eq!(delays(3, RetryPolicy::standard().jitter(|| -1.0)).await, [Duration::ZERO; 2]);
}

#[tokio::test(start_paused = true)]
async fn a_jitter_of_nan_gives_the_longest_delay() {
    assert_eq!(delays(2, RetryPolicy::standard().jitter(|| f64::NAN)).await, [Duration::from_millis(50)]);
}

#[tokio::test(start_paused = true)]
async fn a_delay_is_random_unless_the_jitter_is_fixed() {
    let mut steps = Vec::new();
    for _ in 0..40 {
        let delay = delays(9, RetryPolicy::standard()).await[7];
        assert!(delay <= Duration::from_millis(6401), "{delay:?}");
        steps.push(delay);
    }
    assert!(steps.iter().any(|delay| *delay < Duration::from_millis(3200)), "{steps:?}");
    assert!(steps.iter().any(|delay| *delay > Duration::from_millis(3200)), "{steps:?}");
}

fn timestamp(text: &Value) -> Timestamp {
    text.as_str().unwrap().parse().unwrap()
}

/// Shows the time of a response until time passes, then the time of the next attempt.
#[derive(Clone)]
struct Times(Arc<Mutex<(Instant, Timestamp, Timestamp)>>);

impl Times {
    fn starting_at(start: Timestamp) -> Self {
        Self(Arc::new(Mutex::new((Instant::now(), start, start))))
    }

    fn set(&self, received: Timestamp, later: Timestamp) -> u32 {
        *self.0.lock().unwrap() = (Instant::now(), received, later);
        1
    }

    fn clock(&self) -> Clock {
        let times = self.clone();
        Clock::from_fn(move || {
            let (at, received, later) = *times.0.lock().unwrap();
            if Instant::now() == at { received } else { later }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_request_header_names_the_attempt_and_the_deadline() {
    let Some(vectors) = vectors() else { return };
    let traces = vectors["amz_sdk_request_header"].as_array().unwrap();
    assert_eq!(traces.len(), 2);
    for trace in traces {
        let responses = trace["responses"].as_array().unwrap();
        let script = scripted::Script::new(responses.iter().map(step));
        let times = Times::starting_at(timestamp(&responses[0]["now_when_received"]));
        let read_timeout = Duration::from_secs(trace["read_timeout_s"].as_u64().unwrap());
        let attempts = u32::try_from(trace["max_attempts"].as_u64().unwrap()).unwrap();
        let client = script.client_with(|builder| {
            builder
                .retry(policy(RetryPolicy::standard().max_attempts(attempts)))
                .attempt_timeout(read_timeout)
                .clock(times.clock())
        });
        let moments: Vec<_> = responses
            .iter()
            .filter(|response| response.get("date").is_some())
            .map(|response| (timestamp(&response["now_when_received"]), timestamp(&response["now_when_ttl_computed"])))
            .collect();
        let moments = Mutex::new(moments.into_iter());
        script.watch(move || {
            let moment = moments.lock().unwrap().next();
            moment.map_or(0, |(received, later)| times.set(received, later))
        });
        CreateProject::paint().send(&client).await.unwrap();
        let headers: Vec<_> =
            script.take_sent().iter().map(|sent| sent.header("amz-sdk-request").unwrap().to_owned()).collect();
        assert_eq!(Value::from(headers), trace["expect"]);
    }
}
