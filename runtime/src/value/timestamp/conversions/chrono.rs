use chrono::{DateTime, TimeZone, Utc};

use crate::value::timestamp::{InvalidTimestamp, NANOSECONDS_PER_SECOND, Timestamp};

impl From<Timestamp> for DateTime<Utc> {
    fn from(timestamp: Timestamp) -> Self {
        // chrono has 26 times as many years, so there is always a time.
        Self::from_timestamp(timestamp.second, timestamp.nanosecond).unwrap_or_default()
    }
}

impl<Tz: TimeZone> TryFrom<DateTime<Tz>> for Timestamp {
    type Error = InvalidTimestamp;

    /// A leap second becomes the second before it, as in a text.
    ///
    /// # Errors
    /// [`InvalidTimestamp`] before the year -9999 and after 9999, in UTC.
    fn try_from(time: DateTime<Tz>) -> Result<Self, InvalidTimestamp> {
        // chrono counts the nanoseconds of a leap second on from a billion.
        let nanosecond = time.timestamp_subsec_nanos() % NANOSECONDS_PER_SECOND;
        Ok(Self { nanosecond, ..Self::from_second(time.timestamp())? })
    }
}
