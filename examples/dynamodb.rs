//! DynamoDB: write, read, page through a partition, and run a transaction that a token makes safe to retry.
//!
//! ```text
//! cargo run --example dynamodb
//! ```
//!
//! It calls a local service, or DynamoDB at `AWS_ENDPOINT_URL`, for instance `MiniStack`: `pip install ministack`, then
//! `GATEWAY_PORT=4570 python -m ministack`.

#![allow(clippy::print_stdout)]

use aws_operation::{Call, Client, SendError};
use aws_operation_examples::dynamodb::{
    AttributeDefinition, AttributeValue, CreateTable, Error, GetItem, Item, KeySchemaElement, Put, PutItem, Query,
    TransactWriteItem, TransactWriteItems,
};
use aws_operation_examples::local_dynamodb::LocalDynamoDb;

const TABLE: &str = "parts";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::var_os("AWS_ENDPOINT_URL").is_some() {
        return run(&Client::from_env().await?).await;
    }
    let server = LocalDynamoDb::default().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    run(&server.client()?).await
}

async fn run(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    create_table(client).await?;

    for number in 1..=5 {
        PutItem { table_name: TABLE.into(), item: part("door", number) }.send(client).await?;
    }
    let got =
        GetItem { table_name: TABLE.into(), key: key("door", 3), consistent_read: Some(true) }.send(client).await?;
    let name = got.item.as_ref().and_then(|item| item.get("Name")?.as_s());
    println!("door 3: {}", name.map_or("not found", String::as_str));

    let doors = Query {
        table_name: TABLE.into(),
        key_condition_expression: Some("Kind = :kind".into()),
        expression_attribute_values: Some(Item::from([(":kind".to_owned(), "door".into())])),
        limit: Some(2),
        ..Query::default()
    };
    let mut items = doors.paginate(client).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item?;
        count += 1;
    }
    println!("{count} doors, two per page");
    if name.is_none() || count != 5 {
        return Err("five doors were written".into());
    }

    let put = |number| TransactWriteItem {
        put: Some(Put { table_name: TABLE.into(), item: part("wheel", number), condition_expression: None }),
    };
    let wheels = TransactWriteItems { transact_items: vec![put(1), put(2)], client_request_token: None };
    let written = wheels.call(client).await?;
    let token = written.idempotency_token().map(str::to_owned);
    println!("two wheels written with the token {}", token.as_deref().unwrap_or("none"));

    let reused = TransactWriteItems { transact_items: vec![put(3)], client_request_token: token };
    match reused.send(client).await {
        Err(SendError::Service(Error::IdempotentParameterMismatchException { message }, _)) => {
            println!("another write with the same token: {message}");
        }
        other => return Err(format!("another write with the same token: {other:?}").into()),
    }
    Ok(())
}

/// Creates the table, unless it already exists.
async fn create_table(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let attribute =
        |name: &str, ty: &str| AttributeDefinition { attribute_name: name.into(), attribute_type: ty.into() };
    let part_of_key = |name: &str, ty: &str| KeySchemaElement { attribute_name: name.into(), key_type: ty.into() };
    let table = CreateTable {
        table_name: TABLE.into(),
        attribute_definitions: vec![attribute("Kind", "S"), attribute("Number", "N")],
        key_schema: vec![part_of_key("Kind", "HASH"), part_of_key("Number", "RANGE")],
        billing_mode: Some("PAY_PER_REQUEST".into()),
    };
    match table.send(client).await {
        Ok(_) | Err(SendError::Service(Error::ResourceInUseException { .. }, _)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn key(kind: &str, number: u32) -> Item {
    Item::from([("Kind".to_owned(), kind.into()), ("Number".to_owned(), AttributeValue::N(number.to_string()))])
}

fn part(kind: &str, number: u32) -> Item {
    let mut item = key(kind, number);
    item.insert("Name".to_owned(), AttributeValue::S(format!("{kind} {number}")));
    item
}
