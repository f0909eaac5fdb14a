//! Writes a value as text: strings as they are, numbers in decimal, timestamps by location, lists item by item.

use std::fmt;

use serde_core::ser::{self, Impossible, Serialize, SerializeSeq, Serializer};

use crate::Timestamp;
use crate::timestamp::MARKER;

/// Smithy's `timestampFormat`, where text holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimestampFormat {
    /// `2019-12-16T23:48:18Z`, the default of query parameters and labels.
    DateTime,
    /// `Mon, 16 Dec 2019 23:48:18 GMT`, the default of headers.
    HttpDate,
}

/// A value that has no form as text.
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

/// Gives the text of `value` to `each`: nothing for an absent value, one text for a scalar, one an item for a list.
pub(crate) fn write_text<T: Serialize + ?Sized>(
    value: &T,
    timestamps: TimestampFormat,
    each: &mut dyn FnMut(&str),
) -> Result<(), NotText> {
    value.serialize(TextSerializer { timestamps, each, in_list: false })
}

struct TextSerializer<'a> {
    timestamps: TimestampFormat,
    each: &'a mut dyn FnMut(&str),
    in_list: bool,
}

impl TextSerializer<'_> {
    fn display(self, value: impl fmt::Display) {
        (self.each)(&value.to_string());
    }
}

fn refuse<T>(what: &str) -> Result<T, NotText> {
    Err(NotText(format!("holds {what}, which has no form as text")))
}

macro_rules! displayed {
    ($($method:ident: $type:ty;)*) => {
        $(fn $method(self, value: $type) -> Result<(), NotText> {
            self.display(value);
            Ok(())
        })*
    };
}

impl<'a> Serializer for TextSerializer<'a> {
    type Ok = ();
    type Error = NotText;
    type SerializeSeq = TextList<'a>;
    type SerializeTuple = Impossible<(), NotText>;
    type SerializeTupleStruct = Impossible<(), NotText>;
    type SerializeTupleVariant = Impossible<(), NotText>;
    type SerializeMap = Impossible<(), NotText>;
    type SerializeStruct = Impossible<(), NotText>;
    type SerializeStructVariant = Impossible<(), NotText>;

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

    fn serialize_f32(self, value: f32) -> Result<(), NotText> {
        if value.is_finite() {
            self.display(value);
            return Ok(());
        }
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), NotText> {
        if value.is_nan() {
            (self.each)("NaN");
        } else if value.is_infinite() {
            (self.each)(if value > 0.0 { "Infinity" } else { "-Infinity" });
        } else {
            self.display(value);
        }
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), NotText> {
        (self.each)(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), NotText> {
        refuse("bytes")
    }

    fn serialize_none(self) -> Result<(), NotText> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotText> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), NotText> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NotText> {
        refuse("a structure")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), NotText> {
        (self.each)(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), NotText> {
        if name != MARKER {
            return value.serialize(self);
        }
        let timestamp: Timestamp = serde_json::to_value(value)
            .and_then(serde_json::from_value)
            .map_err(|error| NotText(format!("holds no timestamp: {error}")))?;
        match self.timestamps {
            TimestampFormat::DateTime => self.display(timestamp),
            TimestampFormat::HttpDate => self.display(timestamp.to_http_date()),
        }
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), NotText> {
        refuse("a union")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<TextList<'a>, NotText> {
        if self.in_list {
            return refuse("a list of lists");
        }
        Ok(TextList(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotText> {
        refuse("a tuple")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, NotText> {
        refuse("a tuple")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotText> {
        refuse("a tuple")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotText> {
        refuse("a map")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, NotText> {
        refuse("a structure")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotText> {
        refuse("a structure")
    }
}

/// The items of a list, one after the other.
struct TextList<'a>(TextSerializer<'a>);

impl SerializeSeq for TextList<'_> {
    type Ok = ();
    type Error = NotText;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), NotText> {
        item.serialize(TextSerializer { timestamps: self.0.timestamps, each: &mut *self.0.each, in_list: true })
    }

    fn end(self) -> Result<(), NotText> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<T: Serialize>(value: &T, timestamps: TimestampFormat) -> Vec<String> {
        let mut texts = Vec::new();
        write_text(value, timestamps, &mut |text| texts.push(text.to_owned())).unwrap();
        texts
    }

    #[test]
    fn scalars_lists_and_absent_values() {
        assert_eq!(texts(&None::<i32>, TimestampFormat::DateTime), Vec::<String>::new());
        assert_eq!(texts(&Some("a b"), TimestampFormat::DateTime), ["a b"]);
        assert_eq!(texts(&vec![1, -2], TimestampFormat::DateTime), ["1", "-2"]);
        assert_eq!(texts(&[f64::NAN, f64::NEG_INFINITY, 1.5].to_vec(), TimestampFormat::DateTime), [
            "NaN",
            "-Infinity",
            "1.5"
        ]);
        assert!(write_text(&vec![vec![1]], TimestampFormat::DateTime, &mut |_| {}).is_err());
    }

    #[test]
    fn timestamps_follow_their_location() {
        let time = Timestamp::from_second(1_576_540_098).unwrap();
        assert_eq!(texts(&time, TimestampFormat::DateTime), ["2019-12-16T23:48:18Z"]);
        assert_eq!(texts(&Some(time), TimestampFormat::HttpDate), ["Mon, 16 Dec 2019 23:48:18 GMT"]);
    }
}
