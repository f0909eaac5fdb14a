//! Text of a model or file with its invisible characters escaped.

use std::borrow::Cow;

/// The text with control characters, invisible characters and those that change the text's direction in Rust's
/// notation: `\u{202e}`.
///
/// Text of models is printed to terminals and into comments, where such characters could act or mislead.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if is_hidden(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    });
    Cow::Owned(shown.collect())
}

/// Whether a character is a control, is invisible, or changes the text's direction: Unicode's categories Cc, Cf,
/// Zl and Zp, its variation selectors, and letters that are blank.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'
            | '\u{891}' | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn only_invisible_characters_are_escaped() {
        assert_eq!(visible("größe 日本 e\u{301} \\ \"x\""), "größe 日本 e\u{301} \\ \"x\"");
        assert_eq!(visible("a\u{202e}b\u{1b}[2J\u{200b}\0\u{e0041}"), "a\\u{202e}b\\u{1b}[2J\\u{200b}\\u{0}\\u{e0041}");
        assert_eq!(visible("a\nb\r\tc\u{2028}"), "a\\nb\\r\\tc\\u{2028}");
    }
}
