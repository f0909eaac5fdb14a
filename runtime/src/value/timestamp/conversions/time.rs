use time::{OffsetDateTime, UtcDateTime};

use crate::value::timestamp::{InvalidTimestamp, Timestamp};

impl From<Timestamp> for UtcDateTime {
    fn from(timestamp: Timestamp) -> Self {
        // time has the same years, so there is always a time.
        Self::from_unix_timestamp_nanos(timestamp.as_nanoseconds()).unwrap_or(Self::UNIX_EPOCH)
    }
}

impl From<Timestamp> for OffsetDateTime {
    fn from(timestamp: Timestamp) -> Self {
        UtcDateTime::from(timestamp).into()
    }
}

impl TryFrom<UtcDateTime> for Timestamp {
    type Error = InvalidTimestamp;

    /// # Errors
    /// [`InvalidTimestamp`] before the year -9999 and after 9999, which only `time/large-dates` can express.
    fn try_from(time: UtcDateTime) -> Result<Self, InvalidTimestamp> {
        let nanoseconds = time.unix_timestamp_nanos();
        Self::from_nanoseconds(nanoseconds).ok_or_else(|| InvalidTimestamp(time.unix_timestamp().to_string()))
    }
}

impl TryFrom<OffsetDateTime> for Timestamp {
    type Error = InvalidTimestamp;

    /// # Errors
    /// [`InvalidTimestamp`] before the year -9999 and after 9999, in UTC.
    fn try_from(time: OffsetDateTime) -> Result<Self, InvalidTimestamp> {
        let nanoseconds = time.unix_timestamp_nanos();
        Self::from_nanoseconds(nanoseconds).ok_or_else(|| InvalidTimestamp(time.unix_timestamp().to_string()))
    }
}
