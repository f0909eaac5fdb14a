//! Timestamps in the format that a member specifies: Smithy's `timestampFormat`.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use serde_core::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use crate::value::presence::is_absent;
use crate::value::sensitive::{REDACTED, Sensitive, is_redacting};
use crate::value::timestamp::Timestamp;

/// The format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `2019-12-16T23:48:18Z`.
    DateTime,
    /// Seconds since 1970.
    EpochSeconds,
    /// `Mon, 16 Dec 2019 23:48:18 GMT`.
    HttpDate,
}

/// The type of a member that may have `timestamp = ".."`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` contains no timestamp, so it cannot have a timestamp format",
    label = "use `Timestamp`, or a list or map of it"
)]
pub trait TimestampMember {
    /// Serializes the value with every timestamp in `format`.
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error>;
}

impl TimestampMember for Timestamp {
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        match format {
            Format::DateTime => self.serialize_text(&self.to_date_time(), serializer),
            Format::HttpDate => self.serialize_text(&self.to_http_date(), serializer),
            Format::EpochSeconds => self.serialize_epoch_seconds(serializer),
        }
    }
}

impl<T: TimestampMember> TimestampMember for Option<T> {
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&As { value, format }),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: TimestampMember> TimestampMember for Box<T> {
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize_as(format, serializer)
    }
}

impl<T: TimestampMember> TimestampMember for Sensitive<T> {
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        let value = As { value: &self.0, format };
        if is_redacting() && !is_absent(&value) {
            serializer.serialize_str(REDACTED)
        } else {
            value.serialize(serializer)
        }
    }
}

impl<T: TimestampMember> TimestampMember for Vec<T> {
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for value in self {
            list.serialize_element(&As { value, format })?;
        }
        list.end()
    }
}

fn serialize_entries<'a, K: Serialize + 'a, T: TimestampMember + 'a, S: Serializer>(
    entries: impl ExactSizeIterator<Item = (&'a K, &'a T)>,
    format: Format,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, &As { value, format })?;
    }
    map.end()
}

impl<K: Serialize, T: TimestampMember, H: BuildHasher> TimestampMember for HashMap<K, T, H> {
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_entries(self.iter(), format, serializer)
    }
}

impl<K: Serialize, T: TimestampMember> TimestampMember for BTreeMap<K, T> {
    fn serialize_as<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_entries(self.iter(), format, serializer)
    }
}

struct As<'a, T> {
    value: &'a T,
    format: Format,
}

impl<T: TimestampMember> Serialize for As<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize_as(self.format, serializer)
    }
}

/// Serializes the member's timestamps as `date-time`.
pub(crate) fn as_date_time<T: TimestampMember>(value: &T) -> impl Serialize + '_ {
    As { value, format: Format::DateTime }
}

/// Serializes the member's timestamps as seconds since 1970.
pub(crate) fn as_epoch_seconds<T: TimestampMember>(value: &T) -> impl Serialize + '_ {
    As { value, format: Format::EpochSeconds }
}

/// Serializes the member's timestamps as `http-date`.
pub(crate) fn as_http_date<T: TimestampMember>(value: &T) -> impl Serialize + '_ {
    As { value, format: Format::HttpDate }
}

/// Serializes a union of which `member`, the one with this index, is set. Its timestamps are in `format`.
///
/// # Errors
/// The error of the serializer.
pub fn serialize_member_as<T: TimestampMember, S: Serializer>(
    serializer: S,
    union: &'static str,
    index: u32,
    member: &'static str,
    value: &T,
    format: Format,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_variant(union, index, member, &As { value, format })
}
