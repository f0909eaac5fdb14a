//! A model's HTML as rustdoc: the first sentence, in lines.

/// As rustfmt breaks code.
const WIDTH: usize = 100;

/// Doc comments, each line with its `///`; nothing where the model says nothing.
pub(super) fn comment(html: Option<&str>, indent: &str) -> String {
    html.and_then(summary).map(|text| lines(&text, indent, "///")).unwrap_or_default()
}

/// Lines of a comment, wrapped at words.
pub(crate) fn lines(text: &str, indent: &str, mark: &str) -> String {
    let mut lines = String::new();
    let mut line = format!("{indent}{mark}");
    let empty = line.len();
    for word in text.split_whitespace() {
        // A line that starts like this would be another thing in Markdown.
        let is_mark = matches!(word, "-" | "+" | "*" | ">" | "=" | "|" | "#") || word.ends_with(['.', ')']);
        let is_list = is_mark && word.trim_end_matches(['.', ')']).chars().all(|c| !c.is_alphabetic());
        if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > empty && !is_list {
            lines.push_str(&line);
            lines.push('\n');
            line.truncate(empty);
        }
        line.push(' ');
        line.push_str(word);
    }
    lines.push_str(&line);
    lines.push('\n');
    lines
}

/// The first sentence, in Markdown.
pub(super) fn summary(html: &str) -> Option<String> {
    super::sentence::first(html).map(|sentence| escape(&sentence))
}

/// Marks what Markdown would take for markup, and makes addresses links.
fn escape(text: &str) -> String {
    let balanced = text.matches('`').count().is_multiple_of(2);
    let text = if balanced { text.to_owned() } else { text.replace('`', "'") };
    let parts = text
        .split('`')
        .enumerate()
        .map(|(number, part)| if number % 2 == 1 { format!("`{}`", part.trim()) } else { escape_plain(part) });
    parts.collect()
}

fn escape_plain(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        if let Some(start) = word.find("http://").or_else(|| word.find("https://")) {
            let (before, url) = word.split_at(start);
            let end = url.trim_end_matches(['.', ',', ')', ';', ':', '\'', '"', ']', '>']).len();
            let (url, after) = url.split_at(end);
            return format!("{}<{url}>{}", mark(before), mark(after));
        }
        mark(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

fn mark(text: &str) -> String {
    text.chars().fold(String::new(), |mut marked, letter| {
        if matches!(letter, '[' | ']' | '<' | '>' | '*' | '\\') {
            marked.push('\\');
        }
        marked.push(letter);
        marked
    })
}

#[cfg(test)]
mod tests {
    use super::{comment, summary};

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
    fn lines_end_at_words() {
        let comment = comment(Some(&"word ".repeat(40)), "    ");
        assert!(comment.lines().count() == 3 && comment.lines().all(|line| line.len() <= 100), "{comment}");
    }
}
