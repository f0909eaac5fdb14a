//! HTTP bindings: which members of a structure go in the path, the query and the headers, and which in the body.

mod carrier;
mod payload;
mod read;
mod target;
mod transfer;
mod write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

pub(crate) use carrier::{Carrier, ResponseCarrier};
pub(crate) use payload::read_payload;
pub(crate) use read::{ErrorTarget, MessageReader, ReadTarget, StructureTarget};
pub(crate) use target::{write_host_prefix, write_target};
pub(crate) use transfer::{is_of_client, is_of_transfer};
pub(crate) use write::{BodyWriter, MessageWriter, TokenSlot, WrittenMessage};

/// RFC 3986's unreserved characters stay, all else is escaped: Smithy's rule for labels and query parameters.
pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same for greedy labels, which keep their slashes.
pub(crate) const ESCAPED_GREEDY: &AsciiSet = &ESCAPED.remove(b'/');
