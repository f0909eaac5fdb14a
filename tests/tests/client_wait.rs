//! Waiters repeat a call until the response is in a state.

mod scripted;

use std::time::Duration;

use aws_operation::{Client, Wait as _, WaitError, Waited, Waiter, aws_operation, aws_shape};
use scripted::{Script, Service, Step};
use tokio::time::Instant;

#[aws_operation(name = "DescribeModel", http = "GET /models/{version}")]
struct DescribeModel {
    version: String,
}

#[aws_shape]
#[derive(Debug)]
struct DescribeModelOutput {
    status: Option<String>,
}

fn describe() -> DescribeModel {
    DescribeModel { version: "1".to_owned() }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn is(status: &'static str, code: u16) -> Step {
    Step::response(code, format!("{{\"Status\":\"{status}\"}}"))
}

/// The longest delays that jitter allows: 2, 4, 8 .. seconds.
fn trained(max_wait: u64) -> Waiter<DescribeModel> {
    Waiter::<DescribeModel>::new(seconds(max_wait))
        .jitter(|| 1.0)
        .success_if(|output| output.status.as_deref() == Some("TRAINED"))
        .failure_if(|output| output.status.as_deref() == Some("FAILED"))
        .retry_if_error(|error| error.code() == Some("ResourceNotFoundException"))
}

async fn wait(
    steps: impl IntoIterator<Item = Step>,
    waiter: Waiter<DescribeModel>,
) -> (Result<Waited<DescribeModel>, WaitError<DescribeModel>>, Script) {
    let script = Script::new(steps);
    (describe().wait(&script.client(), waiter).await, script)
}

fn status(waited: &Waited<DescribeModel>) -> Option<&str> {
    waited.output().and_then(|output| output.status.as_deref())
}

#[tokio::test(start_paused = true)]
async fn it_succeeds_with_the_first_response_in_the_state() {
    let missing = Step::rejected(404, "ResourceNotFoundException");
    let (waited, script) = wait([missing, is("TRAINING", 200), is("TRAINED", 200)], trained(600)).await;
    let waited = waited.unwrap();
    assert_eq!((status(&waited), waited.calls(), waited.acceptor()), (Some("TRAINED"), 3, Some(0)));
    assert_eq!(waited.elapsed(), seconds(2 + 4));
    let sent = script.take_sent();
    let times: Vec<_> = sent.iter().map(|request| request.at - sent[0].at).collect();
    assert_eq!(times, [seconds(0), seconds(2), seconds(6)]);
    assert!(sent.iter().all(|request| request.target() == "/models/1"));
    assert_eq!(waited.into_output().and_then(|output| output.status).as_deref(), Some("TRAINED"));
}

#[tokio::test(start_paused = true)]
async fn it_fails_with_the_response_that_a_failure_acceptor_matches() {
    let (error, _) = wait([is("TRAINING", 200), is("FAILED", 200)], trained(600)).await;
    let error = error.unwrap_err();
    let expected = "the wait for DescribeModel failed after 2 calls in 2s: acceptor 1 of the waiter matched";
    assert_eq!((error.to_string(), format!("{error:?}")), (expected.to_owned(), expected.to_owned()));
    let WaitError::Failed(waited) = error else { panic!("{error}") };
    assert_eq!(status(&waited), Some("FAILED"));
}

#[tokio::test(start_paused = true)]
async fn an_error_that_no_acceptor_matches_fails_the_wait() {
    let (error, script) = wait([Step::rejected(403, "AccessDeniedException")], trained(600)).await;
    let error = error.unwrap_err();
    let expected = "the wait for DescribeModel failed after 1 call in 0ns: DescribeModel failed: AccessDeniedException: no \
                    (status 403, 1 attempt)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(script.count(), 1);
    let result = error.into_waited().into_result();
    assert_eq!(result.unwrap_err().code(), Some("AccessDeniedException"));
}

/// The call's own retries come first.
#[tokio::test(start_paused = true)]
async fn a_failure_of_the_transport_fails_the_wait_after_its_retries() {
    let (error, script) = wait([Step::Lost, Step::Lost, Step::Lost], trained(600)).await;
    assert!(matches!(error, Err(WaitError::Failed(ref waited)) if waited.calls() == 1), "{error:?}");
    assert_eq!(script.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn it_succeeds_with_an_error_if_an_acceptor_says_so() {
    let gone = Waiter::new(seconds(60)).success_if_error(|error| error.code() == Some("ResourceNotFoundException"));
    let steps = [is("DELETING", 200), Step::rejected(404, "ResourceNotFoundException")];
    let waited = wait(steps, gone).await.0.unwrap();
    assert!(waited.output().is_none());
    assert_eq!(waited.result().map(|_| ()).unwrap_err().code(), Some("ResourceNotFoundException"));
}

#[tokio::test(start_paused = true)]
async fn the_first_acceptor_that_matches_decides() {
    let waiter = || {
        Waiter::<DescribeModel>::new(seconds(60))
            .failure_if_error(|error| error.code() == Some("A"))
            .retry_if_error(|_| true)
            .retry_if(|output| output.status.as_deref() == Some("WAIT"))
            .success_if(|output| output.status() == 202)
            .failure_if(|_| true)
    };
    let waited = wait([is("WAIT", 202), Step::rejected(400, "B"), is("ANY", 202)], waiter()).await.0.unwrap();
    assert_eq!((waited.calls(), waited.acceptor()), (3, Some(3)));
    for (step, acceptor) in [(Step::rejected(400, "A"), 0), (is("ANY", 200), 4)] {
        let error = wait([step], waiter()).await.0.unwrap_err();
        assert_eq!(error.waited().acceptor(), Some(acceptor));
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_call_starts_the_smallest_delay_before_the_end() {
    let (error, script) = wait(vec![is("TRAINING", 200); 9], trained(20)).await;
    let error = error.unwrap_err();
    let sent = script.take_sent();
    let times: Vec<_> = sent.iter().map(|request| (request.at - sent[0].at).as_secs()).collect();
    assert_eq!(times, [0, 2, 6, 14, 18]);
    let expected = "the wait for DescribeModel did not reach the state after 5 calls in 18s";
    assert_eq!(error.to_string(), expected);
    let WaitError::TimedOut(waited) = error else { panic!("{error}") };
    assert_eq!(status(&waited), Some("TRAINING"), "the last response");
}

#[tokio::test(start_paused = true)]
async fn the_end_interrupts_a_call_and_keeps_the_response_before() {
    let start = Instant::now();
    let (error, _) = wait([is("TRAINING", 200), Step::Silence], trained(5)).await;
    let WaitError::TimedOut(waited) = error.unwrap_err() else { panic!("a timeout") };
    assert_eq!(start.elapsed(), seconds(5));
    assert_eq!((status(&waited), waited.calls()), (Some("TRAINING"), 2));

    let (error, _) = wait([Step::Silence], trained(5)).await;
    let WaitError::TimedOut(waited) = error.unwrap_err() else { panic!("a timeout") };
    assert!(waited.output().is_none() && waited.elapsed() == seconds(5), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn the_limits_of_the_client_apply_to_each_call() {
    let script = Script::new([Step::Silence]);
    let client = script.client_with(|builder| builder.operation_timeout(seconds(7)));
    let error = client.wait(&describe(), trained(600)).await.unwrap_err();
    assert!(matches!(error, WaitError::Failed(ref waited) if waited.elapsed() == seconds(7)), "{error}");
}

/// The smallest delay is never zero: a loop without delays would flood the service.
#[tokio::test(start_paused = true)]
async fn a_smallest_delay_of_zero_is_a_delay() {
    let waiter = trained(1).min_delay(Duration::ZERO).max_delay(Duration::ZERO);
    let (error, script) = wait(vec![is("TRAINING", 200); 1000], waiter).await;
    assert!(matches!(error, Err(WaitError::TimedOut(_))), "{error:?}");
    assert!((900..=1000).contains(&script.count()), "{}", script.count());
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_not_longer_than_the_smallest_delay_is_one_call() {
    let (error, script) = wait([is("TRAINING", 200)], trained(2)).await;
    assert!(matches!(error, Err(WaitError::TimedOut(ref waited)) if waited.elapsed().is_zero()), "{error:?}");
    assert_eq!(script.count(), 1);
}

#[test]
fn the_future_is_send() {
    fn assert_send<T: Send>(_: T) {}
    let client: Client = Script::new([]).client();
    let model = describe();
    assert_send(model.wait(&client, trained(1)));
    assert_send(client.wait(&model, trained(1)));
}

#[test]
fn without_a_runtime_the_wait_fails() {
    let client = Script::new([]).client();
    let model = describe();
    let mut waiting = Box::pin(model.wait(&client, trained(60)));
    let std::task::Poll::Ready(Err(error)) =
        waiting.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
    else {
        panic!("it ends at once");
    };
    assert!(error.to_string().contains("a call needs a tokio runtime"), "{error}");
}
