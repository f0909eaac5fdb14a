//! Idempotency tokens: one per call, the same on every attempt, and reported to the caller on success and on failure.

mod scripted;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::{
    Call, Clock, Credentials, CredentialsError, CredentialsFuture, ProvideCredentials, RetryPolicy, SendError,
    Timestamp, TokenSource, aws_operation, aws_shape, http,
};
use scripted::{CreateProject, Script, Sent, Service, Step};

#[aws_operation(name = "StartRun", idempotent = "client_request_token", output = ())]
#[aws(http = "POST /runs")]
struct StartRun {
    run_name: Option<String>,
    client_request_token: Option<String>,
}

#[aws_operation(name = "OpenDoor", idempotent = "token", output = ())]
#[aws(http = "POST /doors?kind=wood")]
struct OpenDoor {
    #[aws(query = "clientToken")]
    token: Option<String>,
}

#[aws_operation(name = "CountProjects", output = CountProjectsOutput, readonly)]
#[aws(http = "POST /count")]
struct CountProjects {}

#[aws_shape]
#[derive(Debug)]
struct CountProjectsOutput {
    #[allow(dead_code)]
    count: i32,
}

const HEADER: &str = "x-amzn-client-token";

fn header_token(sent: &Sent) -> String {
    sent.header(HEADER).expect("the request has a token").to_owned()
}

fn assert_uuid_v4(token: &str) {
    let groups: Vec<_> = token.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12], "{token}");
    assert!(token.chars().all(|c| matches!(c, '-' | '0'..='9' | 'a'..='f')), "{token}");
    assert_eq!(&token[14..15], "4", "the version in {token}");
    assert!(matches!(&token[19..20], "8" | "9" | "a" | "b"), "the variant in {token}");
}

#[tokio::test(start_paused = true)]
async fn a_token_in_a_header_is_the_same_on_every_attempt() {
    let script = Script::new([Step::Lost, Step::rejected(503, "Unavailable"), Step::made()]);
    let made = CreateProject::paint().call(&script.client()).await.unwrap();
    let tokens: Vec<_> = script.take_sent().iter().map(header_token).collect();
    assert_eq!(tokens.len(), 3);
    assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
    assert_eq!(made.idempotency_token(), Some(&*tokens[0]));
    assert_eq!(made.attempts(), 3);
    assert_uuid_v4(&tokens[0]);
}

