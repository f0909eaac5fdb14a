//! A label and a body member with the same name, as in API Gateway's `PutIntegration`: at the client and at the server.

mod recorded;

use aws_operation::server::{IdempotencyWindow, IncomingCall, Server};
use aws_operation::{SendError, aws_error, aws_operation, aws_service, aws_shape};
use recorded::Wire;

#[aws_service(id = "API Gateway", protocol = "restJson1", signing_name = "apigateway", error = Error)]
struct Service;

#[aws_operation(name = "PutIntegration", idempotent = "token", rename_all = "camelCase")]
#[aws(http = "PUT /integrations/{http_method}")]
#[derive(Clone, Debug)]
struct PutIntegration {
    http_method: String,
    #[aws(rename = "httpMethod")]
    integration_http_method: Option<String>,
    #[aws(rename = "uri")]
    uri_in_body: Option<String>,
    #[aws(query)]
    uri: Option<String>,
    #[aws(header = "X-Uri", rename = "uri")]
    uri_in_header: Option<String>,
    #[aws(header = "X-Token")]
    token: Option<String>,
}

#[aws_shape]
#[derive(Debug)]
struct PutIntegrationOutput {
    seen: Vec<Option<String>>,
}

#[aws_error]
#[derive(Debug)]
enum Error {
    #[aws(status = 409)]
    ConflictException { message: String },
}

fn integration() -> PutIntegration {
    let text = |text: &str| Some(text.to_owned());
    PutIntegration {
        http_method: "GET".into(),
        integration_http_method: text("POST"),
        uri_in_body: text("body"),
        uri: text("query"),
        uri_in_header: text("header"),
        token: text("t"),
    }
}

async fn server() -> Server {
    Server::builder()
        .credentials("AKID", "secret")
        .operation::<PutIntegration, _>(async |call: IncomingCall<PutIntegration>| {
            let input = call.input;
            let method = Some(input.http_method);
            let seen = vec![method, input.integration_http_method, input.uri_in_body, input.uri, input.uri_in_header];
            Ok(PutIntegrationOutput { seen })
        })
        .idempotency(IdempotencyWindow::hours(8), |mismatch| Error::ConflictException {
            message: mismatch.token.to_owned(),
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap()
}

#[tokio::test]
async fn each_member_is_written_to_its_binding() {
    let wire = Wire::new(r#"{"Seen":[]}"#).await;
    integration().send(&wire.client().build().unwrap()).await.unwrap();
    let (first, headers, body) = wire.last();
    assert_eq!(first, "PUT /integrations/GET?uri=query HTTP/1.1");
    assert!(headers.contains(&("x-uri".to_owned(), "header".to_owned())), "{headers:?}");
    assert_eq!(body, r#"{"httpMethod":"POST","uri":"body"}"#);
}

#[tokio::test]
async fn each_member_is_read_from_its_binding() {
    let server = server().await;
    let client = server.client().unwrap();
    let response = integration().send(&client).await.unwrap();
    assert_eq!(response.seen, ["GET", "POST", "body", "query", "header"].map(|text| Some(text.to_owned())));
    let bare = PutIntegration {
        integration_http_method: None,
        uri_in_body: None,
        uri: None,
        uri_in_header: None,
        token: None,
        ..integration()
    };
    let response = bare.send(&client).await.unwrap();
    assert_eq!(response.seen, [Some("GET".to_owned()), None, None, None, None]);
}

#[tokio::test]
async fn idempotency_distinguishes_the_members() {
    let server = server().await;
    let client = server.client().unwrap();
    integration().send(&client).await.unwrap();
    for other in [
        PutIntegration { http_method: "POST".into(), ..integration() },
        PutIntegration { integration_http_method: Some("GET".into()), ..integration() },
        PutIntegration { uri: None, ..integration() },
    ] {
        let error = other.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Service(Error::ConflictException { .. }, _)), "{error}");
    }
}
