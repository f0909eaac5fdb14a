//! Interrupted and resumed pagination: from a stored token, in another task, after an error.

mod scripted;

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::{Pin, pin};

use aws_operation::{Client, PageToken, Pages, Paginated, Sensitive, aws_operation, aws_service, aws_shape};
use futures_core::Stream;
use proptest::prelude::*;
use scripted::{Script, Sent, Step};
use serde_json::{Value, json};

#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810")]
struct Service;

#[aws_operation(name = "Query", readonly)]
#[aws(paginated(input = "exclusive_start_key", output = "last_evaluated_key", items = "items", more = "more"))]
#[derive(Default)]
struct Query {
    exclusive_start_key: Option<HashMap<String, AttributeValue>>,
}

#[aws_shape]
#[derive(Debug)]
struct QueryOutput {
    items: Option<Vec<u32>>,
    last_evaluated_key: Option<HashMap<String, AttributeValue>>,
    more: Option<bool>,
}

#[aws_shape]
#[derive(Clone, Debug)]
enum AttributeValue {
    S(String),
    N(String),
}

/// The same operation, except that a repeated token ends the pages.
#[aws_operation(name = "Tail", readonly, output = QueryOutput)]
#[aws(paginated(
    input = "exclusive_start_key",
    output = "last_evaluated_key",
    items = "items",
    more = "more",
    repeats
))]
#[derive(Default)]
struct Tail {
    exclusive_start_key: Option<HashMap<String, AttributeValue>>,
}

/// A list operation that ends only by its token.
#[aws_operation(name = "Scan", readonly)]
#[aws(paginated(input = "token", output = "token", items = "items"))]
#[derive(Default)]
struct Scan {
    token: Option<Sensitive<String>>,
}

#[aws_shape]
#[derive(Debug)]
struct ScanOutput {
    items: Vec<u32>,
    token: Option<Sensitive<String>>,
}

fn page(body: Value) -> Step {
    Step::response(200, body.to_string())
}

async fn next_of_stream<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

#[tokio::test(start_paused = true)]
async fn a_stored_token_continues_the_pages_in_another_process() {
    let key = json!({"Id": {"S": "paint"}, "At": {"N": "7"}});
    let script = Script::new([page(json!({"Items": [1, 2], "LastEvaluatedKey": key, "More": true}))]);
    let mut pages = Query::default().paginate(&script.client());
    assert!(pages.token().is_none());
    pages.next().await.unwrap().unwrap();
    let token = pages.token().unwrap();
    assert_eq!(format!("{token:?}"), "PageToken(..)");
    let (text, stored) = (token.to_json(), serde_json::to_string(token).unwrap());
    drop(pages);

    for token in [PageToken::from_json(&text).unwrap(), serde_json::from_str(&stored).unwrap()] {
        let script = Script::new([page(json!({"Items": [3]}))]);
        let mut pages = Query::default().paginate(&script.client()).resume_at(token);
        assert_eq!(pages.next().await.unwrap().unwrap().items, Some(vec![3]));
        assert!(pages.next().await.is_none() && pages.token().is_none());
        assert_eq!(script.take_sent()[0].json(), json!({"ExclusiveStartKey": key}));
    }
}

