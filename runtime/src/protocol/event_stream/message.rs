//! What a frame carries: an event, an exception or an error.

use serde_core::de::Error as _;

use super::format::{media_type, read_error};
use super::frame::Frame;
use super::frame_header::FrameValue;
use super::read::EventMember;
use super::stream_error::{StreamContext, StreamError};
use super::write::frame;
use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::protocol::{DecodeError, shape_of};
use crate::model::streamed_body::{EventFacts, EventFormat};
use crate::model::structure::{MemberReader, MemberWriter, ReadUnion};
use crate::protocol::text::{TimestampFormat, text_of};

type Error = serde_json::Error;

/// A frame by its headers.
enum Message<'a> {
    Event(&'a str),
    Exception(&'a str),
    Error { code: &'a str, message: &'a str },
}

/// The events of RPC protocols that hold the other members of an input or output.
pub(crate) const INITIAL: [&str; 2] = ["initial-response", "initial-request"];

/// The text in a header.
fn text<'a>(frame: &'a Frame, name: &str) -> Option<&'a str> {
    match frame.header(name) {
        Some(FrameValue::Text(text)) => Some(text),
        _ => None,
    }
}

/// The name of the event in a frame, if it carries one.
pub(crate) fn event_type(frame: &Frame) -> Option<&str> {
    match Message::of(frame) {
        Ok(Message::Event(name)) => Some(name),
        _ => None,
    }
}

impl<'a> Message<'a> {
    fn of(frame: &'a Frame) -> Result<Self, Error> {
        let required = |name: &str| {
            text(frame, name)
                .ok_or_else(|| Error::custom(format_args!("the frame has no header `{name}` that is a string")))
        };
        match required(":message-type")? {
            "event" => required(":event-type").map(Self::Event),
            "exception" => required(":exception-type").map(Self::Exception),
            "error" => Ok(Self::Error {
                code: required(":error-code")?,
                message: text(frame, ":error-message").unwrap_or_default(),
            }),
            other => Err(Error::custom(format_args!("the frame has the unknown message type `{other}`"))),
        }
    }
}

/// Reads a frame. `None` for an event that the union does not know, if it has no variant for those, and for an initial
/// message.
pub(super) fn read<T: ReadUnion, E: ModeledError>(
    frame: &Frame,
    facts: &EventFacts,
) -> Result<Option<T>, StreamError<E>> {
    let undecoded = |error| StreamError::Decode(DecodeError::of(error), context_of(facts));
    match Message::of(frame).map_err(undecoded)? {
        Message::Event(name) => match T::MEMBERS.iter().position(|member| *member == name) {
            Some(index) => T::read_member(index, &mut EventMember { frame, format: facts.format }).map_err(undecoded),
            None if INITIAL.contains(&name) => Ok(None),
            None => Ok(T::unknown(name)),
        },
        Message::Exception(name) => Err(exception(name, frame, facts)),
        Message::Error { code, message } => Err(unmodeled(code, message.to_owned(), facts)),
    }
}

pub(super) fn context_of(facts: &EventFacts) -> StreamContext {
    StreamContext { operation: facts.operation, request_id: facts.request_id.clone() }
}

fn exception<E: ModeledError>(name: &str, frame: &Frame, facts: &EventFacts) -> StreamError<E> {
    let read = shape_named(E::SHAPES, name).and_then(|shape| read_error(facts.format, frame.payload(), shape).ok());
    match read {
        Some(error) => StreamError::Service(error, context_of(facts)),
        None => {
            let message =
                read_error(facts.format, frame.payload(), 0).map_or_else(|_| String::new(), |Text(text)| text);
            unmodeled(name, message, facts)
        }
    }
}

fn unmodeled<E: ModeledError>(code: &str, message: String, facts: &EventFacts) -> StreamError<E> {
    let context = context_of(facts);
    match E::unmodeled(code, &message) {
        Some(error) => StreamError::Service(error, context),
        None => StreamError::Unmodeled { code: code.to_owned(), message, context },
    }
}

/// The shape of an exception. Services name exceptions by the error's code, mostly with the first letter in lower case.
fn shape_named(shapes: &[ErrorShape], name: &str) -> Option<usize> {
    let named = |is_it: &dyn Fn(&ErrorShape) -> bool| shapes.iter().position(is_it);
    named(&|shape| shape.exception == name)
        .or_else(|| named(&|shape| shape.code == name))
        .or_else(|| named(&|shape| shape.code.eq_ignore_ascii_case(name)))
}

/// The message of an error, whatever its shape.
struct Text(String);

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl ModeledError for Text {
    const SHAPES: &'static [ErrorShape] = &[ErrorShape::new("", &["message"])];

    fn shape(&self) -> usize {
        0
    }

    fn read_shape<'de, R: MemberReader<'de>>(_: usize, reader: &mut R) -> Result<Self, R::Error> {
        let mut found = None;
        while reader.next_member()?.is_some() {
            found = reader.value()?;
        }
        Ok(Self(found.unwrap_or_default()))
    }

    fn write_shape<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error> {
        writer.member(0, &self.0)
    }
}

/// The frame of an exception. `lower_case` is whether the names of the events begin with a letter in lower case.
pub(super) fn write_exception<E: ModeledError>(
    error: &E,
    format: EventFormat,
    lower_case: bool,
) -> Result<bytes::Bytes, Error> {
    let shape = shape_of(error);
    if shape.code.is_empty() {
        return write_error(error.code(), &MessageOf::of(error)?);
    }
    let first = if lower_case { shape.code.get(..1).unwrap_or_default().to_ascii_lowercase() } else { String::new() };
    let derived = [&first, shape.code.get(first.len()..).unwrap_or_default()].concat();
    let name = if shape.exception.is_empty() { &derived } else { shape.exception };
    let payload = super::format::write_error(format, error, &shape)?;
    frame(("exception", ":exception-type", name), Some((media_type(format), &payload)), &[])
}

/// The frame of an error that is not modeled.
pub(crate) fn write_error(code: &str, message: &str) -> Result<bytes::Bytes, Error> {
    let message = super::header_value::HeaderValue::Text(message.to_owned());
    frame(("error", ":error-code", code), None, &[(":error-message", message)])
}

/// Finds the message of an error.
struct MessageOf(String);

impl MessageOf {
    fn of<E: ModeledError>(error: &E) -> Result<String, Error> {
        let mut message = Self(String::new());
        error.write_shape(&mut message)?;
        Ok(message.0)
    }
}

impl MemberWriter for MessageOf {
    type Error = Error;

    fn member<T: serde_core::ser::Serialize + ?Sized>(&mut self, _: usize, value: &T) -> Result<(), Error> {
        let text = text_of(value, TimestampFormat::DateTime).map_err(Error::custom)?;
        self.0 = text.into_one().unwrap_or_default();
        Ok(())
    }
}
