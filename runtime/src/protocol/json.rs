//! JSON as AWS reads and writes it. It differs from `serde_json` in non-finite floats, and in nulls in lists and maps
//! whose type does not allow null.

mod read;
mod write;

pub(crate) use read::{Object, Wire, read, whole};
pub(crate) use write::to_writer;

/// The strings for non-finite floats, which JSON numbers cannot express.
const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";
