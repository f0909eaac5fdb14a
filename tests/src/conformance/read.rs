//! Reads values into the types that a generated module has for their shapes.

use std::slice;

use aws_operation::codec::{EventFormat, MemberReader, PayloadMember, ReadMembers, StreamedBody};

use aws_operation::{ByteStream, ModeledError};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::value::{Field, Value};

/// How the payloads of events are written. Only restJson1 has cases with events.
pub const EVENTS: EventFormat = EventFormat::Json("application/json");

/// Reads the input or output structure of an operation.
pub fn structure<T: ReadMembers>(value: &Value) -> Result<T, Error> {
    T::read_members(&mut Members::of(T::NAME, T::MEMBERS, value)?)
}

/// Reads the error with the index `shape` in its enum.
pub fn error<E: ModeledError>(shape: usize, value: &Value) -> Result<E, Error> {
    let members = E::SHAPES.get(shape).map_or(&[][..], |shape| shape.members);
    E::read_shape(shape, &mut Members::of("the error", members, value)?)
}

/// Pairs a type's members with a structure's fields: by order if the numbers are equal, otherwise by name.
fn pair<'v>(members: &'static [&'static str], fields: &'v [Field]) -> Vec<(usize, &'v Value)> {
    let by_order = members.len() == fields.len();
    let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let find = |index: usize, member: &str| {
        let named = |field: &&Field| field.wire_name == member || plain(&field.name) == plain(member);
        if by_order { fields.get(index) } else { fields.iter().find(named) }
    };
    let all = members.iter().enumerate();
    all.filter_map(|(index, member)| Some((index, &find(index, member)?.value)))
        .filter(|(_, value)| !matches!(value, Value::Absent))
        .collect()
}

struct Members<'v> {
    structure: &'static str,
    members: &'static [&'static str],
    left: std::vec::IntoIter<(usize, &'v Value)>,
    current: &'v Value,
}

impl<'v> Members<'v> {
    fn of(structure: &'static str, members: &'static [&'static str], value: &'v Value) -> Result<Self, Error> {
        let fields = match value {
            Value::Structure(fields) => fields.as_slice(),
            Value::Absent => &[],
            _ => return Err(Error::custom(format_args!("no structure for `{structure}`"))),
        };
        Ok(Self { structure, members, left: pair(members, fields).into_iter(), current: &Value::Absent })
    }
}

impl<'v> MemberReader<'v> for Members<'v> {
    type Error = Error;

    fn next_member(&mut self) -> Result<Option<usize>, Error> {
        let Some((index, value)) = self.left.next() else { return Ok(None) };
        self.current = value;
        Ok(Some(index))
    }

    fn value<T: Deserialize<'v>>(&mut self) -> Result<Option<T>, Error> {
        T::deserialize(Reader(self.current)).map(Some)
    }

    fn payload<T: PayloadMember + Deserialize<'v>>(&mut self) -> Result<Option<T>, Error> {
        match self.current {
            Value::Bytes(bytes) if T::KIND.is_stream() => {
                Ok(T::KIND.receive(StreamedBody::of_events(ByteStream::from(&bytes[..]), EVENTS)))
            }
            _ => self.value(),
        }
    }

    fn finish<T: Deserialize<'v>>(&mut self, index: usize, found: Option<T>) -> Result<T, Error> {
        let absent = |_| {
            let member = self.members.get(index).copied().unwrap_or_default();
            Error::custom(format_args!("`{member}` of `{}` has no value", self.structure))
        };
        found.map_or_else(|| T::deserialize(Reader(&Value::Absent)).map_err(absent), Ok)
    }
}

#[derive(Clone, Copy)]
struct Reader<'v>(&'v Value);

impl<'v> IntoDeserializer<'v> for Reader<'v> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Absent => visitor.visit_unit(),
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => visitor.visit_i64(value),
                (_, Ok(value)) => visitor.visit_u64(value),
                _ => visitor.visit_i128(*value),
            },
            Value::Time(value) if value.fract() == 0.0 => visitor.visit_i64(whole(*value)),
            Value::Float(value) | Value::Time(value) => visitor.visit_f64(*value),
            Value::Text(value) => visitor.visit_str(value),
            Value::Bytes(value) => visitor.visit_bytes(value),
            Value::Document(json) => json.clone().deserialize_any(visitor).map_err(Error::custom),
            Value::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Reader))),
            Value::Map(entries) => visitor.visit_map(MapDeserializer::new(
                entries.iter().map(|(key, value)| (StrDeserializer::<Error>::new(key), Reader(value))),
            )),
            Value::Structure(fields) => visitor.visit_map(MapDeserializer::new(
                fields.iter().map(|field| (StrDeserializer::<Error>::new(&field.wire_name), Reader(&field.value))),
            )),
            Value::Union(member, value) => visitor.visit_map(MapDeserializer::new(
                slice::from_ref(&**value).iter().map(|value| (StrDeserializer::<Error>::new(member), Reader(value))),
            )),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Absent => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::Structure(fields) = self.0 else { return self.deserialize_any(visitor) };
        visitor.visit_map(Entries { members, left: pair(members, fields).into_iter(), value: &Value::Absent })
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

struct Entries<'v> {
    members: &'static [&'static str],
    left: std::vec::IntoIter<(usize, &'v Value)>,
    value: &'v Value,
}

impl<'v> MapAccess<'v> for Entries<'v> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((index, value)) = self.left.next() else { return Ok(None) };
        self.value = value;
        let name = self.members.get(index).copied().unwrap_or_default();
        seed.deserialize(StrDeserializer::<Error>::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(Reader(self.value))
    }
}

/// A whole number of seconds.
#[allow(clippy::cast_possible_truncation)] // dates in the calendar fit
fn whole(seconds: f64) -> i64 {
    seconds as i64
}
