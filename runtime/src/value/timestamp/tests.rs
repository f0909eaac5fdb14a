//! Timestamps, parsed and written in every format.

use serde_core::de::Deserialize as _;
use serde_core::de::value::{Error, MapDeserializer};

use proptest::prelude::*;

use super::calendar::FIRST_SECOND_OF_YEAR_0;
use super::*;

#[test]
fn a_number_of_arbitrary_precision_is_a_number() {
    let read = |key, text| Timestamp::deserialize(MapDeserializer::<_, Error>::new(std::iter::once((key, text))));
    let time = Timestamp::from_seconds(1_576_540_098.52).unwrap();
    assert_eq!(read("$serde_json::private::Number", "1576540098.52"), Ok(time));
    assert!(read("$serde_json::private::Number", "soon").is_err());
    assert!(read("Seconds", "1576540098.52").is_err());
}

#[test]
fn every_format_may_have_a_fraction() {
    let time = Timestamp::from_seconds(1_576_540_098.52).unwrap();
    for text in ["2019-12-16T23:48:18.52Z", "Mon, 16 Dec 2019 23:48:18.520 GMT", "1576540098.52", "1.57654009852e9"] {
        assert_eq!(text.parse(), Ok(time), "{text}");
    }
    for text in ["Mon, 16 Dec 2019 23:48:18. GMT", "Mon. 16", "."] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}

#[test]
fn http_dates_are_read_in_their_three_formats() {
    let time = Timestamp::from_second(784_111_777).unwrap();
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "06-Nov-94 08:49:37 GMT",
    ] {
        assert_eq!(text.parse(), Ok(time), "{text}");
        assert_eq!(Timestamp::from_http_date(text), Some(time), "{text}");
    }
    let time = Timestamp::from_second(1_576_540_098).unwrap();
    for text in ["Monday, 16-Dec-19 23:48:18 GMT", "Mon Dec 16 23:48:18 2019", "Mon, 16-Dec-2019 23:48:18 GMT"] {
        assert_eq!(Timestamp::from_http_date(text), Some(time), "{text}");
    }
    for text in [
        "Sun Nov 31 08:49:37 1994",
        "Sun Nov  6 08:49:37 94",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun Nov  6 08:49 AM 1994",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sunday, 06-Nov-194 08:49:37 GMT",
        "Sunday, 06-Nov-9 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37",
        "Sunday, 06-Nov",
        "Sun Nov",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}

#[test]
fn a_year_of_two_digits_is_at_most_fifty_years_ahead() {
    for (short, this_year, year) in
        [(94, 2026, 1994), (76, 2026, 2076), (77, 2026, 1977), (26, 2026, 2026), (1, 1999, 1901)]
    {
        assert_eq!(read::full_year(short, this_year), year, "{short} in {this_year}");
    }
}

