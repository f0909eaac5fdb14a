//! The first sentence of a model's documentation; if it introduces a list, the list is appended.

use super::blocks::{Block, BlockKind, blocks};

/// The maximum length; longer sentences are cut.
const LONGEST: usize = 240;

/// Abbreviations whose period does not end a sentence.
const ABBREVIATIONS: [&str; 14] =
    ["e.g.", "i.e.", "eg.", "ie.", "vs.", "No.", "St.", "U.S.", "cf.", "approx.", "Fig.", "incl.", "v.", "Inc."];

/// Phrases that introduce examples or definitions, which a summary omits.
const ANNOUNCEMENTS: [&str; 16] = [
    "where",
    "for example",
    "for instance",
    "as in the following example",
    "as in this example",
    "as shown in the following example",
    "in the following example",
    "in the following format",
    "in this format",
    "in the format",
    "as follows",
    "as shown below",
    "as described below",
    "like this",
    "note",
    "as the following",
];

/// The first sentence as text with code in backticks.
pub(super) fn first(html: &str) -> Option<String> {
    let aside = without(&without(html, "note"), "important");
    let blocks = Some(blocks(&aside)).filter(|blocks| !blocks.is_empty()).unwrap_or_else(|| blocks(html));
    let (block, rest) = blocks.split_first()?;
    let sentence = with_advice(first_of(&block.text), &block.text);
    let ends_block = sentence.len() == block.text.len();
    let announces = sentence.ends_with(':') || sentence.contains("following") || sentence.contains(" one of these");
    let text = if ends_block && announces { with_list(sentence, rest) } else { sentence.to_owned() };
    Some(cut(&text)).filter(|text| !text.is_empty())
}

/// The HTML without elements of that name.
fn without(html: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let mut rest = html;
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once(&open) {
        text.push_str(before);
        rest = after.split_once(&close).map_or("", |(_, after)| after);
    }
    text + rest
}

/// The text up to the first punctuation that ends a sentence.
fn first_of(text: &str) -> &str {
    for (offset, _) in text.match_indices(['.', '!', '?']) {
        let (before, after) = text.split_at(offset + 1);
        let Some(next) = after.strip_prefix(' ').and_then(|after| after.chars().next()) else { continue };
        let word = before.rsplit(' ').next().unwrap_or_default().trim_start_matches(['(', '"', '\'', '[']);
        let in_code = before.matches('`').count() % 2 == 1;
        if !in_code && !next.is_lowercase() && !ABBREVIATIONS.contains(&word) && !is_initial(word) {
            return before;
        }
    }
    text
}

/// `A.`, as in a name.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    matches!((letters.next(), letters.next(), letters.next()), (Some('A'..='Z'), Some('.'), None))
}

/// Adds the next sentence to `Optional.`, and to a short one like `This is a legacy parameter.` that is followed by
/// advice.
fn with_advice<'t>(sentence: &'t str, text: &'t str) -> &'t str {
    let after = text[sentence.len()..].trim_start();
    let is_verdict = sentence.starts_with("This ") && sentence.len() < 40 && after.starts_with("Use ");
    if !after.is_empty() && (is_verdict || !sentence.contains(' ')) {
        &text[..text.len() - after.len() + first_of(after).len()]
    } else {
        sentence
    }
}

/// A sentence that introduces what follows it, with the list appended or without the introduction.
fn with_list(sentence: &str, rest: &[Block]) -> String {
    let announced = sentence.trim_end_matches([':', '.', ' ']);
    if let Some(alone) = without_announcement(announced) {
        return format!("{alone}.");
    }
    let items: Vec<_> = items(rest).collect();
    match (items.is_empty(), rest.first()) {
        (false, _) => format!("{announced}: {}", joined(&items, LONGEST.saturating_sub(announced.chars().count()))),
        (true, Some(next)) if sentence.ends_with(':') && next.kind == BlockKind::Paragraph => {
            format!("{sentence} {}", first_of(&next.text).trim_end_matches(':'))
        }
        (true, _) if sentence.ends_with(':') => format!("{announced}."),
        _ => sentence.to_owned(),
    }
}

fn without_announcement(sentence: &str) -> Option<&str> {
    let ends_in = |announcement: &&&str| {
        let before = sentence.len().checked_sub(announcement.len()).and_then(|start| sentence.split_at_checked(start));
        before.is_some_and(|(before, end)| end.eq_ignore_ascii_case(announcement) && before.ends_with([' ', ',', '.']))
    };
    let announcement = ANNOUNCEMENTS.iter().find(ends_in)?;
    let alone = sentence[..sentence.len() - announcement.len()].trim_end_matches([' ', ',', ';', ':', '.', '-', '–']);
    (alone.split(' ').count() > 2).then_some(alone)
}

