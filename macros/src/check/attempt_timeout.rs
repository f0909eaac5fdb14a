//! `attempt_timeout = "15m"`: how long an attempt may take, of an operation that is long by design.

use crate::misuse;
use crate::parse::args::Args;
use crate::report::Report;

/// The limit in seconds.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Option<u32> {
    let given = args.string("attempt_timeout", "15m")?;
    let seconds = seconds(&given.value);
    if seconds.is_none() {
        report.misuse(&given.tokens, misuse::not_a_timeout(&given.value));
    }
    seconds
}

/// The seconds in a whole number above zero with its unit.
fn seconds(text: &str) -> Option<u32> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = number.parse().ok().filter(|number| is_number && *number > 0)?;
    number.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn a_limit_is_a_whole_number_with_its_unit() {
        for (text, expected) in [("1s", 1), ("65s", 65), ("15m", 900), ("2h", 7200), ("4294967295s", u32::MAX)] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
        for text in ["", "s", "15", "0s", "-1s", "+1s", "1.5h", "15 m", " 15m", "15m ", "15M", "15min", "5d", "1h30m"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        for text in ["4294967296s", "99999999h", "99999999999999999999m", "١s", "1µ", "µ"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
