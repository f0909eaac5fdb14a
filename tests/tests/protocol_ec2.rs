//! ec2Query: the names of members in requests and responses, lists, errors, and what cannot be sent.

mod scripted;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Body, Client, Credentials, RetryPolicy, SendError, Timestamp, Transport as _, aws_error, aws_operation,
    aws_service, aws_shape, http,
};
use aws_operation_tests::BuiltInTransport;
use scripted::{Script, Step};

#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15", error = Error)]
struct Service;

#[aws_operation(name = "Launch", rename_all = "camelCase", idempotent = "client_token")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Launch {
    #[aws(rename = "networkInterface")]
    interfaces: Vec<Interface>,
    ids: Vec<String>,
    #[aws(ec2_query_name = "lowerCase")]
    lower: Option<String>,
    nested: Option<Nested>,
    dry_run: Option<bool>,
    client_token: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Interface {
    #[aws(rename = "privateIpAddressesSet", ec2_query_name = "PrivateIpAddresses")]
    addresses: Vec<Address>,
    /// The name in requests that `addresses` would have without a name of its own.
    #[aws(rename = "PrivateIpAddressesSet")]
    count: Option<i32>,
    #[aws(rename = "groupSet", xml_member = "groupId", ec2_query_name = "SecurityGroupId")]
    groups: Option<Vec<String>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Address {
    primary: bool,
    at: Option<Timestamp>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
struct Nested {
    lists: Option<Vec<Vec<String>>>,
    map: Option<BTreeMap<String, String>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
struct LaunchOutput {
    #[aws(rename = "interfaceSet", default)]
    interfaces: Vec<Interface>,
    #[aws(xml_flattened)]
    flat: Option<Vec<String>>,
    next_token: Option<String>,
}

#[aws_error]
#[derive(Clone, Debug, PartialEq)]
enum Error {
    #[aws(code = "InvalidInstanceID.NotFound")]
    NotFound { message: String },
}

fn launch() -> Launch {
    let first = Address { primary: true, at: Some(Timestamp::from_second(0).unwrap()) };
    let groups = Some(vec!["sg &".to_owned()]);
    Launch {
        interfaces: vec![
            Interface { addresses: vec![first, Address::default()], count: Some(1), groups },
            Interface::default(),
            Interface { count: Some(2), ..Interface::default() },
        ],
        ids: Vec::new(),
        lower: Some("*".into()),
        nested: None,
        dry_run: Some(false),
        client_token: Some("token".into()),
    }
}

const FORM: &str = "Action=Launch&Version=2016-11-15\
    &NetworkInterface.1.PrivateIpAddresses.1.Primary=true\
    &NetworkInterface.1.PrivateIpAddresses.1.At=1970-01-01T00%3A00%3A00Z\
    &NetworkInterface.1.PrivateIpAddresses.2.Primary=false\
    &NetworkInterface.1.PrivateIpAddressesSet=1\
    &NetworkInterface.1.SecurityGroupId.1=sg%20%26\
    &NetworkInterface.3.PrivateIpAddressesSet=2\
    &lowerCase=%2A&DryRun=false&ClientToken=token";

#[tokio::test]
async fn a_request_has_flat_lists_and_names_of_its_own() {
    let script = Script::new([Step::response(200, "<LaunchResponse/>")]);
    launch().send(&script.client()).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(std::str::from_utf8(sent[0].request.body()).unwrap(), FORM);
    assert_eq!(sent[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!((sent[0].request.method().as_str(), sent[0].target()), ("POST", "/"));
}

#[tokio::test]
async fn an_absent_token_is_filled_in() {
    let script = Script::new([Step::response(200, "<LaunchResponse/>")]);
    Launch::default().send(&script.client()).await.unwrap();
    let body = String::from_utf8(script.take_sent()[0].request.body().to_vec()).unwrap();
    let token = body.strip_prefix("Action=Launch&Version=2016-11-15&ClientToken=").unwrap();
    assert_eq!(token.len(), 36, "{body}");
}

#[tokio::test]
async fn lists_of_lists_and_maps_are_not_sent() {
    for (nested, what) in [
        (Nested { lists: Some(vec![vec!["a".into()]]), map: None }, "a list of lists"),
        (Nested { lists: None, map: Some(BTreeMap::new()) }, "a map"),
    ] {
        let script = Script::new([]);
        let error = Launch { nested: Some(nested), ..launch() }.send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Invalid(..)), "{error}");
        assert!(error.to_string().contains(&format!("contains {what}")), "{error}");
        assert!(script.take_sent().is_empty());
    }
}

async fn output_of(body: &str) -> Result<LaunchOutput, SendError<Error>> {
    let client =
        Script::new([Step::response(200, body.to_owned())]).client_with(|client| client.retry(RetryPolicy::never()));
    launch().send(&client).await
}

const RESPONSE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
    <LaunchResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <interfaceSet>
            <item><privateIpAddressesSet><item><primary>true</primary></item></privateIpAddressesSet>
                <groupSet><groupId>sg</groupId></groupSet></item>
            <item><privateIpAddressesSet/></item>
        </interfaceSet>
        <flat>a</flat><flat>b</flat>
        <requestId>r</requestId>
    </LaunchResponse>"#;

fn output() -> LaunchOutput {
    let addresses = vec![Address { primary: true, at: None }];
    let first = Interface { addresses, count: None, groups: Some(vec!["sg".into()]) };
    let flat = Some(vec!["a".into(), "b".into()]);
    LaunchOutput { interfaces: vec![first, Interface::default()], flat, next_token: None }
}

#[tokio::test]
async fn a_response_has_wrapped_lists_and_no_result() {
    assert_eq!(output_of(RESPONSE).await.unwrap(), output());
    let empty = output_of("<LaunchResponse><interfaceSet/></LaunchResponse>").await.unwrap();
    assert_eq!(empty, LaunchOutput::default());
    // An old response of AssignPrivateIpAddresses has such a root.
    assert_eq!(output_of("<Launch><interfaceSet/></Launch>").await.unwrap(), LaunchOutput::default());
}

/// The name in requests is no name in responses.
#[tokio::test]
async fn names_of_requests_are_not_read_in_responses() {
    let body = "<LaunchResponse><InterfaceSet><item/></InterfaceSet><NextToken>x</NextToken></LaunchResponse>";
    assert_eq!(output_of(body).await.unwrap(), LaunchOutput::default());
}

#[tokio::test]
async fn a_response_of_another_operation_or_an_error_is_no_output() {
    for (body, shown) in [
        ("<Response><Errors><Error><Code>A</Code></Error></Errors></Response>", "`<Response>`: A"),
        ("<OtherResponse/>", "`<OtherResponse>`"),
        ("<LaunchResponse>", "it ends too early"),
        ("<!DOCTYPE x><LaunchResponse/>", "document type declaration"),
    ] {
        let error = output_of(body).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{error}");
        assert!(error.to_string().contains(shown), "{error}");
    }
}

async fn error_of(status: u16, body: &str) -> SendError<Error> {
    let client =
        Script::new([Step::response(status, body.to_owned())]).client_with(|client| client.retry(RetryPolicy::never()));
    launch().send(&client).await.unwrap_err()
}

#[tokio::test]
async fn errors() {
    let of = |code: &str| {
        format!(
            "<Response><Errors><Error><Code>{code}</Code><Message>m</Message></Error>\
             <Error><Code>Second</Code></Error></Errors><RequestID>r</RequestID></Response>"
        )
    };
    let modeled = error_of(400, &of("InvalidInstanceID.NotFound")).await;
    let SendError::Service(Error::NotFound { message }, _) = &modeled else { panic!("{modeled}") };
    assert_eq!((message.as_str(), modeled.request_id()), ("m", Some("r")));

    let dry = error_of(412, &of("DryRunOperation")).await;
    let SendError::Unmodeled { code, message, .. } = &dry else { panic!("{dry}") };
    assert_eq!((code.as_str(), message.as_str()), ("DryRunOperation", "m"));
    assert!(dry.is_dry_run_success() && !dry.is_ambiguous(), "{dry}");

    let denied = error_of(403, &of("UnauthorizedOperation")).await;
    assert!(!denied.is_dry_run_success() && !denied.is_ambiguous(), "{denied}");
    assert!(error_of(503, &of("RequestLimitExceeded")).await.is_throttling());
    assert!(error_of(503, &of("EC2ThrottledException")).await.is_throttling());

    let query =
        "<ErrorResponse><Error><Type>Sender</Type><Code>X</Code></Error><RequestId>q</RequestId></ErrorResponse>";
    let other = error_of(400, query).await;
    assert_eq!((other.code(), other.request_id()), (Some("X"), Some("q")));
}

/// A dry run is not repeated, although its status is an error.
#[tokio::test]
async fn a_dry_run_is_one_attempt() {
    let body = "<Response><Errors><Error><Code>DryRunOperation</Code></Error></Errors></Response>";
    let script = Script::new([Step::response(412, body)]);
    let error = Launch { dry_run: Some(true), ..launch() }.send(&script.client()).await.unwrap_err();
    assert_eq!((error.attempts(), script.take_sent().len()), (1, 1));
}

/// What the server's handler reads from a form, and the server's response.
async fn served(form: &str, end: Result<LaunchOutput, Error>) -> (Option<Launch>, u16, String) {
    let seen = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&seen);
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<Launch, _>(move |call: IncomingCall<Launch>| {
            *keep.lock().unwrap() = Some(call.input);
            std::future::ready(end.clone())
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let request = http::Request::post(server.url()).header("content-type", "application/x-www-form-urlencoded");
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let (signer, key) = (Signer::new("us-east-1", "ec2"), Credentials::new("AKID", "secret"));
    signer.sign(&mut parts, Payload::Bytes(form.as_bytes()), &key, Timestamp::now()).unwrap();
    let request = http::Request::from_parts(parts, Body::from(form.as_bytes().to_vec()));
    let response = BuiltInTransport::new(std::time::Duration::from_secs(5)).send(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().bytes(1 << 20).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    let read = seen.lock().unwrap().take();
    (read, status, body)
}

#[tokio::test]
async fn a_server_reads_the_request() {
    let (read, ..) = served(FORM, Ok(output())).await;
    // The structure without members is not in the form.
    let mut expected = launch();
    expected.interfaces.remove(1);
    assert_eq!(read, Some(expected));
    // Items are in the order of their numbers, not of their text.
    let many: String = (1..=12).rev().map(|number| format!("&Ids.{number}=i-{number}")).collect();
    let (read, ..) = served(&format!("Action=Launch&Version=2016-11-15{many}"), Ok(output())).await;
    assert_eq!(read.unwrap().ids, (1..=12).map(|number| format!("i-{number}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_server_does_not_read_names_of_responses() {
    let (read, ..) = served("Action=Launch&Version=2016-11-15&dryRun=true&LowerCase=x&Lower=x", Ok(output())).await;
    assert_eq!(read, Some(Launch::default()));
}

#[tokio::test]
async fn a_server_writes_items_and_its_request_id() {
    let (_, status, body) = served(FORM, Ok(output())).await;
    let (before, after) = body.split_once("<requestId>").unwrap();
    assert_eq!(
        before,
        "<LaunchResponse><interfaceSet><item><privateIpAddressesSet><item><primary>true</primary></item>\
         </privateIpAddressesSet><groupSet><groupId>sg</groupId></groupSet></item>\
         <item><privateIpAddressesSet></privateIpAddressesSet></item></interfaceSet><flat>a</flat><flat>b</flat>"
    );
    assert!(status == 200 && after.ends_with("</requestId></LaunchResponse>"), "{body}");
}

#[tokio::test]
async fn a_server_writes_errors() {
    let (_, status, body) = served(FORM, Err(Error::NotFound { message: "<none>".into() })).await;
    let (before, after) = body.split_once("<RequestID>").unwrap();
    assert_eq!(
        before,
        "<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>&lt;none&gt;</Message></Error></Errors>"
    );
    assert!(status == 400 && after.ends_with("</RequestID></Response>"), "{body}");
    let (read, status, body) = served("Action=Launch&Version=2016-11-15&DryRun=maybe", Ok(output())).await;
    assert!(read.is_none() && status == 400, "{body}");
    assert!(body.starts_with("<Response><Errors><Error><Code>SerializationException</Code>"), "{body}");
}

/// The client and the server half of this crate, with all of EC2's oddities at once.
#[tokio::test]
async fn client_and_server_agree() {
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<Launch, _>(|call: IncomingCall<Launch>| async move {
            let interfaces = call.input.interfaces;
            Ok(LaunchOutput { interfaces, flat: None, next_token: Some(" ".into()) })
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let client: Client = server.client().unwrap();
    let mut input = launch();
    input.interfaces.remove(1);
    let output = input.send(&client).await.unwrap();
    assert_eq!((output.interfaces, output.next_token.as_deref()), (input.interfaces, Some(" ")));
}
