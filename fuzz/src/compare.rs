//! Compares values by their `Debug` output, so that one `NaN` equals another.

use std::fmt::Debug;

/// Asserts that a value equals itself after it is written and read again, except for fractions of a second, which an
/// `http-date` does not have.
pub fn same(first: &impl Debug, again: &impl Debug) {
    assert_eq!(without_fractions(first), without_fractions(again));
}

fn without_fractions(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    let mut parts = text.split('.');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.trim_start_matches(|c: char| c.is_ascii_digit()) {
            after if after.starts_with('Z') => whole.push_str(after),
            _ => whole.extend([".", part]),
        }
    }
    whole
}
