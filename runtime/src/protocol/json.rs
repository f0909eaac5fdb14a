//! JSON as AWS writes and reads it: `serde_json`'s, but for floats that JSON has no numbers for and for nulls in lists and
//! maps that hold none.

mod read;
mod write;

pub(crate) use read::{Wire, read, whole};
pub(crate) use write::to_writer;

/// The texts that stand for the floats that JSON has no numbers for.
const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";
