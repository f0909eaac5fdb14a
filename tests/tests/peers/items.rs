//! DynamoDB, over awsJson1_0.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use aws_operation::{Blob, Call as _, Client};
use aws_operation_examples::dynamodb::{AttributeDefinition, CreateTable, Error, KeySchemaElement};
use aws_operation_examples::dynamodb_items::{GetItem, Put, PutItem, Query, TransactWriteItem, TransactWriteItems};
use serde::{Deserialize, Serialize};

use crate::{client, fresh, peers};

async fn table(client: &Client) -> String {
    let name = fresh("parts");
    let attribute =
        |name: &str, ty: &str| AttributeDefinition { attribute_name: name.into(), attribute_type: ty.into() };
    let part_of_key = |name: &str, ty: &str| KeySchemaElement { attribute_name: name.into(), key_type: ty.into() };
    let create = CreateTable {
        table_name: name.clone(),
        attribute_definitions: vec![attribute("Kind", "S"), attribute("Number", "N")],
        key_schema: vec![part_of_key("Kind", "HASH"), part_of_key("Number", "RANGE")],
        billing_mode: Some("PAY_PER_REQUEST".into()),
    };
    create.send(client).await.unwrap();
    name
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Key {
    kind: String,
    number: u32,
}

/// An item with attributes of most types.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Part {
    #[serde(flatten)]
    key: Key,
    bytes: Blob,
    #[serde(with = "aws_operation::dynamodb::string_set")]
    tags: BTreeSet<String>,
    #[serde(with = "aws_operation::dynamodb::number")]
    exact: String,
    deep: Vec<BTreeMap<String, ()>>,
    yes: bool,
    absent: Option<f64>,
}

fn key(number: u32) -> Key {
    Key { kind: "door".into(), number }
}

fn item(number: u32) -> Part {
    Part {
        key: key(number),
        bytes: vec![0, 255, 7].into(),
        tags: BTreeSet::from(["a".into(), "b".into()]),
        exact: "12345678901234567890.123456789012345678".into(),
        deep: vec![BTreeMap::from([("x".into(), ())])],
        yes: true,
        absent: None,
    }
}

#[tokio::test]
async fn items_are_written_read_and_listed_in_pages() {
    for client in peers() {
        let table_name = table(&client).await;
        for number in 1..=5 {
            PutItem { table_name: table_name.clone(), item: item(number).into() }.send(&client).await.unwrap();
        }
        let (table, key) = (table_name.clone(), key(3).into());
        let got = GetItem { table_name: table, key, consistent_read: Some(true), of: PhantomData::<Part> };
        assert_eq!(got.send(&client).await.unwrap().item.as_deref(), Some(&item(3)));
        let doors = Query {
            table_name,
            key_condition_expression: Some("Kind = :kind".into()),
            expression_attribute_values: Some(serde_json::json!({ ":kind": "door" }).into()),
            exclusive_start_key: None,
            limit: Some(2),
            of: PhantomData::<Part>,
        };
        let mut pages = doors.clone().paginate(&client);
        let mut sizes = Vec::new();
        while let Some(page) = pages.next().await {
            sizes.push(page.unwrap().items.as_ref().map_or(0, Vec::len));
        }
        assert_eq!(sizes.iter().sum::<usize>(), 5, "{sizes:?}");
        assert!(sizes.len() >= 3, "{sizes:?}");
        let mut items = doors.paginate(&client).items();
        let mut numbers = Vec::new();
        while let Some(item) = items.next().await {
            numbers.push(item.unwrap().key.number);
        }
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
    }
}

/// Of the two servers, only MiniStack remembers the tokens of transactions.
#[tokio::test]
async fn a_transaction_runs_once_per_token() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let table_name = table(&client).await;
    let put = |number| TransactWriteItem {
        put: Some(Put {
            table_name: table_name.clone(),
            item: item(number).into(),
            condition_expression: Some("attribute_not_exists(Kind)".into()),
        }),
    };
    let write = TransactWriteItems { transact_items: vec![put(1)], client_request_token: None };
    let token = write.call(&client).await.unwrap().idempotency_token().unwrap().to_owned();
    // A second run would fail on its condition. A replay succeeds.
    let again = TransactWriteItems { client_request_token: Some(token.clone()), ..write.clone() };
    again.send(&client).await.unwrap();
    let other = TransactWriteItems { transact_items: vec![put(2)], client_request_token: Some(token) };
    let error = other.send(&client).await.unwrap_err();
    assert!(matches!(error.service_error(), Some(Error::IdempotentParameterMismatchException { .. })), "{error}");
    let error = write.send(&client).await.unwrap_err();
    assert!(matches!(error.service_error(), Some(Error::TransactionCanceledException { .. })), "{error}");
}
