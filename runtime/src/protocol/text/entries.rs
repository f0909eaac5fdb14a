//! Deserializes maps of text: headers with a common prefix, and maps of query parameters.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde_core::de::value::MapDeserializer;
use serde_core::de::{Deserializer, Error, IntoDeserializer, Visitor};
use serde_core::forward_to_deserialize_any;

use super::read::{ListForm, TextDeserializer, Texts};

/// The texts with one name.
pub(crate) struct TextEntry {
    pub(crate) name: String,
    pub(crate) texts: Vec<String>,
    /// How several texts are interpreted.
    pub(crate) lists: ListForm,
}

/// Deserializes a map of text.
pub(crate) struct EntriesDeserializer<E> {
    entries: Vec<TextEntry>,
    error: PhantomData<E>,
}

impl<E: Error> EntriesDeserializer<E> {
    pub(crate) fn new(entries: Vec<TextEntry>) -> Self {
        Self { entries, error: PhantomData }
    }
}

impl<'de, E: Error> Deserializer<'de> for EntriesDeserializer<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let entries = self.entries.into_iter();
        let entries =
            entries.map(|TextEntry { name, texts, lists }| (name, Value { texts, lists, error: PhantomData }));
        visitor.visit_map(MapDeserializer::new(entries))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// The value of an entry.
struct Value<E> {
    texts: Vec<String>,
    lists: ListForm,
    error: PhantomData<E>,
}

impl<E: Error> IntoDeserializer<'_, E> for Value<E> {
    type Deserializer = TextDeserializer<'static, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        TextDeserializer::new(Texts::Many(self.texts.into_iter().map(Cow::Owned).collect()), self.lists)
    }
}
