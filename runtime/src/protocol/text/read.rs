//! Deserializes a value from text. The requested type determines how it is parsed.

use std::borrow::Cow;
use std::fmt::Display;
use std::marker::PhantomData;
use std::slice;
use std::str::FromStr;

use serde_core::de::value::SeqDeserializer;
use serde_core::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use crate::protocol::json::whole;
use crate::value::timestamp;

/// The syntax of a list in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListForm {
    /// Query parameters: the name is repeated with one value each.
    Repeated,
    /// Like `Repeated`, but a single value is the first one. For headers in a map, and for query parameters in a map
    /// that also have a member of their own, which may be a list.
    FirstOfRepeated,
    /// Headers: one value with commas, in which an item with a comma is quoted.
    Commas,
}

/// The texts of a member: one, unless its name is repeated.
pub(crate) enum Texts<'a> {
    One(Cow<'a, str>),
    Many(Vec<Cow<'a, str>>),
}

impl<'a> Texts<'a> {
    /// `texts`, if there are any, and one more.
    pub(crate) fn with(texts: Option<Self>, last: Cow<'a, str>) -> Self {
        match texts {
            None => Self::One(last),
            Some(texts) => {
                let mut texts = texts.into_vec();
                texts.push(last);
                Self::Many(texts)
            }
        }
    }

    fn as_slice(&self) -> &[Cow<'a, str>] {
        match self {
            Self::One(text) => slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }

    fn into_vec(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::One(text) => vec![text],
            Self::Many(texts) => texts,
        }
    }
}

/// Deserializes one member from its text, or from several texts if its name is repeated.
pub(crate) struct TextDeserializer<'a, E> {
    texts: Texts<'a>,
    lists: ListForm,
    error: PhantomData<E>,
}

impl<'a, E: Error> TextDeserializer<'a, E> {
    pub(crate) fn new(texts: Texts<'a>, lists: ListForm) -> Self {
        Self { texts, lists, error: PhantomData }
    }

    /// For a single text.
    pub(crate) fn one(text: Cow<'a, str>) -> Self {
        Self::new(Texts::One(text), ListForm::Repeated)
    }

    /// The text of a single value.
    fn text(&self) -> Result<&str, E> {
        match self.texts.as_slice() {
            // It is unknown which one is meant. SigV4 sorts parameters, so their order is not protected by the
            // signature.
            texts @ [_, _, ..] if self.lists == ListForm::Repeated => {
                Err(E::custom(format_args!("a parameter with a single value occurs {} times", texts.len())))
            }
            // Only a list can be empty.
            texts => texts.first().map(|text| &**text).ok_or_else(|| E::custom("there is no text")),
        }
    }

    fn parse<T: FromStr<Err: Display>>(&self) -> Result<T, E> {
        let text = self.text()?;
        text.trim().parse().map_err(|error| E::custom(format_args!("`{text}`: {error}")))
    }

    /// An integer, also in the notation of a float.
    fn integer<T: FromStr<Err: Display> + TryFrom<i64>>(&self) -> Result<T, E> {
        let as_float = || whole(self.text().ok()?.trim().parse().ok()?)?.try_into().ok();
        self.parse().or_else(|error| as_float().ok_or(error))
    }
}

macro_rules! parsed {
    ($parse:ident: $($method:ident => $visit:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            visitor.$visit(self.$parse()?)
        })*
    };
}

impl<'de, E: Error> Deserializer<'de> for TextDeserializer<'_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.text()?)
    }

    parsed! { parse:
        deserialize_bool => visit_bool;
        deserialize_f32 => visit_f32;
        deserialize_f64 => visit_f64;
    }

    parsed! { integer:
        deserialize_i8 => visit_i8;
        deserialize_i16 => visit_i16;
        deserialize_i32 => visit_i32;
        deserialize_i64 => visit_i64;
        deserialize_u8 => visit_u8;
        deserialize_u16 => visit_u16;
        deserialize_u32 => visit_u32;
        deserialize_u64 => visit_u64;
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
                let items =
                    self.texts.into_vec().into_iter().map(|text| Item { text: text.into_owned(), error: PhantomData });
                visitor.visit_seq(SeqDeserializer::new(items))
            }
            ListForm::Commas => {
                let joined = self.texts.as_slice().join(",");
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
        visitor.visit_enum(self.text()?.into_deserializer())
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
        TextDeserializer::one(Cow::Owned(self.text))
    }
}

/// The remaining items of a list in a header. Empty items are ignored (RFC 9110, 5.6.1.2).
struct Items<'a, E> {
    rest: &'a str,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for Items<'_, E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, E> {
        self.rest = self.rest.trim_start_matches([',', ' ', '\t']);
        if self.rest.is_empty() {
            return Ok(None);
        }
        seed.deserialize(NextItem { rest: &mut self.rest, error: PhantomData }).map(Some)
    }
}

