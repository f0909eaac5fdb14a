//! The items of a file, and what comes into them.

use std::ops::Range;

use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

use super::Obstacle;
use crate::extend::Literal;
use crate::source::{Args, Item};
use crate::writer::Fragment;

/// A file's items, and the edits that are to be made.
pub(super) struct Items<'t> {
    text: &'t str,
    items: Vec<syn::Item>,
    edits: Vec<Edit>,
    /// What came to each item, by its name: no name may come twice.
    added: Vec<(String, String)>,
}

/// What comes in a place of the text.
type Edit = (Range<usize>, String);

/// Where something comes in between braces.
#[derive(Clone, Copy)]
struct Gap {
    /// The end of the last thing before, if no comma follows it.
    open_end: Option<usize>,
    place: usize,
}

impl<'t> Items<'t> {
    /// Reads a file's text; the error says where it is no Rust.
    pub(super) fn parse(text: &'t str) -> Result<Self, String> {
        let file = syn::parse_file(text).map_err(|error| {
            let start = error.span().start();
            format!("{}:{}: {error}", start.line, start.column + 1)
        })?;
        Ok(Self { text, items: file.items, edits: Vec::new(), added: Vec::new() })
    }

    /// What an item has for `rename_all`.
    pub(super) fn rename_all(&self, item: &Item) -> Option<String> {
        let (attributes, own) = match self.find(item)? {
            syn::Item::Struct(item) => (&item.attrs, ["aws_operation", "aws_shape"]),
            syn::Item::Enum(item) => (&item.attrs, ["aws_error", "aws_shape"]),
            _ => return None,
        };
        let texts = own.iter().filter_map(|own| Args::read(attributes, own).ok()?.text("rename_all").ok()?);
        texts.map(|text| text.value).next()
    }

    fn find(&self, item: &Item) -> Option<&syn::Item> {
        self.items.iter().find(|candidate| {
            let ident = match candidate {
                syn::Item::Struct(item) => &item.ident,
                syn::Item::Enum(item) => &item.ident,
                _ => return false,
            };
            ident.unraw() == item.name && ident.span().start().line == item.place.line
        })
    }

    /// Adds the member or value to the item.
    pub(super) fn add(&mut self, item: &Item, fragment: &Fragment) -> Result<(), Obstacle> {
        let key = (item.name.clone(), fragment.name.clone());
        let there = self.find(item).ok_or(Obstacle::InlineModule)?;
        if has_name(there, &fragment.name) || self.added.contains(&key) {
            return Err(Obstacle::NameTaken(fragment.name.clone()));
        }
        let gap = gap_of_item(there).ok_or(Obstacle::NoBraces)?;
        self.insert(gap, &fragment.text);
        self.added.push(key);
        Ok(())
    }

    /// Adds `field: None` where an item's own functions name all of its fields, as `new` does.
    fn complete_literals(&mut self) {
        for literal in self.items.iter().flat_map(|item| Literal::of(item, 0)) {
            let added = self.added.iter().filter(|(item, _)| *item == literal.item);
            let added: Vec<_> = added.map(|(_, field)| field.as_str()).collect();
            if !added.is_empty() {
                let edits = literal.with_none(self.text, &added).into_iter();
                self.edits.extend(edits.map(|edit| (edit.range, edit.text)));
            }
        }
    }

    fn insert(&mut self, gap: Gap, lines: &str) {
        if let Some(end) = gap.open_end
            && !self.edits.iter().any(|(range, _)| *range == (end..end))
        {
            self.edits.push((end..end, ",".to_owned()));
        }
        let start_of_line = self.text[..gap.place].rfind('\n').map_or(0, |end| end + 1);
        if self.text[start_of_line..gap.place].trim().is_empty() {
            return self.edits.push((start_of_line..start_of_line, lines.to_owned()));
        }
        let end_before = self.text[..gap.place].trim_end().len();
        let is_first = !self.edits.iter().any(|(range, _)| *range == (end_before..gap.place));
        self.edits.push(if is_first {
            (end_before..gap.place, format!("\n{lines}"))
        } else {
            (gap.place..gap.place, lines.to_owned())
        });
    }

