//! Values as text, where a header, a query parameter or a label holds them.

mod read;
mod write;

pub(crate) use read::{ListForm, TextDeserializer};
pub(crate) use write::{TimestampFormat, write_text};
