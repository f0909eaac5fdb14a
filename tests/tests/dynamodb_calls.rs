//! Items in calls: on the wire, in pages, in errors, and at a server with the same structs.

mod scripted;

use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::Mutex;

use aws_operation::dynamodb::{AttributeValue, Item};
use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Invalid, SendError, Sensitive, aws_error, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810", error = Error)]
struct Service;

#[aws_error]
#[derive(Debug)]
enum Error {
    ConditionalCheckFailedException { message: String, item: Option<Item<Order>> },
}

#[aws_operation(name = "PutItem", idempotent)]
#[derive(Debug)]
struct PutItem<T> {
    table_name: String,
    item: Item<T>,
}

#[aws_shape]
#[derive(Debug)]
struct PutItemOutput {}

/// The type of the item is a parameter of the output alone, so the macro does not know that it is read.
#[aws_operation(name = "GetItem", output = GetItemOutput<T>, readonly)]
#[derive(Debug)]
struct GetItem<K, T: DeserializeOwned> {
    table_name: String,
    key: Item<K>,
    #[aws(skip)]
    of: PhantomData<T>,
}

#[aws_shape]
#[derive(Debug)]
struct GetItemOutput<T> {
    item: Option<Item<T>>,
}

type Values = HashMap<String, AttributeValue>;

#[aws_operation(name = "Query", output = QueryOutput, readonly)]
#[aws(paginated(input = "exclusive_start_key", output = "last_evaluated_key", items = "items"))]
#[derive(Debug, Default)]
struct Query {
    table_name: String,
    key_condition_expression: String,
    expression_attribute_values: Option<Item<serde_json::Value>>,
    exclusive_start_key: Option<Values>,
}

