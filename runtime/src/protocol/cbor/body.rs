//! Bodies: maps that are written and read member by member.

use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer as _, Error as _, MapAccess, Visitor};
use serde_core::ser::Serialize;

use super::items::Items;
use super::write::{text, to_writer};
use super::{BREAK, OPEN_MAP};
use crate::model::structure::{MemberReader, ReadMembers};
use crate::protocol::http_message::{BindingSource, BodyWriter, MessageReader, ReadTarget};

/// A map under construction. It has no length, because its members are not counted beforehand.
#[derive(Debug, Default)]
pub(crate) struct CborMap(Vec<u8>);

impl BodyWriter for CborMap {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error> {
        if self.0.is_empty() {
            self.0.reserve(256);
            self.0.push(OPEN_MAP);
        }
        text(&mut self.0, name);
        to_writer(&mut self.0, value)
    }
}

impl CborMap {
    /// The bytes of the map.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(OPEN_MAP);
        }
        self.0.push(BREAK);
        self.0
    }
}

/// Reads `target` from its bindings in `source`, and from `body`: a map, or nothing. The body is checked even if no
/// member is in it.
pub(crate) fn read_cbor<'de, G: ReadTarget<'de>, S: BindingSource>(
    target: G,
    source: &'de S,
    body: &'de [u8],
) -> Result<G::Value, serde_json::Error> {
    if body.is_empty() {
        let mut reader = MessageReader::new(target.shape(), source, None::<NoBody>);
        return target.read(&mut reader);
    }
    let mut items = Items::new(body);
    let value = items.deserialize_map(BodyVisitor { target, source })?;
    items.end()?;
    Ok(value)
}

struct BodyVisitor<'de, G, S> {
    target: G,
    source: &'de S,
}

impl<'de, G: ReadTarget<'de>, S: BindingSource> Visitor<'de> for BodyVisitor<'de, G, S> {
    type Value = G::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a CBOR map")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<G::Value, A::Error> {
        let mut reader = MessageReader::new(self.target.shape(), self.source, Some(map));
        self.target.read(&mut reader)
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
        Err(serde_json::Error::custom("an empty body has no members"))
    }
}

/// Reads a structure whose one member is the whole body, such as a document.
pub(crate) fn read_whole<T: ReadMembers>(body: &[u8]) -> Result<T, serde_json::Error> {
    let mut whole = Whole { items: Items::new(body), is_read: body.is_empty() };
    let value = T::read_members(&mut whole)?;
    whole.items.end()?;
    Ok(value)
}

struct Whole<'de> {
    items: Items<'de>,
    is_read: bool,
}

impl<'de> MemberReader<'de> for Whole<'de> {
    type Error = serde_json::Error;

    fn next_member(&mut self) -> Result<Option<usize>, serde_json::Error> {
        Ok((!std::mem::replace(&mut self.is_read, true)).then_some(0))
    }

    fn value<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, serde_json::Error> {
        Option::deserialize(&mut self.items)
    }

    fn finish<T: Deserialize<'de>>(&mut self, _: usize, found: Option<T>) -> Result<T, serde_json::Error> {
        found.ok_or_else(|| serde_json::Error::custom("the body is empty"))
    }
}
