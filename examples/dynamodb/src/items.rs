//! Operations of Amazon DynamoDB with items of own types. `T` is the type of an item, and `K` that of its key.
//!
//! The module `dynamodb` has the same operations with items as maps of values, as `aws-operation add` writes them.

use std::collections::HashMap;
use std::marker::PhantomData;

use aws_operation::dynamodb::{AttributeValue, Item};
use aws_operation::{aws_operation, aws_shape};
use serde::de::DeserializeOwned;

use crate::dynamodb::Service;

/// The last key of a page. It is repeated as it came, because an index adds attributes that no key of the program has.
pub type PageKey = HashMap<String, AttributeValue>;

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
    /// The values of the placeholders.
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
