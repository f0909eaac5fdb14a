//! Parses timestamps in any of Smithy's formats.

use super::Timestamp;
use super::calendar::{Date, SECONDS_PER_DAY};
use super::write::MONTHS;
use crate::value::strict::Expected;
use crate::value::timestamp_format::Format;

const NANOSECONDS_PER_SECOND: i128 = 1_000_000_000;
/// More digits than any timestamp in range has in nanoseconds.
const MAX_DIGITS: i128 = 30;

/// Parses a date-time, an http-date, or seconds since 1970.
pub(super) fn any(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    date_time(text).or_else(|| http_date(text)).or_else(|| seconds(text))
}

/// Parses the one format that is expected.
pub(super) fn expected(text: &str, Expected { format, is_text, .. }: Expected) -> Option<Timestamp> {
    match format {
        // Smithy's `date-time` has no offset.
        Format::DateTime => date_time(text).filter(|_| {
            let bytes = text.as_bytes();
            (bytes.get(10), bytes.get(16), bytes.last()) == (Some(&b'T'), Some(&b':'), Some(&b'Z'))
        }),
        Format::EpochSeconds => seconds(text).filter(|_| is_text),
        Format::HttpDate => http_date(text),
    }
}

/// Parses the format of RFC 3339, `2019-12-16T23:48:18.52+01:00`. Also accepts what services send instead: a time
/// without an offset, which is UTC, and a date without a time.
fn date_time(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    let year = match rest.one_of(b"-") {
        Some(()) => -rest.digits(6..=6)?,
        None => rest.digits(4..=4)?,
    };
    let (month, ()) = (rest.one_of(b"-").and_then(|()| rest.digits(2..=2))?, rest.one_of(b"-")?);
    let date = Date { year, month, day: rest.digits(2..=2)? };
    if rest.0.is_empty() {
        return at(date, 0, 0);
    }
    rest.one_of(b"Tt ")?;
    let (second, nanosecond) = rest.time()?;
    let offset = if rest.0.is_empty() || rest.one_of(b"Zz").is_some() { 0 } else { rest.offset()? };
    if rest.0.is_empty() { at(date, second - offset, nanosecond) } else { None }
}

/// Parses HTTP's date in its three formats. Seconds may have a fraction, as in Smithy's `http-date`: `Mon, 16 Dec 2019
/// 23:48:18.52 GMT`, `Monday, 16-Dec-19 23:48:18 GMT`, `Mon Dec 16 23:48:18 2019`.
///
/// Source: RFC 9110, 5.6.7, which requires recipients to accept the two obsolete formats.
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    preferred_date(text.as_bytes()).or_else(|| fixed_date(text)).or_else(|| asctime(text))
}

/// The format that nearly all senders use, `Mon, 16 Dec 2019 23:48:18 GMT`, whose parts have their places. Each response
/// has one.
fn preferred_date(text: &[u8]) -> Option<Timestamp> {
    let (name, rest) = text.split_first_chunk::<3>()?;
    let (day, rest) = rest.strip_prefix(b", ")?.split_first_chunk()?;
    let (month, rest) = rest.strip_prefix(b" ")?.split_first_chunk::<3>()?;
    let (century, rest) = rest.strip_prefix(b" ")?.split_first_chunk()?;
    let (year, rest) = rest.split_first_chunk()?;
    let (hour, rest) = rest.strip_prefix(b" ")?.split_first_chunk()?;
    let (minute, rest) = rest.strip_prefix(b":")?.split_first_chunk()?;
    let (second, rest) = rest.strip_prefix(b":")?.split_first_chunk()?;
    let month = MONTHS.iter().position(|known| known.as_bytes() == month)?;
    let date = Date {
        year: 100 * two_digits(*century)? + two_digits(*year)?,
        month: i64::try_from(month).ok()? + 1,
        day: two_digits(*day)?,
    };
    let (hour, minute, second) = (two_digits(*hour)?, two_digits(*minute)?, two_digits(*second)?);
    // A leap second is rare enough for the other parser.
    let is_time = rest == b" GMT" && hour < 24 && minute < 60 && second < 60;
    if is_time && name.iter().all(u8::is_ascii_alphabetic) {
        at(date, hour * 3_600 + minute * 60 + second, 0)
    } else {
        None
    }
}

fn two_digits([tens, ones]: [u8; 2]) -> Option<i64> {
    let are_digits = tens.is_ascii_digit() && ones.is_ascii_digit();
    are_digits.then(|| 10 * i64::from(tens - b'0') + i64::from(ones - b'0'))
}

fn fixed_date(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        // The name of the day is redundant, so it is not checked.
        rest.word()?;
        rest.one_of(b",")?;
        rest.spaces();
    }
    let (day, ()) = (rest.digits(1..=2)?, rest.one_of(b" -")?);
    let month = rest.month()?;
    let is_rfc_850 = rest.0.starts_with(b"-");
    rest.one_of(b" -")?;
    let short = Rest(rest.0).digits(2..=2).filter(|_| is_rfc_850 && rest.0.get(2) == Some(&b' '));
    let year = match short {
        Some(short) => {
            rest.digits(2..=2)?;
            full_year(short, this_year())
        }
        None => rest.digits(4..=4)?,
    };
    rest.one_of(b" ")?;
    let (second, nanosecond) = rest.time()?;
    rest.spaces();
    let offset = match rest.word() {
        Some(b"GMT" | b"UTC" | b"UT" | b"Z") => 0,
        Some(_) => return None,
        None => rest.offset()?,
    };
    if rest.0.is_empty() { at(Date { year, month, day }, second - offset, nanosecond) } else { None }
}

