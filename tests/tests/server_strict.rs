//! What a client reads and a server does not: timestamps in other formats, nulls in lists and maps, unknown members of
//! unions, and other media types.

mod served;

use std::collections::HashMap;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Blob, Timestamp, aws_operation, aws_service, aws_shape, http};
use served::RawConnection;

#[aws_service(id = "Json", protocol = "restJson1", auth = "none")]
struct Json;

#[aws_service(id = "Query", protocol = "awsQuery", version = "1", auth = "none")]
struct Query;

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Number(i32),
    #[aws(timestamp = "http-date")]
    At(Timestamp),
    #[aws(unknown)]
    Unknown(String),
}

#[aws_operation(name = "PutTimes", service = Json, http = "POST /times/{label}", output = ())]
#[derive(Clone)]
struct PutTimes {
    label: Timestamp,
    #[aws(header = "X-At")]
    header: Option<Timestamp>,
    #[aws(header = "X-Epoch", timestamp = "epoch-seconds")]
    epoch: Option<Timestamp>,
    #[aws(query)]
    query: Option<Timestamp>,
    body: Option<Timestamp>,
    #[aws(timestamp = "date-time")]
    date_time: Option<Vec<Timestamp>>,
    list: Option<Vec<String>>,
    sparse: Option<Vec<Option<String>>>,
    map: Option<HashMap<String, String>>,
    choice: Option<Choice>,
}

#[aws_operation(name = "QueryTimes", service = Query, output = ())]
struct QueryTimes {
    at: Option<Timestamp>,
    #[aws(timestamp = "epoch-seconds")]
    epoch: Option<Timestamp>,
}

#[aws_operation(name = "Ping", service = Json, http = "POST /ping", output = Pong)]
struct Ping {}

#[aws_shape]
struct Pong {
    text: Option<String>,
}

#[aws_operation(name = "PutImage", service = Json, http = "POST /image", output = Image)]
struct PutImage {
    #[aws(payload = "image/png")]
    image: Blob,
}

#[aws_shape]
struct Image {
    #[aws(payload = "image/png")]
    image: Blob,
}

async fn server() -> Server {
    let server = Server::builder();
    let server = server.operation::<PutTimes, _>(|_: IncomingCall<PutTimes>| async { Ok(()) });
    let server = server.operation::<QueryTimes, _>(|_: IncomingCall<QueryTimes>| async { Ok(()) });
    let server = server.operation::<Ping, _>(|_: IncomingCall<Ping>| async { Ok(Pong { text: None }) });
    let server = server.operation::<PutImage, _>(|call: IncomingCall<PutImage>| async move {
        Ok(Image { image: call.image.clone() })
    });
    server.bind("127.0.0.1:0").await.unwrap()
}

