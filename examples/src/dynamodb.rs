//! Amazon DynamoDB, a few operations of it, API version 2012-08-10: awsJson1_0, values as a union, pages, and a token
//! that is in the body.

use std::collections::HashMap;

use aws_operation::{Blob, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon DynamoDB.
#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810", error = Error)]
pub struct Service;

/// The value of an attribute.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// A text.
    S(String),
    /// A number, as text: it has up to 38 digits.
    N(String),
    /// Bytes.
    B(Blob),
    /// Texts in no order.
    #[aws(rename = "SS")]
    StringSet(Vec<String>),
    /// Numbers in no order.
    #[aws(rename = "NS")]
    NumberSet(Vec<String>),
    /// Bytes, several of them in no order.
    #[aws(rename = "BS")]
    BinarySet(Vec<Blob>),
    /// A map.
    M(Item),
    /// A list.
    L(Vec<AttributeValue>),
    /// Nothing.
    #[aws(rename = "NULL")]
    Null(bool),
    /// A truth value.
    #[aws(rename = "BOOL")]
    Bool(bool),
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        Self::S(text.to_owned())
    }
}

/// An item: values by the names of their attributes.
pub type Item = HashMap<String, AttributeValue>;

/// Makes a table.
#[aws_operation(name = "CreateTable")]
#[derive(Clone, Debug)]
pub struct CreateTable {
    /// The table's name.
    pub table_name: String,
    /// The attributes of the key, with their types.
    pub attribute_definitions: Vec<AttributeDefinition>,
    /// The key.
    pub key_schema: Vec<KeySchemaElement>,
    /// How the table is paid for: `PAY_PER_REQUEST` or `PROVISIONED`.
    pub billing_mode: Option<String>,
}

/// An attribute of a key.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct AttributeDefinition {
    /// The attribute's name.
    pub attribute_name: String,
    /// `S`, `N` or `B`.
    pub attribute_type: String,
}

/// A part of a key.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct KeySchemaElement {
    /// The attribute's name.
    pub attribute_name: String,
    /// `HASH` or `RANGE`.
    pub key_type: String,
}

/// The table made.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct CreateTableOutput {
    /// The table.
    pub table_description: Option<TableDescription>,
}

/// A table.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct TableDescription {
    /// The table's ARN.
    pub table_arn: Option<String>,
    /// `CREATING`, `ACTIVE` and others.
    pub table_status: Option<String>,
}

/// Writes an item, over one with the same key: with no condition, so that writing it twice is as writing it once.
#[aws_operation(name = "PutItem", idempotent)]
#[derive(Clone, Debug)]
pub struct PutItem {
    /// The table.
    pub table_name: String,
    /// The item.
    pub item: Item,
}

/// The item written.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct PutItemOutput {
    /// What the item was before, if asked for.
    pub attributes: Option<Item>,
}

/// Reads an item.
#[aws_operation(name = "GetItem", readonly)]
#[derive(Clone, Debug)]
pub struct GetItem {
    /// The table.
    pub table_name: String,
    /// The item's key.
    pub key: Item,
    /// Whether to see all writes that were responded before.
    pub consistent_read: Option<bool>,
}

/// The item read.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct GetItemOutput {
    /// The item; absent if there is none.
    pub item: Option<Item>,
}

/// Reads the items of one partition, a page at a time.
#[aws_operation(
    name = "Query",
    readonly,
    paginated(input = "exclusive_start_key", output = "last_evaluated_key", items = "items")
)]
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The table.
    pub table_name: String,
    /// Which items, with placeholders for values.
    pub key_condition_expression: Option<String>,
    /// The values of the placeholders.
    pub expression_attribute_values: Option<Item>,
    /// Where the page before ended.
    pub exclusive_start_key: Option<Item>,
    /// How many items a page has at the most.
    pub limit: Option<i32>,
}

/// A page of items.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct QueryOutput {
    /// The items.
    pub items: Option<Vec<Item>>,
    /// Where the page ended; absent on the last.
    pub last_evaluated_key: Option<Item>,
}

/// Writes several items, or none of them.
#[aws_operation(name = "TransactWriteItems", idempotent = "client_request_token")]
#[derive(Clone, Debug)]
pub struct TransactWriteItems {
    /// The writes.
    pub transact_items: Vec<TransactWriteItem>,
    /// The same token means the same writes, for ten minutes.
    pub client_request_token: Option<String>,
}

/// One write of a transaction.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct TransactWriteItem {
    /// An item to write.
    pub put: Option<Put>,
}

/// An item to write.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct Put {
    /// The table.
    pub table_name: String,
    /// The item.
    pub item: Item,
    /// A condition that must hold.
    pub condition_expression: Option<String>,
}

/// The items written.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct TransactWriteItemsOutput {}

/// What these operations reject with.
#[aws_error(rename_all = "PascalCase")]
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The condition of a write does not hold.
    ConditionalCheckFailedException {
        /// Which.
        message: String,
    },
    /// The token was used for other writes.
    IdempotentParameterMismatchException {
        /// Which.
        message: String,
    },
    /// The table or index is in use, or there already.
    ResourceInUseException {
        /// Which.
        message: String,
    },
    /// There is no such table or index.
    ResourceNotFoundException {
        /// Which.
        message: String,
    },
    /// The writes were not done.
    TransactionCanceledException {
        /// Why.
        message: String,
        /// Why, for each write.
        cancellation_reasons: Option<Vec<CancellationReason>>,
    },
}

/// Why a write of a transaction was not done.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct CancellationReason {
    /// The error's code; `None` in words where this write was not the cause.
    pub code: Option<String>,
    /// The error's message.
    pub message: Option<String>,
}
