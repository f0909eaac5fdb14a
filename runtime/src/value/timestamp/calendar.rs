//! The Gregorian calendar of the years -9999 to 9999.

pub(crate) const SECONDS_PER_DAY: i64 = 86_400;
/// -9999-01-01T00:00:00Z, in seconds since 1970.
pub(crate) const FIRST_SECOND: i64 = -377_705_116_800;
/// 0000-01-01T00:00:00Z. Years before it do not have four digits.
pub(crate) const FIRST_SECOND_OF_YEAR_0: i64 = -62_167_219_200;
/// 9999-12-31T23:59:59Z.
pub(crate) const LAST_SECOND: i64 = 253_402_300_799;

/// Days from 1 March of the year 0, where a cycle of leap years begins, to 1 January 1970.
const DAYS_TO_1970: i64 = 719_468;
const DAYS_PER_400_YEARS: i64 = 146_097;
const DAYS_PER_CENTURY: i64 = 36_524;
const DAYS_PER_4_YEARS: i64 = 1_461;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: i64,
    /// From 1.
    pub(crate) month: i64,
    /// From 1.
    pub(crate) day: i64,
}

impl Date {
    /// The day with this number, counted from 1 January 1970.
    ///
    /// Until the last step, years begin in March, so that the leap day is the last day of a year.
    pub(crate) fn of_number(number: i64) -> Self {
        let days = number + DAYS_TO_1970;
        let (cycles, day) = (days.div_euclid(DAYS_PER_400_YEARS), days.rem_euclid(DAYS_PER_400_YEARS));
        // the last of four centuries, and of four years, may be a day longer
        let century = (day / DAYS_PER_CENTURY).min(3);
        let day = day - century * DAYS_PER_CENTURY;
        let (leap_cycle, day) = (day / DAYS_PER_4_YEARS, day % DAYS_PER_4_YEARS);
        let year_of_4 = (day / 365).min(3);
        let day = day - year_of_4 * 365;
        // from March on, any five months have 153 days
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let year = 400 * cycles + 100 * century + 4 * leap_cycle + year_of_4;
        if month < 10 { Self { year, month: month + 3, day } } else { Self { year: year + 1, month: month - 9, day } }
    }

    /// The number of the day, counted from 1 January 1970. `None` if the day does not exist.
    pub(super) fn number(self) -> Option<i64> {
        let (year, month) = if self.month > 2 { (self.year, self.month - 3) } else { (self.year - 1, self.month + 9) };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let number = 365 * year + leap_days + (153 * month + 2) / 5 + self.day - 1 - DAYS_TO_1970;
        (Self::of_number(number) == self).then_some(number)
    }
}

/// The day of the week of the day with this number: 0 is Monday.
pub(super) fn weekday(number: i64) -> usize {
    // 1 January 1970 was a Thursday.
    usize::try_from((number + 3).rem_euclid(7)).unwrap_or_default()
}
