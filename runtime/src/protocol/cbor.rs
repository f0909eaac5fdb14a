//! CBOR (RFC 8949) as rpcv2Cbor uses it: raw bytes for blobs, tag 1 for timestamps, and tags 2 to 4 for large numbers.
//!
//! `serde` describes the values. What it has no word for is in the names of newtypes: [`form_of`] knows them.

mod access;
mod body;
mod items;
mod key;
mod numbers;
mod parts;
mod read;
mod write;

#[cfg(test)]
mod tests;

use crate::value::{blob, document, timestamp};

pub(crate) use body::{CborMap, read_cbor, read_whole};
pub(crate) use items::Items;
#[cfg(feature = "event-stream")]
pub(crate) use write::to_writer;

/// The major types of items, in the upper three bits of their first byte.
const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const LIST: u8 = 4;
const MAP: u8 = 5;
const TAG: u8 = 6;

const FALSE: u8 = 0xF4;
const TRUE: u8 = 0xF5;
const NULL: u8 = 0xF6;
const UNDEFINED: u8 = 0xF7;
const HALF: u8 = 0xF9;
const SINGLE: u8 = 0xFA;
const DOUBLE: u8 = 0xFB;
/// Ends what has no length.
const BREAK: u8 = 0xFF;
/// A map without a length.
const OPEN_MAP: u8 = 0xBF;

/// Seconds since 1970.
const TIME_TAG: u64 = 1;
/// The bytes of an integer that does not fit 64 bits.
const BIG_TAG: u64 = 2;
/// The same for `-1 - n`.
const NEGATIVE_BIG_TAG: u64 = 3;
/// `[exponent, mantissa]` of base 10.
const DECIMAL_TAG: u64 = 4;

/// The maximum depth of nested items, also of those that are skipped. No service comes near it.
const MAX_DEPTH: usize = 128;

/// How a newtype is written, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As its content.
    Plain,
    /// As bytes.
    Blob,
    /// With tag 1.
    Timestamp,
    /// A number of any size. Smithy has no other documents in CBOR.
    Document,
    /// The text of a number: what `serde_json` passes on with its feature `arbitrary_precision`, which another crate may
    /// enable.
    Number,
}

/// The form of a newtype.
fn form_of(name: &str) -> Form {
    match name {
        blob::MARKER => Form::Blob,
        timestamp::MARKER | timestamp::FORMATTED_MARKER => Form::Timestamp,
        document::MARKER => Form::Document,
        _ => Form::Plain,
    }
}
