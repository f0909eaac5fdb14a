use std::collections::HashMap;

use bench_calls::{
    Call, Error, ITEMS, MESSAGE, MESSAGES, PARAMETER, PARTITION, PROJECT, QUEUE_URL, SECRET, SECRET_VALUE, TABLE,
    expect, unknown,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetParameter<'a> {
    name: &'a str,
    with_decryption: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetParameterOutput {
    parameter: Parameter,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)]
struct Parameter {
    name: String,
    r#type: String,
    value: String,
    version: i64,
    last_modified_date: f64,
    #[serde(rename = "ARN")]
    arn: String,
    data_type: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetSecretValue<'a> {
    secret_id: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)]
struct GetSecretValueOutput {
    #[serde(rename = "ARN")]
    arn: String,
    name: String,
    version_id: String,
    secret_string: String,
    version_stages: Vec<String>,
    created_date: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SendMessage<'a> {
    queue_url: &'a str,
    message_body: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)]
struct SendMessageOutput {
    #[serde(rename = "MD5OfMessageBody")]
    md5_of_message_body: String,
    message_id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ReceiveMessage<'a> {
    queue_url: &'a str,
    max_number_of_messages: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ReceiveMessageOutput {
    #[serde(default)]
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)]
struct Message {
    message_id: String,
    receipt_handle: String,
    #[serde(rename = "MD5OfBody")]
    md5_of_body: String,
    body: String,
}

#[derive(Deserialize, Serialize)]
enum AttributeValue {
    S(String),
    N(String),
    #[serde(rename = "BOOL")]
    Bool(bool),
    L(Vec<AttributeValue>),
}

type Item = HashMap<String, AttributeValue>;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetItem<'a> {
    table_name: &'a str,
    key: Item,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetItemOutput {
    item: Option<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Query<'a> {
    table_name: &'a str,
    key_condition_expression: &'a str,
    expression_attribute_values: Item,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)]
struct QueryOutput {
    items: Vec<Item>,
    last_evaluated_key: Option<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CreateProject<'a> {
    project_name: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateProjectOutput {
    project_metadata: ProjectMetadata,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)]
struct ProjectMetadata {
    project_arn: String,
    project_name: String,
    creation_timestamp: f64,
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub fn request(call: Call) -> Result<Vec<u8>, Error> {
    let body = match call {
        Call::GetParameter => serde_json::to_vec(&GetParameter { name: PARAMETER, with_decryption: true }),
        Call::GetSecretValue => serde_json::to_vec(&GetSecretValue { secret_id: SECRET }),
        Call::SendMessage => serde_json::to_vec(&SendMessage { queue_url: QUEUE_URL, message_body: MESSAGE }),
        Call::ReceiveMessage => {
            serde_json::to_vec(&ReceiveMessage { queue_url: QUEUE_URL, max_number_of_messages: MESSAGES })
        }
        Call::GetItem => {
            let key = Item::from([("pk".into(), text(PARTITION)), ("sk".into(), text("sk number 7"))]);
            serde_json::to_vec(&GetItem { table_name: TABLE, key })
        }
        Call::Query => serde_json::to_vec(&Query {
            table_name: TABLE,
            key_condition_expression: "pk = :pk",
            expression_attribute_values: Item::from([(":pk".into(), text(PARTITION))]),
        }),
        Call::CreateProject => serde_json::to_vec(&CreateProject { project_name: PROJECT }),
        _ => return Err("not a call of JSON".into()),
    };
    Ok(body?)
}

pub fn check(call: Call, body: &[u8]) -> Result<(), Error> {
    match call {
        Call::GetParameter => {
            let output: GetParameterOutput = serde_json::from_slice(body)?;
            expect(output.parameter.value.as_str(), SECRET_VALUE)
        }
        Call::GetSecretValue => {
            let output: GetSecretValueOutput = serde_json::from_slice(body)?;
            expect(output.secret_string.as_str(), SECRET_VALUE)
        }
        Call::SendMessage => {
            let output: SendMessageOutput = serde_json::from_slice(body)?;
            expect(output.message_id.len(), 36)
        }
        Call::ReceiveMessage => {
            let output: ReceiveMessageOutput = serde_json::from_slice(body)?;
            expect(output.messages.iter().filter(|message| message.body == MESSAGE).count(), MESSAGES)
        }
        Call::GetItem => {
            let output: GetItemOutput = serde_json::from_slice(body)?;
            expect(output.item.map(|item| item.len()), Some(10))
        }
        Call::Query => {
            let output: QueryOutput = serde_json::from_slice(body)?;
            expect(output.items.len(), ITEMS)
        }
        Call::CreateProject => {
            let output: CreateProjectOutput = serde_json::from_slice(body)?;
            expect(output.project_metadata.project_name.as_str(), PROJECT)
        }
        _ => unknown(call),
    }
}
