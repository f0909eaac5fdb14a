//! Serializes CBOR. Integers are as short as possible, floats have the size of their type, and lengths come first.

use std::fmt::Display;

use serde_core::ser::{Error as _, Serialize, Serializer};

use super::parts::Parts;
use super::{
    BIG_TAG, BYTES, DECIMAL_TAG, DOUBLE, FALSE, Form, LIST, MAP, NEGATIVE, NEGATIVE_BIG_TAG, NULL, SINGLE, TAG, TEXT,
    TIME_TAG, TRUE, UNSIGNED, form_of,
};

type Error = serde_json::Error;
type Write = Result<(), Error>;

/// Appends `value` to `out`.
pub(crate) fn to_writer<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Write {
    value.serialize(CborSerializer::new(out))
}

/// Appends a text.
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    head(out, TEXT, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Appends the first bytes of an item.
pub(super) fn head(out: &mut Vec<u8>, major: u8, argument: u64) {
    let [.., b6, b7] = argument.to_be_bytes();
    let major = major << 5;
    match argument {
        0..24 => out.push(major | b7),
        24..0x100 => out.extend([major | 24, b7]),
        0x100..0x1_0000 => out.extend([major | 25, b6, b7]),
        0x1_0000..0x1_0000_0000 => {
            out.push(major | 26);
            out.extend(&argument.to_be_bytes()[4..]);
        }
        _ => {
            out.push(major | 27);
            out.extend(argument.to_be_bytes());
        }
    }
}

/// Appends an integer; one of more than 64 bits as its bytes.
fn integer(out: &mut Vec<u8>, number: i128) {
    // Of a negative number, `-1 - n` is what is written.
    let (major, tag, argument) = match u128::try_from(number) {
        Ok(number) => (UNSIGNED, BIG_TAG, number),
        Err(_) => (NEGATIVE, NEGATIVE_BIG_TAG, (!number).unsigned_abs()),
    };
    if let Ok(argument) = u64::try_from(argument) {
        return head(out, major, argument);
    }
    big(out, tag, argument);
}

fn big(out: &mut Vec<u8>, tag: u64, number: u128) {
    let bytes: Vec<u8> = number.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    head(out, TAG, tag);
    head(out, BYTES, bytes.len() as u64);
    out.extend(bytes);
}

fn double(out: &mut Vec<u8>, number: f64) {
    out.push(DOUBLE);
    out.extend(number.to_bits().to_be_bytes());
}

/// Appends a timestamp, to the millisecond.
fn timestamp(out: &mut Vec<u8>, nanoseconds: i128) -> Write {
    let milliseconds = i64::try_from(nanoseconds.div_euclid(1_000_000)).map_err(Error::custom)?;
    head(out, TAG, TIME_TAG);
    if milliseconds % 1_000 == 0 {
        integer(out, (milliseconds / 1_000).into());
    } else {
        #[allow(clippy::cast_precision_loss)] // the milliseconds of all years are exact
        double(out, milliseconds as f64 / 1e3);
    }
    Ok(())
}

/// Appends the number in a text: an integer, or a decimal with all its digits.
fn number(out: &mut Vec<u8>, text: &str) -> Write {
    let too_long = || Error::custom(format_args!("{text} has more digits than are supported"));
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa: i128 = [whole, fraction].concat().parse().map_err(|_| too_long())?;
    let exponent: i64 = exponent.parse().map_err(|_| too_long())?;
    let places = i64::try_from(fraction.len()).map_err(|_| too_long())?;
    let exponent = exponent.checked_sub(places).ok_or_else(too_long)?;
    if exponent != 0 {
        head(out, TAG, DECIMAL_TAG);
        head(out, LIST, 2);
        integer(out, exponent.into());
    }
    integer(out, mantissa);
    Ok(())
}

/// Serializes one value.
pub(super) struct CborSerializer<'a> {
    out: &'a mut Vec<u8>,
    form: Form,
}

impl<'a> CborSerializer<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self::in_form(out, Form::Plain)
    }

    pub(super) fn in_form(out: &'a mut Vec<u8>, form: Form) -> Self {
        Self { out, form }
    }

    /// Rejects a document that is no number.
    fn reject_document(&self) -> Write {
        if self.form == Form::Document {
            return Err(Error::custom("is a document, and rpcv2Cbor has documents only for numbers"));
        }
        Ok(())
    }

    fn parts(self, major: u8, len: Option<usize>) -> Result<Parts<'a>, Error> {
        self.reject_document()?;
        Ok(Parts::new(self.out, major, len))
    }

    /// A variant with content: a map from its name to the content, which is not written yet.
    fn variant(&mut self, name: &str) -> Write {
        self.reject_document()?;
        head(self.out, MAP, 1);
        text(self.out, name);
        self.form = Form::Plain;
        Ok(())
    }
}

macro_rules! integers {
    ($($method:ident($type:ty))*) => {
        $(fn $method(self, value: $type) -> Write {
            integer(self.out, value.into());
            Ok(())
        })*
    };
}

impl<'a> Serializer for CborSerializer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    integers! {
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64) serialize_u8(u8) serialize_u16(u16)
        serialize_u32(u32) serialize_u64(u64)
    }

    fn serialize_i128(self, value: i128) -> Write {
        if self.form == Form::Timestamp {
            return timestamp(self.out, value);
        }
        integer(self.out, value);
        Ok(())
    }

    fn serialize_u128(self, value: u128) -> Write {
        match i128::try_from(value) {
            Ok(value) => integer(self.out, value),
            Err(_) => big(self.out, BIG_TAG, value),
        }
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Write {
        self.reject_document()?;
        self.out.push(if value { TRUE } else { FALSE });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Write {
        self.out.push(SINGLE);
        self.out.extend(value.to_bits().to_be_bytes());
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Write {
        double(self.out, value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Write {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Write {
        if self.form == Form::Number {
            return number(self.out, value);
        }
        self.reject_document()?;
        text(self.out, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Write {
        head(self.out, BYTES, value.len() as u64);
        self.out.extend_from_slice(value);
        Ok(())
    }

    fn serialize_none(self) -> Write {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Write {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Write {
        self.out.push(NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Write {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Write {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Write {
        let form = form_of(name);
        value.serialize(Self { form: if form == Form::Plain { self.form } else { form }, ..self })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Write {
        self.variant(variant)?;
        value.serialize(self)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Parts<'a>, Error> {
        self.parts(LIST, len)
    }

    fn serialize_tuple(self, len: usize) -> Result<Parts<'a>, Error> {
        self.parts(LIST, Some(len))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Parts<'a>, Error> {
        self.parts(LIST, Some(len))
    }

    fn serialize_tuple_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Parts<'a>, Error> {
        self.variant(variant)?;
        self.parts(LIST, Some(len))
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Parts<'a>, Error> {
        self.parts(MAP, len)
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Parts<'a>, Error> {
        if name == "$serde_json::private::Number" {
            return Ok(Parts::of_number(self.out));
        }
        self.parts(MAP, Some(len))
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Parts<'a>, Error> {
        self.variant(variant)?;
        self.parts(MAP, Some(len))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Write {
        self.serialize_str(&value.to_string())
    }

    /// Blobs and timestamps have a binary form. Types of other crates are what they are in JSON.
    fn is_human_readable(&self) -> bool {
        !matches!(self.form, Form::Blob | Form::Timestamp)
    }
}
