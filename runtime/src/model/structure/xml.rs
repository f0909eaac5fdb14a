//! Lists and maps whose elements have names of their own where elements have names: Smithy's `xmlFlattened` and
//! `xmlName`.
//!
//! What the attributes say of such a member travels with its value, in the name of a newtype. JSON passes newtypes
//! over, so the same struct works there.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::{MemberReader, MemberWriter};

/// What is written to, or read from, one such member.
pub struct InXml<'a, T> {
    inner: &'a mut T,
    traits: &'static str,
}

/// The member of which `traits` tells, in the form that the macros write and the codecs of XML read.
pub fn in_xml<'a, T>(inner: &'a mut T, traits: &'static str) -> InXml<'a, T> {
    InXml { inner, traits }
}

impl<W: MemberWriter> MemberWriter for InXml<'_, W> {
    type Error = W::Error;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), W::Error> {
        self.inner.member(index, &Marked { value, traits: self.traits })
    }
}

impl<R> InXml<'_, R> {
    /// The value of the member stepped to.
    pub fn value<'de, T: Deserialize<'de>>(self) -> Result<Option<T>, R::Error>
    where
        R: MemberReader<'de>,
    {
        self.inner.value_in_xml(self.traits)
    }
}

struct Marked<'a, T: ?Sized> {
    value: &'a T,
    traits: &'static str,
}

impl<T: Serialize + ?Sized> Serialize for Marked<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(self.traits, self.value)
    }
}

/// Reads a value that was written with those traits.
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
