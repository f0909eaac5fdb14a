//! Reads a value from text; the type asked for says how.

use std::borrow::Cow;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use serde_core::de::value::SeqDeserializer;
use serde_core::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use crate::timestamp;

/// How a list stands in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListForm {
    /// The name repeated, a value each: query parameters.
    Repeated,
    /// As `Repeated`; where one value is wanted, it is the first: entries of a map.
    FirstOfRepeated,
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

    /// The one value that is wanted.
    fn one(&self) -> Result<&str, E> {
        match self.texts.as_slice() {
            // Which of them is meant is not for us to choose, nor for whoever can reorder what was signed.
            [_, _, ..] if self.lists == ListForm::Repeated => {
                Err(E::custom(format_args!("a parameter that holds one value occurs {} times", self.texts.len())))
            }
            texts => Ok(texts.first().map_or("", |text| text)),
        }
    }

    fn parse<T: FromStr<Err: Display>>(&self) -> Result<T, E> {
        let text = self.one()?;
        text.trim().parse().map_err(|error| E::custom(format_args!("`{text}`: {error}")))
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
        visitor.visit_str(self.one()?)
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
        match self.lists {
            ListForm::Repeated | ListForm::FirstOfRepeated => {
                let items = self.texts.into_iter().map(|text| Item { text: text.into_owned(), error: PhantomData });
                visitor.visit_seq(SeqDeserializer::new(items))
            }
            ListForm::Commas => {
                let joined = self.texts.join(",");
                visitor.visit_seq(Items { rest: joined.trim(), error: PhantomData })
            }
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_enum(self.one()?.into_deserializer())
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

/// The items of a header's list that are still to come.
struct Items<'a, E> {
    rest: &'a str,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for Items<'_, E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, E> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        seed.deserialize(NextItem { rest: &mut self.rest, error: PhantomData }).map(Some)
    }
}

/// The next item; where it ends depends on whether a timestamp is asked for, whose http-date has a comma in it.
struct NextItem<'i, 'a, E> {
    rest: &'i mut &'a str,
    error: PhantomData<E>,
}

impl<'a, E: Error> NextItem<'_, 'a, E> {
    fn take(self, split: fn(&'a str) -> (String, &'a str)) -> TextDeserializer<'static, E> {
        let (item, rest) = split(self.rest);
        *self.rest = rest.trim_start().strip_prefix(',').unwrap_or_default().trim_start();
        TextDeserializer::new(vec![Cow::Owned(item)], ListForm::Repeated)
    }
}

macro_rules! one_item {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            self.take(split_item).$method(visitor)
        })*
    };
}

impl<'de, E: Error> Deserializer<'de> for NextItem<'_, '_, E> {
    type Error = E;

    one_item! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_option
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, E> {
        let split = if name == timestamp::MARKER { split_timestamp } else { split_item };
        self.take(split).deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.take(split_item).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

/// The first item of a list and what follows it, the comma included.
fn split_item(list: &str) -> (String, &str) {
    match list.strip_prefix('"') {
        Some(quoted) => unquote(quoted),
        None => {
            let (item, rest) = list.split_at(list.find(',').unwrap_or(list.len()));
            (item.trim_end().to_owned(), rest)
        }
    }
}

/// As [`split_item`]; a comma after the name of a day is part of the item.
fn split_timestamp(list: &str) -> (String, &str) {
    let is_http_date = list.starts_with(|c: char| c.is_ascii_alphabetic());
    let from = if is_http_date { list.find(',').map_or(list.len(), |comma| comma + 1) } else { 0 };
    let after = list.get(from..).unwrap_or_default();
    let end = after.find(',').map_or(list.len(), |comma| from + comma);
    let (item, rest) = list.split_at(end);
    (item.trim_end().to_owned(), rest)
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
    use serde_core::de::Deserialize;
    use serde_core::de::value::Error;

    use super::*;
    use crate::Timestamp;

    fn list<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
        let texts = vec![Cow::Borrowed(text)];
        Vec::deserialize(TextDeserializer::<Error>::new(texts, ListForm::Commas)).unwrap()
    }

    #[test]
    fn header_lists_are_split_outside_quotes() {
        assert_eq!(list::<String>(r#""b,c", "\"def\"", a"#), ["b,c", "\"def\"", "a"]);
        assert_eq!(list::<i32>("1, 2 ,3"), [1, 2, 3]);
        assert_eq!(list::<String>(""), Vec::<String>::new());
        assert_eq!(list::<String>("\"open"), ["open"]);
    }

    #[test]
    fn http_dates_keep_their_comma() {
        let time = Timestamp::from_second(1_576_540_098).unwrap();
        assert_eq!(list::<Timestamp>("Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT"), [time, time]);
        assert_eq!(list::<Timestamp>("2019-12-16T23:48:18Z, 1576540098"), [time, time]);
    }
}
