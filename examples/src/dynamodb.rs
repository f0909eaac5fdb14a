//! A few operations of Amazon DynamoDB, API version 2012-08-10. They show awsJson1_0, items of own types, pagination, and an
//! idempotency token in the body.
//!
//! `T` is the type of an item, and `K` that of its key.

use std::collections::HashMap;
use std::marker::PhantomData;

use aws_operation::dynamodb::{AttributeValue, Item};
use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};
use serde::de::DeserializeOwned;

/// Amazon DynamoDB.
#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810", error = Error)]
pub struct Service;

/// The last key of a page. It is repeated as it came, because an index adds attributes that no key of the program has.
pub type PageKey = HashMap<String, AttributeValue>;

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
pub struct PutItem<T> {
    /// The table.
    pub table_name: String,
    /// The item.
    pub item: Item<T>,
}

/// The output of the write.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct PutItemOutput {}

/// Reads an item.
#[aws_operation(name = "GetItem", output = GetItemOutput<T>, readonly)]
#[derive(Clone, Debug)]
pub struct GetItem<K, T: DeserializeOwned> {
    /// The table.
    pub table_name: String,
    /// The item's key.
    pub key: Item<K>,
    /// Whether the read must reflect all writes that already succeeded.
    pub consistent_read: Option<bool>,
    /// The type of the item.
    #[aws(skip)]
    pub of: PhantomData<T>,
}

/// The output of the read.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct GetItemOutput<T> {
    /// The item; absent if no item has that key.
    pub item: Option<Item<T>>,
}

/// Reads the items of one partition, a page at a time.
#[aws_operation(
    name = "Query",
    output = QueryOutput<T>,
    readonly,
    paginated(input = "exclusive_start_key", output = "last_evaluated_key", items = "items")
)]
#[derive(Clone, Debug)]
pub struct Query<V, T: DeserializeOwned> {
    /// The table.
    pub table_name: String,
    /// The condition on the key, with placeholders for values.
    pub key_condition_expression: Option<String>,
    /// The names of the attributes whose placeholders begin with `#`.
    pub expression_attribute_names: Option<HashMap<String, String>>,
    /// The values of the placeholders that begin with `:`.
    pub expression_attribute_values: Option<Item<V>>,
    /// The last key of the previous page.
    pub exclusive_start_key: Option<PageKey>,
    /// The maximum number of items on a page.
    pub limit: Option<i32>,
    /// The type of the items.
    #[aws(skip)]
    pub of: PhantomData<T>,
}

/// A page of items.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct QueryOutput<T> {
    /// The items.
    pub items: Option<Vec<Item<T>>>,
    /// The last key of this page; absent on the last page.
    pub last_evaluated_key: Option<PageKey>,
}

/// Writes several items in one transaction: all of them, or none.
#[aws_operation(name = "TransactWriteItems", idempotent = "client_request_token")]
#[derive(Clone, Debug)]
pub struct TransactWriteItems<T> {
    /// The writes.
    pub transact_items: Vec<TransactWriteItem<T>>,
    /// Within ten minutes, a request with the same token means the same writes.
    pub client_request_token: Option<String>,
}

/// One write of a transaction.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct TransactWriteItem<T> {
    /// An item to write.
    pub put: Option<Put<T>>,
}

/// An item to write.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct Put<T> {
    /// The table.
    pub table_name: String,
    /// The item.
    pub item: Item<T>,
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
