//! Points in time, as they stand on the wire.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use jiff::fmt::rfc2822;
use serde_core::de::{self, Deserialize, Deserializer, MapAccess, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// The newtype name by which a codec knows that it holds a timestamp.
pub(crate) const MARKER: &str = "$aws_operation::Timestamp";

/// A point in time, with nanoseconds.
///
/// How it is written follows from where it goes, by Smithy's `timestampFormat` defaults: seconds since 1970 in a JSON
/// body, `date-time` in a query string or label, `http-date` in a header. All three are read anywhere.
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

/// A number or text that is no timestamp.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a timestamp")]
pub struct InvalidTimestamp(String);

impl Timestamp {
    /// The present, by the system's clock.
    pub fn now() -> Self {
        Self(jiff::Timestamp::now())
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub fn from_second(second: i64) -> Result<Self, InvalidTimestamp> {
        jiff::Timestamp::from_second(second).map(Self).map_err(|_| InvalidTimestamp(second.to_string()))
    }

    /// Seconds since 1970-01-01T00:00:00Z with a fraction, as JSON carries them; kept to the microsecond.
    pub fn from_seconds(seconds: f64) -> Result<Self, InvalidTimestamp> {
        let microseconds = (seconds * 1e6).round();
        if !microseconds.is_finite() || microseconds.abs() > 9.0e18 {
            return Err(InvalidTimestamp(seconds.to_string()));
        }
        #[allow(clippy::cast_possible_truncation)] // bounded just above
        jiff::Timestamp::from_microsecond(microseconds as i64)
            .map(Self)
            .map_err(|_| InvalidTimestamp(seconds.to_string()))
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn as_second(self) -> i64 {
        self.0.as_second() - i64::from(self.0.subsec_nanosecond() < 0)
    }

    /// Seconds since 1970-01-01T00:00:00Z with a fraction of up to six digits.
    pub fn as_seconds(self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // microseconds of the years -9999 to 9999 are exact to the year 2255
        let seconds = self.whole_microseconds().as_microsecond() as f64 / 1e6;
        seconds
    }

    /// The form of RFC 3339, Smithy's `date-time`, to the microsecond, as AWS's own clients write it.
    pub(crate) fn to_date_time(self) -> String {
        self.whole_microseconds().to_string()
    }

    /// Without what is less than a microsecond.
    fn whole_microseconds(self) -> jiff::Timestamp {
        let rest = i64::from(self.0.subsec_nanosecond()).rem_euclid(1000);
        self.0.checked_sub(jiff::SignedDuration::from_nanos(rest)).unwrap_or(self.0)
    }

    /// The form of HTTP's `Date` header, Smithy's `http-date`: `Mon, 16 Dec 2019 23:48:18 GMT`.
    pub fn to_http_date(self) -> String {
        rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&self.0).unwrap_or_else(|_| self.to_string())
    }

    /// This time and `duration` more.
    #[must_use]
    pub fn saturating_add(self, duration: std::time::Duration) -> Self {
        jiff::SignedDuration::try_from(duration)
            .ok()
            .and_then(|duration| self.0.checked_add(duration).ok())
            .map_or(Self(jiff::Timestamp::MAX), Self)
    }

    /// This time and `seconds` more, or less where they are negative.
    pub(crate) fn offset_by(self, seconds: i64) -> Self {
        let offset = std::time::Duration::from_secs(seconds.unsigned_abs());
        if seconds >= 0 {
            return self.saturating_add(offset);
        }
        self.0.saturating_sub(offset).map_or(Self(jiff::Timestamp::MIN), Self)
    }

    /// How long after `earlier` this is; zero if it is before.
    pub fn since(self, earlier: Self) -> std::time::Duration {
        self.0.duration_since(earlier.0).try_into().unwrap_or_default()
    }

    /// Reads SigV4's `X-Amz-Date`.
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
        if is_form { date_time.parse().ok().map(Self) } else { None }
    }

    /// Writes seconds since 1970 without the mark of a timestamp, so that no codec writes them otherwise.
    pub(crate) fn serialize_epoch_seconds<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        EpochSeconds(self).serialize(serializer)
    }

    /// The digits of SigV4's `X-Amz-Date`: `20191216T234818Z`.
    pub(crate) fn to_amz_date(self) -> String {
        crate::sigv4::date::AmzDate::new(self).as_str().to_owned()
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    /// Reads `date-time` (with any offset), `http-date` and seconds since 1970, each with or without a fraction.
    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        let invalid = || InvalidTimestamp(format!("`{text}`"));
        if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
            return Ok(Self(timestamp));
        }
        if let Some(timestamp) = parse_http_date(text) {
            return Ok(Self(timestamp));
        }
        Self::from_seconds(text.parse().map_err(|_| invalid())?).map_err(|_| invalid())
    }
}

