//! `send` returns the output; `call` returns the output with metadata of the call.

mod scripted;

use std::rc::Rc;
use std::sync::{Arc, Mutex};

use aws_operation::{Call, CallResult, Client, Operation, SendError, SendResult, aws_operation, blocking};
use scripted::{CreateProject, CreateProjectOutput, Error, ProjectMetadata, Script, Service, Step};
use tokio::task::JoinHandle;

fn made() -> Step {
    Step::made().header("x-amzn-requestid", "req-1").header("x-door", "open")
}

fn name(output: CreateProjectOutput) -> Option<String> {
    output.project_metadata?.project_name
}

#[tokio::test]
async fn a_member_can_be_moved_out_of_the_output_of_send() {
    let client = Script::new([made(), made()]).client();
    let project: Option<ProjectMetadata> = CreateProject::paint().send(&client).await.unwrap().project_metadata;
    assert_eq!(project.unwrap().project_name.as_deref(), Some("paint"));

    let CreateProjectOutput { project_metadata } = client.send(&CreateProject::paint()).await.unwrap();
    assert_eq!(project_metadata.unwrap().project_name.as_deref(), Some("paint"));
}

#[tokio::test(start_paused = true)]
async fn call_returns_the_output_with_the_metadata_of_the_call() {
    let script = Script::new([Step::rejected(500, "InternalServerException"), made(), made()]);
    let client = script.client();
    let operation = CreateProject::with_token("t-1");
    let response = operation.call(&client).await.unwrap();
    assert_eq!((response.request_id(), response.status().as_u16()), (Some("req-1"), 200));
    assert_eq!((response.attempts(), response.idempotency_token()), (2, Some("t-1")));
    assert_eq!(response.headers()["x-door"], "open");
    assert!(response.project_metadata.is_some(), "it dereferences to the output");
    assert_eq!(name(response.into_inner()).as_deref(), Some("paint"));

    let response = client.call(&operation).await.unwrap();
    assert_eq!((response.request_id(), response.attempts(), script.count()), (Some("req-1"), 1, 3));
}

#[tokio::test]
async fn all_four_ways_to_call_return_the_same_error() {
    let client = Script::new([0; 4].map(|_| Step::rejected(400, "ValidationException"))).client();
    let operation = CreateProject::paint();
    let errors = [
        operation.send(&client).await.map(drop).unwrap_err(),
        operation.call(&client).await.map(drop).unwrap_err(),
        client.send(&operation).await.map(drop).unwrap_err(),
        client.call(&operation).await.map(drop).unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(&error, SendError::Service(Error::ValidationException { message }, _) if message == "no"));
    }
}

#[tokio::test]
async fn an_invalid_output_is_an_error_of_send_and_call() {
    let client = Script::new([Step::response(200, "[]"), Step::response(200, "[]")]).client();
    let sent = CreateProject::paint().send(&client).await.unwrap_err();
    let called = CreateProject::paint().call(&client).await.unwrap_err();
    for error in [sent, called] {
        assert!(matches!(error, SendError::Decode(..)) && error.is_ambiguous(), "{error}");
    }
}

#[test]
fn the_blocking_client_has_send_and_call() {
    let client = blocking::Client::new(Script::new([made(), made()]).client()).unwrap();
    assert_eq!(name(client.send(&CreateProject::paint()).unwrap()).as_deref(), Some("paint"));
    let response = client.call(&CreateProject::paint()).unwrap();
    assert_eq!((response.request_id(), response.attempts()), (Some("req-1"), 1));
}

type Log = Arc<Mutex<Vec<String>>>;

/// A wrapper for any operation, with no more bounds than the compiler needs.
async fn logged<O: Operation>(log: &Log, client: &Client, op: &O) -> Result<O::Output, SendError<O::Error>> {
    let result = client.send(op).await;
    let line = result.as_ref().map_or_else(ToString::to_string, |_| format!("{} succeeded", O::META.name));
    log.lock().unwrap().push(line);
    result
}

/// A wrapper that returns the response.
async fn counted<O: Operation>(op: &O, client: &Client) -> CallResult<O> {
    let response = op.call(client).await?;
    assert_eq!(response.attempts(), 1);
    Ok(response)
}

/// A wrapper that runs in a separate task.
fn spawned<O>(client: &Client, op: O) -> JoinHandle<SendResult<O>>
where
    O: Operation<Output: Send> + Send + Sync + 'static,
{
    let client = client.clone();
    tokio::spawn(async move { client.send(&op).await })
}

fn spawned_call<O>(client: &Client, op: O) -> JoinHandle<CallResult<O>>
where
    O: Operation<Output: Send> + Send + Sync + 'static,
{
    let client = client.clone();
    tokio::spawn(async move { op.call(&client).await })
}

#[tokio::test]
async fn a_generic_wrapper_works_for_all_operations() {
    let script = Script::new([made(), Step::rejected(400, "ValidationException"), made(), made(), made(), made()]);
    let (client, log) = (script.client(), Log::default());
    assert_eq!(name(logged(&log, &client, &CreateProject::paint()).await.unwrap()).as_deref(), Some("paint"));
    assert!(logged(&log, &client, &CreateProject::paint()).await.is_err());
    assert_eq!(log.lock().unwrap()[0], "CreateProject succeeded");
    assert!(log.lock().unwrap()[1].starts_with("CreateProject failed: ValidationException: no"));

    assert_eq!(counted(&CreateProject::paint(), &client).await.unwrap().request_id(), Some("req-1"));
    assert!(spawned(&client, CreateProject::paint()).await.unwrap().is_ok());
    assert_eq!(spawned_call(&client, CreateProject::paint()).await.unwrap().unwrap().attempts(), 1);
    // The future of a wrapper can be spawned as well.
    let task = tokio::spawn(async move { logged(&log, &client, &CreateProject::paint()).await.map(name) });
    assert_eq!(task.await.unwrap().unwrap().as_deref(), Some("paint"));
}

#[aws_operation(name = "Local", service = Service, output = (), http = "POST /local")]
struct Local {
    #[aws(skip)]
    stays_on_this_thread: Rc<()>,
}

#[tokio::test]
async fn an_operation_that_is_not_send_can_be_sent_and_called() {
    let client = Script::new([made(), made()]).client();
    let local = Local { stays_on_this_thread: Rc::new(()) };
    local.send(&client).await.unwrap();
    assert_eq!(local.call(&client).await.unwrap().request_id(), Some("req-1"));
    assert_eq!(Rc::strong_count(&local.stays_on_this_thread), 1);
}
