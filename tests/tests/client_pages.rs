//! Pagination: where pages end, how they continue, and that each page is a separate call.

mod scripted;

use aws_operation::{Client, Document, SendError, Sensitive, ServiceError, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "Pages", protocol = "restJson1")]
struct Service;

#[aws_operation(
    name = "ListThings",
    http = "GET /things",
    paginated(input = "next_token", output = "next_token", items = "things")
)]
#[derive(Clone, Default)]
struct ListThings {
    #[aws(query = "nextToken")]
    next_token: Option<String>,
    #[aws(query = "maxResults")]
    max_results: Option<i32>,
}

#[aws_shape]
#[derive(Debug)]
struct ListThingsOutput {
    things: Option<Vec<String>>,
    next_token: Option<String>,
}

/// A paginated operation with a numeric token in the body, and without items.
#[aws_operation(name = "CountThings", http = "POST /counts", readonly, paginated(input = "from", output = "next"))]
struct CountThings {
    from: Option<u32>,
    kind: String,
}

#[aws_shape]
#[derive(Debug)]
struct CountThingsOutput {
    next: Option<u32>,
}

/// A paginated operation with a token of any type, and an input that borrows.
#[aws_operation(name = "WalkThings", http = "POST /walks", readonly, paginated(input = "from", output = "next"))]
struct WalkThings<'a> {
    kind: &'a str,
    from: Option<Document>,
}

#[aws_shape]
#[derive(Debug)]
struct WalkThingsOutput {
    next: Option<Document>,
}

/// A paginated operation whose output has a flag for more pages, inside a structure.
#[aws_operation(
    name = "ListDoors",
    http = "GET /doors",
    paginated(input = "marker", output = "list.next_marker", items = "list.type", more = "list.is_truncated")
)]
#[derive(Default)]
struct ListDoors {
    #[aws(query)]
    marker: Option<Sensitive<String>>,
}

#[aws_shape]
#[derive(Debug)]
struct ListDoorsOutput {
    list: Option<Box<DoorList>>,
}

#[aws_shape]
#[derive(Debug)]
struct DoorList {
    r#type: Vec<String>,
    next_marker: Option<Sensitive<String>>,
    is_truncated: Option<bool>,
}

/// A paginated operation that repeats its last token.
#[aws_operation(
    name = "GetEvents",
    http = "GET /events",
    paginated(input = "next_token", output = "next_token", items = "events", repeats)
)]
#[derive(Default)]
struct GetEvents {
    #[aws(query)]
    next_token: Option<String>,
}

#[aws_shape]
#[derive(Debug)]
struct GetEventsOutput {
    events: Vec<String>,
    next_token: Option<String>,
}

fn client(steps: impl IntoIterator<Item = Step>) -> (Script, Client) {
    let script = Script::new(steps);
    let client = script.client();
    (script, client)
}

fn page(body: impl Into<String>) -> Step {
    Step::response(200, body.into())
}

async fn items(client: &Client, list: &ListThings) -> Vec<String> {
    let mut items = list.clone().paginate(client).items();
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    all
}