#[tokio::test(start_paused = true)]
async fn a_token_in_the_body_is_the_same_on_every_attempt() {
    let script = Script::new([Step::Lost, Step::NotSent, Step::response(200, "")]);
    let input = StartRun { run_name: None, client_request_token: None };
    let made = input.call(&script.client()).await.unwrap();
    let token = made.idempotency_token().unwrap();
    assert_uuid_v4(token);
    let sent = script.take_sent();
    assert_eq!(sent.len(), 3);
    for request in &sent {
        assert_eq!(request.json(), serde_json::json!({ "ClientRequestToken": token }));
        assert_eq!(request.request.body(), sent[0].request.body());
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_in_the_query_is_the_same_on_every_attempt() {
    let script = Script::new([Step::Lost, Step::rejected(500, "Broken"), Step::response(200, "")]);
    let made = OpenDoor { token: None }.call(&script.client()).await.unwrap();
    let target = format!("/doors?kind=wood&clientToken={}", made.idempotency_token().unwrap());
    let sent = script.take_sent();
    assert_eq!(sent.iter().map(Sent::target).collect::<Vec<_>>(), [&*target; 3]);
}

#[tokio::test(start_paused = true)]
async fn each_call_has_its_own_token() {
    let script = Script::new((0..20).map(|_| Step::made()));
    let (client, input) = (script.client(), CreateProject::paint());
    for _ in 0..20 {
        input.send(&client).await.unwrap();
    }
    let mut tokens: Vec<_> = script.take_sent().iter().map(header_token).collect();
    for token in &tokens {
        assert_uuid_v4(token);
    }
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!(tokens.len(), 20);
}

#[tokio::test(start_paused = true)]
async fn sending_does_not_modify_the_callers_struct() {
    let script = Script::new([Step::Lost, Step::made(), Step::made()]);
    let (client, input) = (script.client(), CreateProject::paint());
    input.send(&client).await.unwrap();
    assert_eq!(input, CreateProject::paint());
    input.send(&client).await.unwrap();
    let tokens: Vec<_> = script.take_sent().iter().map(header_token).collect();
    assert_eq!(tokens[0], tokens[1]);
    assert_ne!(tokens[1], tokens[2]);
}

#[tokio::test(start_paused = true)]
async fn a_token_of_the_caller_is_sent_unchanged() {
    let script = Script::new([Step::Lost, Step::made(), Step::made()]);
    let client = script.client_with(|builder| builder.tokens(TokenSource::fixed("not this one")));
    let input = CreateProject::with_token("order 66, once");
    for _ in 0..2 {
        let made = input.call(&client).await.unwrap();
        assert_eq!(made.idempotency_token(), Some("order 66, once"));
    }
    let tokens: Vec<_> = script.take_sent().iter().map(header_token).collect();
    assert_eq!(tokens, ["order 66, once"; 3]);
}

#[tokio::test(start_paused = true)]
async fn an_empty_token_of_the_caller_is_sent_unchanged() {
    let script = Script::new([Step::made(), Step::response(200, ""), Step::response(200, "")]);
    let client = script.client_with(|builder| builder.tokens(TokenSource::fixed("not this one")));
    let made = CreateProject::with_token("").call(&client).await.unwrap();
    assert_eq!(made.idempotency_token(), Some(""));
    OpenDoor { token: Some(String::new()) }.send(&client).await.unwrap();
    StartRun { run_name: None, client_request_token: Some(String::new()) }.send(&client).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent[0].header(HEADER), Some(""));
    assert_eq!(sent[1].target(), "/doors?kind=wood&clientToken=");
    assert_eq!(sent[2].json(), serde_json::json!({ "ClientRequestToken": "" }));
}

#[tokio::test(start_paused = true)]
async fn tokens_come_from_the_clients_source_once_per_call() {
    let given = Arc::new(Mutex::new(0));
    let script = Script::new([Step::Lost, Step::Lost, Step::made(), Step::made()]);
    let client = script.client_with(|builder| {
        builder.tokens(TokenSource::from_fn(move || {
            let mut given = given.lock().unwrap();
            *given += 1;
            format!("call-{given}")
        }))
    });
    for expected in ["call-1", "call-2"] {
        let made = CreateProject::paint().call(&client).await.unwrap();
        assert_eq!(made.idempotency_token(), Some(expected));
    }
    // A token of the caller does not consume one from the source.
    script.extend([Step::made(), Step::made()]);
    CreateProject::with_token("mine").send(&client).await.unwrap();
    let made = CreateProject::paint().call(&client).await.unwrap();
    assert_eq!(made.idempotency_token(), Some("call-3"));
}

/// A clock that follows the paused time of the runtime, which only advances in waits.
fn clock() -> Clock {
    let start = tokio::time::Instant::now();
    Clock::from_fn(move || Timestamp::from_second(1_440_938_160).unwrap().saturating_add(start.elapsed()))
}

#[tokio::test(start_paused = true)]
async fn every_attempt_is_signed_again_and_otherwise_the_same() {
    let script = Script::new([Step::rejected(400, "Throttling"), Step::rejected(400, "Throttling"), Step::made()]);
    let client = script.client_with(|builder| builder.clock(clock()));
    CreateProject::paint().send(&client).await.unwrap();
    let sent = script.take_sent();
    // The delays after throttling are 1 s and 2 s.
    let dates: Vec<_> = sent.iter().map(|sent| sent.header("x-amz-date").unwrap()).collect();
    assert_eq!(dates, ["20150830T123600Z", "20150830T123601Z", "20150830T123603Z"]);
    let signatures: Vec<_> = sent.iter().map(|sent| sent.header("authorization").unwrap()).collect();
    assert!(signatures[0] != signatures[1] && signatures[1] != signatures[2], "{signatures:?}");
    let rest = |sent: &Sent| {
        let mut headers = sent.request.headers().clone();
        for changing in ["x-amz-date", "authorization", "amz-sdk-request"] {
            assert_eq!(headers.get_all(changing).iter().count(), 1, "{changing}");
            headers.remove(changing);
        }
        (headers, sent.request.method().clone(), sent.request.uri().clone(), sent.request.body().clone())
    };
    assert_eq!(rest(&sent[0]), rest(&sent[1]));
    assert_eq!(rest(&sent[0]), rest(&sent[2]));
    assert_uuid_v4(sent[0].header("amz-sdk-invocation-id").unwrap());
    let (method, body) = (sent[0].request.method(), sent[0].json());
    assert_eq!((method, body), (&http::Method::POST, serde_json::json!({ "ProjectName": "paint" })));
}

#[tokio::test(start_paused = true)]
async fn every_attempt_requests_credentials() {
    struct Turning(Mutex<u32>);
    impl ProvideCredentials for Turning {
        fn credentials(&self) -> CredentialsFuture<'_> {
            let mut turn = self.0.lock().unwrap();
            *turn += 1;
            let credentials = Credentials::new(format!("AKID{turn}"), "secret").session_token(format!("session{turn}"));
            Box::pin(async { Ok(credentials) })
        }
    }
    let script = Script::new([Step::Lost, Step::made()]);
    let client = script.client_with(|builder| builder.credentials(Turning(Mutex::new(0))));
    CreateProject::paint().send(&client).await.unwrap();
    for (turn, sent) in script.take_sent().iter().enumerate() {
        let turn = turn + 1;
        assert!(sent.header("authorization").unwrap().contains(&format!("Credential=AKID{turn}/")));
        assert_eq!(sent.header("x-amz-security-token"), Some(&*format!("session{turn}")));
    }
}

