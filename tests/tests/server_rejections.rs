//! Requests that are not authenticated: each service names the reason as services of its protocol do.

mod served;

use std::time::Duration;

use aws_operation::codec::{ReadMembers, WriteMembers};
use aws_operation::server::{IdempotencyWindow, IncomingCall, Server};
use aws_operation::{
    Call as _, Clock, Credentials, Operation, SendError, Timestamp, aws_error, aws_operation, aws_service,
};
use http::HeaderValue;
use http::header::AUTHORIZATION;
use served::{Tampering, client_of};

#[aws_service(id = "Json", protocol = "restJson1")]
struct Json;

#[aws_operation(name = "InJson", service = Json, http = "GET /json", output = ())]
struct InJson {}

#[aws_service(id = "Cbor", protocol = "rpcv2Cbor", target_prefix = "Cbor")]
struct Cbor;

#[aws_operation(name = "InCbor", service = Cbor, output = ())]
struct InCbor {}

#[aws_service(id = "Query", protocol = "awsQuery", version = "1", error = Error)]
struct Query;

#[aws_operation(name = "InQuery", service = Query, output = (), idempotent = "token")]
#[derive(Clone)]
struct InQuery {
    token: Option<String>,
    text: Option<String>,
}

#[aws_service(id = "EC2", protocol = "ec2Query", version = "1", error = Error)]
struct Ec2;

#[aws_operation(name = "InEc2", service = Ec2, output = (), idempotent = "token")]
#[derive(Clone)]
struct InEc2 {
    token: Option<String>,
    text: Option<String>,
}

#[aws_service(id = "Xml", protocol = "restXml", error = Error)]
struct Xml;

#[aws_operation(name = "InXml", service = Xml, http = "PUT /xml", output = (), idempotent = "token")]
#[derive(Clone)]
struct InXml {
    token: Option<String>,
    text: Option<String>,
}

#[aws_service(id = "S3", protocol = "restXml", error = Error)]
struct S3;

#[aws_operation(name = "InS3", service = S3, http = "PUT /s3", output = (), idempotent = "token")]
#[derive(Clone)]
struct InS3 {
    token: Option<String>,
    text: Option<String>,
}

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    #[aws(status = 409)]
    TokenReused { message: String, token: Option<String> },
}

type Rejected = (u16, String);

fn rejected<E: std::fmt::Display>(error: &SendError<E>) -> Rejected {
    (error.status().unwrap_or_else(|| panic!("{error}")).as_u16(), error.code().unwrap_or_default().to_owned())
}

/// The status and the code of a request without a signature, with a malformed one, with an unknown access key, with a wrong
/// secret, and with a signature of an hour ago.
async fn rejections<O>(ping: O) -> [Rejected; 5]
where
    O: Operation<Output = ()> + ReadMembers + WriteMembers + Send + Sync + 'static,
    O::Error: std::fmt::Display,
{
    let server = Server::builder().credentials("AKID", "secret");
    let server = server.operation::<O, _>(|_: IncomingCall<O>| async { Ok(()) }).bind("127.0.0.1:0").await.unwrap();
    let an_hour_ago = Timestamp::from_second(Timestamp::now().as_second() - 3600).unwrap();
    let clients = [
        client_of(&server).transport(Tampering::new(|parts, _| drop(parts.headers.remove(AUTHORIZATION)))),
        client_of(&server).transport(Tampering::new(|parts, _| {
            parts.headers.insert(AUTHORIZATION, HeaderValue::from_static("AWS4-HMAC-SHA256 Credential=AKID"));
        })),
        client_of(&server).credentials(Credentials::new("NONE", "secret")),
        client_of(&server).credentials(Credentials::new("AKID", "wrong")),
        // The response has a wrong date too, so that the client does not correct its clock.
        client_of(&server).clock(Clock::fixed(an_hour_ago)).retry(aws_operation::RetryPolicy::never()),
    ];
    let mut all = Vec::new();
    for client in clients {
        all.push(rejected(&client.build().unwrap().send(&ping).await.unwrap_err()));
    }
    all.try_into().unwrap()
}

fn named(expected: [(u16, &str); 5]) -> [Rejected; 5] {
    expected.map(|(status, code)| (status, code.to_owned()))
}

#[tokio::test]
async fn json_and_cbor() {
    let expected = named([
        (403, "MissingAuthenticationTokenException"),
        (403, "IncompleteSignatureException"),
        (403, "UnrecognizedClientException"),
        (403, "InvalidSignatureException"),
        (403, "InvalidSignatureException"),
    ]);
    assert_eq!(rejections(InJson {}).await, expected);
    assert_eq!(rejections(InCbor {}).await, expected);
}

