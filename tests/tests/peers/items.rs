//! DynamoDB, over awsJson1_0.

use aws_operation::{Call as _, Client};
use aws_operation_examples::dynamodb::{
    AttributeDefinition, AttributeValue, CreateTable, Error, GetItem, Item, KeySchemaElement, Put, PutItem, Query,
    TransactWriteItem, TransactWriteItems,
};

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

fn item(number: u32) -> Item {
    let entries = [
        ("Kind", AttributeValue::S("door".into())),
        ("Number", AttributeValue::N(number.to_string())),
        ("Bytes", AttributeValue::B(vec![0, 255, 7].into())),
        ("Tags", AttributeValue::StringSet(vec!["a".into(), "b".into()])),
        ("Deep", AttributeValue::L(vec![AttributeValue::M(Item::from([("x".into(), AttributeValue::Null(true))]))])),
        ("Yes", AttributeValue::Bool(true)),
    ];
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[tokio::test]
async fn items_are_written_read_and_listed_in_pages() {
    for client in peers() {
        let table_name = table(&client).await;
        for number in 1..=5 {
            PutItem { table_name: table_name.clone(), item: item(number) }.send(&client).await.unwrap();
        }
        let mut key = item(3);
        key.retain(|name, _| name == "Kind" || name == "Number");
        let got = GetItem { table_name: table_name.clone(), key, consistent_read: Some(true) };
        assert_eq!(got.send(&client).await.unwrap().item.as_ref(), Some(&item(3)));
        let doors = Query {
            table_name,
            key_condition_expression: Some("Kind = :kind".into()),
            expression_attribute_values: Some(Item::from([(":kind".to_owned(), "door".into())])),
            limit: Some(2),
            ..Query::default()
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
            numbers.push(item.unwrap()["Number"].clone());
        }
        assert_eq!(numbers, (1..=5).map(|n| AttributeValue::N(n.to_string())).collect::<Vec<_>>());
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
            item: item(number),
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
