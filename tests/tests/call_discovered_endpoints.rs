//! `discovered_endpoint`: calls go to the endpoint that `DescribeEndpoints` of their service reports.

mod scripted;

use std::time::Duration;

use aws_operation::{
    Call as _, Client, Credentials, RetryPolicy, SendError, TransportErrorKind, aws_operation, aws_service,
};
use scripted::{Script, Sent, Step};

#[aws_service(id = "Timestream Write", protocol = "awsJson1_0", signing_name = "timestream")]
#[aws(endpoint_prefix = "ingest.timestream", target_prefix = "Timestream_20181101")]
struct Service;

#[aws_operation(name = "WriteRecords", output = (), discovered_endpoint)]
struct WriteRecords {
    table_name: String,
}

fn write() -> WriteRecords {
    WriteRecords { table_name: "t".to_owned() }
}

fn reported(address: &str, minutes: u32) -> Step {
    Step::response(200, format!(r#"{{"Endpoints":[{{"Address":"{address}","CachePeriodInMinutes":{minutes}}}]}}"#))
}

fn done() -> Step {
    Step::response(200, "{}")
}

fn invalid_endpoint() -> Step {
    Step::response(400, r#"{"__type":"com.amazonaws#InvalidEndpointException","message":"no"}"#)
}

const HOME: &str = "ingest.timestream.us-east-1.amazonaws.com";
const CELL: &str = "ingest-cell1.timestream.us-east-1.amazonaws.com";
const OTHER: &str = "ingest-cell2.timestream.us-east-1.amazonaws.com";

/// The operation and the host of each request.
fn calls(script: &Script) -> Vec<(String, String)> {
    let call = |sent: Sent| {
        let target = sent.header("x-amz-target").unwrap().rsplit_once('.').unwrap().1.to_owned();
        (target, sent.request.uri().host().unwrap().to_owned())
    };
    script.take_sent().into_iter().map(call).collect()
}

fn described() -> (String, String) {
    ("DescribeEndpoints".to_owned(), HOME.to_owned())
}

fn written(host: &str) -> (String, String) {
    ("WriteRecords".to_owned(), host.to_owned())
}

#[tokio::test(start_paused = true)]
async fn the_first_call_asks_for_the_endpoint_and_others_use_it() {
    let script = Script::new([reported(CELL, 10), done(), done()]);
    let client = script.client();
    write().send(&client).await.unwrap();
    tokio::time::advance(Duration::from_secs(599)).await;
    let response = write().call(&client).await.unwrap();
    assert_eq!(response.attempts(), 1, "of the call itself");
    let sent = script.take_sent();
    assert_eq!(sent[0].json(), serde_json::json!({}));
    assert_eq!(sent[0].header("content-type"), Some("application/x-amz-json-1.0"));
    assert!(sent.iter().all(|sent| sent.header("authorization").unwrap().contains("/us-east-1/timestream/")));
    let hosts: Vec<_> = sent.iter().map(|sent| sent.request.uri().host().unwrap()).collect();
    assert_eq!(hosts, [HOME, CELL, CELL]);
}

#[tokio::test(start_paused = true)]
async fn an_expired_endpoint_is_asked_for_again() {
    let script = Script::new([reported(CELL, 10), done(), reported(OTHER, 10), done()]);
    let client = script.client();
    write().send(&client).await.unwrap();
    tokio::time::advance(Duration::from_secs(601)).await;
    write().send(&client).await.unwrap();
    assert_eq!(calls(&script), [described(), written(CELL), described(), written(OTHER)]);
}

#[tokio::test(start_paused = true)]
async fn the_old_endpoint_is_used_while_the_service_reports_none() {
    let no = || Step::rejected(400, "AccessDeniedException");
    let script = Script::new([reported(CELL, 10), done(), no(), done(), done(), no(), done()]);
    let client = script.client();
    write().send(&client).await.unwrap();
    tokio::time::advance(Duration::from_secs(601)).await;
    write().send(&client).await.unwrap();
    tokio::time::advance(Duration::from_secs(59)).await;
    write().send(&client).await.unwrap();
    tokio::time::advance(Duration::from_secs(2)).await;
    write().send(&client).await.unwrap();
    let old = || written(CELL);
    assert_eq!(calls(&script), [described(), old(), described(), old(), old(), described(), old()]);
}

#[tokio::test]
async fn each_access_key_has_its_own_endpoint() {
    let script = Script::new([reported(CELL, 10), done(), reported(OTHER, 10), done(), done()]);
    let client = script.client();
    let of_tenant = client.with_credentials(Credentials::new("AKIDTENANT", "secret"));
    write().send(&client).await.unwrap();
    write().send(&of_tenant).await.unwrap();
    write().send(&client).await.unwrap();
    assert_eq!(calls(&script), [described(), written(CELL), described(), written(OTHER), written(CELL)]);
}

#[tokio::test]
async fn a_call_at_a_wrong_endpoint_is_sent_once_more() {
    for wrong in [invalid_endpoint(), Step::response(421, "")] {
        let script = Script::new([reported(CELL, 10), wrong, reported(OTHER, 10), done(), done()]);
        let client = script.client();
        assert_eq!(write().call(&client).await.unwrap().attempts(), 2);
        write().send(&client).await.unwrap();
        assert_eq!(calls(&script), [described(), written(CELL), described(), written(OTHER), written(OTHER)]);
    }
}

#[tokio::test]
async fn a_call_that_may_not_be_retried_fails() {
    let script = Script::new([reported(CELL, 10), invalid_endpoint()]);
    let error = write().send(&script.client().with_retry(RetryPolicy::never())).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("InvalidEndpointException"), 1));
    // The next endpoint is wrong as well.
    let script = Script::new([reported(CELL, 10), invalid_endpoint(), reported(OTHER, 10), invalid_endpoint()]);
    let error = write().send(&script.client()).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("InvalidEndpointException"), 2));
    // No endpoint is reported any more.
    let no = Step::rejected(400, "AccessDeniedException");
    let script = Script::new([reported(CELL, 10), invalid_endpoint(), no]);
    assert_eq!(write().send(&script.client()).await.unwrap_err().code(), Some("InvalidEndpointException"));
}

