//! Writes values as items and attributes, straight to the serializer of the body.
//!
//! serde has no call for "a map under the name `M`", so a value with parts is asked twice: first for its type, which
//! writes the name, then for its parts. What the value passes on the first time is ignored.

mod located;
mod number_text;
mod parts;

use std::fmt;

use serde_core::ser::{Error as _, Serialize, SerializeMap as _, Serializer};

use super::attribute_value;
use super::marked::{BINARY_SET, NUMBER, NUMBER_SET, STRING_SET};
use super::tag::Tag;
use crate::value::blob::{self, Raw};
use number_text::{Decimal, is_number};
use parts::{Fields, Items};

/// The newtype name of `serde_json`'s numbers with the feature `arbitrary_precision`, which another crate may enable.
pub(super) const ARBITRARY_NUMBER: &str = "$serde_json::private::Number";

/// Writes `value` as a map of attributes.
pub(super) fn item<T: Serialize + ?Sized, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let form = Form::Item(std::any::type_name::<T>().trim_start_matches('&'));
    Formed { value, form }.serialize(serializer)
}

/// Serializes a value as an attribute: `{"S": "text"}`.
pub(super) struct Attribute<'a, T: ?Sized>(pub(super) &'a T);

impl<T: Serialize + ?Sized> Serialize for Attribute<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Formed { value: self.0, form: Form::Attribute }.serialize(serializer)
    }
}

/// What of a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The attributes of an item of this type.
    Item(&'static str),
    /// An attribute.
    Attribute,
    /// The attributes of a map, or the items of a list.
    Parts,
    /// The fields of the variant of an enum, as an attribute.
    Variant,
    /// The same, without the name of their type.
    VariantParts,
    /// A set of this type.
    Set(Tag),
    /// The elements of a set of this type.
    Elements(Tag),
    /// An element of a set of this type.
    Element(Tag),
    /// A text that is a number.
    Number,
    /// A blob, which serializes itself; alone, or in a set.
    Blob { is_element: bool },
}

/// A value in a form.
struct Formed<'a, T: ?Sized> {
    value: &'a T,
    form: Form,
}

impl<T: Serialize + ?Sized> Serialize for Formed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(FormSerializer { inner: serializer, value: self.value, form: self.form })
    }
}

/// A map of one entry: the variant of an enum.
struct OneEntry<'a, T: ?Sized>(&'static str, Formed<'a, T>);

impl<T: Serialize + ?Sized> Serialize for OneEntry<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, &self.1).map_err(|error| located::variant(self.0, &error))?;
        map.end()
    }
}

/// Serializes as the text that it shows.
struct Shown<'a, T: ?Sized>(&'a T);

impl<T: fmt::Display + ?Sized> Serialize for Shown<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

struct FormSerializer<'a, S, T: ?Sized> {
    inner: S,
    /// The value that serializes itself.
    value: &'a T,
    form: Form,
}

impl<'a, S: Serializer, T: Serialize + ?Sized> FormSerializer<'a, S, T> {
    fn in_form(&self, form: Form) -> Formed<'a, T> {
        Formed { value: self.value, form }
    }

    /// Writes a value without parts.
    fn scalar<V: Serialize + ?Sized>(self, tag: Tag, value: &V) -> Result<S::Ok, S::Error> {
        match self.form {
            Form::Attribute => tag.write(value, self.inner),
            Form::Number if tag == Tag::N || tag == Tag::Null => tag.write(value, self.inner),
            Form::Set(_) if tag == Tag::Null => tag.write(value, self.inner),
            Form::Element(set) if set.element() == Some(tag) => value.serialize(self.inner),
            Form::Blob { is_element: false } => Tag::B.write(value, self.inner),
            Form::Blob { is_element: true } => value.serialize(self.inner),
            _ => Err(self.mismatch(tag.words())),
        }
    }

    fn float<F: fmt::Display + fmt::LowerExp>(self, number: F, as_f64: f64) -> Result<S::Ok, S::Error> {
        if as_f64.is_finite() {
            self.scalar(Tag::N, &Shown(&Decimal { number, magnitude: as_f64.abs() }))
        } else {
            Err(S::Error::custom(format_args!("is {number}, but a number in DynamoDB is finite")))
        }
    }

    /// The fields of a struct or the entries of a map.
    fn fields(self) -> Result<Fields<S>, S::Error> {
        match self.form {
            Form::Attribute => Tag::M.write(&self.in_form(Form::Parts), self.inner).map(Fields::Written),
            Form::Item(_) | Form::Parts | Form::VariantParts => Ok(Fields::open(self.inner.serialize_map(None)?)),
            _ => Err(self.mismatch(Tag::M.words())),
        }
    }

    fn items(self, len: Option<usize>) -> Result<Items<S>, S::Error> {
        match self.form {
            Form::Attribute => Tag::L.write(&self.in_form(Form::Parts), self.inner).map(Items::Written),
            Form::Set(set) => set.write(&self.in_form(Form::Elements(set)), self.inner).map(Items::Written),
            Form::Parts | Form::VariantParts => Ok(Items::open(self.inner.serialize_seq(len)?, Form::Attribute)),
            Form::Elements(set) => Ok(Items::open(self.inner.serialize_seq(len)?, Form::Element(set))),
            _ => Err(self.mismatch(Tag::L.words())),
        }
    }

    /// A variant with fields. `None` if they are to be written now.
    fn variant(self, variant: &'static str, tag: Tag) -> Result<Result<S::Ok, Self>, S::Error> {
        let fields = OneEntry(variant, self.in_form(Form::Variant));
        match self.form {
            Form::Attribute => Tag::M.write(&fields, self.inner).map(Ok),
            Form::Item(_) => fields.serialize(self.inner).map(Ok),
            Form::Variant => tag.write(&self.in_form(Form::VariantParts), self.inner).map(Ok),
            Form::VariantParts => Ok(Err(self)),
            _ => Err(self.mismatch("a variant with fields")),
        }
    }

    /// The form of a newtype of this name. `None` if the value writes itself.
    fn form_of(&self, name: &'static str) -> Option<Form> {
        let is_attribute = self.form == Form::Attribute;
        match name {
            STRING_SET if is_attribute => Some(Form::Set(Tag::Ss)),
            NUMBER_SET if is_attribute => Some(Form::Set(Tag::Ns)),
            BINARY_SET if is_attribute => Some(Form::Set(Tag::Bs)),
            NUMBER if is_attribute => Some(Form::Number),
            blob::MARKER if is_attribute => Some(Form::Blob { is_element: false }),
            blob::MARKER if self.form == Form::Element(Tag::Bs) => Some(Form::Blob { is_element: true }),
            attribute_value::MARKER if is_attribute => None,
            _ => Some(self.form),
        }
    }

    fn mismatch(&self, found: &str) -> S::Error {
        S::Error::custom(match self.form {
            Form::Item(ty) => {
                format!("is not an item: `{ty}` is {found}, and an item is a struct or a map")
            }
            Form::Set(set) => format!("is {}, but is written as {found}", set.words()),
            Form::Element(set) => format!("is {}, but an element is {found}", set.words()),
            Form::Number => format!("is a number, but is written as {found}"),
            _ => format!("is written as {found}, which has no place here"),
        })
    }
}

