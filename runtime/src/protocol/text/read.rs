//! Reads a value from text; the type asked for says how.

use std::borrow::Cow;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use serde_core::de::value::SeqDeserializer;
use serde_core::de::{Deserializer, Error, IntoDeserializer, Visitor};
use serde_core::forward_to_deserialize_any;

/// How a list stands in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListForm {
    /// The name repeated, a value each: query parameters.
    Repeated,
    /// One value with commas, items quoted that hold one: headers.
    Commas,
}

/// The text of one member; several texts where its name was repeated.
pub(crate) struct TextDeserializer<'a, E> {
    texts: Vec<Cow<'a, str>>,
    lists: ListForm,
    error: PhantomData<E>,
}

impl<'a, E: Error> TextDeserializer<'a, E> {
    pub(crate) fn new(texts: Vec<Cow<'a, str>>, lists: ListForm) -> Self {
        Self { texts, lists, error: PhantomData }
    }

    fn first(&self) -> &str {
        self.texts.first().map_or("", |text| text)
    }

    fn parse<T: FromStr<Err: Display>>(&self) -> Result<T, E> {
        self.first().trim().parse().map_err(|error| E::custom(format_args!("`{}`: {error}", self.first())))
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            visitor.$visit(self.parse()?)
        })*
    };
}

impl<'de, E: Error> Deserializer<'de> for TextDeserializer<'_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.first())
    }

    parsed! {
        deserialize_bool => visit_bool;
        deserialize_i8 => visit_i8;
        deserialize_i16 => visit_i16;
        deserialize_i32 => visit_i32;
        deserialize_i64 => visit_i64;
        deserialize_u8 => visit_u8;
        deserialize_u16 => visit_u16;
        deserialize_u32 => visit_u32;
        deserialize_u64 => visit_u64;
        deserialize_f32 => visit_f32;
        deserialize_f64 => visit_f64;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let items: Vec<String> = match self.lists {
            ListForm::Repeated => self.texts.into_iter().map(Cow::into_owned).collect(),
            ListForm::Commas => self.texts.iter().flat_map(|text| split_list(text)).collect(),
        };
        let items = items.into_iter().map(|item| Item { text: item, error: PhantomData });
        visitor.visit_seq(SeqDeserializer::new(items))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_enum(self.first().into_deserializer())
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

/// One item of a list.
struct Item<E> {
    text: String,
    error: PhantomData<E>,
}

impl<E: Error> IntoDeserializer<'_, E> for Item<E> {
    type Deserializer = TextDeserializer<'static, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        TextDeserializer::new(vec![Cow::Owned(self.text)], ListForm::Repeated)
    }
}

/// The items of a header's list: split at commas outside quotes, trimmed, unescaped.
fn split_list(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (item, after) = match rest.strip_prefix('"') {
            Some(quoted) => unquote(quoted),
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let (item, after) = rest.split_at(end);
                (item.trim_end().to_owned(), after)
            }
        };
        items.push(item);
        rest = after.trim_start().strip_prefix(',').unwrap_or_default().trim_start();
    }
    items
}

/// Reads up to the closing quote; gives the text inside and what follows.
fn unquote(quoted: &str) -> (String, &str) {
    let mut item = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (item, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => item.extend(characters.next().map(|(_, escaped)| escaped)),
            plain => item.push(plain),
        }
    }
    (item, "")
}

#[cfg(test)]
mod tests {
    use super::split_list;

    #[test]
    fn header_lists_are_split_outside_quotes() {
        assert_eq!(split_list(r#""b,c", "\"def\"", a"#), ["b,c", "\"def\"", "a"]);
        assert_eq!(split_list("1, 2 ,3"), ["1", "2", "3"]);
        assert_eq!(split_list(""), Vec::<String>::new());
        assert_eq!(split_list("\"open"), ["open"]);
    }
}
