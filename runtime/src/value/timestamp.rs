//! Timestamps, and their formats on the wire.

pub(crate) mod amz_date;
pub(crate) mod calendar;
mod conversions;
mod read;
mod write;

use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde_core::de::{self, Deserialize, Deserializer, MapAccess, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::error_debug::debug_like_display;
use super::strict;
use super::timestamp_format::Format;
use calendar::{FIRST_SECOND, LAST_SECOND};

/// The newtype name by which a codec recognizes a timestamp.
pub(crate) const MARKER: &str = "$aws_operation::Timestamp";
/// The same for a timestamp in the format of its member, which binary formats ignore.
pub(crate) const FORMATTED_MARKER: &str = "$aws_operation::FormattedTimestamp";

const NANOSECONDS_PER_SECOND: u32 = 1_000_000_000;
const NANOSECONDS_PER_MILLISECOND: u32 = 1_000_000;

/// A point in time between the years -9999 and 9999, to the nanosecond.
///
/// It is serialized in Smithy's default `timestampFormat` of its location: seconds since 1970 in a JSON body,
/// `date-time` in a query string or label, `http-date` in a header. All three formats are accepted in every location.
///
/// ```
/// use aws_operation::Timestamp;
///
/// let made: Timestamp = "2019-12-16T23:48:18Z".parse()?;
/// assert_eq!(made, Timestamp::from_second(1_576_540_098)?);
/// assert_eq!(made.to_string(), "2019-12-16T23:48:18Z");
/// assert_eq!(made.to_http_date(), "Mon, 16 Dec 2019 23:48:18 GMT");
/// # Ok::<(), aws_operation::InvalidTimestamp>(())
/// ```
///
/// The features `chrono`, `jiff` and `time` add conversions from and to the types of those crates. A conversion is
/// `TryFrom` if the other type has a smaller range, or may have one:
///
/// | type | range, in UTC | to this type | to that type |
/// |--|--|--|--|
/// | [`SystemTime`] | that of the platform | `From`, to the nearest time in range | `From` |
/// | `chrono::DateTime<Tz>` | the years -262143 to 262142 | `TryFrom` | `From`, to `DateTime<Utc>` |
/// | `jiff::Timestamp` | -9999-01-02T01:59:59Z to 9999-12-30T22:00:00.999999999Z | `From` | `TryFrom` |
/// | `time::OffsetDateTime`, `time::UtcDateTime` | the years -9999 to 9999, less or more by the offset; -999999 to 999999 if any crate enables `time/large-dates` | `TryFrom` | `From` |
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970, rounded down.
    second: i64,
    /// Nanoseconds since that second.
    nanosecond: u32,
}

/// A number or text that is not a timestamp.
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidTimestamp(String);

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not a timestamp", self.0)
    }
}

impl Error for InvalidTimestamp {}

debug_like_display!(struct InvalidTimestamp(text));

impl Timestamp {
    const MIN: Self = Self { second: FIRST_SECOND, nanosecond: 0 };
    const MAX: Self = Self { second: LAST_SECOND, nanosecond: NANOSECONDS_PER_SECOND - 1 };

    /// The current time of the system clock.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`InvalidTimestamp`] before the year -9999 and after 9999.
    pub fn from_second(second: i64) -> Result<Self, InvalidTimestamp> {
        if (FIRST_SECOND..=LAST_SECOND).contains(&second) {
            return Ok(Self { second, nanosecond: 0 });
        }
        Err(InvalidTimestamp(second.to_string()))
    }