macro_rules! integers {
    ($($method:ident($type:ty);)*) => {
        $(fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
            self.scalar(Tag::N, &Shown(&value))
        })*
    };
}

impl<S: Serializer, T: Serialize + ?Sized> Serializer for FormSerializer<'_, S, T> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Items<S>;
    type SerializeTuple = Items<S>;
    type SerializeTupleStruct = Items<S>;
    type SerializeTupleVariant = Items<S>;
    type SerializeMap = Fields<S>;
    type SerializeStruct = Fields<S>;
    type SerializeStructVariant = Fields<S>;

    integers! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
    }

    fn serialize_bool(self, value: bool) -> Result<S::Ok, S::Error> {
        self.scalar(Tag::Bool, &value)
    }

    /// Not as an `f64`, which would have more digits.
    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        self.float(value, value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        self.float(value, value)
    }

    fn serialize_char(self, value: char) -> Result<S::Ok, S::Error> {
        self.scalar(Tag::S, &value)
    }

    fn serialize_str(self, value: &str) -> Result<S::Ok, S::Error> {
        if self.form == Form::Number {
            return if is_number(value) { self.scalar(Tag::N, value) } else { Err(self.mismatch("another text")) };
        }
        self.scalar(Tag::S, value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<S::Ok, S::Error> {
        self.scalar(Tag::B, &Raw(value))
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.serialize_unit()
    }

    fn serialize_some<V: Serialize + ?Sized>(self, value: &V) -> Result<S::Ok, S::Error> {
        value.serialize(FormSerializer { inner: self.inner, value, form: self.form })
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.scalar(Tag::Null, &true)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<S::Ok, S::Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<V: Serialize + ?Sized>(self, name: &'static str, value: &V) -> Result<S::Ok, S::Error> {
        match self.form_of(name) {
            Some(form) => value.serialize(FormSerializer { inner: self.inner, value, form }),
            None => value.serialize(self.inner),
        }
    }

    fn serialize_newtype_variant<V: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &V,
    ) -> Result<S::Ok, S::Error> {
        let variant = OneEntry(variant, Formed { value, form: Form::Attribute });
        match self.form {
            Form::Attribute => Tag::M.write(&variant, self.inner),
            Form::Item(_) => variant.serialize(self.inner),
            _ => Err(self.mismatch(Tag::M.words())),
        }
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Items<S>, S::Error> {
        self.items(len)
    }

    fn serialize_tuple(self, len: usize) -> Result<Items<S>, S::Error> {
        self.items(Some(len))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Items<S>, S::Error> {
        self.items(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Items<S>, S::Error> {
        match self.variant(variant, Tag::L)? {
            Ok(written) => Ok(Items::Written(written)),
            Err(now) => now.items(Some(len)),
        }
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<S>, S::Error> {
        self.fields()
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<S>, S::Error> {
        if name == ARBITRARY_NUMBER {
            let number = serde_json::to_string(self.value).map_err(S::Error::custom)?;
            return self.scalar(Tag::N, &number).map(Fields::Written);
        }
        self.fields()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields<S>, S::Error> {
        match self.variant(variant, Tag::M)? {
            Ok(written) => Ok(Fields::Written(written)),
            Err(now) => now.fields(),
        }
    }

    fn collect_str<V: fmt::Display + ?Sized>(self, value: &V) -> Result<S::Ok, S::Error> {
        if self.form == Form::Number {
            return self.serialize_str(&value.to_string());
        }
        self.scalar(Tag::S, &Shown(value))
    }

    /// As in JSON, whatever the format of the body. A blob asks for the body's format.
    fn is_human_readable(&self) -> bool {
        !matches!(self.form, Form::Blob { .. }) || self.inner.is_human_readable()
    }
}
