//! DynamoDB with items of an own type: write, read, page through a partition, and run a transaction that a token makes safe to retry.
//!
//! ```text
//! cargo run -p dynamodb
//! ```
//!
//! It calls a local service, or DynamoDB at `AWS_ENDPOINT_URL`, for instance `MiniStack`: `pip install ministack`, then
//! `GATEWAY_PORT=4570 python -m ministack`.

#[allow(clippy::enum_variant_names)] // the model's names
mod dynamodb;
mod items;
mod local;

use std::marker::PhantomData;

use aws_operation::{Call, Client, SendError};
use dynamodb::{AttributeDefinition, CreateTable, Error, KeySchemaElement};
use items::{GetItem, Put, PutItem, Query, TransactWriteItem, TransactWriteItems};
use local::LocalDynamoDb;
use serde::{Deserialize, Serialize};
use serde_json::json;

const TABLE: &str = "parts";

/// A part, as it is in the table.
#[derive(Debug, Deserialize, Serialize)]
struct Part {
    #[serde(flatten)]
    key: Key,
    name: String,
    /// Absent for a part of unknown weight.
    grams: Option<f64>,
    #[serde(with = "aws_operation::dynamodb::string_set")]
    colors: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Key {
    kind: String,
    number: u32,
}

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
        PutItem { table_name: TABLE.into(), item: part("door", number).into() }.send(client).await?;
    }
    let key = Key { kind: "door".into(), number: 3 };
    let get =
        GetItem { table_name: TABLE.into(), key: key.into(), consistent_read: Some(true), of: PhantomData::<Part> };
    let door = get.send(client).await?.item.ok_or("door 3 was written")?;
    println!("{} in {}", door.name, door.colors.join(" and "));

    let doors = Query {
        table_name: TABLE.into(),
        key_condition_expression: Some("kind = :kind".into()),
        expression_attribute_values: Some(json!({ ":kind": "door" }).into()),
        exclusive_start_key: None,
        limit: Some(2),
        of: PhantomData::<Part>,
    };
    let mut items = doors.paginate(client).items();
    let mut numbers = Vec::new();
    while let Some(door) = items.next().await {
        numbers.push(door?.key.number);
    }
    println!("doors {numbers:?}, two per page");
    if numbers != [1, 2, 3, 4, 5] {
        return Err("five doors were written".into());
    }

    let put = |number| TransactWriteItem {
        put: Some(Put { table_name: TABLE.into(), item: part("wheel", number).into(), condition_expression: None }),
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
        attribute_definitions: vec![attribute("kind", "S"), attribute("number", "N")],
        key_schema: vec![part_of_key("kind", "HASH"), part_of_key("number", "RANGE")],
        billing_mode: Some("PAY_PER_REQUEST".into()),
    };
    match table.send(client).await {
        Ok(_) | Err(SendError::Service(Error::ResourceInUseException { .. }, _)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn part(kind: &str, number: u32) -> Part {
    let key = Key { kind: kind.into(), number };
    Part { key, name: format!("{kind} {number}"), grams: None, colors: vec!["red".into(), "white".into()] }
}
