//! Deserializes structures with serde. Unknown members are ignored, and nulls are absent members.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::value::{MapDeserializer, SeqDeserializer};
use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::form_names::index_of_form_name;
use super::{FormNames, MarkedSeed, MemberReader, ReadMembers, absent_if_empty, name_of};

/// Deserializes a structure by the wire names of its members. `#[aws_shape]` implements `Deserialize` with it.
///
/// # Errors
/// The error of the deserializer; an absent required member is one, which names it.
pub fn deserialize_structure<'de, T: ReadMembers, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::MEMBERS, StructureVisitor(PhantomData))
}

struct StructureVisitor<T>(PhantomData<T>);

impl<'de, T: ReadMembers> Visitor<'de> for StructureVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the structure `{}`", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_members(&mut Fields::of(T::NAME, T::MEMBERS, T::FORM_NAMES, map))
    }
}

pub(super) struct Fields<A> {
    structure: &'static str,
    members: &'static [&'static str],
    form_names: FormNames,
    pub(super) map: A,
    /// The index of the member that is next if the members are in order.
    expected: usize,
}

impl<A> Fields<A> {
    pub(super) fn of(structure: &'static str, members: &'static [&'static str], form_names: FormNames, map: A) -> Self {
        Self { structure, members, form_names, map, expected: 0 }
    }
}

impl<'de, A: MapAccess<'de>> MemberReader<'de> for Fields<A> {
    type Error = A::Error;

    fn next_member(&mut self) -> Result<Option<usize>, A::Error> {
        let Self { members, form_names, expected, .. } = *self;
        let seed = KeySeed { members, form_names, bindings: &[], message: MessageKeys::AsModeled, expected };
        let found = seed.next(&mut self.map)?;
        self.expected = found.map_or(0, |index| index + 1);
        Ok(found)
    }

    fn value<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, A::Error> {
        absent_if_empty(self.map.next_value())
    }

    fn value_in_xml<T: Deserialize<'de>>(&mut self, traits: &'static str) -> Result<Option<T>, A::Error> {
        absent_if_empty(self.map.next_value_seed(MarkedSeed::new(traits)))
    }

    fn finish<T: Deserialize<'de>>(&mut self, index: usize, found: Option<T>) -> Result<T, A::Error> {
        found.map_or_else(|| absent(self.structure, name_of(self.members, index)), Ok)
    }

    fn finish_flattened<T: Deserialize<'de>>(&mut self, _: usize, found: Option<T>) -> Result<T, A::Error> {
        found.map_or_else(zero, Ok)
    }
}

/// Which keys of an error's body hold its message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MessageKeys {
    /// The wire name of the member.
    AsModeled,
    /// Any of [`MESSAGE_KEYS`], whatever the wire name of the member, because services use different keys.
    AnySpelling,
}

/// The keys that services use for the message of an error, by precedence.
pub(crate) const MESSAGE_KEYS: [&str; 6] =
    ["message", "Message", "errorMessage", "detailedMessage", "exceptionMessage", "error_description"];

/// Whether a member of an error is its message.
pub(crate) fn is_message(member: &str) -> bool {
    member.eq_ignore_ascii_case("message")
}

/// Deserializes a key into the index of the body member with this name.
pub(crate) struct KeySeed {
    pub(crate) members: &'static [&'static str],
    pub(crate) form_names: FormNames,
    pub(crate) bindings: &'static [(usize, super::Binding)],
    pub(crate) message: MessageKeys,
    /// The index of the member that is most likely next.
    pub(crate) expected: usize,
}

