//! Serializes a value as text: strings unchanged, numbers in decimal, timestamps in the format of their location, lists
//! and maps item by item.

use std::fmt;

use serde_core::ser::{self, Impossible, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::value::timestamp::MARKER;
use crate::value::timestamp::Timestamp;

/// Smithy's `timestampFormat`, without the format of JSON bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimestampFormat {
    /// `2019-12-16T23:48:18Z`, the default of query parameters and labels.
    DateTime,
    /// `Mon, 16 Dec 2019 23:48:18 GMT`, the default of headers.
    HttpDate,
}

/// A value cannot be written as text.
#[derive(Debug)]
pub(crate) struct NotText(String);

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotText {}

impl ser::Error for NotText {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// A value as text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// An absent optional value.
    Absent,
    /// A scalar.
    One(TextItem),
    /// A list of scalars.
    List(Vec<TextItem>),
    /// A map from scalars to scalars or to lists of scalars, sorted by key.
    Map(Vec<(String, Vec<String>)>),
}

/// A scalar as text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TextItem {
    pub(crate) text: String,
    /// Whether commas and quotes in the text must be quoted in a list in a header. The comma of an http-date must not.
    pub(crate) is_free: bool,
}

impl Text {
    /// The text of a scalar.
    pub(crate) fn into_one(self) -> Option<String> {
        match self {
            Self::One(item) => Some(item.text),
            Self::Absent | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The items: one for a scalar, none for an absent value.
    pub(crate) fn into_items(self) -> Result<Vec<TextItem>, NotText> {
        match self {
            Self::Absent => Ok(Vec::new()),
            Self::One(item) => Ok(vec![item]),
            Self::List(items) => Ok(items),
            Self::Map(_) => reject("a map"),
        }
    }

    /// The entries of a map. An absent map has none.
    pub(crate) fn into_entries(self) -> Result<Vec<(String, Vec<String>)>, NotText> {
        match self {
            Self::Absent => Ok(Vec::new()),
            Self::Map(entries) => Ok(entries),
            Self::One(_) | Self::List(_) => reject("a value that is not a map"),
        }
    }

    fn of(value: impl Into<String>) -> Self {
        Self::One(TextItem { text: value.into(), is_free: true })
    }
}

/// The text of `value`.
pub(crate) fn text_of<T: Serialize + ?Sized>(value: &T, timestamps: TimestampFormat) -> Result<Text, NotText> {
    value.serialize(TextSerializer { timestamps, is_exact: false })
}

/// The timestamp in a newtype whose name marks a timestamp.
pub(crate) fn timestamp_of<T: Serialize + ?Sized>(value: &T) -> Result<Timestamp, NotText> {
    let nanoseconds = value.serialize(TextSerializer { timestamps: TimestampFormat::DateTime, is_exact: true })?;
    let nanoseconds = nanoseconds.into_one().and_then(|nanoseconds| nanoseconds.parse().ok());
    nanoseconds.and_then(Timestamp::from_nanoseconds).ok_or_else(|| NotText("contains no timestamp".to_owned()))
}

#[derive(Clone, Copy)]
struct TextSerializer {
    timestamps: TimestampFormat,
    /// Whether the content of a timestamp newtype is written in nanoseconds instead of seconds with a fraction.
    is_exact: bool,
}

fn reject<T>(what: &str) -> Result<T, NotText> {
    Err(NotText(format!("contains {what}, which cannot be written as text")))
}

macro_rules! displayed {
    ($($method:ident: $type:ty;)*) => {
        $(fn $method(self, value: $type) -> Result<Text, NotText> {
            Ok(Text::of(value.to_string()))
        })*
    };
}

impl Serializer for TextSerializer {
    type Ok = Text;
    type Error = NotText;
    type SerializeSeq = TextList;
    type SerializeTuple = Impossible<Text, NotText>;
    type SerializeTupleStruct = Impossible<Text, NotText>;
    type SerializeTupleVariant = Impossible<Text, NotText>;
    type SerializeMap = TextMap;
    type SerializeStruct = Impossible<Text, NotText>;
    type SerializeStructVariant = Impossible<Text, NotText>;

    displayed! {
        serialize_bool: bool;
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_i128: i128;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_u128: u128;
        serialize_char: char;
    }

    fn serialize_f32(self, value: f32) -> Result<Text, NotText> {
        if value.is_finite() { Ok(Text::of(value.to_string())) } else { self.serialize_f64(value.into()) }
    }

    fn serialize_f64(self, value: f64) -> Result<Text, NotText> {
        Ok(if value.is_nan() {
            Text::of("NaN")
        } else if value.is_infinite() {
            Text::of(if value > 0.0 { "Infinity" } else { "-Infinity" })
        } else {
            Text::of(value.to_string())
        })
    }

    fn serialize_str(self, value: &str) -> Result<Text, NotText> {
        Ok(Text::of(value))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Text, NotText> {
        reject("bytes")
    }

    fn serialize_none(self) -> Result<Text, NotText> {
        Ok(Text::Absent)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Text, NotText> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Text, NotText> {
        Ok(Text::Absent)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Text, NotText> {
        reject("a structure")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Text, NotText> {
        Ok(Text::of(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<Text, NotText> {
        if name != MARKER {
            return value.serialize(self);
        }
        let timestamp = timestamp_of(value)?;
        Ok(match self.timestamps {
            TimestampFormat::DateTime => Text::of(timestamp.to_date_time()),
            TimestampFormat::HttpDate => Text::One(TextItem { text: timestamp.to_http_date(), is_free: false }),
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Text, NotText> {
        reject("a union")
    }

    fn is_human_readable(&self) -> bool {
        !self.is_exact
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<TextList, NotText> {
        Ok(TextList { serializer: self, items: Vec::new() })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotText> {
        reject("a tuple")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, NotText> {
        reject("a tuple")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotText> {
        reject("a tuple")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<TextMap, NotText> {
        Ok(TextMap { serializer: self, key: None, entries: Vec::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, NotText> {
        reject("a structure")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotText> {
        reject("a structure")
    }
}

/// The items of a list written so far.
struct TextList {
    serializer: TextSerializer,
    items: Vec<TextItem>,
}

impl SerializeSeq for TextList {
    type Ok = Text;
    type Error = NotText;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), NotText> {
        match item.serialize(self.serializer)? {
            Text::Absent => {}
            Text::One(item) => self.items.push(item),
            Text::List(_) => return reject("a list of lists"),
            Text::Map(_) => return reject("a list of maps"),
        }
        Ok(())
    }

    fn end(self) -> Result<Text, NotText> {
        Ok(Text::List(self.items))
    }
}

/// The entries of a map written so far.
struct TextMap {
    serializer: TextSerializer,
    key: Option<String>,
    entries: Vec<(String, Vec<String>)>,
}

impl SerializeMap for TextMap {
    type Ok = Text;
    type Error = NotText;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotText> {
        self.key = key.serialize(self.serializer)?.into_one();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotText> {
        self.entry(value.serialize(self.serializer)?)
    }

    fn end(mut self) -> Result<Text, NotText> {
        // The order of a `HashMap` differs from run to run.
        self.entries.sort_unstable();
        Ok(Text::Map(self.entries))
    }
}

impl TextMap {
    fn entry(&mut self, value: Text) -> Result<(), NotText> {
        let Some(key) = self.key.take() else { return reject("a map with keys other than text") };
        let Ok(items) = value.into_items() else { return reject("a map with values other than text") };
        self.entries.push((key, items.into_iter().map(|item| item.text).collect()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn texts<T: Serialize>(value: &T, timestamps: TimestampFormat) -> Vec<String> {
        match text_of(value, timestamps).unwrap() {
            Text::Absent => Vec::new(),
            Text::One(item) => vec![item.text],
            Text::List(items) => items.into_iter().map(|item| item.text).collect(),
            Text::Map(_) => panic!("a map"),
        }
    }

    #[test]
    fn scalars_lists_and_absent_values() {
        assert_eq!(texts(&None::<i32>, TimestampFormat::DateTime), Vec::<String>::new());
        assert_eq!(texts(&Some("a b"), TimestampFormat::DateTime), ["a b"]);
        assert_eq!(texts(&vec![1, -2], TimestampFormat::DateTime), ["1", "-2"]);
        assert_eq!(
            texts(&[f64::NAN, f64::NEG_INFINITY, 1.5].to_vec(), TimestampFormat::DateTime),
            ["NaN", "-Infinity", "1.5"]
        );
        assert!(text_of(&vec![vec![1]], TimestampFormat::DateTime).is_err());
    }

    #[test]
    fn maps_are_sorted_by_key() {
        let map = HashMap::from([("b", Some(vec![1, 2])), ("a", None), ("c", Some(vec![3]))]);
        let entries = text_of(&Some(map), TimestampFormat::DateTime).unwrap().into_entries().unwrap();
        let expected = [("a", &[][..]), ("b", &["1", "2"]), ("c", &["3"])];
        let expected = expected.map(|(key, values)| (key.to_owned(), values.iter().map(|&v| v.to_owned()).collect()));
        assert_eq!(entries, expected);
    }

    #[test]
    fn a_map_of_maps_is_not_text() {
        let nested = HashMap::from([("a", HashMap::from([("b", 1)]))]);
        let error = text_of(&nested, TimestampFormat::DateTime).unwrap_err().to_string();
        assert_eq!(error, "contains a map with values other than text, which cannot be written as text");
        let error = text_of(&vec![HashMap::from([("a", 1)])], TimestampFormat::DateTime).unwrap_err().to_string();
        assert_eq!(error, "contains a list of maps, which cannot be written as text");
    }

    #[test]
    fn timestamps_have_the_format_of_their_location() {
        let time = Timestamp::from_second(1_576_540_098).unwrap();
        assert_eq!(texts(&time, TimestampFormat::DateTime), ["2019-12-16T23:48:18Z"]);
        assert_eq!(texts(&Some(time), TimestampFormat::HttpDate), ["Mon, 16 Dec 2019 23:48:18 GMT"]);
    }
}
