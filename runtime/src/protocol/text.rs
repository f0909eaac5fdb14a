//! Values as text in headers, query parameters and labels.

mod entries;
mod read;
mod write;

pub(crate) use entries::{EntriesDeserializer, TextEntry};
pub(crate) use read::{ListForm, TextDeserializer, Texts};
#[cfg(any(feature = "aws-query", feature = "event-stream", feature = "rest-xml"))]
pub(crate) use write::timestamp_of;
pub(crate) use write::{NotText, Text, TextItem, TimestampFormat, text_of};
