//! The types of attributes, by the names that they have on the wire.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// The name of the union of all attribute values.
pub(super) const UNION: &str = "AttributeValue";

/// The names of the types.
pub(super) const NAMES: [&str; 10] = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"];

/// The type of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    S,
    N,
    B,
    Bool,
    Null,
    M,
    L,
    Ss,
    Ns,
    Bs,
}

impl Tag {
    const ALL: [Self; 10] =
        [Self::S, Self::N, Self::B, Self::Bool, Self::Null, Self::M, Self::L, Self::Ss, Self::Ns, Self::Bs];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::M => "M",
            Self::L => "L",
            Self::Ss => "SS",
            Self::Ns => "NS",
            Self::Bs => "BS",
        }
    }

    /// The type of the elements of a set.
    pub(super) fn element(self) -> Option<Self> {
        match self {
            Self::Ss => Some(Self::S),
            Self::Ns => Some(Self::N),
            Self::Bs => Some(Self::B),
            _ => None,
        }
    }

    /// The type in words, for errors.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::S => "a string",
            Self::N => "a number",
            Self::B => "bytes",
            Self::Bool => "a boolean",
            Self::Null => "null",
            Self::M => "a map",
            Self::L => "a list",
            Self::Ss => "a set of strings",
            Self::Ns => "a set of numbers",
            Self::Bs => "a set of bytes",
        }
    }

    /// Writes a value of this type: `{"S": "text"}`.
    pub(super) fn write<V: Serialize + ?Sized, S: Serializer>(
        self,
        value: &V,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_variant(UNION, self as u32, self.name(), value)
    }
}

/// Reads a type by its name. `None` for a name that is none.
pub(super) struct TagSeed;

impl<'de> DeserializeSeed<'de> for TagSeed {
    type Value = Result<Tag, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for TagSeed {
    type Value = Result<Tag, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the type of an attribute")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Tag::ALL.into_iter().find(|tag| tag.name() == name).ok_or_else(|| name.to_owned()))
    }
}

/// The next member of a union that is an attribute.
pub(super) fn next_tag<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Tag>, A::Error> {
    while let Some(tag) = map.next_key_seed(TagSeed)? {
        match tag {
            Ok(tag) => return Ok(Some(tag)),
            // `__type` is added by some services.
            Err(name) if map.next_value::<Option<IgnoredAny>>()?.is_some() && name != "__type" => {
                return Err(unknown(&name));
            }
            Err(_) => {}
        }
    }
    Ok(None)
}

/// The error of an attribute whose type has this name.
pub(super) fn unknown<E: Error>(name: &str) -> E {
    E::custom(format_args!("an attribute has the type `{name}`, which is not one of {}", NAMES.join(", ")))
}

/// The error of an attribute with several types.
pub(super) fn several<E: Error>() -> E {
    E::custom("an attribute has more than one value")
}

/// The error of an attribute without a type.
pub(super) fn none<E: Error>() -> E {
    E::custom("an attribute has no value")
}
