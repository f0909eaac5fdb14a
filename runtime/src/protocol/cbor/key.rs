//! Texts: keys of maps, which may stand for other scalars.

use std::borrow::Cow;

use serde_core::de::value::CowStrDeserializer;
use serde_core::de::{Deserializer, Error as _, Unexpected, Visitor};
use serde_core::forward_to_deserialize_any;

type Error = serde_json::Error;

/// A text.
pub(super) struct Key<'de>(Cow<'de, str>);

impl<'de> Key<'de> {
    pub(super) fn new(text: Cow<'de, str>) -> Self {
        Self(text)
    }

    pub(super) fn visit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(Error::invalid_value(Unexpected::Str(&self.0), &visitor)),
            }
        })*
    };
}

/// Keys of maps are texts in Smithy. Maps in Rust may have other scalars as keys.
impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.visit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(CowStrDeserializer::new(self.0))
    }

    parsed! {
        deserialize_bool => visit_bool
        deserialize_i8 => visit_i64
        deserialize_i16 => visit_i64
        deserialize_i32 => visit_i64
        deserialize_i64 => visit_i64
        deserialize_i128 => visit_i128
        deserialize_u8 => visit_u64
        deserialize_u16 => visit_u64
        deserialize_u32 => visit_u64
        deserialize_u64 => visit_u64
        deserialize_u128 => visit_u128
    }

    forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