#[aws_shape]
#[derive(Debug)]
struct QueryOutput {
    items: Vec<Item<Order>>,
    last_evaluated_key: Option<Values>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Key {
    customer: String,
    id: u64,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Order {
    #[serde(flatten)]
    key: Key,
    lines: Vec<Line>,
    coupon: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Line {
    part: String,
    price: f64,
}

fn order(id: u64) -> Order {
    let line = Line { part: "door".into(), price: 99.5 };
    Order { key: Key { customer: "Ann".into(), id }, lines: vec![line], coupon: None }
}

const ORDER: &str =
    r#"{"customer":{"S":"Ann"},"id":{"N":"7"},"lines":{"L":[{"M":{"part":{"S":"door"},"price":{"N":"99.5"}}}]}}"#;

fn put<T>(item: T) -> PutItem<T> {
    PutItem { table_name: "orders".into(), item: Item(item) }
}

fn get<T: DeserializeOwned>(id: u64) -> GetItem<Key, T> {
    let key = Item(Key { customer: "Ann".into(), id });
    GetItem { table_name: "orders".into(), key, of: PhantomData }
}

fn body_of(script: &Script) -> String {
    String::from_utf8(script.take_sent().remove(0).request.into_body().into()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_item_is_sent_and_read_as_the_own_type() {
    let script = Script::new([Step::response(200, "{}")]);
    put(order(7)).send(&script.client()).await.unwrap();
    assert_eq!(body_of(&script), format!(r#"{{"TableName":"orders","Item":{ORDER}}}"#));

    let script = Script::new([Step::response(200, format!(r#"{{"Item":{ORDER}}}"#)), Step::response(200, "{}")]);
    let got = get::<Order>(7).send(&script.client()).await.unwrap();
    assert_eq!(body_of(&script), r#"{"TableName":"orders","Key":{"customer":{"S":"Ann"},"id":{"N":"7"}}}"#);
    assert_eq!(got.item.unwrap().into_inner(), order(7));
    assert!(get::<Order>(8).send(&script.client()).await.unwrap().item.is_none());
}

#[tokio::test(start_paused = true)]
async fn pages_repeat_the_whole_last_key() {
    let key = r#"{"customer":{"S":"Ann"},"id":{"N":"7"},"indexed":{"NS":["1"]}}"#;
    let first = format!(r#"{{"Items":[{ORDER}],"LastEvaluatedKey":{key}}}"#);
    let script = Script::new([Step::response(200, first), Step::response(200, r#"{"Items":[]}"#)]);
    let query = Query {
        table_name: "orders".into(),
        key_condition_expression: "customer = :customer".into(),
        expression_attribute_values: Some(Item(serde_json::json!({ ":customer": "Ann", ":least": 3 }))),
        exclusive_start_key: None,
    };
    let mut items = query.paginate(&script.client()).items();
    assert_eq!(items.next().await.unwrap().unwrap().into_inner(), order(7));
    assert!(items.next().await.is_none());
    let sent = script.take_sent();
    let body: serde_json::Value = serde_json::from_slice(sent[1].request.body()).unwrap();
    assert_eq!(
        body["ExpressionAttributeValues"],
        serde_json::json!({ ":customer": { "S": "Ann" }, ":least": { "N": "3" } })
    );
    assert_eq!(body["ExclusiveStartKey"], serde_json::from_str::<serde_json::Value>(key).unwrap());
}

#[tokio::test(start_paused = true)]
async fn the_item_of_an_error_is_read() {
    let body = format!(
        r#"{{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no","Item":{ORDER}}}"#
    );
    let script = Script::new([Step::response(400, body)]);
    let error = put(order(7)).send(&script.client()).await.unwrap_err();
    let SendError::Service(Error::ConditionalCheckFailedException { message, item }, _) = error else {
        panic!("{error}")
    };
    assert_eq!((message.as_str(), item.unwrap().into_inner()), ("no", order(7)));
}

async fn invalid<T: Serialize + Send + Sync>(item: T) -> String {
    let script = Script::new([]);
    let error = put(item).send(&script.client()).await.unwrap_err();
    let SendError::Invalid(Invalid::Member(invalid), _) = &error else { panic!("{error}") };
    assert_eq!(invalid.member(), Some("Item"));
    assert!(script.take_sent().is_empty());
    invalid.to_string()
}

#[tokio::test(start_paused = true)]
async fn what_dynamodb_cannot_hold_is_not_sent_and_named() {
    assert_eq!(invalid(5_u8).await, "member `Item` is not an item: `u8` is a number, and an item is a struct or a map");
    let mut costly = order(7);
    costly.lines[0].price = f64::INFINITY;
    assert_eq!(
        invalid(costly).await,
        "member `Item` has the attribute `lines[0].price`, which is inf, but a number in DynamoDB is finite"
    );
}

#[tokio::test(start_paused = true)]
async fn an_item_of_another_type_is_a_decode_error_with_its_position() {
    let script = Script::new([Step::response(200, r#"{"Item":{"customer":{"S":"Ann"}}}"#)]);
    let error = get::<Order>(7).send(&script.client()).await.unwrap_err();
    let SendError::Decode(error, _) = error else { panic!("{error}") };
    assert!(error.to_string().starts_with("member `Item`: missing field `lines` at line 1 column"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn sensitive_attributes_are_redacted() {
    #[derive(Serialize)]
    struct Account {
        id: u8,
        password: Sensitive<String>,
    }
    let script = Script::new([]);
    let put = put(Account { id: 1, password: "hunter2".into() });
    let prepared = put.prepare(&script.client()).await.unwrap();
    assert!(std::str::from_utf8(prepared.body().as_bytes().unwrap()).unwrap().contains(r#"{"S":"hunter2"}"#));
    let curl = prepared.to_curl();
    assert!(curl.contains(r#"{"id":{"N":"1"},"password":{"S":"REDACTED"}}"#), "{curl}");
}

static STORED: Mutex<Vec<Order>> = Mutex::new(Vec::new());

async fn store(call: IncomingCall<PutItem<Order>>) -> Result<PutItemOutput, Error> {
    STORED.lock().unwrap().push(call.input.item.into_inner());
    Ok(PutItemOutput {})
}

async fn load(call: IncomingCall<GetItem<Key, Order>>) -> Result<GetItemOutput<Order>, Error> {
    let stored = STORED.lock().unwrap();
    Ok(GetItemOutput { item: stored.iter().find(|order| order.key == call.input.key.0).cloned().map(Item) })
}

#[tokio::test]
async fn a_server_reads_and_writes_the_same_items() {
    let server = Server::builder().region("us-east-1").credentials("AKID", "secret");
    let server = server.operation::<PutItem<Order>, _>(store).operation::<GetItem<Key, Order>, _>(load);
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    put(order(7)).send(&client).await.unwrap();
    put(order(7)).send(&client).await.unwrap();
    assert_eq!(*STORED.lock().unwrap(), [order(7), order(7)]);
    assert_eq!(get::<Order>(7).send(&client).await.unwrap().item.unwrap().into_inner(), order(7));
    assert!(get::<Order>(9).send(&client).await.unwrap().item.is_none());
    let rejected = put(Key { customer: "Ann".into(), id: 1 }).send(&client).await.unwrap_err();
    assert!(rejected.to_string().contains("missing field `lines`"), "{rejected}");
}
