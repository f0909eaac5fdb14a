//! Serializes JSON with `serde_json`, except for non-finite floats, which become strings.

use std::fmt;

use serde_core::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::{INFINITY, NAN, NEGATIVE_INFINITY};

#[cfg(test)]
mod tests;

/// Appends `value` to `out`.
pub(crate) fn to_writer<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), serde_json::Error> {
    value.serialize(Wire(&mut serde_json::Serializer::new(out)))
}

/// Wraps a serializer, a part of one or a value, and everything that it passes on.
struct Wire<T>(T);

impl<T: Serialize + ?Sized> Serialize for Wire<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Wire(serializer))
    }
}

/// The string for a non-finite float. `None` for a finite one.
fn non_finite(float: f64) -> Option<&'static str> {
    if float.is_nan() {
        Some(NAN)
    } else if float.is_infinite() {
        Some(if float.is_sign_positive() { INFINITY } else { NEGATIVE_INFINITY })
    } else {
        None
    }
}

macro_rules! pass {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $method(self $(, $argument: $type)*) -> Result<S::Ok, S::Error> {
            self.0.$method($($argument),*)
        })*
    };
}

macro_rules! open {
    ($($method:ident($($argument:ident: $type:ty),*) -> $part:ident;)*) => {
        $(fn $method(self $(, $argument: $type)*) -> Result<Self::$part, S::Error> {
            self.0.$method($($argument),*).map(Wire)
        })*
    };
}

impl<S: Serializer> Serializer for Wire<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Wire<S::SerializeSeq>;
    type SerializeTuple = Wire<S::SerializeTuple>;
    type SerializeTupleStruct = Wire<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Wire<S::SerializeTupleVariant>;
    type SerializeMap = Wire<S::SerializeMap>;
    type SerializeStruct = Wire<S::SerializeStruct>;
    type SerializeStructVariant = Wire<S::SerializeStructVariant>;

    pass! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_i128(value: i128);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_u128(value: u128);
        serialize_char(value: char);
        serialize_str(value: &str);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    open! {
        serialize_seq(len: Option<usize>) -> SerializeSeq;
        serialize_tuple(len: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, len: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, len: usize)
            -> SerializeTupleVariant;
        serialize_map(len: Option<usize>) -> SerializeMap;
        serialize_struct(name: &'static str, len: usize) -> SerializeStruct;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, len: usize)
            -> SerializeStructVariant;
    }

    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        match non_finite(value.into()) {
            Some(non_finite) => self.0.serialize_str(non_finite),
            // As an `f64`, the same value would have more digits.
            None => self.0.serialize_f32(value),
        }
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        match non_finite(value) {
            Some(non_finite) => self.0.serialize_str(non_finite),
            None => self.0.serialize_f64(value),
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Wire(value))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Wire(value))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_variant(name, index, variant, &Wire(value))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.collect_str(value)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

macro_rules! parts {
    ($($part:ident { $method:ident($($key:ident: $type:ty)?) })*) => {
        $(impl<S: $part> $part for Wire<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $($key: $type,)? value: &T) -> Result<(), S::Error> {
                self.0.$method($($key,)? &Wire(value))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        })*
    };
}

parts! {
    SerializeSeq { serialize_element() }
    SerializeTuple { serialize_element() }
    SerializeTupleStruct { serialize_field() }
    SerializeTupleVariant { serialize_field() }
    SerializeStruct { serialize_field(key: &'static str) }
    SerializeStructVariant { serialize_field(key: &'static str) }
}

impl<S: SerializeMap> SerializeMap for Wire<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    /// Keys are strings, which `serde_json` converts them to.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.0.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.0.serialize_value(&Wire(value))
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), S::Error> {
        self.0.serialize_entry(key, &Wire(value))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}
