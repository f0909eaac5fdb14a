//! Invalid request bodies: a server rejects them, and does not decode them as an empty input.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Body, Credentials, Timestamp, Transport as _, aws_operation, aws_service, aws_shape, http};
use aws_operation_tests::BuiltInTransport;

#[aws_service(id = "Topics", protocol = "awsQuery", version = "2010-03-31")]
struct Topics;

#[aws_operation(name = "Publish", service = Topics, output = ())]
struct Publish {
    text: Option<String>,
    list: Option<Vec<String>>,
    inner: Option<Inner>,
}

#[aws_shape]
struct Inner {
    text: Option<String>,
}

#[aws_service(id = "Tables", protocol = "awsJson1_0", target_prefix = "Tables")]
struct Tables;

#[aws_operation(name = "Sweep", service = Tables, output = ())]
struct Sweep;

/// The status of the server's response to each of `bodies`, and the number of handler calls.
async fn statuses(bodies: &[&str], headers: &[(&str, &str)], service: &str) -> (Vec<u16>, u32) {
    let credentials = Credentials::new("AKID", "secret");
    let handled = Arc::new(AtomicU32::new(0));
    let (published, swept) = (Arc::clone(&handled), Arc::clone(&handled));
    let count = |handled: &AtomicU32| handled.fetch_add(1, Ordering::SeqCst);
    let server = Server::builder()
        .accept_credentials(credentials.clone())
        .operation::<Publish, _>(move |_: IncomingCall<Publish>| {
            count(&published);
            async { Ok(()) }
        })
        .operation::<Sweep, _>(move |_: IncomingCall<Sweep>| {
            count(&swept);
            async { Ok(()) }
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let mut statuses = Vec::new();
    for body in bodies {
        let mut request = http::Request::post(server.url());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let signer = Signer::new("us-east-1", service);
        signer.sign(&mut parts, Payload::Bytes(body.as_bytes()), &credentials, Timestamp::now()).unwrap();
        let request = http::Request::from_parts(parts, Body::from(body.as_bytes().to_vec()));
        let response = BuiltInTransport::new(Duration::from_secs(3)).send(request).await.unwrap();
        statuses.push(response.status().as_u16());
    }
    (statuses, handled.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_form_with_a_string_for_a_structure_or_a_structure_for_a_string() {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let form = |fields: &str| format!("Action=Publish&Version=2010-03-31{fields}");
    let valid = ["", "&Text=a&List=&Inner.Text=b", "&List.member.1=a", "&Inner="].map(form);
    let valid: Vec<_> = valid.iter().map(String::as_str).collect();
    assert_eq!(statuses(&valid, &headers, "topics").await, (vec![200; 4], 4));
    let invalid = ["&Text.member.1=a", "&Text=a&Text.b=c", "&List=a", "&Inner=a", "&Inner.Text.a=b"].map(form);
    let invalid: Vec<_> = invalid.iter().map(String::as_str).collect();
    assert_eq!(statuses(&invalid, &headers, "topics").await, (vec![400; 5], 0));
}

#[tokio::test]
async fn a_form_with_a_field_twice() {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let form = |fields: &str| format!("Action=Publish&Version=2010-03-31{fields}");
    let twice =
        ["&Text=a&Text=b", "&Text=a&Text=a", "&Action=Other", "&List.member.1=a&List.member.01=b", "&Inner=&Inner="];
    let twice: Vec<_> = twice.map(form).into_iter().collect();
    let twice: Vec<_> = twice.iter().map(String::as_str).collect();
    assert_eq!(statuses(&twice, &headers, "topics").await, (vec![400; 5], 0));
}

#[tokio::test]
async fn an_rpc_body_that_is_not_an_object() {
    let headers = [("x-amz-target", "Tables.Sweep"), ("content-type", "application/x-amz-json-1.0")];
    assert_eq!(statuses(&["{}", "", r#"{"Unknown":1}"#], &headers, "tables").await, (vec![200; 3], 3));
    let invalid = ["<html></html>", "[]", "null", "{", "{}{}"];
    assert_eq!(statuses(&invalid, &headers, "tables").await, (vec![400; 5], 0));
}
