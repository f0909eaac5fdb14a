//! Deserializes unions and open string enums.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_core::ser;

use super::MemberReader;
use super::deserialize::{Fields, UnionKey, UnionKeySeed};
use crate::value::strict::is_strict;

/// The events of a stream in a type that is not a union.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a union of events",
    label = "an event stream holds an enum with `#[aws_shape]` whose variants each hold one struct, the event"
)]
pub trait ReadUnion: Sized {
    /// The union's name.
    const NAME: &'static str;
    /// The wire names of the members.
    const MEMBERS: &'static [&'static str];

    /// Reads the member with this index from `reader`. `None` if it is null.
    ///
    /// # Errors
    /// The error of the reader, for a member that cannot be read.
    fn read_member<'de, R: MemberReader<'de>>(index: usize, reader: &mut R) -> Result<Option<Self>, R::Error>;

    /// The value for a member whose name the union does not know, if there is one.
    fn unknown(name: &str) -> Option<Self> {
        let _ = name;
        None
    }
}

/// Deserializes a union. `#[aws_shape]` implements `Deserialize` with it for an enum whose variants have fields.
///
/// # Errors
/// The error of the deserializer, also unless exactly one member is set.
pub fn deserialize_union<'de, T: ReadUnion, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // A union is a structure with one member. Some formats distinguish structures from maps, so this is not
    // `deserialize_map`.
    deserializer.deserialize_struct(T::NAME, T::MEMBERS, UnionVisitor(PhantomData))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: ReadUnion> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the union `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut fields = Fields::of(T::NAME, T::MEMBERS, &[], map);
        while let Some(key) = fields.map.next_key_seed(UnionKeySeed(T::MEMBERS))? {
            let member = match key {
                UnionKey::Known(index) => T::read_member(index, &mut fields)?,
                other => member_of(other, &mut fields)?,
            };
            let Some(found) = member else { continue };
            return match fields.map.next_key_seed(UnionKeySeed(T::MEMBERS))? {
                None => Ok(found),
                Some(key) => alone(found, key, &mut fields),
            };
        }
        Err(de::Error::custom(format_args!("union `{}` has no member", T::NAME)))
    }
}

/// The member with this key. `None` if it is null. Almost every union has one member, which it knows.
#[cold]
fn member_of<'de, T: ReadUnion, A: MapAccess<'de>>(
    key: UnionKey,
    fields: &mut Fields<A>,
) -> Result<Option<T>, A::Error> {
    match key {
        UnionKey::Known(index) => T::read_member(index, fields),
        UnionKey::Type => fields.map.next_value::<IgnoredAny>().map(|_| None),
        // A null is an absent member.
        UnionKey::Unknown(name) => match (fields.map.next_value::<Option<IgnoredAny>>()?, T::unknown(&name)) {
            (None, _) => Ok(None),
            (Some(_), Some(unknown)) if !is_strict() => Ok(Some(unknown)),
            (Some(_), _) => Err(de::Error::custom(unknown_member_message(T::NAME, &name))),
        },
    }
}

/// `found`, unless there is another member, from `key` on.
#[cold]
fn alone<'de, T: ReadUnion, A: MapAccess<'de>>(found: T, key: UnionKey, fields: &mut Fields<A>) -> Result<T, A::Error> {
    let mut next = Some(key);
    while let Some(key) = next {
        if member_of::<T, A>(key, fields)?.is_some() {
            return Err(de::Error::custom(format_args!("union `{}` has more than one member", T::NAME)));
        }
        next = fields.map.next_key_seed(UnionKeySeed(T::MEMBERS))?;
    }
    Ok(found)
}

fn unknown_member_message(union: &str, member: &str) -> String {
    format!("union `{union}` has no variant for the member `{member}`")
}

/// The error of serializing a union with an unknown member.
pub fn unknown_member<E: ser::Error>(union: &str, member: &str) -> E {
    E::custom(unknown_member_message(union, member))
}

/// Deserializes a value of a string enum. `#[aws_shape]` implements `Deserialize` with it.
///
/// # Errors
/// The error of the deserializer, for what is no text.
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
