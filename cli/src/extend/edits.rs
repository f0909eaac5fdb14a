//! Edits of a file's text.

use std::ops::Range;

use proc_macro2::extra::DelimSpan;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

/// The replacement of a part of the text.
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
    /// The offset of the end of the last entry, if no comma follows it.
    pub(crate) last: Option<usize>,
    /// The offset of the closing brace.
    pub(crate) close: usize,
}

impl List {
    /// The list between the braces; `start` is the offset of the first Rust code in the text.
    pub(crate) fn of<T: Spanned, P>(parts: &Punctuated<T, P>, braces: DelimSpan, start: usize) -> Self {
        let last = parts.last().filter(|_| !parts.trailing_punct());
        Self {
            last: last.map(|last| last.span().byte_range().end + start),
            close: braces.close().byte_range().start + start,
        }
    }
}

/// The text with the edits applied; edits at the same offset keep their order.
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

/// `added` with the line ends of `text`.
pub(super) fn with_line_ends_of(text: &str, added: &str) -> String {
    let has_carriage_returns = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    if has_carriage_returns { added.replace('\n', "\r\n") } else { added.to_owned() }
}

/// The edits that append lines to a list in the text.
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
