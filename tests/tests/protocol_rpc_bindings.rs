//! Outputs and errors with HTTP bindings in awsJson and awsQuery, which ignore the bindings. A model for two protocols
//! has them for the other one.

mod scripted;
mod served;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Blob, SendError, aws_error, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};
use served::client_of;

#[aws_service(id = "Json", protocol = "awsJson1_0", target_prefix = "Json", error = Error)]
struct Json;

#[aws_service(id = "Query", protocol = "awsQuery", version = "2010-03-31", error = Error)]
struct Query;

#[aws_operation(name = "Get", service = Json, output = GetOutput, auth = "none")]
struct JsonGet {
    fail: bool,
}

#[aws_operation(name = "Get", service = Query, output = GetOutput, auth = "none")]
struct QueryGet {
    fail: bool,
}

#[aws_operation(name = "Fetch", service = Json, output = FetchOutput, auth = "none")]
struct JsonFetch {}

#[aws_operation(name = "Fetch", service = Query, output = FetchOutput, auth = "none")]
struct QueryFetch {}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct GetOutput {
    #[aws(header = "X-Kind")]
    kind: Option<String>,
    #[aws(status)]
    status: Option<i32>,
    #[aws(payload)]
    text: Option<String>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct FetchOutput {
    #[aws(payload)]
    data: Blob,
}

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    Busy {
        message: String,
        #[aws(header = "Retry-After")]
        retry_after: Option<i32>,
    },
}

fn got() -> GetOutput {
    GetOutput { kind: Some("a".into()), status: Some(7), text: Some("b".into()) }
}

fn busy() -> Error {
    Error::Busy { message: "no".into(), retry_after: Some(7) }
}

#[tokio::test]
async fn every_member_is_read_from_the_body() {
    let json = Step::response(200, r#"{"Kind":"a","Status":7,"Text":"b"}"#).header("x-kind", "of another");
    let error = Step::response(400, r#"{"__type":"Busy","message":"no","RetryAfter":7}"#).header("retry-after", "1");
    let client = Script::new([json, error]).client();
    assert_eq!(JsonGet { fail: false }.send(&client).await.unwrap(), got());
    let error = JsonGet { fail: true }.send(&client).await.unwrap_err();
    assert_eq!(error.service_error(), Some(&busy()));

    let members = "<Kind>a</Kind><Status>7</Status><Text>b</Text>";
    let xml = Step::response(200, format!("<GetResponse><GetResult>{members}</GetResult></GetResponse>"));
    let members_of_error = "<Code>Busy</Code><Message>no</Message><RetryAfter>7</RetryAfter>";
    let error = Step::response(400, format!("<ErrorResponse><Error>{members_of_error}</Error></ErrorResponse>"));
    let client = Script::new([xml.header("x-kind", "of another"), error.header("retry-after", "1")]).client();
    assert_eq!(QueryGet { fail: false }.send(&client).await.unwrap(), got());
    let error = QueryGet { fail: true }.send(&client).await.unwrap_err();
    assert_eq!(error.service_error(), Some(&busy()));
}

#[tokio::test]
async fn a_client_reads_what_a_server_writes() {
    macro_rules! serve {
        ($server:expr, $($get:ident $fetch:ident),*) => {
            $server$(
                .operation::<$get, _>(|call: IncomingCall<$get>| async move { if call.fail { Err(busy()) } else { Ok(got()) } })
                .operation::<$fetch, _>(|_: IncomingCall<$fetch>| async { Ok(FetchOutput { data: "value".into() }) })
            )*
        };
    }
    let server = serve!(Server::builder(), JsonGet JsonFetch, QueryGet QueryFetch);
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).build().unwrap();
    assert_eq!(JsonGet { fail: false }.send(&client).await.unwrap(), got());
    assert_eq!(QueryGet { fail: false }.send(&client).await.unwrap(), got());
    assert_eq!(JsonFetch {}.send(&client).await.unwrap().data, Blob::from("value"));
    assert_eq!(QueryFetch {}.send(&client).await.unwrap().data, Blob::from("value"));
    let errors = [
        JsonGet { fail: true }.send(&client).await.map(drop).unwrap_err(),
        QueryGet { fail: true }.send(&client).await.map(drop).unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(&error, SendError::Service(error, _) if *error == busy()), "{error}");
    }
}