#[tokio::test]
async fn without_an_endpoint_nothing_is_sent() {
    for (step, text) in [
        (Step::rejected(400, "AccessDeniedException"), "DescribeEndpoints failed: AccessDeniedException: no"),
        (Step::response(200, r#"{"Endpoints":[]}"#), "`DescribeEndpoints` reported no endpoint"),
    ] {
        let script = Script::new([step]);
        let error = write().send(&script.client()).await.unwrap_err();
        let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
        assert_eq!(transport.kind(), TransportErrorKind::NotSent);
        assert!(error.to_string().contains(text), "{error}");
        assert_eq!((error.attempts(), calls(&script)), (0, vec![described()]));
    }
}

#[tokio::test]
async fn an_endpoint_of_the_user_is_kept() {
    let script = Script::new([done()]);
    let client = script.client_with(|client| client.endpoint_url("https://proxy.example.com"));
    write().send(&client).await.unwrap();
    assert_eq!(calls(&script), [written("proxy.example.com")]);
}

#[tokio::test]
async fn calls_at_once_ask_once() {
    let script = Script::new([reported(CELL, 10).late(), done(), done(), done()]);
    let client = script.client();
    let send =
        |client: Client| tokio::spawn(async move { write().send(&client).await.map_err(|error| error.to_string()) });
    let all: Vec<_> = (0..3).map(|_| send(client.clone())).collect();
    for one in all {
        one.await.unwrap().unwrap();
    }
    assert_eq!(calls(&script), [described(), written(CELL), written(CELL), written(CELL)]);
}