/// The next item. Its end depends on whether a timestamp is requested, because an http-date contains a comma.
struct NextItem<'i, 'a, E> {
    rest: &'i mut &'a str,
    error: PhantomData<E>,
}

impl<E: Error> NextItem<'_, '_, E> {
    fn take(self, length: fn(&str) -> Option<usize>) -> Result<TextDeserializer<'static, E>, E> {
        let unclosed = || E::custom(format_args!("`{}` has an unclosed quote", self.rest));
        let (item, rest) = self.rest.split_at(length(self.rest).ok_or_else(unclosed)?);
        *self.rest = rest;
        let item = item.trim_end();
        let item = unquoted(item).unwrap_or_else(|| item.to_owned());
        Ok(TextDeserializer::one(Cow::Owned(item)))
    }
}

macro_rules! one_item {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            self.take(item_length)?.$method(visitor)
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
        let length = if name == timestamp::MARKER { timestamp_length } else { item_length };
        self.take(length)?.deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.take(item_length)?.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

/// The length of the first item of a list, up to the first comma outside quotes. `None` if a quote is not closed.
fn item_length(list: &str) -> Option<usize> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (at, character) in list.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => return Some(at),
            _ => {}
        }
    }
    (!is_quoted).then_some(list.len())
}

/// Like [`item_length`], but a comma after the name of a day is part of the item.
fn timestamp_length(list: &str) -> Option<usize> {
    // One of the three formats of http-date has no comma.
    let day = list.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(list.len());
    let from = if day > 0 && list[day..].starts_with(',') { day + 1 } else { 0 };
    item_length(list.get(from..)?).map(|length| from + length)
}

/// The text of an item that is a quoted string. `None` for any other item.
fn unquoted(item: &str) -> Option<String> {
    let mut text = String::new();
    let mut characters = item.strip_prefix('"')?.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return characters.as_str().is_empty().then_some(text),
            '\\' => text.extend(characters.next()),
            plain => text.push(plain),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_core::de::Deserialize;
    use serde_core::de::value::Error;

    use super::*;
    use crate::value::timestamp::Timestamp;

    fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<Vec<T>, Error> {
        Vec::deserialize(TextDeserializer::<Error>::new(Texts::One(Cow::Borrowed(text)), ListForm::Commas))
    }

    fn list<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
        read(text).unwrap()
    }

    #[test]
    fn header_lists_are_split_outside_quotes() {
        assert_eq!(list::<String>(r#""b,c", "\"def\"", a"#), ["b,c", "\"def\"", "a"]);
        assert_eq!(list::<i32>("1, 2 ,3"), [1, 2, 3]);
        assert_eq!(list::<String>(""), Vec::<String>::new());
        assert_eq!(list::<String>(r#"a "b, c" d, e"#), [r#"a "b, c" d"#, "e"]);
        assert_eq!(list::<String>(r#""abc"; q=1, "def""#), [r#""abc"; q=1"#, "def"], "nothing is dropped");
        assert_eq!(list::<String>(r#""a\\", b"#), ["a\\", "b"]);
        assert_eq!(list::<String>(r"a\, b"), [r"a\", "b"], "only a quoted string has escapes");
    }

    #[test]
    fn empty_items_are_ignored_and_an_unclosed_quote_is_rejected() {
        assert_eq!(list::<String>(",, a ,,\t, b,"), ["a", "b"]);
        assert_eq!(list::<String>(r#""", a"#), ["", "a"]);
        assert_eq!(list::<i32>(" , 1,,2"), [1, 2]);
        for text in ["\"open", "a, \"open", "\"a\\\"", "a, \"b\" \""] {
            assert!(read::<String>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_whole_number_may_be_written_as_a_float() {
        assert_eq!(list::<i64>("1.784316439424E12, 3.0, -2e0"), [1_784_316_439_424, 3, -2]);
        for text in ["1.5", "1e30", "NaN", "Infinity", "9007199254740993.0", "x"] {
            assert!(read::<i64>(&format!("0, {text}, 0")).is_err(), "{text}");
        }
        assert!(read::<u8>("-1.0").is_err() && read::<u8>("256.0").is_err());
    }

    #[test]
    fn http_dates_keep_their_comma() {
        let time = Timestamp::from_second(1_576_540_098).unwrap();
        assert_eq!(list::<Timestamp>("Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT"), [time, time]);
        assert_eq!(list::<Timestamp>("2019-12-16T23:48:18Z, 1576540098"), [time, time]);
        let obsolete = "Monday, 16-Dec-19 23:48:18 GMT, Mon Dec 16 23:48:18 2019, Mon, 16 Dec 2019 23:48:18 GMT";
        assert_eq!(list::<Timestamp>(obsolete), [time; 3]);
        let quoted = "\"Mon, 16 Dec 2019 23:48:18 GMT\", \"2019-12-16T23:48:18Z\",, 1576540098";
        assert_eq!(list::<Timestamp>(quoted), [time; 3]);
    }
}
