//! Splits a command line into program and arguments, by the quoting rules of a shell.

use zeroize::Zeroizing;

/// Splits `line` into words. White space separates words, quotes group them, and a backslash escapes the next character.
/// `None` if a quote is not closed or a backslash ends the line.
///
/// No other shell syntax is supported: no variables, wildcards or pipes. Sources: POSIX Shell Command Language, section
/// 2.2; for Windows, where a backslash separates directories, the rules of its C runtime.
pub(super) fn split(line: &str, windows: bool) -> Option<Vec<Zeroizing<String>>> {
    let mut words = Vec::new();
    let mut word: Option<Zeroizing<String>> = None;
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        match (c, quote) {
            (' ' | '\t' | '\r' | '\n', None) => words.extend(word.take()),
            ('"' | '\'', None) if c == '"' || !windows => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (_, Some(open)) if c == open => quote = None,
            ('\\', None | Some('"')) if escapes(next, quote.is_some(), windows) => {
                let escaped = characters.next();
                // An escaped line break is a line continuation: both characters are dropped.
                let escaped = escaped.filter(|c| *c != '\n' || windows);
                word.get_or_insert_default().extend(escaped);
            }
            ('\\', None) if !windows => return None,
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    if quote.is_none() { Some(words) } else { None }
}

/// Whether a backslash before `next` is an escape character.
fn escapes(next: Option<char>, in_quotes: bool, windows: bool) -> bool {
    match next {
        Some('"') => true,
        Some('\\' | '$' | '`' | '\n') if in_quotes => !windows,
        Some(_) => !in_quotes && !windows,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    fn words(line: &str, windows: bool) -> Option<Vec<String>> {
        split(line, windows).map(|words| words.iter().map(|word| word.to_string()).collect())
    }

    #[test]
    fn a_line_is_split_by_shell_rules() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            (" \t ", &[]),
            ("a b\tc  d\n", &["a", "b", "c", "d"]),
            ("/opt/my\\ tool --user helen", &["/opt/my tool", "--user", "helen"]),
            ("'a b' \"c d\" e' 'f", &["a b", "c d", "e f"]),
            ("'' \"\" x''", &["", "", "x"]),
            (r#"'a\b"c' "d'e\f\"g\\h\$i""#, &[r#"a\b"c"#, r#"d'e\f"g\h$i"#]),
            (r"a\\b \'c\' \$d", &[r"a\b", "'c'", "$d"]),
            ("a\\\nb \"c\\\nd\"", &["ab", "cd"]),
            ("a;b|c $(d) *", &["a;b|c", "$(d)", "*"]),
            ("höher 🙂", &["höher", "🙂"]),
        ];
        for (line, expected) in cases {
            assert_eq!(words(line, false).unwrap(), *expected, "{line}");
        }
        for line in ["'a", "\"a", "a\\", "\"a\\", "\"a\\\""] {
            assert_eq!(words(line, false), None, "{line}");
        }
    }

    #[test]
    fn on_windows_a_backslash_separates_directories() {
        let cases: &[(&str, &[&str])] = &[
            (r"C:\tools\get.exe --user helen", &[r"C:\tools\get.exe", "--user", "helen"]),
            (r#""C:\Program Files\get.exe" it's \"so\""#, &[r"C:\Program Files\get.exe", "it's", r#""so""#]),
            (r"a\\b \", &[r"a\\b", r"\"]),
        ];
        for (line, expected) in cases {
            assert_eq!(words(line, true).unwrap(), *expected, "{line}");
        }
        assert_eq!(words(r#""a"#, true), None);
    }
}
