//! The payload of an event in the format of its protocol.

use serde_core::de::{Deserializer, Error as _, Visitor};
use serde_core::ser::Serialize;

use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::streamed_body::EventFormat;
use crate::model::structure::{Binding, MemberWriter, name_of};
#[cfg(feature = "rpc-v2-cbor")]
use crate::protocol::cbor::{CborMap, Items, read_cbor};
#[cfg(feature = "rest-xml")]
use crate::protocol::element::{RootTraits, parse_xml, read_element, read_xml_payload};
use crate::protocol::http_message::{BindingSource, BodyWriter as _, BoundValue, ErrorTarget};
use crate::protocol::json::read;
use crate::protocol::json_body::{JsonObject, read_json};
#[cfg(feature = "rest-xml")]
use crate::protocol::rest_xml::RestXmlBody;
use crate::value::presence::is_absent;

type Error = serde_json::Error;

/// A message without bindings.
struct NoBindings;

impl BindingSource for NoBindings {
    fn bound(&self, _: usize, _: Binding) -> Option<BoundValue<'_>> {
        None
    }
}

fn without_format<T>() -> Result<T, Error> {
    Err(Error::custom("the protocol has no event streams"))
}

/// Reads a structure with these members.
pub(super) fn read_structure<'de, V: Visitor<'de>>(
    format: EventFormat,
    payload: &'de [u8],
    name: &'static str,
    members: &'static [&'static str],
    visitor: V,
) -> Result<V::Value, Error> {
    match format {
        EventFormat::Json(_) => {
            let source = serde_json::Deserializer::from_slice(payload);
            read(source, |json| json.deserialize_struct(name, members, visitor))
        }
        #[cfg(feature = "rest-xml")]
        EventFormat::Xml => read_xml_payload(payload, |root| root.deserialize_struct(name, members, visitor)),
        #[cfg(feature = "rpc-v2-cbor")]
        EventFormat::Cbor => {
            let mut items = Items::new(payload);
            let value = items.deserialize_struct(name, members, visitor)?;
            items.end()?;
            Ok(value)
        }
        _ => without_format(),
    }
}

/// Reads a value of any other type.
pub(super) fn read_any<'de, V: Visitor<'de>>(
    format: EventFormat,
    payload: &'de [u8],
    visitor: V,
) -> Result<V::Value, Error> {
    match format {
        EventFormat::Json(_) => {
            read(serde_json::Deserializer::from_slice(payload), |json| json.deserialize_any(visitor))
        }
        #[cfg(feature = "rest-xml")]
        EventFormat::Xml => read_xml_payload(payload, |root| root.deserialize_any(visitor)),
        #[cfg(feature = "rpc-v2-cbor")]
        EventFormat::Cbor => {
            let mut items = Items::new(payload);
            let value = items.deserialize_any(visitor)?;
            items.end()?;
            Ok(value)
        }
        _ => without_format(),
    }
}

/// Reads an error of the shape with this index.
pub(super) fn read_error<E: ModeledError>(format: EventFormat, payload: &[u8], shape: usize) -> Result<E, Error> {
    let target = ErrorTarget::<E>::rpc(shape)?;
    match format {
        EventFormat::Json(_) => read_json(target, &NoBindings, payload),
        #[cfg(feature = "rest-xml")]
        EventFormat::Xml if payload.trim_ascii().is_empty() => read_element(target, &NoBindings, None),
        #[cfg(feature = "rest-xml")]
        EventFormat::Xml => read_element(target, &NoBindings, Some(parse_xml(payload)?.root())),
        #[cfg(feature = "rpc-v2-cbor")]
        EventFormat::Cbor => read_cbor(target, &NoBindings, payload),
        _ => without_format(),
    }
}

/// The media type of a payload in this format.
pub(super) fn media_type(format: EventFormat) -> &'static str {
    match format {
        EventFormat::Json(media_type) => media_type,
        EventFormat::Xml => "application/xml",
        EventFormat::Cbor => "application/cbor",
        EventFormat::Unsupported => "",
    }
}

/// Writes a value.
pub(super) fn write<T: Serialize + ?Sized>(format: EventFormat, value: &T) -> Result<Vec<u8>, Error> {
    match format {
        EventFormat::Json(_) => JsonObject::default().payload(value, ""),
        #[cfg(feature = "rest-xml")]
        EventFormat::Xml => RestXmlBody::default().payload(value, ""),
        #[cfg(feature = "rpc-v2-cbor")]
        EventFormat::Cbor => {
            let mut bytes = Vec::new();
            crate::protocol::cbor::to_writer(&mut bytes, value)?;
            Ok(bytes)
        }
        _ => without_format(),
    }
}

/// Writes the members of an error.
pub(super) fn write_error<E: ModeledError>(
    format: EventFormat,
    error: &E,
    shape: &ErrorShape,
) -> Result<Vec<u8>, Error> {
    let mut members = ErrorMembers { body: PayloadBody::of(format)?, members: shape.members };
    error.write_shape(&mut members)?;
    Ok(members.body.finish(shape.code))
}

struct ErrorMembers {
    body: PayloadBody,
    members: &'static [&'static str],
}

impl MemberWriter for ErrorMembers {
    type Error = Error;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), Error> {
        if is_absent(value) { Ok(()) } else { self.body.member(name_of(self.members, index), value) }
    }
}

/// A structure that is written member by member.
pub(super) enum PayloadBody {
    Json(JsonObject),
    #[cfg(feature = "rest-xml")]
    Xml(RestXmlBody),
    #[cfg(feature = "rpc-v2-cbor")]
    Cbor(CborMap),
}

impl PayloadBody {
    pub(super) fn of(format: EventFormat) -> Result<Self, Error> {
        match format {
            EventFormat::Json(_) => Ok(Self::Json(JsonObject::default())),
            #[cfg(feature = "rest-xml")]
            EventFormat::Xml => Ok(Self::Xml(RestXmlBody::default())),
            #[cfg(feature = "rpc-v2-cbor")]
            EventFormat::Cbor => Ok(Self::Cbor(CborMap::default())),
            _ => without_format(),
        }
    }

    pub(super) fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        match self {
            Self::Json(body) => body.member(name, value),
            #[cfg(feature = "rest-xml")]
            Self::Xml(body) => body.member(name, value),
            #[cfg(feature = "rpc-v2-cbor")]
            Self::Cbor(body) => body.member(name, value),
        }
    }

    /// The bytes. `name` is that of the structure.
    pub(super) fn finish(self, name: &str) -> Vec<u8> {
        #[cfg(not(feature = "rest-xml"))]
        let _ = name;
        match self {
            Self::Json(body) => body.finish(),
            #[cfg(feature = "rest-xml")]
            Self::Xml(body) => body.finish(name, RootTraits::default()),
            #[cfg(feature = "rpc-v2-cbor")]
            Self::Cbor(body) => body.finish(),
        }
    }
}
