//! Reads items and attributes, straight from the deserializer of the body.

mod content;
mod entries;
mod number;
mod variant;

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::attribute_value;
use super::marked::NUMBER;
use super::tag::{NAMES, Tag, UNION, next_tag, none, several};
use crate::value::blob;
use content::Content;
use entries::EntriesVisitor;
use variant::VariantVisitor;

/// Reads an item: a map of attributes.
pub(super) struct ItemDeserializer<D>(pub(super) D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ItemDeserializer<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(EntriesVisitor(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(VariantVisitor(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// How a type wants its attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// As the type that it has.
    Plain,
    /// A number as its text.
    NumberText,
    /// Bytes, for a blob that would otherwise expect base64.
    Bytes,
}

impl Wanted {
    /// How a newtype with this name wants what it holds.
    fn within(self, newtype: &str) -> Self {
        match newtype {
            NUMBER => Self::NumberText,
            blob::MARKER => Self::Bytes,
            _ => self,
        }
    }
}

/// Reads an attribute: `{"S": "text"}`.
pub(super) struct AttributeDeserializer<D> {
    inner: D,
    wanted: Wanted,
}

impl<D> AttributeDeserializer<D> {
    pub(super) fn new(inner: D) -> Self {
        Self { inner, wanted: Wanted::Plain }
    }
}

impl<'de, D: Deserializer<'de>> AttributeDeserializer<D> {
    fn read<V: Visitor<'de>>(self, visitor: V, ask: Ask) -> Result<V::Value, D::Error> {
        let union = UnionVisitor { visitor, ask, wanted: self.wanted };
        // Some formats distinguish structures from maps, and a union is a structure with one member.
        self.inner.deserialize_struct(UNION, &NAMES, union)
    }
}

macro_rules! ask {
    ($($method:ident $ask:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.read(visitor, Ask::$ask)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for AttributeDeserializer<D> {
    type Error = D::Error;

    ask! {
        deserialize_any Any
        deserialize_option Option
        deserialize_f32 F32
        deserialize_f64 F64
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.read(visitor, Ask::Enum)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(Self { wanted: self.wanted.within(name), ..self })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if name == attribute_value::MARKER {
            return self.inner.deserialize_struct(name, fields, visitor);
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }

    fn is_human_readable(&self) -> bool {
        self.wanted != Wanted::Bytes
    }
}

/// Which call of the deserializer a type has made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Any,
    Option,
    Enum,
    F32,
    F64,
}

/// Reads the one member of the union. Members that are null are absent.
struct UnionVisitor<V> {
    visitor: V,
    ask: Ask,
    wanted: Wanted,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for UnionVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of an attribute")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<V::Value, A::Error> {
        let Self { mut visitor, ask, wanted } = self;
        while let Some(tag) = next_tag(&mut map)? {
            match map.next_value_seed(ValueSeed { tag, visitor, ask, wanted })? {
                Read::Value(value) => {
                    return match next_tag(&mut map)? {
                        // A second value or a null, which is none.
                        Some(_) if map.next_value::<Option<IgnoredAny>>()?.is_some() => Err(several()),
                        _ => {
                            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                            Ok(value)
                        }
                    };
                }
                Read::Null(unused) => visitor = unused,
            }
        }
        Err(none())
    }
}

/// Reads the value of an attribute whose type is known.
struct ValueSeed<V> {
    tag: Tag,
    visitor: V,
    ask: Ask,
    wanted: Wanted,
}

enum Read<V, T> {
    Value(T),
    /// A member that is null. The visitor is given back.
    Null(V),
}

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for ValueSeed<V> {
    type Value = Read<V, V::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for ValueSeed<V> {
    type Value = Read<V, V::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag.words())
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Read::Null(self.visitor))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        let Self { tag, visitor, ask, wanted } = self;
        let content = Content { tag, wanted, inner };
        let value = match ask {
            Ask::Any => content.deserialize_any(visitor),
            Ask::Option if tag == Tag::Null => content.null(visitor),
            Ask::Option => visitor.visit_some(content),
            Ask::Enum => content.deserialize_enum("", &[], visitor),
            Ask::F32 => content.deserialize_f32(visitor),
            Ask::F64 => content.deserialize_f64(visitor),
        };
        value.map(Read::Value)
    }
}
