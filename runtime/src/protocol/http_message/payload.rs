//! Reads a payload; the type asked for says whether it is bytes, text or JSON.

use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::forward_to_deserialize_any;

use crate::blob;

/// Reads the whole body as a `T`.
pub(crate) fn read_payload<'de, T: Deserialize<'de>, E: Error>(bytes: &[u8]) -> Result<T, E> {
    T::deserialize(PayloadDeserializer { bytes, error: PhantomData })
}

struct PayloadDeserializer<'a, E> {
    bytes: &'a [u8],
    error: PhantomData<E>,
}

impl<E: Error> PayloadDeserializer<'_, E> {
    fn text(&self) -> Result<&str, E> {
        std::str::from_utf8(self.bytes).map_err(E::custom)
    }

    /// The payload as JSON: a value first, since it must not borrow from a buffer that is not its caller's.
    fn json(&self) -> Result<serde_json::Value, E> {
        serde_json::from_slice(self.bytes).map_err(E::custom)
    }
}

macro_rules! as_json {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, E> {
            self.json()?.$method($($argument,)* visitor).map_err(E::custom)
        })*
    };
}

impl<'de, E: Error> Deserializer<'de> for PayloadDeserializer<'_, E> {
    type Error = E;

    as_json! {
        deserialize_any();
        deserialize_map();
        deserialize_seq();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, E> {
        if name == blob::MARKER { visitor.visit_bytes(self.bytes) } else { visitor.visit_newtype_struct(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.json()?.deserialize_enum(name, variants, visitor).map_err(E::custom)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}
