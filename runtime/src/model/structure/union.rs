//! Unions and open string enums: one member of several, and one text of several.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_core::ser;

use super::MemberReader;
use super::deserialize::{Fields, UnionKey, UnionKeySeed};

/// A union that can be read.
pub trait ReadUnion: Sized {
    /// The union's name.
    const NAME: &'static str;
    /// The members' names on the wire.
    const MEMBERS: &'static [&'static str];

    /// Takes member `place` from `reader`; `None` if it is null.
    fn read_member<'de, R: MemberReader<'de>>(place: usize, reader: &mut R) -> Result<Option<Self>, R::Error>;

    /// Stands for a member of a name that the union does not know.
    fn unknown(name: &str) -> Option<Self> {
        let _ = name;
        None
    }
}

/// Deserializes a union; what `#[aws_shape]` implements `Deserialize` with on an enum of members.
pub fn deserialize_union<'de, T: ReadUnion, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // As a structure of which one member is there: to formats that tell the two apart, a map is something else.
    deserializer.deserialize_struct(T::NAME, T::MEMBERS, UnionVisitor(PhantomData))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: ReadUnion> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the union `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut fields = Fields { structure: T::NAME, members: T::MEMBERS, map };
        let mut found: Option<T> = None;
        while let Some(key) = fields.map.next_key_seed(UnionKeySeed(T::MEMBERS))? {
            let member = match key {
                UnionKey::Known(place) => T::read_member(place, &mut fields)?,
                UnionKey::Type => {
                    fields.map.next_value::<IgnoredAny>()?;
                    None
                }
                // A null stands for absent here as well.
                UnionKey::Unknown(name) => match (fields.map.next_value::<Option<IgnoredAny>>()?, T::unknown(&name)) {
                    (None, _) => None,
                    (Some(_), Some(unknown)) => Some(unknown),
                    (Some(_), None) => return Err(de::Error::custom(unknown_text(T::NAME, &name))),
                },
            };
            if member.is_some() && found.is_some() {
                return Err(de::Error::custom(format_args!("union `{}` has more than one member", T::NAME)));
            }
            found = member.or(found);
        }
        found.ok_or_else(|| de::Error::custom(format_args!("union `{}` has no member", T::NAME)))
    }
}

fn unknown_text(union: &str, member: &str) -> String {
    format!("union `{union}` has the member `{member}`, which no variant is")
}

/// The error of writing a union's member that no variant is.
pub fn unknown_member<E: ser::Error>(union: &str, member: &str) -> E {
    E::custom(unknown_text(union, member))
}

/// Deserializes a value of a string enum; what `#[aws_shape]` implements `Deserialize` with on one.
pub fn deserialize_text<'de, T: for<'a> From<&'a str>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(text.into())
    }
}

/// The index of `text` among the values of a string enum; of any other text, one that no value has.
pub fn index_of(text: &str, values: &[&str]) -> usize {
    values.iter().position(|value| *value == text).unwrap_or(usize::MAX)
}