#[tokio::test]
async fn aws_query_and_rest_xml() {
    let expected = named([
        (403, "MissingAuthenticationToken"),
        (400, "IncompleteSignature"),
        (403, "InvalidClientTokenId"),
        (403, "SignatureDoesNotMatch"),
        (403, "SignatureDoesNotMatch"),
    ]);
    assert_eq!(rejections(InQuery { token: None, text: None }).await, expected);
    assert_eq!(rejections(InXml { token: None, text: None }).await, expected);
}

#[tokio::test]
async fn ec2() {
    let expected = named([
        (403, "MissingAuthenticationToken"),
        (400, "IncompleteSignature"),
        (401, "AuthFailure"),
        (401, "AuthFailure"),
        (400, "RequestExpired"),
    ]);
    assert_eq!(rejections(InEc2 { token: None, text: None }).await, expected);
}

#[tokio::test]
async fn s3() {
    let expected = named([
        (403, "AccessDenied"),
        (400, "AuthorizationHeaderMalformed"),
        (403, "InvalidAccessKeyId"),
        (403, "SignatureDoesNotMatch"),
        (403, "RequestTimeTooSkewed"),
    ]);
    assert_eq!(rejections(InS3 { token: None, text: None }).await, expected);
}

/// The body of the response to a signed request.
async fn body_of(request: http::Request<aws_operation::Body>) -> (u16, http::HeaderMap, String) {
    use aws_operation::Transport as _;
    let transport = aws_operation_tests::BuiltInTransport::new(Duration::from_secs(3));
    let (parts, body) = transport.send(request).await.unwrap().into_parts();
    let body = body.bytes(100_000).await.unwrap();
    (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&body).into_owned())
}

/// `AuthFailure` of EC2 has status 401, but bearer tokens are no remedy.
#[tokio::test]
async fn only_bearer_tokens_are_asked_for() {
    let server = Server::builder().credentials("AKID", "secret");
    let server = server.operation::<InEc2, _>(|_: IncomingCall<InEc2>| async { Ok(()) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).credentials(Credentials::new("AKID", "wrong")).build().unwrap();
    let prepared = InEc2 { token: None, text: None }.prepare(&client).await.unwrap();
    let (status, headers, body) = body_of(prepared.into_inner()).await;
    assert_eq!((status, headers.get("www-authenticate")), (401, None), "{body}");
}

#[tokio::test]
async fn an_unknown_action_of_a_query_protocol() {
    let server = Server::builder().credentials("AKID", "secret");
    let server = server.operation::<InQuery, _>(|_: IncomingCall<InQuery>| async { Ok(()) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let error = InEc2 { token: None, text: None }.send(&server.client().unwrap()).await.unwrap_err();
    assert_eq!(rejected(&error), (400, "InvalidAction".to_owned()));
}

/// Calls an operation twice with one token and other parameters: the error, and the start of its body.
macro_rules! reuse {
    ($operation:ident) => {{
        let server = Server::builder()
            .credentials("AKID", "secret")
            .operation::<$operation, _>(|_: IncomingCall<$operation>| async { Ok(()) })
            .idempotency(IdempotencyWindow::hours(1), |mismatch| Error::TokenReused {
                message: mismatch.operation.to_owned(),
                token: Some(mismatch.token.clone()),
            });
        let server = server.bind("127.0.0.1:0").await.unwrap();
        let client = server.client().unwrap();
        let call = $operation { token: Some("t".into()), text: None };
        call.send(&client).await.unwrap();
        let other = $operation { text: Some("x".into()), ..call };
        let error = other.call(&client).await.unwrap_err();
        let expected = Error::TokenReused { message: stringify!($operation).into(), token: Some("t".into()) };
        assert!(matches!(&error, SendError::Service(got, _) if *got == expected), "{error}");
        body_of(other.prepare(&client).await.unwrap().into_inner()).await.2
    }};
}

/// S3 alone has no envelope around errors.
#[tokio::test]
async fn a_reused_token_is_an_error_in_the_form_of_the_service() {
    assert!(reuse!(InXml).starts_with("<ErrorResponse><Error><Type>Sender</Type><Code>TokenReused</Code>"));
    assert!(reuse!(InS3).starts_with("<Error><Type>Sender</Type><Code>TokenReused</Code>"));
    assert!(reuse!(InQuery).starts_with("<ErrorResponse><Error><Type>Sender</Type><Code>TokenReused</Code>"));
    assert!(reuse!(InEc2).starts_with("<Response><Errors><Error><Code>TokenReused</Code>"));
}
