//! Deserializes a payload of restXml. The requested type determines whether it is bytes, text or XML.

use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::forward_to_deserialize_any;

use crate::protocol::element::read_xml_payload as read_document;
use crate::value::blob;

/// Deserializes the whole body as a `T`.
pub(crate) fn read_xml_payload<'de, T: Deserialize<'de>, E: Error>(bytes: &[u8]) -> Result<T, E> {
    T::deserialize(XmlPayload { bytes, error: PhantomData })
}

struct XmlPayload<'a, E> {
    bytes: &'a [u8],
    error: PhantomData<E>,
}

impl<'de, E: Error> Deserializer<'de> for XmlPayload<'_, E> {
    type Error = E;

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(std::str::from_utf8(self.bytes).map_err(E::custom)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, E> {
        if name == blob::MARKER { visitor.visit_bytes(self.bytes) } else { visitor.visit_newtype_struct(self) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        read_document(self.bytes, |root| root.deserialize_struct(name, members, visitor)).map_err(E::custom)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        map enum identifier ignored_any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        read_document(self.bytes, |root| root.deserialize_any(visitor)).map_err(E::custom)
    }
}
