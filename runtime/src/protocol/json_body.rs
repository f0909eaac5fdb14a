//! JSON bodies: objects that are written and read member by member.

use bytes::Bytes;
use serde_core::ser::Serialize;

use super::http_message::{BindingSource, BodyWriter, MessageReader, MessageShape, ReadTarget};
use super::json::{Object, to_writer};
use crate::model::structure::{has_body_members, has_payload};

type Error = serde_json::Error;

/// An object under construction.
#[derive(Debug, Default)]
pub(crate) struct JsonObject(Vec<u8>);

impl BodyWriter for JsonObject {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        if self.0.is_empty() {
            self.0.reserve(256);
        }
        self.0.push(if self.0.is_empty() { b'{' } else { b',' });
        to_writer(&mut self.0, name)?;
        self.0.push(b':');
        to_writer(&mut self.0, value)
    }
}

impl JsonObject {
    /// The JSON text; `{}` if no member was written.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(b'{');
        }
        self.0.push(b'}');
        self.0
    }
}

/// Reads `target` from its bindings in `source` and, if it has members in the body, from `body`.
pub(crate) fn read_json<'de, G: ReadTarget<'de>>(
    target: G,
    source: &'de dyn BindingSource,
    body: &'de [u8],
) -> Result<G::Value, Error> {
    read(target, source, body, |shape| has_body_members(shape.members, shape.bindings))
}

/// Like [`read_json`], for a protocol whose body is always an object or empty. The body is checked even if no member is
/// in it.
pub(crate) fn read_json_strict<'de, G: ReadTarget<'de>>(
    target: G,
    source: &'de dyn BindingSource,
    body: &'de [u8],
) -> Result<G::Value, Error> {
    read(target, source, body, |shape| !has_payload(shape.bindings))
}

/// Like [`read_json_strict`], for an output. `check` finds an error in a response that has a `__type` or is no output.
pub(crate) fn read_json_output<'de, G: ReadTarget<'de>>(
    target: G,
    source: &'de dyn BindingSource,
    response: &'de http::Response<Bytes>,
    check: fn(&http::Response<Bytes>) -> Result<(), Error>,
) -> Result<G::Value, Error> {
    let in_body = |shape: &MessageShape| !has_payload(shape.bindings);
    let is_in_body = in_body(&target.shape());
    let mut reader = reader(target.shape(), source, output_body(response), in_body)?;
    let read = target.read(&mut reader).map_err(|error| located(error, &reader));
    if read.is_err() || !is_in_body || reader.body().is_some_and(|object| object.has_type) {
        check(response)?;
    }
    read
}

/// The body of an output. Some services send `null` instead of an empty body.
pub(crate) fn output_body(response: &http::Response<Bytes>) -> &[u8] {
    let body = response.body();
    if body.trim_ascii() == b"null" { b"" } else { body }
}

fn read<'de, G: ReadTarget<'de>>(
    target: G,
    source: &'de dyn BindingSource,
    body: &'de [u8],
    reads_body: fn(&MessageShape) -> bool,
) -> Result<G::Value, Error> {
    let mut reader = reader(target.shape(), source, body, reads_body)?;
    match target.read(&mut reader) {
        Ok(value) => Ok(value),
        Err(error) => Err(located(error, &reader)),
    }
}

type Reader<'de> = MessageReader<'de, Object<'de>>;

fn reader<'de>(
    shape: MessageShape,
    source: &'de dyn BindingSource,
    body: &'de [u8],
    reads_body: fn(&MessageShape) -> bool,
) -> Result<Reader<'de>, Error> {
    let object = Object::of(if reads_body(&shape) { body } else { b"" })?;
    Ok(MessageReader::new(shape, source, Some(object)))
}

/// An error that is not about one value, such as an absent member, with the position where the reader is.
fn located(error: Error, reader: &Reader<'_>) -> Error {
    match reader.body() {
        Some(object) if error.line() == 0 => object.error(&error),
        _ => error,
    }
}