#[test]
fn an_invalid_stored_token_is_rejected_and_not_shown() {
    for text in ["", "hunter2", "\"\"", "{}", "[]", "null", "{\"hunter2\""] {
        let error = PageToken::from_json(text).unwrap_err().to_string();
        assert!(error.contains("not a page token") && !error.contains("hunter2"), "{error}");
        let stored = serde_json::to_string(text).unwrap();
        let error = serde_json::from_str::<PageToken>(&stored).unwrap_err().to_string();
        assert!(error.contains("not a page token") && !error.contains("hunter2"), "{error}");
    }
    let error = serde_json::from_str::<PageToken>("[\"hunter2\"]").unwrap_err().to_string();
    assert!(error.contains("not a page token") && !error.contains("hunter2"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn pages_can_move_to_another_task() {
    let script = Script::new([page(json!({"Items": [1], "Token": "t"})), page(json!({"Items": [2]}))]);
    let mut items = Scan::default().paginate(&script.client().with_max_response_bytes(1_000)).items();
    let all = tokio::spawn(async move {
        let mut all = Vec::new();
        while let Some(item) = items.next().await {
            all.push(item.unwrap());
        }
        all
    });
    assert_eq!(all.await.unwrap(), [1, 2]);
}

#[tokio::test(start_paused = true)]
async fn no_item_is_skipped_after_a_stop_within_a_page() {
    let first = || page(json!({"Items": [1, 2], "Token": "t"}));
    let script = Script::new([first(), page(json!({"Items": [3, 4], "Token": "u"}))]);
    let mut items = Scan::default().paginate(&script.client()).items();
    let mut tokens = Vec::new();
    for item in 1..=4 {
        assert_eq!(items.next().await.unwrap().unwrap(), item);
        tokens.push(items.token().map(PageToken::to_json));
    }
    assert_eq!(tokens, [None, Some("\"t\"".to_owned()), Some("\"t\"".to_owned()), Some("\"u\"".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_after_an_error_and_continues_when_polled_again() {
    let rejected = || Step::rejected(400, "ValidationException");
    let script =
        Script::new([page(json!({"Items": [1], "Token": "t"})), rejected(), rejected(), page(json!({"Items": [2]}))]);
    let mut items = Scan::default().paginate(&script.client()).items();
    let mut seen = Vec::new();
    for _ in 0..3 {
        while let Some(item) = next_of_stream(&mut items).await {
            seen.push(item.ok());
        }
    }
    assert_eq!((seen, script.count()), (vec![Some(1), None, None, Some(2)], 4));
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_and_repeated_next_makes_one_call() {
    let script = Script::new([page(json!({"Items": [1]})).late()]);
    let mut pages = Scan::default().paginate(&script.client());
    {
        let mut left = pin!(pages.next());
        assert!(poll_fn(|context| std::task::Poll::Ready(left.as_mut().poll(context).is_pending())).await);
    }
    assert_eq!(pages.next().await.unwrap().unwrap().items, [1]);
    assert!(pages.next().await.is_none());
    assert_eq!(script.count(), 1);
}

/// The service's reaction to one request.
#[derive(Clone, Debug)]
enum Played {
    Page { token: Option<Value>, more: Option<bool> },
    Rejected,
}

fn played() -> impl Strategy<Value = Played> {
    // Few distinct tokens, so that they repeat.
    let key = |value: &str| json!({"Id": {"S": value}});
    let token = prop_oneof![
        4 => Just(Some(key("a"))),
        4 => Just(Some(key("b"))),
        1 => Just(Some(json!({}))),
        1 => Just(Some(Value::Null)),
        1 => Just(None),
    ];
    let more = prop_oneof![8 => Just(Some(true)), 1 => Just(Some(false)), 1 => Just(None)];
    prop_oneof![
        4 => (token, more).prop_map(|(token, more)| Played::Page { token, more }),
        1 => Just(Played::Rejected),
    ]
}

#[derive(Debug, PartialEq)]
enum Seen {
    Page(u32),
    Rejected,
    Repeated,
}

/// The results that a walk of `script` must yield, and the tokens that it must send.
fn expected(script: &[Played], repeats: bool) -> (Vec<Seen>, Vec<Option<Value>>) {
    let (mut seen, mut sent, mut token) = (Vec::new(), Vec::new(), None);
    for (number, played) in (0..).zip(script) {
        sent.push(token.clone());
        match played {
            Played::Rejected => seen.push(Seen::Rejected),
            Played::Page { token: next, more } => {
                seen.push(Seen::Page(number));
                let next = next.clone().filter(|next| next.as_object().is_some_and(|key| !key.is_empty()));
                if *more != Some(true) || next.is_none() {
                    break;
                }
                if next == token {
                    seen.extend((!repeats).then_some(Seen::Repeated));
                    break;
                }
                token = next;
            }
        }
    }
    (seen, sent)
}

fn step((number, played): (u32, &Played)) -> Step {
    let Played::Page { token, more } = played else { return Step::rejected(400, "ValidationException") };
    let mut body = json!({"Items": [number]});
    if let Some(token) = token {
        body["LastEvaluatedKey"] = token.clone();
    }
    if let Some(more) = more {
        body["More"] = json!(more);
    }
    page(body)
}

/// Walks the pages. With `restart`, each error ends the walk, and a new walk continues from a stored token.
async fn walk<O>(client: &Client, restart: bool) -> Vec<Seen>
where
    O: Paginated<Output = QueryOutput> + Default + Send + Sync,
{
    let (mut seen, mut pages) = (Vec::new(), Pages::new(O::default(), client));
    while let Some(page) = pages.next().await {
        seen.push(match page {
            Ok(page) => Seen::Page(page.items.as_ref().unwrap()[0]),
            Err(error) if error.code().is_some() => Seen::Rejected,
            Err(_) => Seen::Repeated,
        });
        if let (true, Some(Seen::Rejected), Some(token)) = (restart, seen.last(), pages.token()) {
            let token = PageToken::from_json(&token.to_json()).unwrap();
            pages = Pages::new(O::default(), client).resume_at(token);
        }
    }
    seen
}

proptest! {
    #[test]
    fn each_page_is_yielded_once_in_every_scenario(
        mut script in prop::collection::vec(played(), 0..12),
        restart: bool,
        repeats: bool,
    ) {
        script.push(Played::Page { token: None, more: Some(true) });
        let (wanted, tokens) = expected(&script, repeats);
        let transport = Script::new((0..).zip(&script).map(step));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let client = transport.client();
        let seen = if repeats {
            runtime.block_on(walk::<Tail>(&client, restart))
        } else {
            runtime.block_on(walk::<Query>(&client, restart))
        };
        prop_assert_eq!(seen, wanted);
        let sent = transport.take_sent().iter().map(Sent::json).collect::<Vec<_>>();
        let sent: Vec<_> = sent.iter().map(|body| body.get("ExclusiveStartKey").cloned()).collect();
        prop_assert_eq!(sent, tokens);
    }
}
