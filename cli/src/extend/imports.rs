//! The imports of a file, and the edits that add imports.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned as _;

use super::Existing;
use super::edits::Edit;
use crate::writer::{Written, import};

/// The imports of a file, and the offsets for more.
#[derive(Debug)]
pub(super) struct Imports {
    /// `use aws_operation::{..};`, if more names can be added to it.
    runtime: Option<RuntimeImport>,
    /// The end of the last import or inner attribute.
    end: Option<usize>,
    /// The offset for imports in a file that has none: the start of a line.
    top: usize,
}

#[derive(Debug)]
struct RuntimeImport {
    range: Range<usize>,
    names: Vec<String>,
    /// The end of the last name in its braces, if it has braces.
    last: Option<usize>,
}

impl Imports {
    /// For a file whose `use` items are added later.
    pub(super) fn new(file: &syn::File, text: &str, start: usize) -> Self {
        let end = file.attrs.last().map(|attribute| attribute.span().byte_range().end + start);
        let first = file.items.first().map(|item| item.span().byte_range().start + start);
        Self { runtime: None, end, top: first.map_or(text.len(), |first| top(text, start, first)) }
    }

    /// Adds a `use` item, and returns the names that it imports.
    pub(super) fn add(&mut self, item: &syn::ItemUse, start: usize) -> Vec<String> {
        let range = item.span().byte_range();
        let range = range.start + start..range.end + start;
        self.end = self.end.max(Some(range.end));
        let mut names = Vec::new();
        collect(&item.tree, &mut names);
        let is_private = item.attrs.is_empty() && matches!(item.vis, syn::Visibility::Inherited);
        if let syn::UseTree::Path(path) = &item.tree
            && path.ident == "aws_operation"
            && is_flat(&path.tree)
            && is_private
        {
            let last = last_in_braces(&path.tree).map(|end| end + start);
            self.runtime = Some(RuntimeImport { range, names: names.clone(), last });
        }
        names
    }
}

impl Existing {
    /// The edits that add the missing imports.
    pub(super) fn missing_imports(&self, written: &Written) -> Vec<Edit> {
        let is_missing = |name: &&String| !self.names.contains(*name);
        let missing: Vec<_> = written.imports.iter().filter(is_missing).map(String::as_str).collect();
        let of_std = Some(written.imports_of_std(|name| !self.names.contains(name))).filter(|lines| !lines.is_empty());
        let (own, edit) = match &self.imports.runtime {
            _ if missing.is_empty() => (None, None),
            Some(there) => match self.more_names(there, &missing) {
                Some(edit) => (None, Some(edit)),
                None => (Some(import("aws_operation", &missing)), None),
            },
            None => (Some(import("aws_operation", &missing)), None),
        };
        let lines: Vec<_> = of_std.into_iter().chain(own).collect();
        let mut edits: Vec<_> = edit.into_iter().collect();
        if lines.is_empty() {
            return edits;
        }
        edits.push(match self.imports.end {
            Some(end) => Edit::insert(self.end_of_line(end), &format!("\n{}", lines.join("\n").trim_end())),
            // The file has only comments.
            None if self.imports.top == self.text.len() => {
                Edit::insert(self.text.trim_end().len(), &format!("\n\n{}", lines.join("\n").trim_end()))
            }
            None => Edit::insert(self.imports.top, &format!("{}\n", lines.join("\n"))),
        });
        edits
    }

    /// The edit that adds names to an import; `None` if the import has no braces and is not formatted as by the writer.
    fn more_names(&self, there: &RuntimeImport, missing: &[&str]) -> Option<Edit> {
        let names: Vec<_> = there.names.iter().map(String::as_str).collect();
        if self.text[there.range.clone()].replace("\r\n", "\n") == import("aws_operation", &names).trim_end() {
            let all: BTreeSet<_> = names.iter().copied().chain(missing.iter().copied()).collect();
            let all: Vec<_> = all.into_iter().collect();
            return Some(Edit {
                range: there.range.clone(),
                text: import("aws_operation", &all).trim_end().to_owned(),
            });
        }
        there.last.map(|last| Edit::insert(last, &format!(", {}", missing.join(", "))))
    }

    /// The end of the line, if only a comment follows `offset` in the line.
    fn end_of_line(&self, offset: usize) -> usize {
        // The span of a doc comment includes the carriage return.
        let offset = if self.text[..offset].ends_with('\r') { offset - 1 } else { offset };
        let line = self.text[offset..].split('\n').next().unwrap_or_default();
        let is_free = line.trim().is_empty() || line.trim_start().starts_with("//");
        if is_free { offset + line.trim_end_matches('\r').len() } else { offset }
    }
}

/// The offset after the comments at the top, if a blank line ends them; otherwise before the first item of the file.
fn top(text: &str, start: usize, first: usize) -> usize {
    let before = &text[start..first];
    let line_start = |at: usize| at == 0 || text[..at].ends_with('\n') || at == start && text[..at] == *"\u{feff}";
    if before.trim().is_empty() && line_start(first) {
        return first;
    }
    let blank = ["\n\n", "\n\r\n"].into_iter().filter_map(|blank| Some(before.rfind(blank)? + blank.len())).max();
    // A blank line may be inside a block comment.
    match blank.filter(|_| !before.contains("/*")) {
        Some(blank) => start + blank,
        None if start > 0 && text[start..].starts_with('\n') => start + 1,
        None => start,
    }
}

/// The names that an import adds to the module.
fn collect(tree: &syn::UseTree, names: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => collect(&path.tree, names),
        syn::UseTree::Name(name) => names.push(name.ident.to_string()),
        syn::UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}

/// Whether a tree contains only names.
fn is_flat(tree: &syn::UseTree) -> bool {
    match tree {
        syn::UseTree::Name(_) => true,
        syn::UseTree::Group(group) => group.items.iter().all(|tree| matches!(tree, syn::UseTree::Name(_))),
        _ => false,
    }
}

/// The end of the last name in braces.
fn last_in_braces(tree: &syn::UseTree) -> Option<usize> {
    let syn::UseTree::Group(group) = tree else { return None };
    group.items.last().map(|last| last.span().byte_range().end)
}
