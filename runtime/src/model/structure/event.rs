//! Structures whose members are headers of a frame or its payload: Smithy's `eventHeader` and `eventPayload`.
//!
//! The traits are passed to the codec in the name of a newtype around the structure. Codecs other than that of event streams
//! ignore it.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::deserialize::Fields;
use super::{ReadMembers, WriteMembers, deserialize_structure, serialize_structure};

/// Serializes a structure with these `traits`, in the syntax that the macros produce. `#[aws_shape]` implements `Serialize`
/// with it.
///
/// # Errors
/// The error of the serializer.
pub fn serialize_event<T: WriteMembers, S: Serializer>(
    value: &T,
    traits: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(traits, &Plain(value))
}

struct Plain<'a, T>(&'a T);

impl<T: WriteMembers> Serialize for Plain<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_structure(self.0, serializer)
    }
}

/// Deserializes a structure with these `traits`. `#[aws_shape]` implements `Deserialize` with it.
///
/// # Errors
/// The error of the deserializer; an absent required member is one, which names it.
pub fn deserialize_event<'de, T: ReadMembers, D: Deserializer<'de>>(
    traits: &'static str,
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(traits, EventVisitor(PhantomData))
}

struct EventVisitor<T>(PhantomData<T>);

impl<'de, T: ReadMembers> Visitor<'de> for EventVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the structure `{}`", T::NAME)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserialize_structure(deserializer)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_members(&mut Fields::of(T::NAME, T::MEMBERS, T::FORM_NAMES, map))
    }
}
