//! An error and its sources in one line.

use std::error::Error as StdError;

/// The message of an error, followed by those of its sources. A message that is already part of the text is not
/// repeated.
pub(crate) fn chain(error: &(dyn StdError + 'static)) -> String {
    with_causes(&error.to_string(), error.source())
}

/// A text and the errors beneath it, in one line. What was said already is left out.
pub(crate) fn with_causes(text: &str, mut cause: Option<&(dyn StdError + 'static)>) -> String {
    let mut line = one_line(text);
    while let Some(error) = cause {
        let text = one_line(&error.to_string());
        if !line.contains(&text) {
            line.push_str(": ");
            line.push_str(&text);
        }
        cause = error.source();
    }
    line
}

/// The text in one line, without what would move a terminal's cursor.
pub(crate) fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(breaks).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
