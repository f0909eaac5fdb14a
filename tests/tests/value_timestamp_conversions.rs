//! Conversions of `Timestamp` from and to the types of chrono, jiff and time, at each end of each range.

use aws_operation::{InvalidTimestamp, Timestamp};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use proptest::prelude::*;
use time::{OffsetDateTime, PrimitiveDateTime, UtcDateTime, UtcOffset};

const FIRST: &str = "-009999-01-01T00:00:00Z";
const LAST: &str = "9999-12-31T23:59:59.999999999Z";
const FIRST_OF_JIFF: &str = "-009999-01-02T01:59:59Z";
const LAST_OF_JIFF: &str = "9999-12-30T22:00:00.999999999Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn nanoseconds(time: Timestamp) -> i128 {
    let whole = Timestamp::from_second(time.as_second()).unwrap();
    i128::from(time.as_second()) * 1_000_000_000 + i128::try_from(time.since(whole).as_nanos()).unwrap()
}

/// Checks every conversion of `time` against nanoseconds since 1970.
fn check(time: Timestamp) {
    let expected = nanoseconds(time);
    let chrono = DateTime::<Utc>::from(time);
    assert_eq!(i128::from(chrono.timestamp()) * 1_000_000_000 + i128::from(chrono.timestamp_subsec_nanos()), expected);
    assert_eq!(Timestamp::try_from(chrono), Ok(time));
    let (utc, offset) = (UtcDateTime::from(time), OffsetDateTime::from(time));
    assert_eq!((utc.unix_timestamp_nanos(), offset.unix_timestamp_nanos()), (expected, expected));
    assert_eq!((Timestamp::try_from(utc), Timestamp::try_from(offset)), (Ok(time), Ok(time)));
    let is_of_jiff = (at(FIRST_OF_JIFF)..=at(LAST_OF_JIFF)).contains(&time);
    match jiff::Timestamp::try_from(time) {
        Ok(jiff) => {
            assert_eq!(jiff.as_nanosecond(), expected);
            assert_eq!(Timestamp::from(jiff), time);
            assert!(is_of_jiff, "{time}");
        }
        Err(error) => assert!(!is_of_jiff && !error.to_string().is_empty(), "{time}: {error}"),
    }
}

#[test]
fn the_ends_of_the_range_and_of_that_of_jiff_are_converted() {
    let nanosecond = std::time::Duration::from_nanos(1);
    for text in [FIRST, LAST, FIRST_OF_JIFF, LAST_OF_JIFF, "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z"] {
        check(at(text));
        check(at(text).saturating_add(nanosecond));
    }
    check(at("-009999-01-02T01:59:58.999999999Z"));
    assert_eq!(Timestamp::from(jiff::Timestamp::MIN), at(FIRST_OF_JIFF));
    assert_eq!(Timestamp::from(jiff::Timestamp::MAX), at(LAST_OF_JIFF));
    assert!(jiff::Timestamp::try_from(at(FIRST)).is_err() && jiff::Timestamp::try_from(at(LAST)).is_err());
}

proptest! {
    #[test]
    fn every_time_is_converted(second in -377_705_116_800..=253_402_300_799_i64, nanosecond in 0..1_000_000_000_u64) {
        check(Timestamp::from_second(second).unwrap().saturating_add(std::time::Duration::from_nanos(nanosecond)));
    }
}

/// The error names the second.
fn assert_second(result: Result<Timestamp, InvalidTimestamp>, second: i64) {
    assert_eq!(result.unwrap_err().to_string(), format!("{second} is not a timestamp"));
}

#[test]
fn chrono_has_times_outside_of_the_range() {
    for (time, is_in_range) in [
        (DateTime::<Utc>::MIN_UTC, false),
        (utc(-10_000, (12, 31), (23, 59, 59), 999_999_999), false),
        (utc(-9_999, (1, 1), (0, 0, 0), 0), true),
        (utc(9_999, (12, 31), (23, 59, 59), 999_999_999), true),
        (utc(10_000, (1, 1), (0, 0, 0), 0), false),
        (DateTime::<Utc>::MAX_UTC, false),
    ] {
        match Timestamp::try_from(time) {
            Ok(timestamp) => assert!(is_in_range && DateTime::<Utc>::from(timestamp) == time, "{time:?}"),
            error if is_in_range => panic!("{error:?}"),
            error => assert_second(error, time.timestamp()),
        }
    }
}

fn utc(year: i32, (month, day): (u32, u32), (hour, minute, second): (u32, u32, u32), nanosecond: u32) -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    date.and_hms_nano_opt(hour, minute, second, nanosecond).unwrap().and_utc()
}

#[test]
fn a_leap_second_of_chrono_is_read_as_in_a_text() {
    let leap = utc(2016, (12, 31), (23, 59, 59), 1_500_000_000);
    assert_eq!(Timestamp::try_from(leap), Ok(at("2016-12-31T23:59:60.5Z")));
    assert_eq!(at("2016-12-31T23:59:60.5Z"), at("2016-12-31T23:59:59.5Z"));
    let last = utc(9_999, (12, 31), (23, 59, 59), 1_999_999_999);
    assert_eq!(Timestamp::try_from(last), Ok(at(LAST)));
}

#[test]
fn an_offset_counts() {
    let east = FixedOffset::east_opt(3_600).unwrap();
    let paris = utc(2019, (12, 16), (23, 48, 18), 0).with_timezone(&east);
    assert_eq!(Timestamp::try_from(paris), Ok(at("2019-12-16T23:48:18Z")));
    let local = |time: UtcDateTime, hours| {
        PrimitiveDateTime::new(time.date(), time.time()).assume_offset(UtcOffset::from_hms(hours, 0, 0).unwrap())
    };
    let (first, last) = (UtcDateTime::from(at(FIRST)), UtcDateTime::from(at(LAST)));
    assert_eq!(Timestamp::try_from(local(last, 1)), Ok(at("9999-12-31T22:59:59.999999999Z")));
    assert_eq!(Timestamp::try_from(local(first, -1)), Ok(at("-009999-01-01T01:00:00Z")));
    assert_second(Timestamp::try_from(local(last, -1)), 253_402_304_399);
    assert_second(Timestamp::try_from(local(first, 1)), -377_705_120_400);
}
