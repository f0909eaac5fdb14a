//! Comments with text of a model: the first sentence of its HTML as rustdoc, and its names.
//!
//! All text of models in comments is escaped here, because rustdoc runs code blocks, passes HTML on to browsers, and
//! resolves brackets as links.

use crate::text::{is_hidden, visible};

/// The width at which rustfmt breaks lines.
const WIDTH: usize = 100;

/// Doc comment lines with `///`; empty without documentation.
pub(super) fn comment(html: Option<&str>, indent: &str) -> String {
    html.and_then(summary).map(|text| lines(&text, indent, "///")).unwrap_or_default()
}

/// Doc comments with a text that is not HTML, such as a title.
pub(super) fn plain(text: &str, mark: &str) -> String {
    lines(&escape(&collapse(&shown(text))), "", mark)
}

/// Lines of a comment, wrapped at words. The text for doc comments is Markdown.
pub(crate) fn lines(text: &str, indent: &str, mark: &str) -> String {
    let mut lines = String::new();
    let mut line = format!("{indent}{mark}");
    let empty = line.len();
    for word in text.split_whitespace() {
        let word = visible(word);
        // At the start of a line, such a word would be Markdown syntax.
        let is_mark = starts_block(&word);
        if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > empty && !is_mark {
            lines.push_str(&line);
            lines.push('\n');
            line.truncate(empty);
        }
        line.push(' ');
        if is_mark && lines.is_empty() && line.len() == empty + 1 && mark != "//" {
            let number = word.trim_start_matches(|c: char| c.is_alphanumeric());
            line.push_str(&word[..word.len() - number.len()]);
            line.push('\\');
            line.push_str(number);
        } else {
            line.push_str(&word);
        }
    }
    lines.push_str(&line);
    lines.push('\n');
    lines
}

/// Whether a line that starts with the word would be a list, heading, quote, rule, table, fence or HTML in Markdown,
/// even within a paragraph or in a code span over several lines.
fn starts_block(word: &str) -> bool {
    let is_numbered = word.ends_with(['.', ')']) && !word.trim_end_matches(['.', ')']).contains(char::is_alphabetic);
    let is_rule = word.chars().all(|c| "-+*=#|_:".contains(c));
    let is_tag = word.strip_prefix('<').is_some_and(|rest| !rest.starts_with("http"));
    is_numbered || is_rule || is_tag || word.starts_with('>') || word.starts_with("~~~") || word.starts_with("```")
}

/// The first sentence, in Markdown.
pub(super) fn summary(html: &str) -> Option<String> {
    let sentence = super::sentence::first(&shown(html))?;
    Some(escape(&sentence)).filter(|text| !text.trim().is_empty())
}

/// The text without invisible characters.
fn shown(text: &str) -> String {
    text.chars().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect()
}

fn collapse(text: &str) -> String {
    let text = text.split("\n\n").map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("``", "")
}

/// Escapes Markdown syntax, and turns URLs into links.
fn escape(text: &str) -> String {
    let balanced = text.matches('`').count().is_multiple_of(2);
    let text = if balanced { text.to_owned() } else { text.replace('`', "'") };
    let parts = text.split('`').enumerate().map(|(number, part)| match part.trim() {
        // Two backticks would open an unclosed code span.
        "" if number % 2 == 1 => String::new(),
        code if number % 2 == 1 => format!("`{code}`"),
        _ => escape_plain(part),
    });
    parts.collect()
}

