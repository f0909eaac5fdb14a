//! `headers(..)` of a service: headers of every request, unless a member sets them.

mod scripted;

use std::time::Duration;

use aws_operation::codec::ServiceMeta;
use aws_operation::{Client, Credentials, SendError, aws_operation, aws_service};
use scripted::{Script, Step};

#[aws_service(id = "API Gateway", protocol = "restJson1", signing_name = "apigateway")]
#[aws(headers("Accept: application/json", "X-Amz-Things-Version: 2012-06-01; rev=1"))]
struct ApiGateway;

#[aws_operation(name = "GetAccount", service = ApiGateway, output = (), http = "GET /account")]
struct GetAccount;

#[aws_operation(name = "GetExport", service = ApiGateway, output = (), http = "GET /restapis/{rest_api_id}/export")]
struct GetExport {
    rest_api_id: String,
    #[aws(header = "Accept")]
    accepts: Option<String>,
}

fn client() -> Client {
    Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build().unwrap()
}

#[tokio::test]
async fn every_request_has_the_headers_of_its_service() {
    let prepared = GetAccount.prepare(&client()).await.unwrap();
    assert_eq!(prepared.headers()["accept"], "application/json");
    assert_eq!(prepared.headers()["x-amz-things-version"], "2012-06-01; rev=1");
    let authorization = prepared.headers()["authorization"].to_str().unwrap();
    assert!(authorization.contains("SignedHeaders=accept;"), "{authorization}");
    assert!(authorization.contains(";x-amz-things-version,"), "{authorization}");
    assert!(prepared.to_curl().contains("accept: application/json"), "{}", prepared.to_curl());
}

#[tokio::test]
async fn a_member_in_such_a_header_takes_precedence() {
    for (accepts, sent) in [(Some("application/yaml"), "application/yaml"), (None, "application/json")] {
        let export = GetExport { rest_api_id: "a1".to_owned(), accepts: accepts.map(str::to_owned) };
        let prepared = export.prepare(&client()).await.unwrap();
        let all: Vec<_> = prepared.headers().get_all("accept").iter().collect();
        assert_eq!(all, [sent]);
    }
}

#[tokio::test]
async fn each_attempt_and_a_presigned_url_have_them() {
    let script = Script::new([Step::NotSent, Step::response(200, "{}")]);
    GetAccount.send(&script.client()).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent.len(), 2);
    for attempt in sent {
        assert_eq!(attempt.header("accept"), Some("application/json"));
    }
    let presigned = GetAccount.presign(&client(), Duration::from_secs(60)).await.unwrap();
    assert_eq!(presigned.headers()["accept"], "application/json");
    assert!(presigned.contains("X-Amz-SignedHeaders=accept%3Bhost%3Bx-amz-things-version&"), "{presigned}");
}

/// A service whose metadata is written by hand.
struct Wrong;

impl aws_operation::Service for Wrong {
    type Protocol = aws_operation::codec::RestJson1;
    type Error = aws_operation::ServiceError;
    const META: &'static ServiceMeta =
        &ServiceMeta::new("Wrong").signing_name("wrong").headers(&[("no name", "value")]);
}

#[aws_operation(name = "Get", service = Wrong, output = (), http = "GET /")]
struct Get;

#[tokio::test]
async fn a_header_that_is_not_valid_is_never_sent() {
    let error = Get.prepare(&client()).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
    let expected = "operation `Get` is of a service whose header `no name: value` is not valid";
    assert!(error.to_string().contains(expected), "{error}");
}
