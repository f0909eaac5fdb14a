//! Writes timestamps in Smithy's formats.

use super::Timestamp;
use super::calendar::{Date, SECONDS_PER_DAY, weekday};

pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The format of RFC 3339, without trailing zeros of the fraction: `2019-12-16T23:48:18.52Z`. A year before 0 has a
/// sign and six digits, as in ISO 8601.
pub(super) fn date_time(time: Timestamp) -> String {
    let Date { year, month, day } = date(time);
    let fraction = match time.nanosecond {
        0 => String::new(),
        nanosecond => format!(".{nanosecond:09}").trim_end_matches('0').to_owned(),
    };
    let year = if year < 0 { format!("{year:07}") } else { format!("{year:04}") };
    format!("{year}-{month:02}-{day:02}T{}{fraction}Z", time_of_day(time))
}

/// HTTP's date: `Mon, 16 Dec 2019 23:48:18 GMT`. It cannot express years before 0, which are written as a date-time.
pub(super) fn http_date(time: Timestamp) -> String {
    let Date { year, month, day } = date(time);
    if year < 0 {
        return date_time(time);
    }
    let weekday = WEEKDAYS.get(weekday(time.second.div_euclid(SECONDS_PER_DAY))).unwrap_or(&"");
    let month = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{weekday}, {day:02} {month} {year:04} {} GMT", time_of_day(time))
}

fn date(time: Timestamp) -> Date {
    Date::of_number(time.second.div_euclid(SECONDS_PER_DAY))
}

fn time_of_day(time: Timestamp) -> String {
    let second = time.second.rem_euclid(SECONDS_PER_DAY);
    format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60)
}