    /// Whole seconds since 1970-01-01T00:00:00Z. Every `i32` is in range.
    pub(crate) fn of_second(second: i32) -> Self {
        Self { second: second.into(), nanosecond: 0 }
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, the unit of log events in `CloudWatch`.
    ///
    /// ```
    /// use aws_operation::Timestamp;
    ///
    /// let made = Timestamp::from_millisecond(1_576_540_098_042)?;
    /// assert_eq!(made.to_string(), "2019-12-16T23:48:18.042Z");
    /// assert_eq!(made.as_millisecond(), 1_576_540_098_042);
    /// # Ok::<(), aws_operation::InvalidTimestamp>(())
    /// ```
    ///
    /// # Errors
    /// [`InvalidTimestamp`] before the year -9999 and after 9999.
    pub fn from_millisecond(millisecond: i64) -> Result<Self, InvalidTimestamp> {
        let nanoseconds = i128::from(millisecond) * i128::from(NANOSECONDS_PER_MILLISECOND);
        Self::from_nanoseconds(nanoseconds).ok_or_else(|| InvalidTimestamp(millisecond.to_string()))
    }

    /// Seconds since 1970-01-01T00:00:00Z with a fraction, as in JSON, rounded to the microsecond.
    ///
    /// # Errors
    /// [`InvalidTimestamp`] before the year -9999 and after 9999, and for a number that is not finite.
    pub fn from_seconds(seconds: f64) -> Result<Self, InvalidTimestamp> {
        let invalid = || InvalidTimestamp(seconds.to_string());
        // The fractions of the last second round up to this float, so it means the last microsecond.
        #[allow(clippy::cast_precision_loss)] // whole numbers are exact up to 2^53
        let end = (LAST_SECOND + 1) as f64;
        #[allow(clippy::float_cmp)]
        if seconds == end {
            return Ok(Self::MAX.whole_microseconds());
        }
        let microseconds = (seconds * 1e6).round();
        if !microseconds.is_finite() || microseconds.abs() > 9.0e18 {
            return Err(invalid());
        }
        #[allow(clippy::cast_possible_truncation)] // bounded just above
        Self::from_nanoseconds(microseconds as i128 * 1_000).ok_or_else(invalid)
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z.
    pub(crate) fn from_nanoseconds(nanoseconds: i128) -> Option<Self> {
        let per_second = i128::from(NANOSECONDS_PER_SECOND);
        let second = i64::try_from(nanoseconds.div_euclid(per_second)).ok()?;
        let nanosecond = u32::try_from(nanoseconds.rem_euclid(per_second)).ok()?;
        Self::from_second(second).ok().map(|whole| Self { nanosecond, ..whole })
    }

    fn as_nanoseconds(self) -> i128 {
        i128::from(self.second) * i128::from(NANOSECONDS_PER_SECOND) + i128::from(self.nanosecond)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn as_second(self) -> i64 {
        self.second
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn as_millisecond(self) -> i64 {
        self.second * 1_000 + i64::from(self.nanosecond / NANOSECONDS_PER_MILLISECOND)
    }

    /// Seconds since 1970-01-01T00:00:00Z with a fraction of up to six digits.
    pub fn as_seconds(self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // microseconds are exact up to the year 2255
        let seconds = (self.as_nanoseconds().div_euclid(1_000)) as f64 / 1e6;
        #[allow(clippy::cast_precision_loss)] // whole numbers are exact up to 2^53
        let end = (LAST_SECOND + 1) as f64;
        // A time that would round up to the year 10000 becomes the largest float before it.
        if seconds < end { seconds } else { end.next_down() }
    }

    /// The format of RFC 3339, Smithy's `date-time`, to the microsecond, as AWS's own clients write it.
    pub(crate) fn to_date_time(self) -> String {
        write::date_time(self.whole_microseconds())
    }

    /// Rounds down to the microsecond.
    fn whole_microseconds(self) -> Self {
        Self { nanosecond: self.nanosecond - self.nanosecond % 1_000, ..self }
    }

    /// The format of HTTP's `Date` header, Smithy's `http-date`: `Mon, 16 Dec 2019 23:48:18 GMT`.
    pub fn to_http_date(self) -> String {
        write::http_date(self)
    }

    /// Adds `duration`, up to the last nanosecond of the year 9999.
    #[must_use]
    pub fn saturating_add(self, duration: Duration) -> Self {
        let sum = i128::try_from(duration.as_nanos()).ok().and_then(|more| self.as_nanoseconds().checked_add(more));
        sum.and_then(Self::from_nanoseconds).unwrap_or(Self::MAX)
    }

    /// Adds `seconds`, which may be negative. The result stays in range.
    pub(crate) fn offset_by(self, seconds: i64) -> Self {
        let second = self.second.saturating_add(seconds).clamp(FIRST_SECOND, LAST_SECOND);
        Self { second, ..self }
    }

    /// The duration since `earlier`; zero if `earlier` is later.
    pub fn since(self, earlier: Self) -> Duration {
        let nanoseconds = u64::try_from((self.as_nanoseconds() - earlier.as_nanoseconds()).max(0));
        // Longer than 584 years.
        let seconds = || u64::try_from(self.second - earlier.second).unwrap_or_default();
        nanoseconds.map_or_else(|_| Duration::from_secs(seconds()), Duration::from_nanos)
    }

    /// Parses an HTTP date and no other format.
    pub(crate) fn from_http_date(text: &str) -> Option<Self> {
        read::http_date(text.trim())
    }

    /// Parses SigV4's `X-Amz-Date`.
    #[cfg(feature = "server")]
    pub(crate) fn from_amz_date(text: &str) -> Option<Self> {
        let part = |from: usize, to: usize| text.get(from..to);
        let is_form = text.len() == 16 && part(8, 9) == Some("T") && part(15, 16) == Some("Z");
        let date_time = format!(
            "{}-{}-{}T{}:{}:{}Z",
            part(0, 4)?,
            part(4, 6)?,
            part(6, 8)?,
            part(9, 11)?,
            part(11, 13)?,
            part(13, 15)?
        );
        if is_form { date_time.parse().ok() } else { None }
    }

    /// Serializes seconds since 1970 without the [`MARKER`], so that no text format chooses another format.
    pub(crate) fn serialize_epoch_seconds<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(FORMATTED_MARKER, &EpochSeconds(self))
    }

    /// The same for a text.
    pub(crate) fn serialize_text<S: Serializer>(self, text: &str, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(FORMATTED_MARKER, &Formatted { time: self, text })
    }

    /// The format of SigV4's `X-Amz-Date`: `20191216T234818Z`.
    pub(crate) fn to_amz_date(self) -> String {
        amz_date::AmzDate::new(self).as_str().to_owned()
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    /// Parses `date-time`, `http-date` and seconds since 1970, each with or without a fraction. A `date-time` may have
    /// any offset; without one it is UTC. It may also be a date without a time.
    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        read::any(text).ok_or_else(|| InvalidTimestamp(format!("`{text}`")))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&write::date_time(*self))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<SystemTime> for Timestamp {
    /// A time out of range becomes the nearest one in range.
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => match i64::try_from(after.as_secs()) {
                Ok(second) if second <= LAST_SECOND => Self { second, nanosecond: after.subsec_nanos() },
                _ => Self::MAX,
            },
            Err(before) => {
                let nanoseconds = i128::try_from(before.duration().as_nanos());
                nanoseconds.ok().and_then(|before| Self::from_nanoseconds(-before)).unwrap_or(Self::MIN)
            }
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        let (whole, fraction) = (timestamp.second.unsigned_abs(), Duration::from_nanos(timestamp.nanosecond.into()));
        let whole = Duration::from_secs(whole);
        let second = if timestamp.second < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(whole)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(whole)
        };
        second.and_then(|second| second.checked_add(fraction)).unwrap_or(SystemTime::UNIX_EPOCH)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(MARKER, &EpochSeconds(*self))
    }
}

/// A timestamp as seconds since 1970 in human-readable formats, and as nanoseconds in binary ones.
struct EpochSeconds(Timestamp);

impl Serialize for EpochSeconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            serializer.serialize_i128(self.0.as_nanoseconds())
        } else if self.0.whole_microseconds().nanosecond == 0 {
            serializer.serialize_i64(self.0.second)
        } else {
            serializer.serialize_f64(self.0.as_seconds())
        }
    }
}

