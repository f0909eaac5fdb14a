//! A few operations of Amazon DynamoDB, API version 2012-08-10. They show awsJson1_0, values as a union, pagination,
//! and an idempotency token in the body.

use std::collections::HashMap;

use aws_operation::{Blob, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon DynamoDB.
#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810", error = Error)]
pub struct Service;

/// The value of an attribute.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// A string.
    S(String),
    /// A number of up to 38 digits, as a string.
    N(String),
    /// Bytes.
    B(Blob),
    /// A set of strings, unordered.
    #[aws(rename = "SS")]
    StringSet(Vec<String>),
    /// A set of numbers, unordered.
    #[aws(rename = "NS")]
    NumberSet(Vec<String>),
    /// A set of byte strings, unordered.
    #[aws(rename = "BS")]
    BinarySet(Vec<Blob>),
    /// A map.
    M(Item),
    /// A list.
    L(Vec<AttributeValue>),
    /// A null value.
    #[aws(rename = "NULL")]
    Null(bool),
    /// A boolean.
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

/// Creates a table.
#[aws_operation(name = "CreateTable")]
#[derive(Clone, Debug)]
pub struct CreateTable {
    /// The table's name.
    pub table_name: String,
    /// The attributes of the key, with their types.
    pub attribute_definitions: Vec<AttributeDefinition>,
    /// The key.
    pub key_schema: Vec<KeySchemaElement>,
    /// The billing mode: `PAY_PER_REQUEST` or `PROVISIONED`.
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

/// The created table.
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

/// Writes an item, and replaces an item with the same key. Without a condition, the write is idempotent.
#[aws_operation(name = "PutItem", idempotent)]
#[derive(Clone, Debug)]
pub struct PutItem {
    /// The table.
    pub table_name: String,
    /// The item.
    pub item: Item,
}

/// The output of the write.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct PutItemOutput {
    /// The replaced item, if requested.
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
    /// Whether the read must reflect all writes that already succeeded.
    pub consistent_read: Option<bool>,
}

/// The output of the read.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct GetItemOutput {
    /// The item; absent if no item has that key.
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
    /// The condition on the key, with placeholders for values.
    pub key_condition_expression: Option<String>,
    /// The values of the placeholders.
    pub expression_attribute_values: Option<Item>,
    /// The last key of the previous page.
    pub exclusive_start_key: Option<Item>,
    /// The maximum number of items on a page.
    pub limit: Option<i32>,
}

/// A page of items.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct QueryOutput {
    /// The items.
    pub items: Option<Vec<Item>>,
    /// The last key of this page; absent on the last page.
    pub last_evaluated_key: Option<Item>,
}

/// Writes several items in one transaction: all of them, or none.
#[aws_operation(name = "TransactWriteItems", idempotent = "client_request_token")]
#[derive(Clone, Debug)]
pub struct TransactWriteItems {
    /// The writes.
    pub transact_items: Vec<TransactWriteItem>,
    /// Within ten minutes, a request with the same token means the same writes.
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

/// The output of the transaction.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct TransactWriteItemsOutput {}

/// The errors of these operations.
#[aws_error(rename_all = "PascalCase")]
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The condition of a write failed.
    ConditionalCheckFailedException {
        /// The service's message.
        message: String,
    },
    /// The token was already used for other writes.
    IdempotentParameterMismatchException {
        /// The service's message.
        message: String,
    },
    /// The table or index is in use, or already exists.
    ResourceInUseException {
        /// The service's message.
        message: String,
    },
    /// The table or index does not exist.
    ResourceNotFoundException {
        /// The service's message.
        message: String,
    },
    /// The transaction was cancelled, and nothing was written.
    TransactionCanceledException {
        /// The service's message.
        message: String,
        /// The reason for each write.
        cancellation_reasons: Option<Vec<CancellationReason>>,
    },
}

/// Why a write of a transaction was cancelled.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct CancellationReason {
    /// The error's code; the string `None` if this write was not the cause.
    pub code: Option<String>,
    /// The error's message.
    pub message: Option<String>,
}
