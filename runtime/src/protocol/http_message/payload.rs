//! Deserializes a payload. The requested type determines whether it is bytes, text or JSON.

use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::forward_to_deserialize_any;

use crate::protocol::json;
use crate::value::blob;

/// Deserializes the whole body as a `T`.
pub(crate) fn read_payload<'de, T: Deserialize<'de>, E: Error>(bytes: &'de [u8]) -> Result<T, E> {
    T::deserialize(PayloadDeserializer { bytes, error: PhantomData })
}

struct PayloadDeserializer<'de, E> {
    bytes: &'de [u8],
    error: PhantomData<E>,
}

impl<'de, E: Error> PayloadDeserializer<'de, E> {
    fn text(&self) -> Result<&'de str, E> {
        std::str::from_utf8(self.bytes).map_err(E::custom)
    }

    /// Deserializes the payload as JSON, with the code that reads bodies.
    fn json<T>(
        &self,
        read: impl FnOnce(json::Wire<&mut JsonReader<'de>>) -> Result<T, serde_json::Error>,
    ) -> Result<T, E> {
        json::read(serde_json::Deserializer::from_str(self.text()?), read).map_err(E::custom)
    }
}

type JsonReader<'de> = serde_json::Deserializer<serde_json::de::StrRead<'de>>;

macro_rules! as_json {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, E> {
            self.json(|json| json.$method($($argument,)* visitor))
        })*
    };
}

impl<'de, E: Error> Deserializer<'de> for PayloadDeserializer<'de, E> {
    type Error = E;

    as_json! {
        deserialize_any();
        deserialize_map();
        deserialize_seq();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
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

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde_json::json;

    use super::read_payload;
    use crate::value::blob::Blob;
    use crate::value::document::Document;

    type Outcome<T> = Result<T, serde_json::Error>;

    #[test]
    fn the_type_determines_the_format_of_a_payload() {
        let bytes = br#"{"a":null,"b":1}"#;
        let text = std::str::from_utf8(bytes).unwrap();
        let blob: Outcome<Option<Blob>> = read_payload(bytes);
        assert_eq!(blob.unwrap(), Some(Blob::from(text)));
        let string: Outcome<String> = read_payload(bytes);
        assert_eq!(string.unwrap(), text);
        let document: Outcome<Document> = read_payload(bytes);
        assert_eq!(document.unwrap().0, json!({"a": null, "b": 1}));
    }

    #[test]
    fn json_is_read_as_in_a_body() {
        let dense: Outcome<Option<HashMap<String, f64>>> = read_payload(br#"{"a":null,"b":"Infinity"}"#);
        assert_eq!(dense.unwrap(), Some(HashMap::from([("b".to_owned(), f64::INFINITY)])));
        let list: Outcome<Vec<u64>> = read_payload(b"[null,18446744073709551615]");
        assert_eq!(list.unwrap(), [u64::MAX]);
    }

    #[test]
    fn errors_report_line_and_column() {
        for (bytes, position) in [(&b"[1,\n true]"[..], "line 2 column 5"), (b"[1] x", "line 1 column 5")] {
            let list: Outcome<Vec<i32>> = read_payload(bytes);
            let error = list.unwrap_err().to_string();
            assert!(error.ends_with(&format!("at {position}")), "{error}");
        }
        let document: Outcome<Document> = read_payload("[".repeat(100_000).as_bytes());
        assert!(document.unwrap_err().to_string().contains("recursion limit exceeded"));
    }
}
