//! Values as text in headers, query parameters and labels.

mod entries;
mod read;
mod write;

pub(crate) use entries::{EntriesDeserializer, TextEntry, entries_of};
pub(crate) use read::{ListForm, TextDeserializer};
#[cfg(feature = "aws-query")]
pub(crate) use write::timestamp_of;
pub(crate) use write::{Text, TextItem, TimestampFormat, text_of};
