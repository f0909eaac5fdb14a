use super::calendar::{Date, FIRST_SECOND_OF_YEAR_0, SECONDS_PER_DAY};
use crate::value::timestamp::Timestamp;

/// The value of `X-Amz-Date`, such as `20150830T123600Z`, without an allocation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct AmzDate([u8; 16]);

impl AmzDate {
    /// Rounds the time down to the second. A time before the year 0, which this format cannot express, becomes the
    /// first second of the year 0.
    pub(crate) fn new(time: Timestamp) -> Self {
        let time = time.as_second().max(FIRST_SECOND_OF_YEAR_0);
        let Date { year, month, day } = Date::of_number(time.div_euclid(SECONDS_PER_DAY));
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

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The date without the time: `20150830`.
    pub(crate) fn day(&self) -> &str {
        self.as_str().get(..8).unwrap_or_default()
    }

    pub(crate) fn day_bytes(&self) -> &[u8] {
        self.0.first_chunk::<8>().map_or(&[], |day| day)
    }

    pub(crate) fn day_digits(&self) -> [u8; 8] {
        let [y1, y2, y3, y4, m1, m2, d1, d2, ..] = self.0;
        [y1, y2, y3, y4, m1, m2, d1, d2]
    }
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
    use crate::value::timestamp::calendar::LAST_SECOND;

    #[test]
    fn a_time_is_written_as_its_date_time() -> Result<(), crate::value::timestamp::InvalidTimestamp> {
        // every fortieth day and half a minute from the year 0 to 9999, and each day of a leap year
        let times = (FIRST_SECOND_OF_YEAR_0..LAST_SECOND - SECONDS_PER_DAY).step_by(3_456_030);
        let leap_year = (946_684_800..978_307_200).step_by(86_400);
        for second in times.chain(leap_year).chain([FIRST_SECOND_OF_YEAR_0, -1, 0]) {
            let time = Timestamp::from_second(second)?;
            let written: String = time.to_string().chars().filter(|c| !matches!(c, '-' | ':')).collect();
            assert_eq!(AmzDate::new(time).as_str(), written);
        }
        let date = AmzDate::new(Timestamp::from_second(1_440_938_160)?);
        assert_eq!((date.as_str(), date.day(), &date.day_digits()), ("20150830T123600Z", "20150830", b"20150830"));
        Ok(())
    }
}
