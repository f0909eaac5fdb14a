use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::types::AttributeValue;
use bench_meter::{Call, Error, ITEMS, PARTITION, TABLE, expect, unknown};

pub fn settings(builder: Builder) -> Builder {
    builder
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::GetItem => {
            let get = client.get_item().table_name(TABLE).key("pk", text(PARTITION)).key("sk", text("sk number 7"));
            expect(get.send().await?.item().map(HashMap::len), Some(10))
        }
        Call::Query => {
            let query = client.query().table_name(TABLE).key_condition_expression("pk = :pk");
            let output = query.expression_attribute_values(":pk", text(PARTITION)).send().await?;
            expect(output.items().len(), ITEMS)
        }
        _ => unknown(call),
    }
}