impl KeySeed {
    /// Advances a map to the next member that is in the body.
    pub(crate) fn next<'de, A: MapAccess<'de>>(&self, map: &mut A) -> Result<Option<usize>, A::Error> {
        while let Some(key) = map.next_key_seed(self)? {
            if key.is_some() {
                return Ok(key);
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    fn find(&self, key: &str) -> Option<usize> {
        // Members are mostly in order, some of them absent.
        let (before, next) = self.members.split_at_checked(self.expected).unwrap_or((self.members, &[]));
        let named = |members: &[&str], first: usize| {
            let is_named = |(at, name): (usize, &&str)| *name == key && self.is_in_body(first + at);
            members.iter().enumerate().position(is_named).map(|at| first + at)
        };
        let found = named(next, before.len()).or_else(|| named(before, 0));
        if found.is_none() && self.message == MessageKeys::AnySpelling && MESSAGE_KEYS.contains(&key) {
            let is_message = |index: &usize| is_message(name_of(self.members, *index)) && self.is_in_body(*index);
            return (0..self.members.len()).find(is_message);
        }
        found
    }

    /// A member that is bound elsewhere can have the same name as one in the body.
    fn is_in_body(&self, index: usize) -> bool {
        self.bindings.iter().all(|(bound, _)| *bound != index)
    }
}

impl<'de> DeserializeSeed<'de> for &KeySeed {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &KeySeed {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(self.find(key))
    }

    /// A name in a form of ec2Query.
    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<Option<usize>, E> {
        Ok(index_of_form_name(self.members, self.form_names, key, |index| self.is_in_body(index)))
    }
}

/// A key of a union.
pub(super) enum UnionKey {
    Known(usize),
    /// `__type`, which some services add. It is not a member.
    Type,
    Unknown(String),
}

/// Deserializes a key of a union with these members.
#[derive(Clone, Copy)]
pub(super) struct UnionKeySeed(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for UnionKeySeed {
    type Value = UnionKey;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<UnionKey, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for UnionKeySeed {
    type Value = UnionKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<UnionKey, E> {
        Ok(match self.0.iter().position(|name| *name == key) {
            Some(index) => UnionKey::Known(index),
            None if key == "__type" => UnionKey::Type,
            None => UnionKey::Unknown(key.to_owned()),
        })
    }

    /// A name in a form of ec2Query.
    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<UnionKey, E> {
        let known = index_of_form_name(self.0, &[], key, |_| true);
        Ok(known.map_or_else(|| UnionKey::Unknown(String::from_utf8_lossy(key).into_owned()), UnionKey::Known))
    }
}

/// The advice for the author of the shape in the error of an absent member. A server does not send it to its clients.
pub(crate) const ABSENT_HINT: &str = "; use `Option` or `#[aws(default)]`";

/// The value of an absent member: `None` if it is optional, otherwise an error that names it.
pub(crate) fn absent<'de, T: Deserialize<'de>, E: de::Error>(structure: &str, member: &str) -> Result<T, E> {
    optional().ok_or_else(|| {
        E::custom(format_args!("member `{member}` of `{structure}` is required, but absent{ABSENT_HINT}"))
    })
}

/// The value of an absent member, if it is optional.
pub(crate) fn optional<'de, T: Deserialize<'de>>() -> Option<T> {
    T::deserialize(Absent(PhantomData::<NotOptional>)).ok()
}

/// An error without a text, because it is only looked at.
#[derive(Debug)]
struct NotOptional;

impl fmt::Display for NotOptional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value is not optional")
    }
}

impl std::error::Error for NotOptional {}

impl de::Error for NotOptional {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// The value of an absent member of an error: `None`, the empty string, zero, false or an empty list.
///
/// An incomplete error of the right type is more useful than a decode error. Smithy calls this error correction.
pub(crate) fn zero<'de, T: Deserialize<'de>, E: de::Error>() -> Result<T, E> {
    T::deserialize(Zero(PhantomData))
}

struct Absent<E>(PhantomData<E>);

impl<'de, E: de::Error> Deserializer<'de> for Absent<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::custom("absent"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        #[cfg(feature = "aws-query")]
        if OMITS_LISTS.get() {
            return visitor.visit_seq(NoItems(PhantomData));
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(feature = "aws-query")]
thread_local! {
    static OMITS_LISTS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Runs `read` for a form that omits lists without items. There, an absent list is an empty one.
#[cfg(feature = "aws-query")]
pub(crate) fn with_omitted_lists<T>(read: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            OMITS_LISTS.set(self.0);
        }
    }
    let _restore = Restore(OMITS_LISTS.replace(true));
    read()
}

/// A list without items, whose type does not matter.
#[cfg(feature = "aws-query")]
struct NoItems<E>(PhantomData<E>);

#[cfg(feature = "aws-query")]
impl<'de, E: de::Error> de::SeqAccess<'de> for NoItems<E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, _: T) -> Result<Option<T::Value>, E> {
        Ok(None)
    }
}

struct Zero<E>(PhantomData<E>);

macro_rules! zeros {
    ($($method:ident => $visit:ident($value:expr);)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            visitor.$visit($value)
        })*
    };
}

impl<'de, E: de::Error> Deserializer<'de> for Zero<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_u64(0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<()>()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_map(MapDeserializer::new(std::iter::empty::<((), ())>()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_str("")
    }

    zeros! {
        deserialize_bool => visit_bool(false);
        deserialize_char => visit_char('\0');
        deserialize_str => visit_str("");
        deserialize_string => visit_str("");
        deserialize_bytes => visit_bytes(&[]);
        deserialize_byte_buf => visit_bytes(&[]);
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 unit unit_struct tuple tuple_struct identifier ignored_any
    }
}
