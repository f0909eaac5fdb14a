//! Outputs in pages: where they end, how they go on, and that each page is a call of its own.

mod scripted;

use aws_operation::{Client, SendError, ServiceError, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "Pages", protocol = "restJson1")]
struct Service;

#[aws_operation(
    name = "ListThings",
    http = "GET /things",
    paginated(input = "next_token", output = "next_token", items = "things")
)]
#[derive(Default)]
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

/// Pages by a number in the body, and without items.
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

fn client(steps: impl IntoIterator<Item = Step>) -> (Script, Client) {
    let script = Script::new(steps);
    let client = script.client();
    (script, client)
}

fn page(body: &'static str) -> Step {
    Step::answer(200, body)
}

async fn items(client: &Client, list: &ListThings) -> Vec<String> {
    let mut items = list.paginate(client).items();
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    all
}

#[tokio::test(start_paused = true)]
async fn pages_end_at_an_absent_a_null_and_an_empty_token() {
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
async fn pages_go_on_from_a_token() {
    let (script, client) = client([page(r#"{"Things":["c"]}"#)]);
    let list = ListThings { next_token: Some("t2".into()), max_results: None };
    assert_eq!(items(&client, &list).await, ["c"]);
    assert_eq!(script.take_sent()[0].target(), "/things?nextToken=t2");
}

#[tokio::test(start_paused = true)]
async fn a_repeated_token_is_an_error_and_the_end() {
    let (_, client) = client([page(r#"{"NextToken":"t"}"#), page(r#"{"NextToken":"t"}"#)]);
    let list = ListThings::default();
    let mut pages = list.paginate(&client);
    assert!(pages.next().await.unwrap().is_ok());
    let error: SendError<ServiceError> = pages.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("same page token twice"), "{error}");
    assert!(pages.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_page_is_retried_and_a_refused_one_ends_the_pages() {
    let refused = Step::refused(400, "ValidationException");
    let (_, client) = client([Step::Lost, page(r#"{"NextToken":"t"}"#), refused]);
    let list = ListThings::default();
    let mut pages = list.paginate(&client);
    assert_eq!(pages.next().await.unwrap().unwrap().attempts(), 2);
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("ValidationException"));
    assert!(pages.next().await.is_none());
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