/// The status and the body of the response to a request.
async fn response_of(server: &Server, target: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let mut map = http::HeaderMap::new();
    for (name, value) in headers {
        map.append(http::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    }
    RawConnection::open(server).await.send_to("POST", target, &map, body.as_bytes()).await
}

const DATE_TIME: &str = "2019-12-16T23:48:18.5Z";
const HTTP_DATE: &str = "Mon, 16 Dec 2019 23:48:18 GMT";
/// In no format, or without an exact one: an offset, no offset, no seconds, a space, no time.
const OTHER: [&str; 6] = [
    "2019-12-16T23:48:18+01:00",
    "2019-12-16T23:48:18",
    "2019-12-16T23:48Z",
    "2019-12-16 23:48:18Z",
    "2019-12-16",
    "now",
];

#[tokio::test]
async fn a_timestamp_has_the_format_of_its_member_or_its_location() {
    let server = server().await;
    let status = async |target: &str, headers: &[(&str, &str)], body: &str| {
        response_of(&server, &target.replace(' ', "%20"), headers, body).await.0
    };
    let label = |value: &str| format!("/times/{value}");
    let path = label(DATE_TIME);
    assert_eq!(status(&path, &[("x-at", HTTP_DATE), ("x-epoch", "1.5")], r#"{"Body":1.5}"#).await, 200);
    assert_eq!(
        status(&format!("{path}?Query={DATE_TIME}"), &[], &format!(r#"{{"DateTime":["{DATE_TIME}"]}}"#)).await,
        200
    );

    for wrong in OTHER.into_iter().chain([HTTP_DATE, "1576540098"]) {
        assert_eq!(status(&label(wrong), &[], "{}").await, 400, "label {wrong}");
        let encoded = wrong.replace('+', "%2B");
        assert_eq!(status(&format!("{path}?Query={encoded}"), &[], "{}").await, 400, "query {wrong}");
        assert_eq!(status(&path, &[], &format!(r#"{{"DateTime":["{wrong}"]}}"#)).await, 400, "date-time {wrong}");
    }
    for wrong in OTHER.into_iter().chain([DATE_TIME, "1576540098"]) {
        assert_eq!(status(&path, &[("x-at", wrong)], "{}").await, 400, "header {wrong}");
    }
    for wrong in OTHER.into_iter().chain([DATE_TIME, HTTP_DATE]) {
        assert_eq!(status(&path, &[("x-epoch", wrong)], "{}").await, 400, "header in seconds {wrong}");
        assert_eq!(status(&path, &[], &format!(r#"{{"Body":"{wrong}"}}"#)).await, 400, "body {wrong}");
    }
    assert_eq!(status(&path, &[], r#"{"Body":"1576540098"}"#).await, 400, "seconds as a text");
    assert_eq!(status(&path, &[], r#"{"DateTime":[1576540098]}"#).await, 400, "seconds for a date-time");
}

#[tokio::test]
async fn a_timestamp_in_a_form_is_a_text() {
    let server = server().await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for (parameter, expected) in [
        (format!("At={DATE_TIME}"), 200),
        ("At=1576540098".to_owned(), 400),
        ("At=2019-12-16".to_owned(), 400),
        ("Epoch=1576540098.5".to_owned(), 200),
        (format!("Epoch={DATE_TIME}"), 400),
    ] {
        let body = format!("Action=QueryTimes&Version=1&{parameter}");
        assert_eq!(response_of(&server, "/", &form, &body).await.0, expected, "{parameter}");
    }
}

#[tokio::test]
async fn nulls_and_members_that_the_model_does_not_have_are_rejected() {
    let server = server().await;
    for (body, reason) in [
        (r#"{"List":["a",null]}"#, "null in a list"),
        (r#"{"Map":{"a":null}}"#, "null in a list or map"),
        (r#"{"Choice":{"Other":1}}"#, "no variant for the member `Other`"),
        (r#"{"Choice":{"Number":1,"Other":1}}"#, "`Other`"),
        (r#"{"Choice":{"At":1}}"#, "http-date"),
    ] {
        let (status, text) = response_of(&server, &format!("/times/{DATE_TIME}"), &[], body).await;
        assert!(status == 400 && text.contains(reason), "{body}: {status} {text}");
    }
    for body in [
        r#"{"Sparse":["a",null],"List":null,"Map":{"a":""},"Unknown":null}"#.to_owned(),
        r#"{"Choice":{"Number":1,"Other":null}}"#.to_owned(),
        format!(r#"{{"Choice":{{"At":"{HTTP_DATE}"}}}}"#),
    ] {
        let (status, text) = response_of(&server, &format!("/times/{DATE_TIME}"), &[], &body).await;
        assert_eq!(status, 200, "{body}: {text}");
    }
}

#[tokio::test]
async fn a_body_of_another_media_type_is_rejected() {
    let server = server().await;
    let times = format!("/times/{DATE_TIME}");
    for (target, content_type, body, expected) in [
        (&*times, "application/json; charset=utf-8", "{}", 200),
        (&times, "application/hal+json", "{}", 415),
        (&times, "text/plain", "", 200),
        ("/ping", "application/json", "", 200),
        ("/ping", "application/json", "{}", 415),
        ("/image", "image/PNG", "{}", 200),
        ("/image", "application/json", "{}", 415),
    ] {
        let (status, text) = response_of(&server, target, &[("content-type", content_type)], body).await;
        assert_eq!(status, expected, "{target} {content_type} {body}: {text}");
    }
    assert_eq!(response_of(&server, "/image", &[], "{}").await.0, 200, "a client may leave it out");
}

#[tokio::test]
async fn a_client_that_accepts_only_other_media_types_gets_an_error() {
    let server = server().await;
    for (target, accept, expected) in [
        ("/ping", "application/json", 200),
        ("/ping", "text/html, */*;q=0.1", 200),
        ("/ping", "application/*", 200),
        ("/ping", "application/hal+json", 406),
        ("/image", "image/png", 200),
        ("/image", "application/json", 406),
    ] {
        assert_eq!(response_of(&server, target, &[("accept", accept)], "").await.0, expected, "{target} {accept}");
    }
}
