//! A member that is an item.

use std::ops::{Deref, DerefMut};

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::read::ItemDeserializer;
use super::write::item;

/// A member that is an item of DynamoDB, or a part of one: `T` as a map of attribute values.
///
/// `T` is a struct or a map of your own. The [module](crate::dynamodb) says which type becomes which.
///
/// ```
/// use aws_operation::dynamodb::Item;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, Serialize, Deserialize, PartialEq)]
/// struct Order {
///     id: u64,
///     paid: bool,
/// }
///
/// let item = Item(Order { id: 7, paid: true });
/// let wire = serde_json::to_string(&item)?;
/// assert_eq!(wire, r#"{"id":{"N":"7"},"paid":{"BOOL":true}}"#);
/// let read: Item<Order> = serde_json::from_str(&wire)?;
/// assert_eq!(read, item);
/// assert_eq!(read.id, 7); // it dereferences to the order
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// A `T` that is not a struct or a map, a float that is not finite and an empty set are
/// [`SendError::Invalid`](crate::SendError::Invalid). Nothing is sent, and the error names the member and the attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item<T>(pub T);

impl<T> Item<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Item<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Item<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Item<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Serialize> Serialize for Item<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        item(&self.0, serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(ItemDeserializer(deserializer)).map(Self)
    }
}
