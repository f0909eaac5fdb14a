//! Values held against each other by what `Debug` shows, so that one `NaN` is as good as another.

use std::fmt::Debug;

/// Holds what was read first against what was written of it and read again: the same, but for fractions of a second, which
/// an `http-date` has not.
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