/// A timestamp as a text in human-readable formats, and as nanoseconds in binary ones.
struct Formatted<'a> {
    time: Timestamp,
    text: &'a str,
}

impl Serialize for Formatted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(self.text)
        } else {
            serializer.serialize_i128(self.time.as_nanoseconds())
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(MARKER, TimestampVisitor)
    }
}

struct TimestampVisitor;

impl<'de> Visitor<'de> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timestamp: seconds since 1970, a date-time or an http-date")
    }

    fn visit_i64<E: de::Error>(self, second: i64) -> Result<Timestamp, E> {
        expect_number()?;
        Timestamp::from_second(second).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, second: u64) -> Result<Timestamp, E> {
        i64::try_from(second).map_err(E::custom).and_then(|second| self.visit_i64(second))
    }

    fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Timestamp, E> {
        expect_number()?;
        Timestamp::from_seconds(seconds).map_err(E::custom)
    }

    fn visit_i128<E: de::Error>(self, nanoseconds: i128) -> Result<Timestamp, E> {
        Timestamp::from_nanoseconds(nanoseconds).ok_or_else(|| E::custom(InvalidTimestamp(nanoseconds.to_string())))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        match strict::expected() {
            None => text.parse().map_err(E::custom),
            Some(expected) => read::expected(text, expected).ok_or_else(|| wrong_format(expected.format)),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Timestamp, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// With the feature `arbitrary_precision`, which another crate may enable, `serde_json` presents numbers as maps.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Timestamp, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == "$serde_json::private::Number" => {
                expect_number()?;
                map.next_value::<String>()?.parse().map_err(de::Error::custom)
            }
            _ => Err(de::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// Fails where a number is read strictly, and timestamps are texts.
fn expect_number<E: de::Error>() -> Result<(), E> {
    match strict::expected() {
        Some(expected) if expected.format != Format::EpochSeconds => Err(wrong_format(expected.format)),
        _ => Ok(()),
    }
}

fn wrong_format<E: de::Error>(expected: Format) -> E {
    E::custom(match expected {
        Format::DateTime => "expected a timestamp as a date-time such as `2019-12-16T23:48:18Z`",
        Format::EpochSeconds => "expected a timestamp in seconds since 1970",
        Format::HttpDate => "expected a timestamp as an http-date such as `Mon, 16 Dec 2019 23:48:18 GMT`",
    })
}

#[cfg(test)]
mod tests;