fn escape_plain(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        if let Some(start) = word.find("http://").or_else(|| word.find("https://")) {
            let (before, url) = word.split_at(start);
            let is_of_urls = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&()*+,;=%".contains(c);
            let all = url.find(|c| !is_of_urls(c)).unwrap_or(url.len());
            let end = url[..all].trim_end_matches(['.', ',', ')', ';', ':', '\'', '"', ']', '>']).len();
            let (url, after) = url.split_at(end);
            return format!("{}<{url}>{}", mark(before), mark(after));
        }
        mark(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

fn mark(text: &str) -> String {
    text.chars().fold(String::new(), |mut marked, letter| {
        if matches!(letter, '[' | ']' | '<' | '>' | '*' | '\\' | '~') {
            marked.push('\\');
        }
        marked.push(letter);
        marked
    })
}

#[cfg(test)]
mod tests {
    use super::{comment, lines, plain, summary};

    #[test]
    fn html_becomes_one_sentence_of_markdown() {
        for (html, text) in [
            ("<p>Creates a <code>Project</code>. It is empty.</p><p>More.</p>", "Creates a `Project`."),
            ("<p>Takes e.g. an <a href=\"x\">ARN</a> &amp; [name].</p>", "Takes e.g. an ARN & \\[name\\]."),
            ("<note><p>Not here.</p></note><p>Here.</p>", "Here."),
            ("<p>See https://aws.amazon.com/s3.</p>", "See <https://aws.amazon.com/s3>."),
            ("a < b", "a \\< b"),
            ("<ul><li>One.</li></ul>", "One."),
        ] {
            assert_eq!(summary(html).as_deref(), Some(text));
        }
        assert_eq!(summary("<p> </p>"), None);
    }

    #[test]
    fn markdown_and_html_are_escaped() {
        for (html, text) in [
            ("<p>~~~</p>", "\\~\\~\\~"),
            ("~~~rust loop {} ~~~", "\\~\\~\\~rust loop {} \\~\\~\\~"),
            ("```rust\nloop {}\n```", "`rust loop {}`"),
            ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script\\>alert(1)\\</script\\>"),
            ("<code>&lt;b&gt;</code>", "`<b>`"),
            ("Signs as <code>!`~</code> or <code>a</code>.", "Signs as `!'~` or `a`."),
            ("https://x\"&gt;&lt;script&gt;", "<https://x>\"\\>\\<script\\>"),
            ("see [`Vec`](evil)", "see \\[`Vec`\\](evil)"),
            ("a\u{202e}b\u{200b}c\u{1b}[1m", "abc\\[1m"),
            ("<code> </code>x<code> </code>", "x"),
        ] {
            assert_eq!(summary(html).as_deref(), Some(text), "{html}");
        }
        assert_eq!(comment(Some("    let x = 1;\n\n    indented"), ""), "/// let x = 1;\n");
        for (html, text) in [("# Title", "/// \\# Title\n"), ("1) One", "/// 1\\) One\n"), ("--- a", "/// \\--- a\n")] {
            assert_eq!(comment(Some(html), ""), text);
        }
        assert_eq!(plain("<b> ``` [x] \u{202e}\n *", "//!"), "//! \\<b\\> ' \\[x\\] \\*\n");
        assert_eq!(lines("a\u{202e}\n/// b\u{7}", "", "//"), "// a\\u{202e} /// b\\u{7}\n");
    }

    #[test]
    fn no_line_of_code_starts_a_block() {
        for word in ["~~~", "<script>", "---", "###", ">x", "1)", "|--|", "==="] {
            for before in 1..60 {
                let word = word.replace('<', "&lt;").replace('>', "&gt;");
                let text = format!("<code>{}{}</code>", "x ".repeat(before), format!("{word} ").repeat(20));
                let comment = comment(Some(&text), "");
                let starts = comment.lines().map(|line| line.trim_start_matches("/// "));
                // With the backtick after it, it is no mark.
                assert!(
                    starts.into_iter().all(|line| line.starts_with(['x', '`', '…']) || line.len() < 6),
                    "{comment}"
                );
            }
        }
    }

    #[test]
    fn lines_are_wrapped_at_words() {
        let comment = comment(Some(&"word ".repeat(40)), "    ");
        assert!(comment.lines().count() == 3 && comment.lines().all(|line| line.len() <= 100), "{comment}");
    }
}
