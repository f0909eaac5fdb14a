//! Writes the member of a union as a frame.

use bytes::Bytes;
use serde_core::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};

use super::event_traits::EventTraits;
use super::format::{PayloadBody, media_type, write};
use super::frame::FrameBuilder;
use super::frame_header::FrameValue;
use super::header_value::HeaderValue;
use crate::model::streamed_body::EventFormat;

type Error = serde_json::Error;

/// The frame of an event, which is a member of a union.
pub(super) fn write_event<T: Serialize + ?Sized>(event: &T, format: EventFormat) -> Result<Bytes, Error> {
    event.serialize(EventSerializer { format, event: None, traits: EventTraits::default() })
}

/// A frame of this kind, with its payload.
pub(super) fn frame(
    kind: (&str, &str, &str),
    payload: Option<(&str, &[u8])>,
    headers: &[(&str, HeaderValue)],
) -> Result<Bytes, Error> {
    let (message_type, name_header, name) = kind;
    let text = FrameValue::Text;
    let mut frame = FrameBuilder::new().header(":message-type", text(message_type)).map_err(Error::custom)?;
    frame = frame.header(name_header, text(name)).map_err(Error::custom)?;
    if let Some((media_type, _)) = payload {
        frame = frame.header(":content-type", text(media_type)).map_err(Error::custom)?;
    }
    for (name, value) in headers {
        frame = frame.header(name, value.as_value()).map_err(Error::custom)?;
    }
    frame.finish(payload.map_or(&[], |(_, bytes)| bytes)).map_err(Error::custom)
}

struct EventSerializer {
    format: EventFormat,
    /// The name of the event, within its union.
    event: Option<&'static str>,
    traits: EventTraits,
}

fn reject<T>() -> Result<T, Error> {
    Err(Error::custom("is not an event: an event is a variant of a union, which holds a structure"))
}

macro_rules! rejected {
    ($($method:ident($($type:ty),*) -> $of:ident;)*) => {
        $(fn $method(self $(, _: $type)*) -> Result<Self::$of, Error> {
            reject()
        })*
    };
}

impl Serializer for EventSerializer {
    type Ok = Bytes;
    type Error = Error;
    type SerializeSeq = Impossible<Bytes, Error>;
    type SerializeTuple = Impossible<Bytes, Error>;
    type SerializeTupleStruct = Impossible<Bytes, Error>;
    type SerializeTupleVariant = Impossible<Bytes, Error>;
    type SerializeMap = Impossible<Bytes, Error>;
    type SerializeStruct = EventFields;
    type SerializeStructVariant = Impossible<Bytes, Error>;

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<Bytes, Error> {
        value.serialize(Self { event: Some(name), ..self })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<Bytes, Error> {
        let traits = EventTraits::of(name).unwrap_or(self.traits);
        value.serialize(Self { traits, ..self })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<EventFields, Error> {
        let Self { format, event: Some(event), traits } = self else { return reject() };
        let body = PayloadBody::of(format)?;
        Ok(EventFields { format, event, structure: name, traits, headers: Vec::new(), body, content: Content::None })
    }

    rejected! {
        serialize_bool(bool) -> Ok;
        serialize_i8(i8) -> Ok;
        serialize_i16(i16) -> Ok;
        serialize_i32(i32) -> Ok;
        serialize_i64(i64) -> Ok;
        serialize_i128(i128) -> Ok;
        serialize_u8(u8) -> Ok;
        serialize_u16(u16) -> Ok;
        serialize_u32(u32) -> Ok;
        serialize_u64(u64) -> Ok;
        serialize_u128(u128) -> Ok;
        serialize_f32(f32) -> Ok;
        serialize_f64(f64) -> Ok;
        serialize_char(char) -> Ok;
        serialize_str(&str) -> Ok;
        serialize_bytes(&[u8]) -> Ok;
        serialize_none() -> Ok;
        serialize_unit() -> Ok;
        serialize_unit_struct(&'static str) -> Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> Ok;
        serialize_seq(Option<usize>) -> SerializeSeq;
        serialize_tuple(usize) -> SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_map(Option<usize>) -> SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Bytes, Error> {
        value.serialize(self)
    }
}

/// The members of an event, written one by one.
struct EventFields {
    format: EventFormat,
    event: &'static str,
    structure: &'static str,
    traits: EventTraits,
    headers: Vec<(&'static str, HeaderValue)>,
    body: PayloadBody,
    content: Content,
}

/// What the payload is.
enum Content {
    /// There is none: no member is in it.
    None,
    /// The members without traits.
    Members,
    /// One member, with its media type.
    Whole(&'static str, Vec<u8>),
}

impl EventFields {
    fn whole<T: Serialize + ?Sized>(&self, value: &T) -> Result<Content, Error> {
        // Blobs and texts are written as they are, and structures and unions, which cannot be headers, in the format.
        Ok(match HeaderValue::of(value) {
            Ok(None) => Content::None,
            Ok(Some(HeaderValue::Bytes(bytes))) => Content::Whole("application/octet-stream", bytes),
            Ok(Some(HeaderValue::Text(text))) => Content::Whole("text/plain", text.into_bytes()),
            _ => Content::Whole(media_type(self.format), write(self.format, value)?),
        })
    }
}

impl SerializeStruct for EventFields {
    type Ok = Bytes;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if self.traits.is_header(name) {
            self.headers.extend(HeaderValue::of(value)?.map(|value| (name, value)));
        } else if self.traits.payload() == Some(name) {
            self.content = self.whole(value)?;
        } else {
            self.content = Content::Members;
            self.body.member(name, value)?;
        }
        Ok(())
    }

    fn skip_field(&mut self, name: &'static str) -> Result<(), Error> {
        if !self.traits.is_header(name) && self.traits.payload().is_none() {
            self.content = Content::Members;
        }
        Ok(())
    }

    fn end(self) -> Result<Bytes, Error> {
        let bytes;
        let payload = match self.content {
            Content::None => None,
            Content::Members => {
                bytes = self.body.finish(self.structure);
                Some((media_type(self.format), &bytes[..]))
            }
            Content::Whole(media_type, whole) => {
                bytes = whole;
                Some((media_type, &bytes[..]))
            }
        };
        frame(("event", ":event-type", self.event), payload, &self.headers)
    }
}
