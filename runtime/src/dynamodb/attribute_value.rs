//! A value of any type that an attribute can have.

use std::collections::HashMap;
use std::fmt;

use serde_core::de::{Deserialize, DeserializeOwned, Deserializer, EnumAccess, MapAccess, VariantAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::convert::ItemError;
use super::read::AttributeDeserializer;
use super::tag::{NAMES, Tag, TagSeed, next_tag, none, several, unknown};
use super::write::Attribute;
use crate::value::blob::Blob;

/// The name by which the codec of items recognizes an attribute value.
pub(super) const MARKER: &str = "$aws_operation::AttributeValue";

/// The value of an attribute, of any type: DynamoDB's `AttributeValue`.
///
/// It is for what no type of your own describes: mixed values of expressions, the last key of a page, items of other
/// programs. It may be a member, a value of a map that is one, and a part of a `T` in [`Item<T>`](super::Item).
///
/// ```
/// use std::collections::HashMap;
///
/// use aws_operation::dynamodb::AttributeValue;
///
/// let values = HashMap::from([
///     (":kind", AttributeValue::from("door")),
///     (":sizes", AttributeValue::of(&[80, 90])?),
/// ]);
/// assert_eq!(serde_json::to_string(&values[":sizes"])?, r#"{"L":[{"N":"80"},{"N":"90"}]}"#);
/// assert_eq!(values[":sizes"].to::<Vec<u16>>()?, [80, 90]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AttributeValue {
    /// A string.
    S(String),
    /// A number of up to 38 digits, as text.
    N(String),
    /// Bytes.
    B(Blob),
    /// A boolean.
    Bool(bool),
    /// Null.
    Null,
    /// A map.
    M(HashMap<String, AttributeValue>),
    /// A list.
    L(Vec<AttributeValue>),
    /// A set of strings.
    Ss(Vec<String>),
    /// A set of numbers, as texts.
    Ns(Vec<String>),
    /// A set of bytes.
    Bs(Vec<Blob>),
}

impl AttributeValue {
    /// The attribute that `value` is.
    ///
    /// # Errors
    /// [`ItemError`] if it has a value that DynamoDB cannot hold.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, ItemError> {
        let wire = serde_json::to_value(Attribute(value)).map_err(|error| ItemError::new("the value", &error))?;
        Self::deserialize(wire).map_err(|error| ItemError::new("the value is no attribute:", &error))
    }

    /// The value of this attribute.
    ///
    /// # Errors
    /// [`ItemError`] if `T` does not fit the attribute.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, ItemError> {
        let of = |error| ItemError::new("the type does not fit the attribute:", &error);
        T::deserialize(AttributeDeserializer::new(serde_json::to_value(self).map_err(of)?)).map_err(of)
    }
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        Self::S(text.to_owned())
    }
}

impl From<String> for AttributeValue {
    fn from(text: String) -> Self {
        Self::S(text)
    }
}

impl From<bool> for AttributeValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Blob> for AttributeValue {
    fn from(bytes: Blob) -> Self {
        Self::B(bytes)
    }
}

macro_rules! from_integers {
    ($($type:ty)*) => {
        $(impl From<$type> for AttributeValue {
            fn from(number: $type) -> Self {
                Self::N(number.to_string())
            }
        })*
    };
}

from_integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 }

impl Serialize for AttributeValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(MARKER, &Union(self))
    }
}

/// The value as it is on the wire.
struct Union<'a>(&'a AttributeValue);

impl Serialize for Union<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            AttributeValue::S(text) => Tag::S.write(text, serializer),
            AttributeValue::N(number) => Tag::N.write(number, serializer),
            AttributeValue::B(bytes) => Tag::B.write(bytes, serializer),
            AttributeValue::Bool(value) => Tag::Bool.write(value, serializer),
            AttributeValue::Null => Tag::Null.write(&true, serializer),
            AttributeValue::M(map) => Tag::M.write(map, serializer),
            AttributeValue::L(list) => Tag::L.write(list, serializer),
            AttributeValue::Ss(set) => Tag::Ss.write(set, serializer),
            AttributeValue::Ns(set) => Tag::Ns.write(set, serializer),
            AttributeValue::Bs(set) => Tag::Bs.write(set, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for AttributeValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(MARKER, &NAMES, ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = AttributeValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of an attribute")
    }

    /// The union as it is on the wire.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AttributeValue, A::Error> {
        let mut found = None;
        while let Some(tag) = next_tag(&mut map)? {
            let value = match tag {
                Tag::S => map.next_value::<Option<_>>()?.map(AttributeValue::S),
                Tag::N => map.next_value::<Option<_>>()?.map(AttributeValue::N),
                Tag::B => map.next_value::<Option<_>>()?.map(AttributeValue::B),
                Tag::Bool => map.next_value::<Option<_>>()?.map(AttributeValue::Bool),
                Tag::Null => map.next_value::<Option<bool>>()?.map(|_| AttributeValue::Null),
                Tag::M => map.next_value::<Option<_>>()?.map(AttributeValue::M),
                Tag::L => map.next_value::<Option<_>>()?.map(AttributeValue::L),
                Tag::Ss => map.next_value::<Option<_>>()?.map(AttributeValue::Ss),
                Tag::Ns => map.next_value::<Option<_>>()?.map(AttributeValue::Ns),
                Tag::Bs => map.next_value::<Option<_>>()?.map(AttributeValue::Bs),
            };
            if value.is_some() && std::mem::replace(&mut found, value).is_some() {
                return Err(several());
            }
        }
        found.ok_or_else(none)
    }

    /// The type and the value, where the type is already read.
    fn visit_enum<A: EnumAccess<'de>>(self, union: A) -> Result<AttributeValue, A::Error> {
        let (tag, value) = union.variant_seed(TagSeed)?;
        match tag.map_err(|name| unknown(&name))? {
            Tag::S => value.newtype_variant().map(AttributeValue::S),
            Tag::N => value.newtype_variant().map(AttributeValue::N),
            Tag::B => value.newtype_variant().map(AttributeValue::B),
            Tag::Bool => value.newtype_variant().map(AttributeValue::Bool),
            Tag::Null => value.newtype_variant::<bool>().map(|_| AttributeValue::Null),
            Tag::M => value.newtype_variant().map(AttributeValue::M),
            Tag::L => value.newtype_variant().map(AttributeValue::L),
            Tag::Ss => value.newtype_variant().map(AttributeValue::Ss),
            Tag::Ns => value.newtype_variant().map(AttributeValue::Ns),
            Tag::Bs => value.newtype_variant().map(AttributeValue::Bs),
        }
    }
}
