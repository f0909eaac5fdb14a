//! Deserializes CBOR.

use serde_core::de::value::{CowStrDeserializer, MapAccessDeserializer};
use serde_core::de::{Deserializer, Error as _, Unexpected, Visitor};

use super::access::{ListAccess, MapItems, NullsOf};
use super::items::{Item, Items};
use super::key::Key;
use super::numbers::Number;
use super::{Form, TIME_TAG, form_of};
use crate::protocol::json::whole;

type Error = serde_json::Error;

impl<'de> Items<'de> {
    /// The error of an item that a visitor does not expect.
    fn unexpected<V: Visitor<'de>>(item: &Item<'de>, visitor: &V) -> Error {
        Error::invalid_type(
            match item {
                Item::Unsigned(number) => Unexpected::Unsigned(*number),
                Item::Negative(_) => Unexpected::Other("negative integer"),
                Item::Bytes(_) => Unexpected::Other("bytes"),
                Item::Text(text) => Unexpected::Str(text),
                Item::List(_) => Unexpected::Seq,
                Item::Map(_) => Unexpected::Map,
                Item::Tag(TIME_TAG) => Unexpected::Other("timestamp"),
                Item::Tag(_) => Unexpected::Other("tag"),
                Item::Bool(value) => Unexpected::Bool(*value),
                Item::Null => Unexpected::Unit,
                Item::Single(number) => Unexpected::Float((*number).into()),
                Item::Double(number) => Unexpected::Float(*number),
                Item::Simple(_) => Unexpected::Other("simple value"),
            },
            visitor,
        )
    }

    fn visit_integer<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        let item = self.next()?;
        let integer = match self.number(&item)? {
            Some(Number::Unsigned(number)) => Some(number.into()),
            Some(Number::Signed(number)) => Some(number),
            // Some services write whole numbers as floats.
            Some(Number::Single(number)) => whole(number.into()).map(i128::from),
            Some(Number::Double(number)) => whole(number).map(i128::from),
            None => None,
        };
        match integer {
            Some(integer) => visit_signed(integer, visitor),
            None => Err(Self::unexpected(&item, &visitor)),
        }
    }

    fn visit_float<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        let item = self.next()?;
        match self.number(&item)? {
            Some(number) => visit_number(number, visitor),
            None => Err(Self::unexpected(&item, &visitor)),
        }
    }

    fn visit_text<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        match self.next()? {
            Item::Text(text) => Key::new(text).visit(visitor),
            item => Err(Self::unexpected(&item, &visitor)),
        }
    }

    fn visit_bytes<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        match self.next()? {
            Item::Bytes(bytes) => visitor.visit_bytes(&bytes),
            item => Err(Self::unexpected(&item, &visitor)),
        }
    }

    fn visit_list<V: Visitor<'de>>(&mut self, nulls: NullsOf, visitor: V) -> Result<V::Value, Error> {
        match self.next()? {
            Item::List(left) => self.nested(|items| ListAccess::visit(items, left, nulls, visitor)),
            item => Err(Self::unexpected(&item, &visitor)),
        }
    }

    fn visit_map<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        match self.next()? {
            Item::Map(left) => self.nested(|items| MapItems::read(items, left, |map| visitor.visit_map(map))),
            item => Err(Self::unexpected(&item, &visitor)),
        }
    }

    fn visit_any<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        let item = self.next()?;
        match item {
            Item::Bytes(bytes) if self.in_document => visitor.visit_string(base64_of(&bytes)),
            Item::Bytes(bytes) => visitor.visit_bytes(&bytes),
            Item::Text(text) => Key::new(text).visit(visitor),
            Item::List(left) => self.nested(|items| ListAccess::visit(items, left, NullsOf::List, visitor)),
            Item::Map(left) => self.nested(|items| MapItems::read(items, left, |map| visitor.visit_map(map))),
            Item::Bool(value) => visitor.visit_bool(value),
            Item::Null => visitor.visit_unit(),
            #[allow(clippy::cast_precision_loss)] // what JSON has too
            Item::Tag(TIME_TAG) if self.in_document => visitor.visit_f64(self.seconds()? as f64 / 1e9),
            item => match self.number(&item)? {
                // Without its feature `arbitrary_precision`, `serde_json` has floats for such integers.
                #[allow(clippy::cast_precision_loss)]
                Some(Number::Signed(number)) if self.in_document && serde_json::Number::from_i128(number).is_none() => {
                    visitor.visit_f64(number as f64)
                }
                Some(number) if self.in_document && !number.is_finite() => {
                    Err(self.unfit("a document cannot have a number that is not finite"))
                }
                Some(number) => visit_number(number, visitor),
                None => Err(Self::unexpected(&item, &visitor)),
            },
        }
    }

    fn visit_document<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        let before = std::mem::replace(&mut self.in_document, true);
        let value = visitor.visit_newtype_struct(&mut *self);
        self.in_document = before;
        value
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: Number, visitor: V) -> Result<V::Value, Error> {
    match number {
        Number::Unsigned(number) => visitor.visit_u64(number),
        Number::Signed(number) => visit_signed(number, visitor),
        Number::Single(number) => visitor.visit_f32(number),
        Number::Double(number) => visitor.visit_f64(number),
    }
}

fn visit_signed<'de, V: Visitor<'de>>(number: i128, visitor: V) -> Result<V::Value, Error> {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => visitor.visit_i64(number),
        (_, Ok(number)) => visitor.visit_u64(number),
        _ => visitor.visit_i128(number),
    }
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

macro_rules! each {
    ($visit:ident: $($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.$visit(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Items<'de> {
    type Error = Error;

    each! { visit_any: deserialize_any }
    each! { visit_integer:
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_u128
    }
    each! { visit_float: deserialize_f32 deserialize_f64 }
    each! { visit_text: deserialize_char deserialize_str deserialize_string deserialize_identifier }
    each! { visit_bytes: deserialize_bytes deserialize_byte_buf }
    each! { visit_map: deserialize_map }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.next()? {
            Item::Bool(value) => visitor.visit_bool(value),
            item => Err(Items::unexpected(&item, &visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if !self.is_at_null() {
            return visitor.visit_some(self);
        }
        self.skip()?;
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.next()? {
            Item::Null => visitor.visit_unit(),
            item => Err(Items::unexpected(&item, &visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match form_of(name) {
            Form::Blob => self.visit_bytes(visitor),
            Form::Timestamp => visitor.visit_i128(self.timestamp()?),
            Form::Document => self.visit_document(visitor),
            Form::Plain | Form::Number => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.visit_list(NullsOf::List, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.visit_list(NullsOf::Tuple, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.visit_map(visitor)
    }

    /// A variant is its name, or a map from its name to its content.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.next()? {
            Item::Text(name) => visitor.visit_enum(CowStrDeserializer::new(name)),
            Item::Map(left) => self
                .nested(|items| MapItems::read(items, left, |map| visitor.visit_enum(MapAccessDeserializer::new(map)))),
            item => Err(Items::unexpected(&item, &visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.skip()?;
        visitor.visit_unit()
    }
}
