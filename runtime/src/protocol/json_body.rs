//! JSON bodies: objects that are written and read member by member.

use std::fmt;

use bytes::Bytes;
use serde_core::de::{DeserializeSeed, Deserializer as _, MapAccess, Visitor};
use serde_core::ser::Serialize;

use super::http_message::{BindingSource, BodyWriter, MessageReader, ReadTarget};
use super::json::{read, to_writer};
use crate::model::structure::has_payload;

/// An object under construction.
#[derive(Debug, Default)]
pub(crate) struct JsonObject(Vec<u8>);

impl BodyWriter for JsonObject {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error> {
        if self.0.is_empty() {
            self.0.reserve(256);
        }
        self.0.push(if self.0.is_empty() { b'{' } else { b',' });
        to_writer(&mut self.0, name)?;
        self.0.push(b':');
        to_writer(&mut self.0, value)
    }
}

impl JsonObject {
    /// The JSON text; `{}` if no member was written.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(b'{');
        }
        self.0.push(b'}');
        self.0
    }
}

/// Reads `target` from its bindings in `source` and, if it has members in the body, from `body`.
pub(crate) fn read_json<'de, G: ReadTarget<'de>, S: BindingSource>(
    target: G,
    source: &S,
    body: &'de [u8],
) -> Result<G::Value, serde_json::Error> {
    if target.reads_body() { read_object(target, source, body) } else { read_bound(target, source) }
}

/// Like [`read_json`], for a protocol whose body is always an object or empty. The body is checked even if no member is
/// in it.
pub(crate) fn read_json_strict<'de, G: ReadTarget<'de>, S: BindingSource>(
    target: G,
    source: &S,
    body: &'de [u8],
) -> Result<G::Value, serde_json::Error> {
    if has_payload(target.bindings()) { read_bound(target, source) } else { read_object(target, source, body) }
}

/// The body of an output. Some services send `null` instead of an empty body.
pub(crate) fn output_body(response: &http::Response<Bytes>) -> &[u8] {
    let body = response.body();
    if body.trim_ascii() == b"null" { b"" } else { body }
}

fn read_bound<'de, G: ReadTarget<'de>, S: BindingSource>(target: G, source: &S) -> Result<G::Value, serde_json::Error> {
    let reader = MessageReader::new(&target, source, None::<NoBody>);
    target.read(reader)
}

fn read_object<'de, G: ReadTarget<'de>, S: BindingSource>(
    target: G,
    source: &S,
    body: &'de [u8],
) -> Result<G::Value, serde_json::Error> {
    if body.trim_ascii().is_empty() {
        return read_bound(target, source);
    }
    read(serde_json::Deserializer::from_slice(body), |json| json.deserialize_map(BodyVisitor { target, source }))
}

struct BodyVisitor<'a, G, S> {
    target: G,
    source: &'a S,
}

impl<'de, G: ReadTarget<'de>, S: BindingSource> Visitor<'de> for BodyVisitor<'_, G, S> {
    type Value = G::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<G::Value, A::Error> {
        let reader = MessageReader::new(&self.target, self.source, Some(map));
        self.target.read(reader)
    }
}

/// The members of an empty body.
struct NoBody;

impl<'de> MapAccess<'de> for NoBody {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, serde_json::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _: V) -> Result<V::Value, serde_json::Error> {
        Err(serde_core::de::Error::custom("an empty body has no members"))
    }
}
