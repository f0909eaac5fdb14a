//! `X-Amzn-Trace-Id`: a client in a Lambda function sends the trace ID of the invocation.

mod scripted;

use aws_operation::{Client, Credentials, Environment, aws_operation, aws_service};
use scripted::{Script, Step};

#[aws_service(id = "Things", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "Get", http = "GET /things", output = ())]
struct Get {
    #[aws(header = "X-Amzn-Trace-Id")]
    trace_id: Option<String>,
}

/// The header of a request in this environment, and whether it is signed.
async fn sent(variables: &[(&str, &str)], trace_id: Option<&str>) -> (Option<String>, bool) {
    let environment = Environment::empty().with_variable("AWS_REGION", "us-east-1");
    let environment = variables.iter().fold(environment, |all, (name, value)| all.with_variable(*name, *value));
    let script = Script::new([Step::response(200, "{}")]);
    let builder = Client::builder().credentials(Credentials::new("AKID", "secret")).transport(script.clone());
    let client = builder.build_from(&environment).await.unwrap();
    Get { trace_id: trace_id.map(str::to_owned) }.send(&client).await.unwrap();
    let sent = script.take_sent().remove(0);
    (
        sent.header("x-amzn-trace-id").map(str::to_owned),
        sent.header("authorization").unwrap().contains("x-amzn-trace-id"),
    )
}

const NAME: (&str, &str) = ("AWS_LAMBDA_FUNCTION_NAME", "app");
const ID: &str =
    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;lineage=a87bd80c:0,68fd508a:5";

#[tokio::test]
async fn a_client_in_a_function_sends_the_trace_id_of_the_invocation() {
    assert_eq!(sent(&[NAME, ("_X_AMZN_TRACE_ID", ID)], None).await, (Some(ID.to_owned()), false));
    // By botocore 1.43.11.
    let encoded = "a%0Ab%20c%2Fd%25%C3%A9\"[{'}]+&";
    assert_eq!(sent(&[NAME, ("_X_AMZN_TRACE_ID", "a\nb c/d%é\"[{'}]+&")], None).await.0.as_deref(), Some(encoded));
}

#[tokio::test]
async fn elsewhere_and_without_an_id_there_is_no_header() {
    for variables in [&[NAME][..], &[("_X_AMZN_TRACE_ID", ID)], &[NAME, ("_X_AMZN_TRACE_ID", "")], &[]] {
        assert_eq!(sent(variables, None).await, (None, false));
    }
}

#[tokio::test]
async fn a_member_in_the_header_takes_precedence() {
    assert_eq!(sent(&[NAME, ("_X_AMZN_TRACE_ID", ID)], Some("Root=1")).await.0.as_deref(), Some("Root=1"));
}
