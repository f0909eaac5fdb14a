//! HTTP bindings: reads and writes the members of a structure in the path, the query, the headers and the body.

mod binding_source;
mod bound_members;
mod payload;
mod read;
mod reserved_headers;
mod response;
mod target;
mod token_slot;
mod write;
#[cfg(feature = "rest-xml")]
mod xml_payload;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

#[cfg(any(feature = "event-stream", feature = "rest-xml"))]
pub(crate) use binding_source::BoundValue;
pub(crate) use binding_source::{BindingSource, ResponseSource};
pub(crate) use payload::read_payload;
pub(crate) use read::{ErrorTarget, MessageReader, MessageShape, ReadTarget, StructureTarget};
pub(crate) use reserved_headers::{is_client_header, is_transport_header};
pub(crate) use response::{response, with_events};
pub(crate) use target::{write_host_prefix, write_target};
pub(crate) use token_slot::TokenSlot;
#[cfg(any(feature = "event-stream", feature = "rpc-v2-cbor"))]
pub(crate) use write::EVENTS_MEDIA_TYPE;
pub(crate) use write::{BodyWriter, MessageWriter, WrittenMessage};
#[cfg(feature = "rest-xml")]
pub(crate) use xml_payload::read_xml_payload;

/// Everything except RFC 3986's unreserved characters: Smithy's rule for labels and query parameters.
pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same for greedy labels, whose slashes are not escaped.
pub(crate) const ESCAPED_GREEDY: &AsciiSet = &ESCAPED.remove(b'/');