/// The items of the list that follows.
fn items(rest: &[Block]) -> impl Iterator<Item = &str> {
    let list = rest.iter().take_while(|block| block.kind != BlockKind::Paragraph);
    list.filter(|block| block.kind == BlockKind::Item).map(|block| lead(&block.text))
}

/// The value that an item explains, or its first sentence.
fn lead(item: &str) -> &str {
    let explained = [" - ", " – ", " — ", ": ", " -- "].iter().filter_map(|joint| item.find(joint)).min();
    let term = explained.map(|end| &item[..end]).filter(|term| term.split(' ').count() <= 4);
    let code = || {
        let end = item.strip_prefix('`')?.find('`')? + 2;
        let after = item[end..].trim_start();
        (after.is_empty() || after.starts_with(['-', '–', '—', ':', '(', '.', ','])).then(|| &item[..end])
    };
    let lead = code().or(term).unwrap_or_else(|| first_of(item));
    lead.trim_end_matches(['.', ',', ';', ':', ' '])
}

/// As many items as fit in `room` characters, at least one.
fn joined(items: &[&str], room: usize) -> String {
    let joint = if items.iter().any(|item| item.contains(',') || item.split(' ').count() > 4) { "; " } else { ", " };
    let mut text = String::new();
    for item in items {
        if !text.is_empty() && text.chars().count() + item.chars().count() + 4 > room {
            return format!("{text}{joint}…");
        }
        text.push_str(if text.is_empty() { "" } else { joint });
        text.push_str(item);
    }
    text + "."
}

/// Cuts a long sentence at a word.
fn cut(sentence: &str) -> String {
    let words = sentence.split(' ').scan(0, |length, word| {
        *length += word.chars().count() + 1;
        (*length <= LONGEST).then_some(word)
    });
    let start = words.collect::<Vec<_>>().join(" ");
    if start.len() < sentence.len() { format!("{} …", close_code(&start)) } else { start }
}

/// Closes a code span that a cut left open.
fn close_code(text: &str) -> String {
    let open = text.matches('`').count() % 2 == 1;
    format!("{text}{}", if open { "`" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn a_sentence_ends_where_the_next_begins() {
        for (html, sentence) in [
            ("Takes e.g. an ARN. More.", "Takes e.g. an ARN."),
            (
                "Takes (i.e. AWS does) a U.S. East name vs. No. 5. More.",
                "Takes (i.e. AWS does) a U.S. East name vs. No. 5.",
            ),
            ("Copies to Amazon S3. bucket or so. More.", "Copies to Amazon S3. bucket or so."),
            ("Stores in Amazon S3. The bucket is yours.", "Stores in Amazon S3."),
            ("Version 1.2. <code>a. B</code> is it. C", "Version 1.2."),
            ("Is it? Yes.", "Is it?"),
            ("Optional. The name. More.", "Optional. The name."),
            (
                "This is a legacy parameter. Use <code>Filter</code> instead. More.",
                "This is a legacy parameter. Use `Filter` instead.",
            ),
        ] {
            assert_eq!(first(html).as_deref(), Some(sentence));
        }
    }

    #[test]
    fn a_sentence_that_introduces_a_list_includes_it() {
        for (html, sentence) in [
            (
                "<p>The level of detail in the response:</p> <ul> <li> <p> <code>INDEXES</code> - All of it. Note: \
                 long.</p> </li> <li><p><code>NONE</code></p></li></ul>",
                "The level of detail in the response: `INDEXES`, `NONE`.",
            ),
            (
                "<p>It was rejected for one of the following reasons: </p> <ul><li>The key is, so to say, wrong. \
                 Look.</li><li>It is late.</li></ul><p>End.</p>",
                "It was rejected for one of the following reasons: The key is, so to say, wrong; It is late.",
            ),
            (
                "<p>Choose from the following options.</p><ul><li>A</li><li>B</li></ul>",
                "Choose from the following options: A, B.",
            ),
            ("<p>The JSON input, for example:</p><p>x</p>", "The JSON input."),
            ("<p>It is <code>a/b</code>, where:</p><ul><li>a</li></ul>", "It is `a/b`."),
            ("<p>The form is:</p><p><code>a:b</code></p>", "The form is: `a:b`"),
            ("<p>These follow:</p>", "These follow."),
            ("<p>See the following page.</p>", "See the following page."),
        ] {
            assert_eq!(first(html).as_deref(), Some(sentence));
        }
        let long = format!("<p>One of:</p><ul>{}</ul>", "<li>twenty letters or so</li>".repeat(30));
        let sentence = first(&long).unwrap_or_default();
        assert!(sentence.len() < 260 && sentence.ends_with("twenty letters or so, …"), "{sentence}");
    }
}
