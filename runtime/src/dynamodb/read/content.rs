//! The value of an attribute whose type is known.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_core::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::Wanted;
use super::entries::{EntriesVisitor, ItemsVisitor};
use super::number::{Form, NumberVisitor};
use super::variant::{RawVariant, UnitVariantVisitor, VariantVisitor};
use crate::dynamodb::attribute_value;
use crate::dynamodb::tag::Tag;

pub(super) struct Content<D> {
    pub(super) tag: Tag,
    pub(super) wanted: Wanted,
    pub(super) inner: D,
}

impl<'de, D: Deserializer<'de>> Content<D> {
    /// Null, as `None` and not as `()`.
    pub(super) fn null<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_bool(NullVisitor { visitor, is_none: true })
    }

    fn number<V: Visitor<'de>>(self, visitor: V, form: Form) -> Result<V::Value, D::Error> {
        match self.tag {
            Tag::N => self.inner.deserialize_str(NumberVisitor { visitor, form }),
            _ => self.deserialize_any(visitor),
        }
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Content<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match self.tag {
            Tag::S => self.inner.deserialize_str(visitor),
            Tag::N => {
                let form = if self.wanted == Wanted::NumberText { Form::Text } else { Form::Any };
                self.inner.deserialize_str(NumberVisitor { visitor, form })
            }
            Tag::B if self.inner.is_human_readable() => self.inner.deserialize_str(Base64Visitor(visitor)),
            Tag::B => self.inner.deserialize_bytes(visitor),
            Tag::Bool => self.inner.deserialize_bool(visitor),
            Tag::Null => self.inner.deserialize_bool(NullVisitor { visitor, is_none: false }),
            Tag::M => self.inner.deserialize_map(EntriesVisitor(visitor)),
            Tag::L => self.inner.deserialize_seq(ItemsVisitor(visitor)),
            Tag::Ss => self.inner.deserialize_seq(SetVisitor { visitor, element: Tag::S }),
            Tag::Ns => self.inner.deserialize_seq(SetVisitor { visitor, element: Tag::N }),
            Tag::Bs => self.inner.deserialize_seq(SetVisitor { visitor, element: Tag::B }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if self.tag == Tag::Null { self.null(visitor) } else { visitor.visit_some(self) }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.number(visitor, Form::F32)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.number(visitor, Form::F64)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        match self.tag {
            Tag::S => self.inner.deserialize_str(UnitVariantVisitor(visitor)),
            Tag::M => self.inner.deserialize_map(VariantVisitor(visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(Self { wanted: self.wanted.within(name), ..self })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if name == attribute_value::MARKER {
            return visitor.visit_enum(RawVariant { tag: self.tag, inner: self.inner });
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }

    fn is_human_readable(&self) -> bool {
        self.wanted != Wanted::Bytes
    }
}

/// Reads the boolean of a null.
struct NullVisitor<V> {
    visitor: V,
    is_none: bool,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for NullVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<V::Value, E> {
        if self.is_none { self.visitor.visit_none() } else { self.visitor.visit_unit() }
    }
}

/// Reads base64 as bytes.
struct Base64Visitor<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Base64Visitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        let bytes = STANDARD.decode(text).map_err(|error| E::custom(format_args!("not base64: {error}")))?;
        self.0.visit_byte_buf(bytes)
    }
}

/// Reads the elements of a set, which do not have their type with them.
struct SetVisitor<V> {
    visitor: V,
    element: Tag,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for SetVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Elements { elements, element: self.element })
    }
}

struct Elements<A> {
    elements: A,
    element: Tag,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Elements<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.elements.next_element_seed(ElementSeed { seed, element: self.element })
    }

    fn size_hint(&self) -> Option<usize> {
        self.elements.size_hint()
    }
}

struct ElementSeed<S> {
    seed: S,
    element: Tag,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for ElementSeed<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.seed.deserialize(Content { tag: self.element, wanted: Wanted::Plain, inner })
    }
}
