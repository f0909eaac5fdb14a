use crate::value::timestamp::Timestamp;

impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        // jiff's range is within ours, by a day at either end.
        Self::from_nanoseconds(time.as_nanosecond()).unwrap_or(Self::MIN)
    }
}

impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = jiff::Error;

    /// # Errors
    /// [`jiff::Error`] within a day of the ends of the range: jiff leaves room there for offsets.
    fn try_from(timestamp: Timestamp) -> Result<Self, jiff::Error> {
        Self::from_nanosecond(timestamp.as_nanoseconds())
    }
}
