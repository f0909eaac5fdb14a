//! Edits of a file's text.

use std::ops::Range;

use proc_macro2::extra::DelimSpan;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

/// A part of the text, and what takes its place.
#[derive(Debug)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

impl Edit {
    pub(crate) fn insert(offset: usize, text: &str) -> Self {
        Self { range: offset..offset, text: text.to_owned() }
    }
}

/// Variants or fields in braces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List {
    /// Where the last ends, if no comma follows it.
    pub(crate) last: Option<usize>,
    /// Where the closing brace stands.
    pub(crate) close: usize,
}

impl List {
    /// What is between the braces; `start` is where Rust starts in the text.
    pub(crate) fn of<T: Spanned, P>(parts: &Punctuated<T, P>, braces: DelimSpan, start: usize) -> Self {
        let last = parts.last().filter(|_| !parts.trailing_punct());
        Self {
            last: last.map(|last| last.span().byte_range().end + start),
            close: braces.close().byte_range().start + start,
        }
    }
}

/// The text with the edits made; of those in one place, the first comes first.
pub(crate) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let (mut edited, mut done) = (String::new(), 0);
    for edit in edits {
        edited.push_str(&text[done..edit.range.start]);
        edited.push_str(&with_line_ends_of(text, &edit.text));
        done = edit.range.end;
    }
    edited + &text[done..]
}

/// What is added to a text, with the line ends that this has.
pub(super) fn with_line_ends_of(text: &str, added: &str) -> String {
    let has_carriage_returns = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    if has_carriage_returns { added.replace('\n', "\r\n") } else { added.to_owned() }
}

/// The edits that put lines at the end of a list in the text.
pub(super) fn append(text: &str, list: &List, lines: &str) -> Vec<Edit> {
    let comma = list.last.map(|last| Edit::insert(last, ","));
    let before = &text[..list.close];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let lines = if before[line..].trim().is_empty() && line > 0 {
        Edit::insert(line, lines)
    } else {
        Edit::insert(list.close, &format!("\n{lines}"))
    };
    comma.into_iter().chain([lines]).collect()
}
