//! Fields whose type alone does not say which attribute they are. Each module is for serde's attribute `with`.
//!
//! The name of a newtype around the value tells the codec of items. Other formats ignore it.

use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Visitor};

pub(super) const STRING_SET: &str = "$aws_operation::StringSet";
pub(super) const NUMBER_SET: &str = "$aws_operation::NumberSet";
pub(super) const BINARY_SET: &str = "$aws_operation::BinarySet";
pub(super) const NUMBER: &str = "$aws_operation::Number";

/// A list or set of strings as `SS`.
///
/// DynamoDB has no empty sets. Leave one out, as in the example; otherwise it is an error when the item is sent.
/// Elements must differ, which is not checked.
///
/// ```
/// use std::collections::BTreeSet;
///
/// use aws_operation::dynamodb::Item;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize, Serialize)]
/// struct Order {
///     #[serde(with = "aws_operation::dynamodb::string_set")]
///     #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
///     tags: BTreeSet<String>,
/// }
///
/// let order = Item(Order { tags: BTreeSet::from(["new".into(), "urgent".into()]) });
/// assert_eq!(serde_json::to_string(&order)?, r#"{"tags":{"SS":["new","urgent"]}}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod string_set {
    use serde_core::de::{Deserialize, Deserializer};
    use serde_core::ser::{Serialize, Serializer};

    use super::STRING_SET;

    /// Writes `value`, for serde's attribute `with` or `serialize_with`.
    ///
    /// # Errors
    /// That of the serializer; in an item, also if `value` is of another kind.
    pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(STRING_SET, value)
    }

    /// Reads a value, for serde's attribute `with` or `deserialize_with`.
    ///
    /// # Errors
    /// That of the deserializer.
    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        super::read(STRING_SET, deserializer)
    }
}

/// A list or set of numbers as `NS`. As [`string_set`](crate::dynamodb::string_set).
pub mod number_set {
    use serde_core::de::{Deserialize, Deserializer};
    use serde_core::ser::{Serialize, Serializer};

    use super::NUMBER_SET;

    /// Writes `value`, for serde's attribute `with` or `serialize_with`.
    ///
    /// # Errors
    /// That of the serializer; in an item, also if `value` is of another kind.
    pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(NUMBER_SET, value)
    }

    /// Reads a value, for serde's attribute `with` or `deserialize_with`.
    ///
    /// # Errors
    /// That of the deserializer.
    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        super::read(NUMBER_SET, deserializer)
    }
}

/// A list or set of [`Blob`](crate::Blob)s as `BS`. As [`string_set`](crate::dynamodb::string_set).
pub mod binary_set {
    use serde_core::de::{Deserialize, Deserializer};
    use serde_core::ser::{Serialize, Serializer};

    use super::BINARY_SET;

    /// Writes `value`, for serde's attribute `with` or `serialize_with`.
    ///
    /// # Errors
    /// That of the serializer; in an item, also if `value` is of another kind.
    pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(BINARY_SET, value)
    }

    /// Reads a value, for serde's attribute `with` or `deserialize_with`.
    ///
    /// # Errors
    /// That of the deserializer.
    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        super::read(BINARY_SET, deserializer)
    }
}

/// A text that is a number as `N`, with all of its digits: of a `String`, or of a decimal type that serde writes as a
/// string.
///
/// ```
/// use aws_operation::dynamodb::Item;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize, Serialize)]
/// struct Order {
///     #[serde(with = "aws_operation::dynamodb::number")]
///     price: String,
/// }
///
/// let wire = r#"{"price":{"N":"12345678901234567890.10"}}"#;
/// let order: Item<Order> = serde_json::from_str(wire)?;
/// assert_eq!(order.price, "12345678901234567890.10");
/// assert_eq!(serde_json::to_string(&order)?, wire);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod number {
    use serde_core::de::{Deserialize, Deserializer};
    use serde_core::ser::{Serialize, Serializer};

    use super::NUMBER;

    /// Writes `value`, for serde's attribute `with` or `serialize_with`.
    ///
    /// # Errors
    /// That of the serializer; in an item, also if `value` is of another kind.
    pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(NUMBER, value)
    }

    /// Reads a value, for serde's attribute `with` or `deserialize_with`.
    ///
    /// # Errors
    /// That of the deserializer.
    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        super::read(NUMBER, deserializer)
    }
}

/// Reads the value of a newtype with this name.
fn read<'de, T: Deserialize<'de>, D: Deserializer<'de>>(name: &'static str, deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(name, Newtype(PhantomData))
}

struct Newtype<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Newtype<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}