#[tokio::test(start_paused = true)]
async fn every_error_reports_the_token() {
    type Expected = fn(&SendError<scripted::Error>) -> bool;
    let cases: [(&str, Vec<Step>, Expected); 6] = [
        ("service", vec![Step::rejected(409, "ConflictException")], |error| matches!(error, SendError::Service(..))),
        ("unmodeled", vec![Step::rejected(400, "Odd")], |error| matches!(error, SendError::Unmodeled { .. })),
        ("lost", vec![Step::Lost; 3], |error| matches!(error, SendError::Transport(..))),
        ("not sent", vec![Step::NotSent; 3], |error| matches!(error, SendError::Transport(..))),
        ("timeout", vec![Step::Silence; 3], |error| matches!(error, SendError::Timeout(..))),
        ("decode", vec![Step::response(200, "[]")], |error| matches!(error, SendError::Decode(..))),
    ];
    for (what, steps, expected) in cases {
        let script = Script::new(steps);
        let error = CreateProject::paint().send(&script.client()).await.unwrap_err();
        assert!(expected(&error), "{what}: {error:?}");
        let sent = script.take_sent();
        assert_eq!(error.idempotency_token(), sent[0].header(HEADER), "{what}");
        assert!(error.idempotency_token().is_some(), "{what}");
        assert!(error.to_string().contains(error.idempotency_token().unwrap()), "{what}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_call_without_credentials_reports_the_token() {
    struct Nothing;
    impl ProvideCredentials for Nothing {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(async { Err(CredentialsError::new("the vault is shut").with_cause("it is night")) })
        }
    }
    let script = Script::new([]);
    let client = script.client_with(|builder| builder.credentials(Nothing).tokens(TokenSource::fixed("t-1")));
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Credentials(..)), "{error:?}");
    assert_eq!((error.idempotency_token(), error.attempts(), error.is_ambiguous()), (Some("t-1"), 0, false));
    assert_eq!(script.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_call_that_timed_out_reports_the_token() {
    let script = Script::new([Step::Silence]);
    let client = script.client_with(|builder| builder.operation_timeout(Duration::from_secs(5)));
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(..)), "{error:?}");
    assert_eq!(error.idempotency_token(), script.take_sent()[0].header(HEADER));
    assert!(error.idempotency_token().is_some());
}

#[tokio::test(start_paused = true)]
async fn the_token_of_an_error_can_be_used_to_repeat_the_call() {
    let script = Script::new([Step::Lost, Step::made()]);
    let client = script.client_with(|builder| builder.retry(RetryPolicy::never()));
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    let again = CreateProject::with_token(error.idempotency_token().unwrap());
    again.send(&client).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent[0].header(HEADER), sent[1].header(HEADER));
    assert_eq!(sent[0].request.body(), sent[1].request.body());
}

#[tokio::test(start_paused = true)]
async fn an_operation_without_a_token_has_none() {
    let script = Script::new([Step::response(200, r#"{"Count":3}"#), Step::rejected(400, "Odd")]);
    let client = script.client();
    assert_eq!(CountProjects {}.call(&client).await.unwrap().idempotency_token(), None);
    let error = CountProjects {}.send(&client).await.unwrap_err();
    assert_eq!(error.idempotency_token(), None);
    assert!(!error.to_string().contains("token"), "{error}");
}
