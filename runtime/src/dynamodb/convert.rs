//! Conversions between own types and maps of attribute values.

use serde_core::de::{Deserialize, DeserializeOwned};
use serde_core::ser::Serialize;
use std::error::Error;
use std::fmt;

use super::item::Item;
use crate::value::error_debug::debug_like_display;

/// The item that `value` is, as a map of attribute values.
///
/// `M` is a `HashMap<String, AttributeValue>` with this crate's [`AttributeValue`](crate::dynamodb::AttributeValue), or with
/// the union that `aws-operation add` wrote.
///
/// ```
/// use std::collections::HashMap;
///
/// use aws_operation::dynamodb::{AttributeValue, from_item, to_item};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, Deserialize, PartialEq, Serialize)]
/// struct Order {
///     id: u64,
/// }
///
/// let mut item: HashMap<String, AttributeValue> = to_item(&Order { id: 7 })?;
/// item.insert("expires".into(), AttributeValue::N("1800000000".into()));
/// let order: Order = from_item(&item)?;
/// assert_eq!(order, Order { id: 7 });
/// # Ok::<(), aws_operation::dynamodb::ItemError>(())
/// ```
///
/// # Errors
/// [`ItemError`] if `value` is not a struct or a map, or has a value that DynamoDB cannot hold.
pub fn to_item<T: Serialize + ?Sized, M: DeserializeOwned>(value: &T) -> Result<M, ItemError> {
    let wire = serde_json::to_value(Item(value)).map_err(|error| ItemError::new("the value", &error))?;
    M::deserialize(wire).map_err(|error| ItemError::new("the type of the map does not fit the value:", &error))
}

/// The value of an item that is a map of attribute values: the reverse of [`to_item`].
///
/// # Errors
/// [`ItemError`] if `T` does not fit the item.
pub fn from_item<T: DeserializeOwned, M: Serialize + ?Sized>(item: &M) -> Result<T, ItemError> {
    let wire = serde_json::to_value(item).map_err(|error| ItemError::new("the item cannot be read:", &error))?;
    let item =
        Item::<T>::deserialize(wire).map_err(|error| ItemError::new("the type does not fit the item:", &error))?;
    Ok(item.into_inner())
}

/// A value that is not an item, or an item that does not have the expected type.
#[derive(Clone, PartialEq, Eq)]
pub struct ItemError(String);

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for ItemError {}

debug_like_display!(struct ItemError(reason));

impl ItemError {
    pub(super) fn new(subject: &str, error: &serde_json::Error) -> Self {
        Self(format!("{subject} {error}"))
    }
}
