//! Deserializes JSON. Floats may be strings, and integers may be written as floats. Nulls are dropped from lists and
//! maps whose type does not allow null.
//!
//! Values are read in one pass. Whether a type allows null is checked only at a null.

mod access;
mod float;
mod integer;
mod null;
mod object;
mod visitor;

use serde_core::de::{DeserializeSeed, Deserializer, Visitor};

use float::FloatVisitor;
use integer::IntegerVisitor;
pub(crate) use integer::whole;
pub(crate) use object::Object;
use visitor::TupleVisitor;

#[cfg(test)]
mod tests;

/// Reads the one value in `source`. Anything after it is an error.
pub(crate) fn read<'de, R: serde_json::de::Read<'de>, T>(
    mut source: serde_json::Deserializer<R>,
    read: impl FnOnce(Wire<&mut serde_json::Deserializer<R>>) -> Result<T, serde_json::Error>,
) -> Result<T, serde_json::Error> {
    let value = read(Wire(&mut source))?;
    source.end()?;
    Ok(value)
}

/// Wraps a deserializer, or a part of one such as a map access, and everything that it passes on.
pub(crate) struct Wire<T>(T);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Wire<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Wire(deserializer))
    }
}

/// Scalar values need no wrapped visitor.
macro_rules! pass {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(visitor)
        })*
    };
}

macro_rules! integers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(IntegerVisitor(visitor))
        })*
    };
}

macro_rules! wrap {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {
        $(#[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Wire(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Wire<D> {
    type Error = D::Error;

    pass! {
        deserialize_bool deserialize_i128 deserialize_u128 deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_identifier deserialize_ignored_any
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64
    }

    wrap! {
        deserialize_any();
        deserialize_option();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(len, TupleVisitor(visitor))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple_struct(name, len, TupleVisitor(visitor))
    }

    // For `deserialize_f32`, `serde_json` accepts only numbers.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(FloatVisitor(visitor))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(FloatVisitor(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}
