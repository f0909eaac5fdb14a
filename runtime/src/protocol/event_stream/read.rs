//! Reads the member of a union from a frame.

use serde_core::de::value::BorrowedStrDeserializer;
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::event_traits::EventTraits;
use super::format::{read_any, read_structure};
use super::frame::Frame;
use super::frame_header::FrameValue;
use super::header_value::HeaderDeserializer;
use crate::model::streamed_body::EventFormat;
use crate::model::structure::MemberReader;
use crate::value::blob;

type Error = serde_json::Error;

/// A frame as the one member of a union.
pub(super) struct EventMember<'de> {
    pub(super) frame: &'de Frame,
    pub(super) format: EventFormat,
}

impl<'de> MemberReader<'de> for EventMember<'de> {
    type Error = Error;

    fn next_member(&mut self) -> Result<Option<usize>, Error> {
        Ok(None)
    }

    fn value<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Error> {
        let Self { frame, format } = *self;
        T::deserialize(Event { frame, format, traits: None }).map(Some)
    }

    fn finish<T: Deserialize<'de>>(&mut self, _: usize, _: Option<T>) -> Result<T, Error> {
        Err(Error::custom("an event has one member"))
    }
}

/// Deserializes an event.
struct Event<'de> {
    frame: &'de Frame,
    format: EventFormat,
    /// The traits of its members, if any has some.
    traits: Option<EventTraits>,
}

impl<'de> Event<'de> {
    fn payload(self) -> Payload<'de> {
        let bytes: &[u8] = self.frame.payload();
        // An empty payload of a media type is an empty blob or text.
        let is_absent = bytes.is_empty() && self.frame.header(":content-type").is_none();
        Payload { bytes, is_absent, format: self.format }
    }
}

impl<'de> Deserializer<'de> for Event<'de> {
    type Error = Error;

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match EventTraits::of(name) {
            Some(traits) => visitor.visit_newtype_struct(Self { traits: Some(traits), ..self }),
            None if name == blob::MARKER => self.payload().deserialize_newtype_struct(name, visitor),
            None => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Some(traits) = self.traits else { return self.payload().deserialize_struct(name, members, visitor) };
        let headers = self.frame.headers().filter(|(name, _)| traits.is_header(name)).collect::<Vec<_>>();
        let headers = headers.into_iter();
        match traits.payload() {
            Some(member) => {
                let payload = WholePayload { member: Some(member), payload: self.payload() };
                visitor.visit_map(WithHeaders { headers, value: None, rest: payload })
            }
            None => self.payload().deserialize_struct(name, members, AfterHeaders { headers, visitor }),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.payload().deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

type FrameHeaders<'de> = std::vec::IntoIter<(&'de str, FrameValue<'de>)>;

/// Shows the visitor of a structure the headers before the members in the payload.
struct AfterHeaders<'de, V> {
    headers: FrameHeaders<'de>,
    visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for AfterHeaders<'de, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, rest: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(WithHeaders { headers: self.headers, value: None, rest })
    }
}

/// The members in the headers, then the rest.
struct WithHeaders<'de, A> {
    headers: FrameHeaders<'de>,
    value: Option<FrameValue<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WithHeaders<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some((name, value)) = self.headers.next() else { return self.rest.next_key_seed(seed) };
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(HeaderDeserializer(value)).map_err(A::Error::custom),
            None => self.rest.next_value_seed(seed),
        }
    }
}

/// The one member that is the whole payload.
struct WholePayload<'de> {
    /// `None` if it has been read.
    member: Option<&'static str>,
    payload: Payload<'de>,
}

impl<'de> MapAccess<'de> for WholePayload<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.member.take().map(|member| seed.deserialize(BorrowedStrDeserializer::new(member))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.payload)
    }
}

/// Deserializes a payload. The requested type determines whether it is bytes, text or in the format of the protocol.
#[derive(Clone, Copy)]
struct Payload<'de> {
    bytes: &'de [u8],
    is_absent: bool,
    format: EventFormat,
}

impl<'de> Deserializer<'de> for Payload<'de> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.bytes.is_empty() {
            return visitor.visit_map(NoMembers);
        }
        read_structure(self.format, self.bytes, name, members, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_absent { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name == blob::MARKER { visitor.visit_bytes(self.bytes) } else { visitor.visit_newtype_struct(self) }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(str::from_utf8(self.bytes).map_err(Error::custom)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        read_any(self.format, self.bytes, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        map enum identifier ignored_any
    }
}

/// The members of an empty payload.
struct NoMembers;

impl<'de> MapAccess<'de> for NoMembers {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("an empty payload has no members"))
    }
}
