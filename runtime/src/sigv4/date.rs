use crate::Timestamp;

const SECONDS_PER_DAY: i64 = 86_400;
/// From 1 March of the year 0, with which a cycle of leap years begins, to 1 January 1970.
const DAYS_TO_1970: i64 = 719_468;
const DAYS_PER_400_YEARS: i64 = 146_097;
const DAYS_PER_CENTURY: i64 = 36_524;
const DAYS_PER_4_YEARS: i64 = 1_461;
/// The limits of years with four digits.
const FIRST_SECOND: i64 = -62_167_219_200;
const LAST_SECOND: i64 = 253_402_300_799;

/// The digits of `X-Amz-Date`, `20150830T123600Z`, without an allocation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct AmzDate([u8; 16]);

impl AmzDate {
    /// The time rounded down to a second; years outside of 0 to 9999, which have no such form, become the nearest.
    pub(crate) fn new(time: Timestamp) -> Self {
        let time = time.as_second().clamp(FIRST_SECOND, LAST_SECOND);
        let (year, month, day) = year_month_day(time.div_euclid(SECONDS_PER_DAY));
        let second = time.rem_euclid(SECONDS_PER_DAY);
        let ([y1, y2], [y3, y4]) = (two_digits(year / 100), two_digits(year));
        let ([m1, m2], [d1, d2]) = (two_digits(month), two_digits(day));
        let ([h1, h2], [i1, i2]) = (two_digits(second / 3_600), two_digits(second / 60 % 60));
        let [s1, s2] = two_digits(second % 60);
        Self([y1, y2, y3, y4, m1, m2, d1, d2, b'T', h1, h2, i1, i2, s1, s2, b'Z'])
    }

    pub(crate) fn as_str(&self) -> &str {
        // always ASCII
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The date without the time: `20150830`.
    pub(crate) fn day(&self) -> &str {
        self.as_str().get(..8).unwrap_or_default()
    }

    pub(crate) fn day_digits(&self) -> [u8; 8] {
        let [y1, y2, y3, y4, m1, m2, d1, d2, ..] = self.0;
        [y1, y2, y3, y4, m1, m2, d1, d2]
    }
}

/// The Gregorian date of a day counted from 1 January 1970. Years begin in March here until the last step, so that the
/// leap day is their last.
fn year_month_day(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_TO_1970;
    let (cycles, day) = (days.div_euclid(DAYS_PER_400_YEARS), days.rem_euclid(DAYS_PER_400_YEARS));
    // the last of four centuries, and of four years, may be a day longer
    let century = (day / DAYS_PER_CENTURY).min(3);
    let day = day - century * DAYS_PER_CENTURY;
    let (olympiad, day) = (day / DAYS_PER_4_YEARS, day % DAYS_PER_4_YEARS);
    let year_of_4 = (day / 365).min(3);
    let day = day - year_of_4 * 365;
    // from March on, every five months have 153 days
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = 400 * cycles + 100 * century + 4 * olympiad + year_of_4;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

fn two_digits(number: i64) -> [u8; 2] {
    [digit(number / 10), digit(number)]
}

fn digit(number: i64) -> u8 {
    b'0' + u8::try_from(number.rem_euclid(10)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_the_calendar_has_it() -> Result<(), crate::InvalidTimestamp> {
        // every fortieth day and half a minute from the year 0 to 9999, and each day of a leap year
        let times = (FIRST_SECOND..LAST_SECOND - SECONDS_PER_DAY).step_by(3_456_030);
        let leap_year = (946_684_800..978_307_200).step_by(86_400);
        for second in times.chain(leap_year).chain([FIRST_SECOND, -1, 0]) {
            let time = Timestamp::from_second(second)?;
            let written: String = time.to_string().chars().filter(|c| !matches!(c, '-' | ':')).collect();
            assert_eq!(AmzDate::new(time).as_str(), written);
        }
        let date = AmzDate::new(Timestamp::from_second(1_440_938_160)?);
        assert_eq!((date.as_str(), date.day(), &date.day_digits()), ("20150830T123600Z", "20150830", b"20150830"));
        Ok(())
    }
}
