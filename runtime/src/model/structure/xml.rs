//! Members with XML traits: Smithy's `xmlFlattened`, `xmlName`, `xmlAttribute` and `xmlNamespace`.
//!
//! The traits of such a member are passed to the codec in the name of a newtype around the value. JSON ignores
//! newtypes, so the same struct works there.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::{MemberReader, MemberWriter, ReadMember};
use crate::model::payload::PayloadMember;

/// Writes or reads one member with XML traits.
pub struct InXml<'a, T> {
    inner: &'a mut T,
    traits: &'static str,
}

/// Wraps the writer or reader of a member with these `traits`, in the syntax that the macros produce and the XML codecs
/// parse.
pub fn in_xml<'a, T>(inner: &'a mut T, traits: &'static str) -> InXml<'a, T> {
    InXml { inner, traits }
}

impl<W: MemberWriter> MemberWriter for InXml<'_, W> {
    type Error = W::Error;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), W::Error> {
        self.inner.member(index, &marked(value, self.traits))
    }

    fn payload<T: PayloadMember>(&mut self, index: usize, value: &T) -> Result<(), W::Error> {
        self.inner.payload_in_xml(index, value, self.traits)
    }
}

impl<R> InXml<'_, R> {
    /// The value of the current member.
    pub fn value<'de, T: ReadMember<'de>>(self) -> Result<Option<T>, R::Error>
    where
        R: MemberReader<'de>,
    {
        self.inner.value_in_xml(self.traits)
    }

    /// The value of the current member, which is the payload. The name of its root element is not checked.
    pub fn payload<'de, T: PayloadMember + Deserialize<'de>>(self) -> Result<Option<T>, R::Error>
    where
        R: MemberReader<'de>,
    {
        self.inner.payload()
    }
}

/// A value with XML traits.
pub struct Marked<'a, T: ?Sized> {
    value: &'a T,
    traits: &'static str,
}

/// Adds `traits` to a value, such as the member of a union.
pub fn marked<'a, T: ?Sized>(value: &'a T, traits: &'static str) -> Marked<'a, T> {
    Marked { value, traits }
}

impl<T: Serialize + ?Sized> Serialize for Marked<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(self.traits, self.value)
    }
}

/// Deserializes a value with these traits.
pub(crate) struct MarkedSeed<T> {
    traits: &'static str,
    value: PhantomData<T>,
}

impl<T> MarkedSeed<T> {
    pub(crate) fn new(traits: &'static str) -> Self {
        Self { traits, value: PhantomData }
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for MarkedSeed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_newtype_struct(self.traits, self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for MarkedSeed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}