#[tokio::test(start_paused = true)]
async fn pages_end_at_an_absent_null_or_empty_token() {
    for last in [r#"{"Things":["c"]}"#, r#"{"Things":["c"],"NextToken":null}"#, r#"{"Things":["c"],"NextToken":""}"#] {
        let (script, client) =
            client([page(r#"{"Things":["a","b"],"NextToken":"t/1"}"#), page(r#"{"NextToken":"t2"}"#), page(last)]);
        let list = ListThings { max_results: Some(2), ..ListThings::default() };
        assert_eq!(items(&client, &list).await, ["a", "b", "c"]);
        let sent: Vec<_> = script.take_sent().iter().map(|sent| sent.target().to_owned()).collect();
        assert_eq!(
            sent,
            ["/things?maxResults=2", "/things?nextToken=t%2F1&maxResults=2", "/things?nextToken=t2&maxResults=2"]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn pages_end_at_an_empty_token_of_any_type() {
    for empty in ["{}", "[]", r#""""#, "null"] {
        let key = serde_json::json!({"Id": {"S": "x"}, "At": {"N": "7"}});
        let (script, client) = client([page(format!(r#"{{"Next":{key}}}"#)), page(format!(r#"{{"Next":{empty}}}"#))]);
        let kind = "door".to_owned();
        let mut pages = WalkThings { kind: &kind, from: None }.paginate(&client);
        assert!(pages.next().await.unwrap().is_ok());
        assert!(pages.next().await.unwrap().is_ok());
        assert!(pages.next().await.is_none(), "{empty}");
        let bodies: Vec<_> = script.take_sent().iter().map(scripted::Sent::json).collect();
        assert_eq!(bodies, [serde_json::json!({"Kind": "door"}), serde_json::json!({"Kind": "door", "From": key})]);
    }
}

#[tokio::test(start_paused = true)]
async fn pages_continue_from_a_token() {
    let (script, client) = client([page(r#"{"Things":["c"]}"#)]);
    let list = ListThings { next_token: Some("t2".into()), max_results: None };
    assert_eq!(items(&client, &list).await, ["c"]);
    assert_eq!(script.take_sent()[0].target(), "/things?nextToken=t2");
}

#[tokio::test(start_paused = true)]
async fn a_repeated_token_yields_its_page_then_an_error_then_the_end() {
    let second = page(r#"{"Things":["b"],"NextToken":"t"}"#).header("x-amzn-requestid", "second");
    let (script, client) = client([page(r#"{"Things":["a"],"NextToken":"t"}"#), second]);
    let mut items = ListThings::default().paginate(&client).items();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    assert_eq!(items.next().await.unwrap().unwrap(), "b");
    let error: SendError<ServiceError> = items.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("same page token twice"), "{error}");
    assert_eq!(error.request_id(), Some("second"));
    assert!(items.next().await.is_none());
    assert_eq!(script.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_repeated_token_ends_the_pages_if_the_operation_declares_it() {
    let (script, client) = client([
        page(r#"{"Events":["a"],"NextToken":"t1"}"#),
        page(r#"{"Events":["b"],"NextToken":"t2"}"#),
        page(r#"{"Events":[],"NextToken":"t2"}"#),
    ]);
    let mut pages = GetEvents::default().paginate(&client);
    let mut events = Vec::new();
    while let Some(page) = pages.next().await {
        events.extend(page.unwrap().into_inner().events);
    }
    assert_eq!((events, script.count()), (vec!["a".to_owned(), "b".to_owned()], 3));
    assert_eq!(pages.token().unwrap().to_json(), r#""t2""#, "where new events will be");
}

#[tokio::test(start_paused = true)]
async fn pages_end_when_the_output_reports_no_more_pages() {
    for last in [
        r#"{"List":{"Type":["c"],"NextMarker":"m2","IsTruncated":false}}"#,
        r#"{"List":{"Type":["c"],"NextMarker":"m2"}}"#,
        r#"{"List":{"Type":["c"],"IsTruncated":true}}"#,
    ] {
        let first = r#"{"List":{"Type":["a","b"],"NextMarker":"m1","IsTruncated":true}}"#;
        let (script, client) = client([page(first), page(last)]);
        let mut doors = ListDoors::default().paginate(&client).items();
        let mut all = Vec::new();
        while let Some(door) = doors.next().await {
            all.push(door.unwrap());
        }
        assert_eq!(all, ["a", "b", "c"]);
        let sent: Vec<_> = script.take_sent().iter().map(|sent| sent.target().to_owned()).collect();
        assert_eq!(sent, ["/doors", "/doors?Marker=m1"]);
    }
}

#[tokio::test(start_paused = true)]
async fn an_absent_token_path_means_an_empty_last_page() {
    let (_, client) = client([page("{}")]);
    assert!(ListDoors::default().paginate(&client).items().next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_failed_page_is_requested_again() {
    let rejected = Step::rejected(400, "ValidationException");
    let last = page(r#"{"Things":["b"]}"#);
    let (script, client) =
        client([Step::Lost, page(r#"{"Things":["a"],"NextToken":"t"}"#), rejected.clone(), rejected, last]);
    let mut pages = ListThings::default().paginate(&client);
    assert_eq!(pages.next().await.unwrap().unwrap().attempts(), 2);
    for _ in 0..2 {
        let error = pages.next().await.unwrap().unwrap_err();
        assert_eq!(error.code(), Some("ValidationException"));
        assert_eq!(pages.token().unwrap().to_json(), r#""t""#);
    }
    assert_eq!(pages.next().await.unwrap().unwrap().things.as_deref(), Some(&["b".to_owned()][..]));
    assert!(pages.next().await.is_none());
    let sent: Vec<_> = script.take_sent().iter().map(|sent| sent.target().to_owned()).collect();
    assert_eq!(sent[2..], ["/things?nextToken=t", "/things?nextToken=t", "/things?nextToken=t"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_keeps_its_type() {
    let (script, client) = client([page(r#"{"Next":7}"#), page("{}")]);
    let count = CountThings { from: None, kind: "door".into() };
    let mut pages = count.paginate(&client);
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let bodies: Vec<_> = script.take_sent().iter().map(scripted::Sent::json).collect();
    assert_eq!(bodies, [serde_json::json!({"Kind": "door"}), serde_json::json!({"From": 7, "Kind": "door"})]);
}
