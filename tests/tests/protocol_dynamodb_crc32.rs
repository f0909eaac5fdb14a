//! `x-amz-crc32`: a response of DynamoDB whose body is not the one that the service sent counts as lost.

mod scripted;

use aws_operation::{BodyError, SendError, TransportError, TransportErrorKind, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810")]
struct Service;

#[aws_shape]
#[derive(Debug, PartialEq)]
struct TableNames {
    table_names: Vec<String>,
}

#[aws_operation(name = "ListTables", output = TableNames, readonly)]
struct ListTables;

/// Not safe to retry.
#[aws_operation(name = "UpdateTable", output = TableNames)]
struct UpdateTable;

#[aws_service(id = "Other", protocol = "awsJson1_0", target_prefix = "Other")]
struct Other;

#[aws_operation(name = "ListTables", output = TableNames, service = Other)]
struct OtherTables;

const BODY: &str = r#"{"TableNames":["Music"]}"#;
/// By zlib's `crc32`, like the next one.
const CRC32: &str = "3485585";
const ERROR: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"no"}"#;
const ERROR_CRC32: &str = "2798358114";

fn response(status: u16, body: &'static str, crc32: &str) -> Step {
    Step::response(status, body).header("x-amz-crc32", crc32).header("content-length", &body.len().to_string())
}

/// A body of the same length that is JSON as well.
fn corrupted() -> Step {
    response(200, r#"{"TableNames":["Mu5ic"]}"#, CRC32)
}

#[tokio::test]
async fn the_response_that_was_sent_is_the_output() {
    let script = Script::new([response(200, BODY, CRC32)]);
    assert_eq!(ListTables.send(&script.client()).await.unwrap().table_names, ["Music"]);
}

#[tokio::test(start_paused = true)]
async fn a_corrupted_response_is_requested_again() {
    let script = Script::new([corrupted(), response(500, ERROR, "1"), response(200, BODY, CRC32)]);
    let response = aws_operation::Call::call(&ListTables, &script.client()).await.unwrap();
    assert_eq!((response.table_names.as_slice(), response.attempts()), (&["Music".to_owned()][..], 3));
}

#[tokio::test]
async fn an_operation_that_is_not_safe_to_retry_is_ambiguous() {
    let script = Script::new([corrupted()]);
    let error = UpdateTable.send(&script.client()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert_eq!(error.find_cause::<TransportError>().unwrap().kind(), TransportErrorKind::Corrupted);
    assert!(matches!(error.find_cause::<BodyError>(), Some(BodyError::WrongChecksum { algorithm: "CRC32" })));
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn an_error_response_is_checked_too() {
    let script = Script::new([response(400, ERROR, ERROR_CRC32)]);
    assert_eq!(UpdateTable.send(&script.client()).await.unwrap_err().code(), Some("ResourceNotFoundException"));
    let script = Script::new([response(400, ERROR, CRC32)]);
    assert_eq!(UpdateTable.send(&script.client()).await.unwrap_err().code(), None);
}

#[tokio::test]
async fn what_cannot_be_compared_is_not_checked() {
    for step in [
        // A transport that decompressed the body removed its length, or left that of the compressed body.
        Step::response(200, BODY).header("x-amz-crc32", "1"),
        Step::response(200, BODY).header("x-amz-crc32", "1").header("content-length", "9"),
        Step::response(200, BODY).header("content-length", "24"),
        response(200, BODY, "no number"),
    ] {
        let script = Script::new([step]);
        assert_eq!(ListTables.send(&script.client()).await.unwrap().table_names, ["Music"]);
    }
}

#[tokio::test]
async fn other_services_have_no_such_header() {
    let script = Script::new([response(200, BODY, "1")]);
    assert_eq!(OtherTables.send(&script.client()).await.unwrap().table_names, ["Music"]);
}
