//! Members that are headers of a frame: Smithy's `eventHeader`.

use serde_core::de::{self, Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;
use serde_core::ser::{Error as _, Impossible, Serialize, Serializer};

use super::frame_header::FrameValue;
use crate::protocol::text::timestamp_of;
use crate::value::blob;
use crate::value::timestamp::{FORMATTED_MARKER, MARKER as TIMESTAMP};

type Error = serde_json::Error;

/// The value of a header that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HeaderValue {
    Fixed(FrameValue<'static>),
    Bytes(Vec<u8>),
    Text(String),
}

impl HeaderValue {
    /// The header for a member. `None` if it is absent.
    pub(super) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Option<Self>, Error> {
        value.serialize(HeaderSerializer { is_blob: false })
    }

    pub(super) fn as_value(&self) -> FrameValue<'_> {
        match self {
            Self::Fixed(value) => *value,
            Self::Bytes(bytes) => FrameValue::Binary(bytes),
            Self::Text(text) => FrameValue::Text(text),
        }
    }
}

/// Reads a member from a header.
#[derive(Clone, Copy)]
pub(super) struct HeaderDeserializer<'a>(pub(super) FrameValue<'a>);

impl<'de> Deserializer<'de> for HeaderDeserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            FrameValue::Bool(value) => visitor.visit_bool(value),
            FrameValue::Byte(value) => visitor.visit_i8(value),
            FrameValue::Short(value) => visitor.visit_i16(value),
            FrameValue::Integer(value) => visitor.visit_i32(value),
            FrameValue::Long(value) | FrameValue::Time(value) => visitor.visit_i64(value),
            FrameValue::Binary(bytes) => visitor.visit_bytes(bytes),
            FrameValue::Text(text) => visitor.visit_str(text),
            FrameValue::Uuid(bytes) => visitor.visit_bytes(&bytes),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match (name, self.0) {
            (blob::MARKER, _) => self.deserialize_any(visitor),
            (TIMESTAMP, FrameValue::Time(milliseconds)) => visitor.visit_i128(i128::from(milliseconds) * 1_000_000),
            (TIMESTAMP, _) => Err(de::Error::custom("a header of another type cannot be a timestamp")),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

struct HeaderSerializer {
    /// Whether the bytes are those of a blob.
    is_blob: bool,
}

type Written = Result<Option<HeaderValue>, Error>;

fn reject<T>(what: &str) -> Result<T, Error> {
    Err(Error::custom(format_args!("contains {what}, which cannot be a header of an event")))
}

fn long(value: impl TryInto<i64>) -> Written {
    match value.try_into() {
        Ok(value) => Ok(Some(HeaderValue::Fixed(FrameValue::Long(value)))),
        Err(_) => reject("a number of more than 64 bits"),
    }
}

macro_rules! fixed {
    ($($method:ident: $type:ty => $variant:ident;)*) => {
        $(fn $method(self, value: $type) -> Written {
            Ok(Some(HeaderValue::Fixed(FrameValue::$variant(value.into()))))
        })*
    };
}

macro_rules! rejected {
    ($($method:ident($($type:ty),*) -> $of:ident: $what:literal;)*) => {
        $(fn $method(self $(, _: $type)*) -> Result<Self::$of, Error> {
            reject($what)
        })*
    };
}

impl Serializer for HeaderSerializer {
    type Ok = Option<HeaderValue>;
    type Error = Error;
    type SerializeSeq = Impossible<Self::Ok, Error>;
    type SerializeTuple = Impossible<Self::Ok, Error>;
    type SerializeTupleStruct = Impossible<Self::Ok, Error>;
    type SerializeTupleVariant = Impossible<Self::Ok, Error>;
    type SerializeMap = Impossible<Self::Ok, Error>;
    type SerializeStruct = Impossible<Self::Ok, Error>;
    type SerializeStructVariant = Impossible<Self::Ok, Error>;

    fixed! {
        serialize_bool: bool => Bool;
        serialize_i8: i8 => Byte;
        serialize_i16: i16 => Short;
        serialize_i32: i32 => Integer;
        serialize_i64: i64 => Long;
        serialize_u8: u8 => Short;
        serialize_u16: u16 => Integer;
        serialize_u32: u32 => Long;
    }

    rejected! {
        serialize_f32(f32) -> Ok: "a float";
        serialize_f64(f64) -> Ok: "a float";
        serialize_unit() -> Ok: "a structure";
        serialize_unit_struct(&'static str) -> Ok: "a structure";
        serialize_seq(Option<usize>) -> SerializeSeq: "a list";
        serialize_tuple(usize) -> SerializeTuple: "a list";
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct: "a list";
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant: "a list";
        serialize_map(Option<usize>) -> SerializeMap: "a map";
        serialize_struct(&'static str, usize) -> SerializeStruct: "a structure";
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant: "a structure";
    }

    fn serialize_u64(self, value: u64) -> Written {
        long(value)
    }

    fn serialize_i128(self, value: i128) -> Written {
        long(value)
    }

    fn serialize_u128(self, value: u128) -> Written {
        long(value)
    }

    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Written {
        Ok(Some(HeaderValue::Text(value.to_owned())))
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        if self.is_blob { Ok(Some(HeaderValue::Bytes(value.to_vec()))) } else { reject("bytes") }
    }

    fn serialize_none(self) -> Written {
        Ok(None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Written {
        match name {
            blob::MARKER => value.serialize(Self { is_blob: true }),
            TIMESTAMP | FORMATTED_MARKER => {
                let time = timestamp_of(value).map_err(Error::custom)?;
                Ok(Some(HeaderValue::Fixed(FrameValue::Time(time.as_millisecond()))))
            }
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        reject("a union")
    }

    /// Blobs and timestamps come as bytes and nanoseconds.
    fn is_human_readable(&self) -> bool {
        false
    }
}