    /// Takes `Eq` from the derives of the item of that name.
    pub(super) fn remove_eq(&mut self, name: &str) {
        let attributes = self.items.iter().filter_map(|item| match item {
            syn::Item::Struct(item) if item.ident == name => Some(&item.attrs),
            syn::Item::Enum(item) if item.ident == name => Some(&item.attrs),
            _ => None,
        });
        let derives = attributes.flatten().filter(|attribute| attribute.path().is_ident("derive"));
        for derive in derives {
            let Ok(paths) = derive.parse_args_with(Punctuated::<syn::Path, syn::Token![,]>::parse_terminated) else {
                continue;
            };
            if let Some(eq) = paths.iter().find(|path| path.is_ident("Eq")) {
                let range = eq.span().byte_range();
                let (before, after) = (self.text[..range.start].trim_end(), &self.text[range.end..]);
                let (start, end) = match (before.strip_suffix(','), after.trim_start().strip_prefix(',')) {
                    (Some(before), _) => (before.len(), range.end),
                    (None, Some(after)) => (range.start, self.text.len() - after.trim_start().len()),
                    (None, None) => (range.start, range.end),
                };
                self.edits.push((start..end, String::new()));
            }
        }
    }

    /// The text with what was added.
    pub(super) fn finish(mut self) -> String {
        self.complete_literals();
        let mut edits: Vec<_> = self.edits.into_iter().enumerate().collect();
        // In one place, what was added first comes first.
        edits.sort_by_key(|(number, (range, _))| (range.start, *number));
        let mut text = self.text.to_owned();
        let end_of_line = if text.contains("\r\n") { "\r\n" } else { "\n" };
        for (_, (range, new)) in edits.into_iter().rev() {
            text.replace_range(range, &new.replace('\n', end_of_line));
        }
        text
    }
}

/// Whether an item has a field or variant of that name.
fn has_name(item: &syn::Item, name: &str) -> bool {
    let is_name = |ident: &syn::Ident| ident.unraw() == name;
    match item {
        syn::Item::Struct(item) => item.fields.iter().filter_map(|field| field.ident.as_ref()).any(is_name),
        syn::Item::Enum(item) => item.variants.iter().any(|variant| is_name(&variant.ident)),
        _ => false,
    }
}

/// Where something comes in; nowhere in what has no braces.
fn gap_of_item(item: &syn::Item) -> Option<Gap> {
    match item {
        syn::Item::Struct(syn::ItemStruct { fields: syn::Fields::Named(fields), .. }) => {
            Some(gap(&fields.named, fields.brace_token.span))
        }
        syn::Item::Enum(item) => Some(gap_of_variants(item)),
        _ => None,
    }
}

/// The gap before a closing brace.
fn gap<T: Spanned, P>(list: &Punctuated<T, P>, braces: proc_macro2::extra::DelimSpan) -> Gap {
    let open = list.last().filter(|_| !list.trailing_punct());
    Gap { open_end: open.map(|open| open.span().byte_range().end), place: braces.close().byte_range().start }
}

/// The gap before the variant for what is unknown, or before the closing brace.
fn gap_of_variants(item: &syn::ItemEnum) -> Gap {
    let is_unknown = |variant: &&syn::Variant| {
        let mut attributes = variant.attrs.iter().filter(|attribute| attribute.path().is_ident("aws"));
        attributes.any(|attribute| attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("unknown")))
    };
    match item.variants.iter().find(is_unknown) {
        Some(unknown) => Gap { open_end: None, place: unknown.span().byte_range().start },
        None => gap(&item.variants, item.brace_token.span),
    }
}
