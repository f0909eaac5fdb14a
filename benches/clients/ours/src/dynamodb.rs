use std::collections::HashMap;

use aws_operation::{Blob, Client, ServiceError, aws_operation, aws_service, aws_shape};
use bench_meter::{Call, Error, ITEMS, PARTITION, TABLE, expect, unknown};

#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810", error = ServiceError)]
struct Service;

#[aws_shape]
enum AttributeValue {
    S(String),
    N(String),
    B(Blob),
    #[aws(rename = "SS")]
    StringSet(Vec<String>),
    #[aws(rename = "NS")]
    NumberSet(Vec<String>),
    #[aws(rename = "BS")]
    BinarySet(Vec<Blob>),
    M(Item),
    L(Vec<AttributeValue>),
    #[aws(rename = "NULL")]
    Null(bool),
    #[aws(rename = "BOOL")]
    Bool(bool),
}

type Item = HashMap<String, AttributeValue>;

#[aws_operation(name = "GetItem", readonly)]
struct GetItem {
    table_name: String,
    key: Item,
}

#[aws_shape]
struct GetItemOutput {
    item: Option<Item>,
}

#[aws_operation(name = "Query", readonly)]
struct Query {
    table_name: String,
    key_condition_expression: Option<String>,
    expression_attribute_values: Option<Item>,
}

#[aws_shape]
#[allow(dead_code)]
struct QueryOutput {
    items: Option<Vec<Item>>,
    last_evaluated_key: Option<Item>,
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::GetItem => {
            let key = Item::from([("pk".into(), text(PARTITION)), ("sk".into(), text("sk number 7"))]);
            let output = GetItem { table_name: TABLE.into(), key }.send(client).await?;
            expect(output.item.as_ref().map(HashMap::len), Some(10))
        }
        Call::Query => {
            let query = Query {
                table_name: TABLE.into(),
                key_condition_expression: Some("pk = :pk".into()),
                expression_attribute_values: Some(Item::from([(":pk".into(), text(PARTITION))])),
            };
            let output = query.send(client).await?;
            expect(output.items.as_ref().map(Vec::len), Some(ITEMS))
        }
        _ => unknown(call),
    }
}
