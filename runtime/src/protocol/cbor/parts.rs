//! The items of lists and the entries of maps and structures.

use serde_core::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::write::{CborSerializer, head, text};
use super::{BREAK, Form};
use crate::protocol::text::{TimestampFormat, text_of};

type Error = serde_json::Error;
type Write = Result<(), Error>;

/// A list or a map under construction.
pub(super) struct Parts<'a> {
    out: &'a mut Vec<u8>,
    /// How each item is written.
    form: Form,
    /// The number of items or entries that were announced and are not written yet. `None` if a break ends them.
    left: Option<usize>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>, major: u8, len: Option<usize>) -> Self {
        match len {
            Some(len) => head(out, major, len as u64),
            None => out.push(major << 5 | 31),
        }
        Self { out, form: Form::Plain, left: len }
    }

    /// A number, whose text follows as a field.
    pub(super) fn of_number(out: &'a mut Vec<u8>) -> Self {
        Self { out, form: Form::Number, left: Some(1) }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Write {
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1).ok_or_else(|| Error::custom("has more items than its type announced"))?;
        }
        self.value(value)
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Write {
        value.serialize(CborSerializer::in_form(self.out, self.form))
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Write {
        if self.form != Form::Number {
            text(self.out, name);
        }
        self.item(value)
    }

    fn finish(self) -> Write {
        match self.left {
            None => self.out.push(BREAK),
            Some(0) => {}
            Some(_) => return Err(Error::custom("has fewer items than its type announced")),
        }
        Ok(())
    }
}

macro_rules! parts {
    ($($part:ident::$method:ident($($key:ident: $type:ty)?) => $write:ident;)*) => {
        $(impl $part for Parts<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $($key: $type,)? value: &T) -> Write {
                self.$write($($key,)? value)
            }

            fn end(self) -> Write {
                self.finish()
            }
        })*
    };
}

parts! {
    SerializeSeq::serialize_element() => item;
    SerializeTuple::serialize_element() => item;
    SerializeTupleStruct::serialize_field() => item;
    SerializeTupleVariant::serialize_field() => item;
    SerializeStruct::serialize_field(name: &'static str) => field;
    SerializeStructVariant::serialize_field(name: &'static str) => field;
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    /// Keys are texts, to which other scalars are converted.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Write {
        let key = text_of(key, TimestampFormat::DateTime).map_err(Error::custom)?.into_one();
        text(self.out, &key.ok_or_else(|| Error::custom("has a key that is no text"))?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Write {
        self.item(value)
    }

    fn end(self) -> Write {
        self.finish()
    }
}
