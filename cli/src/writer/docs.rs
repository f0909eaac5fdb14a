//! Comments with text of a model: its HTML as rustdoc, of which the first sentence is kept, and its names.
//!
//! All text of models that goes into comments comes through here, and no more of it than text: rustdoc runs what looks
//! like code, passes HTML on to browsers, and resolves brackets as links.

use crate::text::{is_hidden, visible};

/// Longer sentences are cut.
const LONGEST: usize = 240;
/// As rustfmt breaks code.
const WIDTH: usize = 100;

/// Doc comments, each line with its `///`; nothing where the model says nothing.
pub(super) fn comment(html: Option<&str>, indent: &str) -> String {
    html.and_then(summary).map(|text| lines(&text, indent, "///")).unwrap_or_default()
}

/// Doc comments with a text that is not HTML, as a title.
pub(super) fn plain(text: &str, mark: &str) -> String {
    lines(&escape(&collapse(&shown(text))), "", mark)
}

/// Lines of a comment, wrapped at words. The text of doc comments is Markdown.
pub(super) fn lines(text: &str, indent: &str, mark: &str) -> String {
    let mut lines = String::new();
    let mut line = format!("{indent}{mark}");
    let empty = line.len();
    for word in text.split_whitespace() {
        let word = visible(word);
        // A line that starts like this would be another thing in Markdown.
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

/// Whether a line that starts with the word would be a list, heading, quote, rule, table, fence or HTML in Markdown, also
/// within a paragraph or in code that goes over lines.
fn starts_block(word: &str) -> bool {
    let is_numbered = word.ends_with(['.', ')']) && !word.trim_end_matches(['.', ')']).contains(char::is_alphabetic);
    let is_rule = word.chars().all(|c| "-+*=#|_:".contains(c));
    let is_tag = word.strip_prefix('<').is_some_and(|rest| !rest.starts_with("http"));
    is_numbered || is_rule || is_tag || word.starts_with('>') || word.starts_with("~~~") || word.starts_with("```")
}

/// The first sentence, in Markdown.
pub(super) fn summary(html: &str) -> Option<String> {
    let aside = without(&without(html, "note"), "important");
    let paragraph = first_paragraph(&aside).or_else(|| first_paragraph(html)).map(|text| shown(&text))?;
    let sentence = first_sentence(&paragraph);
    let words = sentence.split(' ').scan(0, |length, word| {
        *length += word.chars().count() + 1;
        (*length <= LONGEST).then_some(word)
    });
    let kept = words.collect::<Vec<_>>().join(" ");
    let text = if kept.len() < sentence.len() { format!("{} …", close_code(&kept)) } else { kept };
    (!text.is_empty()).then(|| escape(&text))
}

/// The text without what is not seen, which a reader of the docs does not miss.
fn shown(text: &str) -> String {
    text.chars().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect()
}

/// The text without elements of that name.
fn without(html: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(&open) {
        kept.push_str(before);
        rest = after.split_once(&close).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The text of the first paragraph that has any, code in backticks.
fn first_paragraph(html: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((tag, after)) = after.split_once('>') else { break };
        text.push_str(&unescape(before));
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.split_whitespace().next().unwrap_or_default().trim_end_matches('/') {
            _ if !is_tag => text.push_str(&format!("<{tag}>")),
            "code" | "/code" => text.push('`'),
            "p" | "/p" | "br" | "li" | "ul" | "ol" | "dl" | "div" | "/div" | "/li" | "h1" | "h2" | "h3" | "table"
                if !text.trim().is_empty() =>
            {
                return Some(collapse(&text));
            }
            _ => {}
        }
        rest = after;
    }
    text.push_str(&unescape(rest));
    Some(collapse(&text)).filter(|text| !text.is_empty())
}

fn collapse(text: &str) -> String {
    let text = text.split("\n\n").map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("``", "")
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let known = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    known.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// Up to the first full stop that ends a sentence.
fn first_sentence(text: &str) -> &str {
    let mut place = 0;
    while let Some(found) = text[place..].find(". ") {
        let end = place + found + 1;
        let before = &text[..end];
        let is_short = ["e.g.", "i.e.", "etc.", "vs.", "(e.g.", "(i.e.", "No.", "St."]
            .iter()
            .any(|short| before.rsplit(' ').next() == Some(short));
        let in_code = before.matches('`').count() % 2 == 1;
        if !is_short && !in_code {
            return before;
        }
        place = end;
    }
    text
}

/// Ends the code that a cut left open.
fn close_code(text: &str) -> String {
    let open = text.matches('`').count() % 2 == 1;
    format!("{text}{}", if open { "`" } else { "" })
}

/// Marks what Markdown would take for markup, and makes addresses links.
fn escape(text: &str) -> String {
    let balanced = text.matches('`').count().is_multiple_of(2);
    let text = if balanced { text.to_owned() } else { text.replace('`', "'") };
    let parts = text.split('`').enumerate().map(|(number, part)| match part.trim() {
        // Two backticks would open code that nothing ends.
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
    fn text_stays_text() {
        for (html, text) in [
            ("<p>~~~</p>", "\\~\\~\\~"),
            ("~~~rust loop {} ~~~", "\\~\\~\\~rust loop {} \\~\\~\\~"),
            ("```rust\nloop {}\n```", "`rust loop {}`"),
            ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script\\>alert(1)\\</script\\>"),
            ("<code>&lt;b&gt;</code>", "`<b>`"),
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
    fn lines_end_at_words() {
        let comment = comment(Some(&"word ".repeat(40)), "    ");
        assert!(comment.lines().count() == 3 && comment.lines().all(|line| line.len() <= 100), "{comment}");
    }
}