/// Reads HTTP's date, and Smithy's, which may have a fraction of a second: `Mon, 16 Dec 2019 23:48:18.52 GMT`.
fn parse_http_date(text: &str) -> Option<jiff::Timestamp> {
    let parse = |text: &str| rfc2822::DateTimeParser::new().parse_timestamp(text).ok();
    let Some((second, rest)) = text.split_once('.') else { return parse(text) };
    let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.strip_suffix(zone).filter(|digits| (1..=9).contains(&digits.len()))?;
    let nanoseconds = format!("{digits:0<9}").parse().ok()?;
    parse(&[second, zone].concat())?.checked_add(jiff::SignedDuration::from_nanos(nanoseconds)).ok()
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<SystemTime> for Timestamp {
    /// Times that no calendar of four-digit years holds become the nearest that it does.
    fn from(time: SystemTime) -> Self {
        Self(jiff::Timestamp::try_from(time).unwrap_or(if time < SystemTime::UNIX_EPOCH {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        }))
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        SystemTime::try_from(timestamp.0).unwrap_or(SystemTime::UNIX_EPOCH)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(MARKER, &EpochSeconds(*self))
    }
}

/// A timestamp as the number that JSON carries.
struct EpochSeconds(Timestamp);

impl Serialize for EpochSeconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.0.subsec_nanosecond() == 0 {
            serializer.serialize_i64(self.0.as_second())
        } else {
            serializer.serialize_f64(self.0.as_seconds())
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
        Timestamp::from_second(second).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, second: u64) -> Result<Timestamp, E> {
        i64::try_from(second).map_err(E::custom).and_then(|second| self.visit_i64(second))
    }

    fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Timestamp, E> {
        Timestamp::from_seconds(seconds).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Timestamp, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// A number of `serde_json` with its feature `arbitrary_precision`, which another crate may have switched on.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Timestamp, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == "$serde_json::private::Number" => self.visit_str(&map.next_value::<String>()?),
            _ => Err(de::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_core::de::Deserialize as _;
    use serde_core::de::value::{Error, MapDeserializer};

    use super::Timestamp;

    #[test]
    fn a_number_of_arbitrary_precision_is_a_number() {
        let read = |key, text| Timestamp::deserialize(MapDeserializer::<_, Error>::new(std::iter::once((key, text))));
        let time = Timestamp::from_seconds(1_576_540_098.52).unwrap();
        assert_eq!(read("$serde_json::private::Number", "1576540098.52"), Ok(time));
        assert!(read("$serde_json::private::Number", "soon").is_err());
        assert!(read("Seconds", "1576540098.52").is_err());
    }

    #[test]
    fn every_form_may_have_a_fraction() {
        let time = Timestamp::from_seconds(1_576_540_098.52).unwrap();
        for text in ["2019-12-16T23:48:18.52Z", "Mon, 16 Dec 2019 23:48:18.520 GMT", "1576540098.52", "1.57654009852e9"]
        {
            assert_eq!(text.parse(), Ok(time), "{text}");
        }
        for text in ["Mon, 16 Dec 2019 23:48:18. GMT", "Mon, 16 Dec 2019 23:48:18.0123456789 GMT", "Mon. 16", "."] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_wire_has_microseconds() {
        for (second, nanoseconds, text) in [
            (1_576_540_098, 123_456_789, "2019-12-16T23:48:18.123456Z"),
            (1_576_540_098, 999, "2019-12-16T23:48:18Z"),
            (-2, 123_456_789, "1969-12-31T23:59:58.123456Z"),
        ] {
            let whole = Timestamp::from_second(second).unwrap();
            let time = whole.saturating_add(std::time::Duration::from_nanos(nanoseconds));
            assert_eq!(time.to_date_time(), text);
        }
    }
}
