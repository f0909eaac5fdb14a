//! The edits of a file's text.

use std::ops::Range;

use proc_macro2::extra::DelimSpan;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

use super::{ErrorEnum, Existing, NotKept};
use crate::writer::{ErrorVariant, Item, Written, variants_source};

/// A part of the text, and what takes its place.
#[derive(Debug)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

impl Edit {
    pub(crate) fn insert(place: usize, text: &str) -> Self {
        Self { range: place..place, text: text.to_owned() }
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
fn with_line_ends_of(text: &str, added: &str) -> String {
    let has_carriage_returns = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    if has_carriage_returns { added.replace('\n', "\r\n") } else { added.to_owned() }
}

impl Existing {
    /// The file with what was written.
    ///
    /// # Errors
    ///
    /// When something of the file would not be there as before. That is a fault of this crate; the file is as it was.
    pub fn with(&self, written: &Written) -> Result<String, NotKept> {
        let text = self.edited(written);
        self.hold_all(&text, written)?;
        Ok(text)
    }

    fn edited(&self, written: &Written) -> String {
        let missing: Vec<_> = written.items.iter().filter(|item| !self.says(item)).collect();
        let errors = written.errors.as_ref().filter(|errors| !errors.is_there);
        let mut added: Vec<_> = missing.iter().map(|item| item.text.clone()).collect();
        added.extend(errors.map(crate::writer::ErrorEnum::source));
        if self.is_empty() && !added.is_empty() {
            return format!("{}{}", self.text, with_line_ends_of(&self.text, &written.source()));
        }
        let mut edits = Vec::new();
        let there = |errors: &&crate::writer::ErrorEnum| self.errors.iter().find(|there| there.name == errors.name);
        if let Some((errors, there)) = written.errors.as_ref().and_then(|errors| Some((errors, there(&errors)?))) {
            edits.extend(self.missing_variants(there, &errors.variants));
        }
        for more in &written.members {
            edits.extend(self.missing_members(more));
            let literals = self.literals.iter().filter(|literal| literal.item == more.operation);
            let optional: Vec<_> = more.optional.iter().map(String::as_str).collect();
            edits.extend(
                literals.filter(|_| !optional.is_empty()).flat_map(|literal| literal.with_none(&self.text, &optional)),
            );
        }
        if !added.is_empty() || !edits.is_empty() {
            edits.extend(self.missing_imports(written));
        }
        if !added.is_empty() {
            let line_end = if self.text.ends_with('\n') { "" } else { "\n" };
            edits.push(Edit::insert(self.text.len(), &format!("{line_end}\n{}", added.join("\n"))));
        }
        apply(&self.text, edits)
    }

    /// Whether the comment that stands for an item which cannot be written is there.
    fn says(&self, item: &Item) -> bool {
        let is_comment = item.text.lines().all(|line| line.starts_with("//"));
        is_comment && self.text.contains(&with_line_ends_of(&self.text, &item.text))
    }

    fn missing_variants(&self, there: &ErrorEnum, variants: &[ErrorVariant]) -> Vec<Edit> {
        let missing: Vec<_> = variants.iter().filter(|variant| !there.codes.contains(&variant.code)).cloned().collect();
        let lines = variants_source(&missing, there.may_join);
        if missing.is_empty() { Vec::new() } else { self.append(&there.variants, &lines) }
    }

    /// The edits that put lines at the end of a list.
    pub(super) fn append(&self, list: &List, lines: &str) -> Vec<Edit> {
        append(&self.text, list, lines)
    }
}

/// The edits that put lines at the end of a list of that text.
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