#[test]
fn date_times_are_written_in_microseconds() {
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

fn jiff_of(time: Timestamp) -> Option<jiff::Timestamp> {
    jiff::Timestamp::new(time.second, time.nanosecond.try_into().ok()?).ok()
}

/// Any time; often near the ends of the range, of a year or of a second.
fn instant() -> impl Strategy<Value = Timestamp> {
    let second = prop_oneof![
        FIRST_SECOND..=LAST_SECOND,
        prop::sample::select(vec![
            FIRST_SECOND,
            FIRST_SECOND_OF_YEAR_0,
            LAST_SECOND,
            -1,
            0,
            1,
            951_782_399,
            951_868_799,
            -62_162_035_201
        ]),
    ];
    let nanosecond =
        prop_oneof![0..NANOSECONDS_PER_SECOND, Just(0), Just(999_999_999), (0u32..1000).prop_map(|m| m * 1_000_000)];
    (second, nanosecond).prop_map(|(second, nanosecond)| Timestamp { second, nanosecond })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn jiff_writes_the_same(time in instant()) {
        // jiff's range ends within the last day, because it leaves room for offsets.
        if let Some(theirs) = jiff_of(time) {
            prop_assert_eq!(time.to_string(), theirs.to_string());
            let http_date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&theirs);
            prop_assert_eq!(time.to_http_date(), http_date.unwrap_or_else(|_| theirs.to_string()));
            prop_assert_eq!(Timestamp::from(SystemTime::try_from(theirs).unwrap()), time);
            prop_assert_eq!(SystemTime::from(time), SystemTime::try_from(theirs).unwrap());
        }
    }

    #[test]
    fn what_is_written_is_read(time in instant()) {
        let micros = time.whole_microseconds();
        let whole = Timestamp { nanosecond: 0, ..time };
        prop_assert_eq!(time.to_string().parse(), Ok(time));
        prop_assert_eq!(time.to_date_time().parse(), Ok(micros));
        if time.second >= FIRST_SECOND_OF_YEAR_0 {
            prop_assert_eq!(time.to_http_date().parse(), Ok(whole));
        }
        prop_assert_eq!(Timestamp::from_nanoseconds(time.as_nanoseconds()), Some(time));
        let (second, sign) = (time.as_nanoseconds().unsigned_abs(), if time.second < 0 { "-" } else { "" });
        let text = format!("{sign}{}.{:09}", second / 1_000_000_000, second % 1_000_000_000);
        prop_assert_eq!(text.parse(), Ok(time), "{}", text);
        // Far from 1970, a float is less precise than a microsecond.
        let read = Timestamp::from_seconds(time.as_seconds()).unwrap();
        prop_assert!((read.as_nanoseconds() - time.as_nanoseconds()).unsigned_abs() <= 64_000, "{} {}", read, time);
    }

    /// jiff writes the local time of any offset, also in years with a sign, and we read it.
    #[test]
    fn date_times_with_an_offset_are_read_as_jiff_writes_them(time in instant(), minutes in -1_439..=1_439_i32) {
        if let Some(theirs) = jiff_of(time) {
            let offset = jiff::tz::Offset::from_seconds(minutes * 60).unwrap();
            let text = theirs.display_with_offset(offset).to_string();
            prop_assert_eq!(text.parse(), Ok(time), "{}", text);
            prop_assert_eq!(text.replace('T', " ").parse(), Ok(time), "{}", text);
        }
    }

    /// The dates at the ends of the range, where jiff has no local time, are those of its calendar.
    #[test]
    fn every_day_is_that_of_the_calendar_of_jiff(time in instant()) {
        let number = time.second.div_euclid(calendar::SECONDS_PER_DAY);
        let epoch = jiff::civil::date(1970, 1, 1);
        let theirs = epoch.checked_add(jiff::Span::new().days(number)).unwrap();
        let ours = calendar::Date::of_number(number);
        let of_jiff = (theirs.year().into(), theirs.month().into(), theirs.day().into());
        prop_assert_eq!((ours.year, ours.month, ours.day), of_jiff);
        prop_assert_eq!(calendar::weekday(number), usize::try_from(theirs.weekday().to_monday_zero_offset()).unwrap());
        prop_assert_eq!(ours.number(), Some(number));
    }

    /// jiff writes HTTP dates without fractions and reads none, so the fraction is ours.
    #[test]
    fn http_dates_with_a_fraction_are_read_as_jiff_writes_them(time in instant(), digits in 0..=9_usize) {
        let theirs = jiff_of(time).and_then(|theirs| {
            jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&theirs).ok()
        });
        if let Some(whole) = theirs {
            let fraction = format!(".{:09}", time.nanosecond);
            let fraction = if digits == 0 { "" } else { &fraction[..=digits] };
            let text = whole.replace(" GMT", &format!("{fraction} GMT"));
            let unit = 10_u32.pow(9 - u32::try_from(digits).unwrap());
            let expected = Timestamp { nanosecond: time.nanosecond / unit * unit, ..time };
            prop_assert_eq!(text.parse(), Ok(expected), "{}", text);
            prop_assert_eq!(Timestamp::from_http_date(&text), Some(expected), "{}", text);
        }
    }

    /// Seconds since 1970 as text are exact; as a number in JSON they are what jiff's microseconds are as a float.
    #[test]
    fn epoch_seconds_are_those_of_jiff(time in instant()) {
        if let Some(theirs) = jiff_of(time) {
            let nanoseconds = theirs.as_nanosecond();
            let sign = if nanoseconds < 0 { "-" } else { "" };
            let (whole, rest) = (nanoseconds.unsigned_abs() / 1_000_000_000, nanoseconds.unsigned_abs() % 1_000_000_000);
            prop_assert_eq!(format!("{sign}{whole}.{rest:09}").parse(), Ok(time));
            prop_assert_eq!(format!("{nanoseconds}e-9").parse(), Ok(time));
            #[allow(clippy::cast_precision_loss)] // that is the loss of the format
            let seconds = nanoseconds.div_euclid(1_000) as f64 / 1e6;
            prop_assert_eq!(time.as_seconds().to_bits(), seconds.to_bits());
            let sent = serde_json::to_string(&time).unwrap();
            prop_assert_eq!(sent.parse::<f64>().unwrap().to_bits(), seconds.to_bits(), "{}", sent);
            let read = jiff_of(serde_json::from_str(&sent).unwrap()).unwrap();
            #[allow(clippy::cast_possible_truncation)] // jiff's range has fewer microseconds than an i64
            let rounded = jiff::Timestamp::from_microsecond((seconds * 1e6).round() as i64).unwrap();
            prop_assert_eq!(read, rounded, "{}", sent);
        }
    }

    #[test]
    fn jiff_reads_the_same(text in "[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,9})?([Zz]|[+-][01][0-9]:?[0-5][0-9])") {
        let (ours, theirs) = (text.parse::<Timestamp>(), text.parse::<jiff::Timestamp>());
        match theirs {
            Ok(theirs) => prop_assert_eq!(ours.ok().and_then(jiff_of), Some(theirs), "{}", text),
            // Within a day of the end of the range jiff has no time.
            Err(_) => prop_assert!(ours.is_err() || text.starts_with("9999-12-3"), "{}", text),
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}", numbers in "[-+0-9.eE:TZ ]{0,40}") {
        for text in [text, numbers] {
            let _ = text.parse::<Timestamp>();
        }
    }
}