/// The format of C's `asctime`, in UTC. A day of one digit has a space before it.
fn asctime(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    rest.word()?;
    rest.one_of(b" ")?;
    let month = rest.month()?;
    rest.spaces();
    let (day, ()) = (rest.digits(1..=2)?, rest.one_of(b" ")?);
    let (second, nanosecond) = rest.time()?;
    rest.one_of(b" ")?;
    let year = rest.digits(4..=4)?;
    if rest.0.is_empty() { at(Date { year, month, day }, second, nanosecond) } else { None }
}

/// The full year of a year of two digits. By RFC 9110, it is at most 50 years in the future.
pub(super) fn full_year(short: i64, this_year: i64) -> i64 {
    let year = this_year - this_year.rem_euclid(100) + short;
    if year > this_year + 50 { year - 100 } else { year }
}

fn this_year() -> i64 {
    Timestamp::now().to_date_time().get(..4).and_then(|year| year.parse().ok()).unwrap_or(2000)
}

/// Parses seconds since 1970, optionally with a fraction and an exponent, without rounding errors.
fn seconds(text: &str) -> Option<Timestamp> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i16>().ok()?),
        None => (text, 0),
    };
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // In nanoseconds, the decimal point is nine digits further to the right.
    let point = i128::try_from(whole.len()).ok()? + i128::from(exponent) + 9;
    let digits = digits.trim_start_matches('0');
    let leading = i128::try_from(whole.len() + fraction.len() - digits.len()).ok()?;
    let kept = usize::try_from((point - leading).clamp(0, MAX_DIGITS)).ok()?;
    if digits.is_empty() || kept == 0 {
        return Timestamp::from_nanoseconds(0);
    }
    let text: String = digits.chars().chain(std::iter::repeat('0')).take(kept).collect();
    Timestamp::from_nanoseconds(sign * text.parse::<i128>().ok()?)
}

/// The time that many seconds after the start of a day.
fn at(date: Date, second: i64, nanosecond: i64) -> Option<Timestamp> {
    let second = date.number()? * SECONDS_PER_DAY + second;
    Timestamp::from_nanoseconds(i128::from(second) * NANOSECONDS_PER_SECOND + i128::from(nanosecond))
}

/// The text that is not parsed yet. All formats are ASCII.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take_while(&mut self, is_part: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.0.iter().position(|byte| !is_part(*byte)).unwrap_or(self.0.len());
        self.take(end)
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    /// A number with this count of digits.
    fn digits(&mut self, count: std::ops::RangeInclusive<usize>) -> Option<i64> {
        let available = self.0.iter().take(*count.end()).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = self.take(available);
        let number = digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
        count.contains(&available).then_some(number)
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<()> {
        self.0 = self.0.split_first().filter(|(first, _)| bytes.contains(first))?.1;
        Some(())
    }

    fn spaces(&mut self) {
        self.take_while(|byte| byte == b' ');
    }

    /// The number of a month, from its name.
    fn month(&mut self) -> Option<i64> {
        let name = self.word()?;
        let index = MONTHS.iter().position(|month| month.as_bytes().eq_ignore_ascii_case(name))?;
        i64::try_from(index + 1).ok()
    }

    fn word(&mut self) -> Option<&'a [u8]> {
        Some(self.take_while(|byte| byte.is_ascii_alphabetic())).filter(|word| !word.is_empty())
    }

    /// The seconds and nanoseconds of a time of day: `23:48:18.52`, `23:48`. A leap second becomes the second before
    /// it.
    fn time(&mut self) -> Option<(i64, i64)> {
        let (hour, ()) = (self.digits(2..=2)?, self.one_of(b":")?);
        let minute = self.digits(2..=2)?;
        let second = if self.one_of(b":").is_some() { self.digits(2..=2)? } else { 0 };
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let nanosecond = if self.one_of(b".").is_some() { self.fraction()? } else { 0 };
        Some((hour * 3_600 + minute * 60 + second.min(59), nanosecond))
    }

    /// The digits after a decimal point, as nanoseconds.
    fn fraction(&mut self) -> Option<i64> {
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        if digits.is_empty() {
            return None;
        }
        let nine_digits = digits.iter().chain(std::iter::repeat(&b'0')).take(9);
        Some(nine_digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
    }

    /// An offset from UTC, in seconds: `+01:00`, `-0730`.
    fn offset(&mut self) -> Option<i64> {
        let is_behind = self.0.starts_with(b"-");
        self.one_of(b"+-")?;
        let hours = self.digits(2..=2)?;
        let minutes = if self.one_of(b":").is_some() || !self.0.is_empty() { self.digits(2..=2)? } else { 0 };
        let seconds = hours * 3_600 + minutes * 60;
        (hours < 24 && minutes < 60).then_some(if is_behind { -seconds } else { seconds })
    }
}
