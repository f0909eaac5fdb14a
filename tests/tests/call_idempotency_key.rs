//! Tokens that are derived from a key of the caller.

mod scripted;

use aws_operation::{Invalid, SendError, aws_operation, aws_service};
use scripted::{CreateProject, Script, Service, Step};

/// Version 8 with SHA-256 of `aws-operation`, the service, the operation and the key, each but the last followed by NUL;
/// computed with Python's `hashlib` and `uuid`.
const OF_ORDER: &str = "09d09d20-deab-8103-a32f-751bf2bb8d9d";

fn token_of(script: &Script) -> Option<String> {
    script.take_sent()[0].header("x-amzn-client-token").map(str::to_owned)
}

#[tokio::test]
async fn a_key_gives_the_same_token_in_every_program() {
    for _ in 0..2 {
        let script = Script::new([Step::made(), Step::made()]);
        let client = script.client().with_idempotency_key("order-4711");
        CreateProject::paint().send(&client).await.unwrap();
        assert_eq!(token_of(&script).as_deref(), Some(OF_ORDER));
        client.call(&CreateProject::paint()).await.unwrap();
        assert_eq!(token_of(&script).as_deref(), Some(OF_ORDER));
    }
}

#[tokio::test]
async fn another_input_has_the_same_token_and_another_key_another_one() {
    let script = Script::new([Step::made(), Step::made(), Step::made()]);
    let client = script.client();
    let glass = CreateProject { project_name: "glass".to_owned(), client_token: None };
    glass.send(&client.with_idempotency_key("order-4711")).await.unwrap();
    assert_eq!(token_of(&script).as_deref(), Some(OF_ORDER));
    glass.send(&client.with_idempotency_key("order-4712")).await.unwrap();
    assert_ne!(token_of(&script).as_deref(), Some(OF_ORDER));
    glass.send(&client).await.unwrap();
    assert_ne!(token_of(&script).as_deref(), Some(OF_ORDER), "the original client has no key");
}

#[tokio::test]
async fn a_token_of_the_input_is_sent_instead() {
    let script = Script::new([Step::made()]);
    let client = script.client().with_idempotency_key("order-4711");
    CreateProject::with_token("mine").send(&client).await.unwrap();
    assert_eq!(token_of(&script).as_deref(), Some("mine"));
}

#[tokio::test(start_paused = true)]
async fn it_is_the_token_of_all_attempts_and_of_the_error() {
    let script = Script::new([Step::Lost, Step::Lost, Step::Lost]);
    let client = script.client().with_idempotency_key("order-4711");
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    assert_eq!(error.idempotency_token(), Some(OF_ORDER));
    let tokens: Vec<_> =
        script.take_sent().iter().map(|sent| sent.header("x-amzn-client-token").map(str::to_owned)).collect();
    assert_eq!(tokens, vec![Some(OF_ORDER.to_owned()); 3]);
    let prepared = CreateProject::paint().prepare(&client).await.unwrap();
    assert_eq!(prepared.idempotency_token(), Some(OF_ORDER));
}

#[aws_operation(name = "StartModel", http = "POST /models", output = ())]
struct StartModel {}

#[aws_operation(name = "ListModels", http = "GET /models", output = ())]
struct ListModels {}

#[tokio::test]
async fn a_key_without_a_token_to_carry_it_is_an_error() {
    let script = Script::new([Step::response(200, "")]);
    let client = script.client().with_idempotency_key("order-4711");
    let error = StartModel {}.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(Invalid::IdempotencyKey(_), _)), "{error:?}");
    let expected = "StartModel failed: nothing was sent: the idempotency key cannot be used: the operation has no \
                    idempotency token, so that a second call would run again: name the token field with \
                    `idempotent = \"field\"`, or send it without the key";
    assert_eq!(error.to_string(), expected);
    assert_eq!(script.count(), 0);
    // Reading twice does no harm.
    ListModels {}.send(&client).await.unwrap();

    let error = CreateProject::paint().send(&script.client().with_idempotency_key("")).await.unwrap_err();
    assert!(
        error.to_string().contains("it is empty, so all calls of the operation would have the same token"),
        "{error}"
    );
}

#[tokio::test]
async fn a_parameter_mismatch_is_explained() {
    let mismatch = || Step::rejected(400, "IdempotentParameterMismatchException");
    let script = Script::new([mismatch(), mismatch(), mismatch()]);
    let client = script.client();
    let error = CreateProject::paint().send(&client.with_idempotency_key("order-4711")).await.unwrap_err();
    let expected = format!(
        "CreateProject failed: IdempotentParameterMismatchException: no; a call with this idempotency key was made before \
         with other input: send the same input again, or use another key (status 400, 1 attempt, idempotency token \
         {OF_ORDER})"
    );
    assert_eq!(error.to_string(), expected);
    let error = CreateProject::with_token("t-1").send(&client).await.unwrap_err();
    assert!(
        error.to_string().contains("a call with this idempotency token was made before with other input"),
        "{error}"
    );
}

#[aws_service(id = "SQS", protocol = "awsJson1_0", signing_name = "sqs", target_prefix = "AmazonSQS")]
struct Sqs;

#[aws_operation(name = "StartTask", service = Sqs, idempotent = "token", output = ())]
struct StartTask {
    token: Option<String>,
}

#[tokio::test]
async fn another_service_has_another_token() {
    let script = Script::new([Step::response(200, "{}")]);
    StartTask { token: None }.send(&script.client().with_idempotency_key("order-4711")).await.unwrap();
    let token = script.take_sent()[0].json()["Token"].as_str().map(str::to_owned);
    assert!(token.is_some_and(|token| token != OF_ORDER && token.len() == 36));
}