#[test]
fn the_range_ends_with_the_last_nanosecond_of_the_year_9999() {
    let end = Timestamp::MAX;
    let last_microsecond = end.whole_microseconds();
    let year_0 = Timestamp::from_second(FIRST_SECOND_OF_YEAR_0).unwrap();
    for (text, time) in [
        ("9999-12-31T23:59:59.999999999Z", end),
        ("9999-12-31T22:59:59.999999999-01:00", end),
        ("253402300799.999999999", end),
        ("2.53402300799999999999e11", end),
        ("Fri, 31 Dec 9999 23:59:59.999999999 GMT", end),
        ("0000-01-01T00:00:00Z", year_0),
        ("0000-01-01T01:00:00+01:00", year_0),
        ("Sat, 01 Jan 0000 00:00:00 GMT", year_0),
        ("-62167219200", year_0),
        ("-009999-01-01T00:00:00Z", Timestamp::MIN),
        ("-377705116800", Timestamp::MIN),
    ] {
        assert_eq!(text.parse(), Ok(time), "{text}");
    }
    for text in [
        "10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "253402300800",
        "-009999-01-01T00:00:00+00:01",
        "-010000-12-31T23:59:59Z",
        "-9999-01-01T00:00:00Z",
        "-377705116801",
        "-377705116800.000000001",
        "1e300",
        "1e-32768000",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
    assert_eq!(Timestamp::from_seconds(2.534_023_007_99e11), Timestamp::from_second(LAST_SECOND));
    assert_eq!(Timestamp::from_seconds(253_402_300_799.999_99), Ok(last_microsecond), "a float rounds it up");
    assert!(Timestamp::from_seconds(253_402_300_801.0).is_err());
    assert!(Timestamp::from_second(LAST_SECOND + 1).is_err() && Timestamp::from_second(FIRST_SECOND - 1).is_err());
    let sent = serde_json::to_string(&end).unwrap();
    assert!(
        serde_json::from_str::<Timestamp>(&sent).unwrap() >= Timestamp::from_second(LAST_SECOND).unwrap(),
        "{sent}"
    );
}

#[test]
fn what_services_leave_out_is_read_too() {
    let day = Timestamp::from_second(1_630_195_200).unwrap();
    for (text, second) in [
        ("2021-08-29", 0),
        ("2021-08-29T21:54:42", 78_882),
        ("2021-08-29T21:54:42Z", 78_882),
        ("2021-08-29 21:54:42", 78_882),
        ("2021-08-29T21:54Z", 78_840),
        ("2021-08-29T21:54:42+0000", 78_882),
        ("29 Aug 2021 21:54:42 GMT", 78_882),
        ("Sun, 29 Aug 2021 21:54:42 UTC", 78_882),
        ("Sun, 29-Aug-2021 21:54:42 GMT", 78_882),
        ("Sun, 29 Aug 2021 23:54:42 +0200", 78_882),
        (" 1630195200 ", 0),
        ("1630195200.", 0),
        ("+1630195200", 0),
        ("16301952e2", 0),
    ] {
        assert_eq!(text.parse(), Ok(day.offset_by(second)), "{text}");
    }
    let fraction = "2021-08-29T21:54:42.651".parse::<Timestamp>().unwrap();
    assert_eq!(fraction.to_string(), "2021-08-29T21:54:42.651Z");
    for text in [
        "",
        "-",
        ".",
        "e5",
        "2021",
        "2021-08",
        "2021-02-30",
        "2021-13-01",
        "2021-00-10",
        "2021-08-29T",
        "2021-08-29T24:00:00Z",
        "2021-08-29T21:60:00Z",
        "2021-08-29T21:54:42.Z",
        "2021-08-29T21:54:42X",
        "2021-08-29T21:54:42Z+01:00",
        "2021-08-29T21:54:42+01:",
        "21-08-29",
        "Sun, 29 Avg 2021 21:54:42 GMT",
        "Sun, 29 Aug 2021 21:54:42 CET",
        "Sun 29 Aug 2021 21:54:42 GMT",
        "soon",
        "1_000",
    ] {
        let read = text.parse::<Timestamp>();
        assert!(read.is_err() || text == "2021", "{text}: {read:?}");
    }
}

proptest! {
    #[test]
    fn milliseconds_are_counted_down_from_any_time(millisecond in FIRST_SECOND * 1_000..(LAST_SECOND + 1) * 1_000) {
        let time = Timestamp::from_millisecond(millisecond).unwrap();
        prop_assert_eq!(time.as_millisecond(), millisecond);
        prop_assert_eq!(time.saturating_add(Duration::from_nanos(999_999)).as_millisecond(), millisecond);
        prop_assert_eq!(time.as_second(), millisecond.div_euclid(1_000));
    }
}

#[test]
fn milliseconds_outside_of_all_years_are_no_time() {
    for millisecond in [i64::MIN, FIRST_SECOND * 1_000 - 1, (LAST_SECOND + 1) * 1_000, i64::MAX] {
        let error = Timestamp::from_millisecond(millisecond).unwrap_err();
        assert_eq!(error.to_string(), format!("{millisecond} is not a timestamp"));
    }
}
