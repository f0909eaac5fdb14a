//! The items of a file, and the additions to them.

use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

use super::Obstacle;
use crate::extend::{Edit, List, Literal, apply, may_join};
use crate::source::{Args, Item, position_and_problem};
use crate::writer::Fragment;

/// A file's items, and the edits to be applied.
pub(super) struct Items<'t> {
    text: &'t str,
    items: Vec<syn::Item>,
    edits: Vec<Edit>,
    /// The pairs of item and added name.
    added: Vec<(String, String)>,
}

impl<'t> Items<'t> {
    /// Parses a file's text; the error contains the position.
    pub(super) fn parse(text: &'t str) -> Result<Self, String> {
        let file = syn::parse_file(text).map_err(|error| position_and_problem(&error))?;
        Ok(Self { text, items: file.items, edits: Vec::new(), added: Vec::new() })
    }

    /// The `rename_all` of an item.
    pub(super) fn rename_all(&self, item: &Item) -> Option<String> {
        let (attributes, own) = match self.find(item)? {
            syn::Item::Struct(item) => (&item.attrs, ["aws_operation", "aws_shape"]),
            syn::Item::Enum(item) => (&item.attrs, ["aws_error", "aws_shape"]),
            _ => return None,
        };
        let texts = own.iter().filter_map(|own| Args::read(attributes, own).ok()?.text("rename_all").ok()?);
        texts.map(|text| text.value).next()
    }

    /// Whether rustfmt puts the fields of short variants of the item on one line.
    pub(super) fn may_join(&self, item: &Item) -> bool {
        matches!(self.find(item), Some(syn::Item::Enum(item)) if may_join(item, self.text))
    }

    fn find(&self, item: &Item) -> Option<&syn::Item> {
        self.items.iter().find(|candidate| {
            let ident = match candidate {
                syn::Item::Struct(item) => &item.ident,
                syn::Item::Enum(item) => &item.ident,
                _ => return false,
            };
            ident.unraw() == item.name && ident.span().start().line == item.location.line
        })
    }

    /// Adds the member or value to the item.
    pub(super) fn add(&mut self, item: &Item, fragment: &Fragment) -> Result<(), Obstacle> {
        let key = (item.name.clone(), fragment.name.clone());
        let there = self.find(item).ok_or(Obstacle::InlineModule)?;
        if has_name(there, &fragment.name) || self.added.contains(&key) {
            return Err(Obstacle::NameConflict(fragment.name.clone()));
        }
        let list = list_of(there).ok_or(Obstacle::NoBraces)?;
        self.insert(list, &fragment.text);
        self.added.push(key);
        Ok(())
    }

    /// Adds `field: None` to struct literals in an item's own functions, such as `new`.
    fn complete_literals(&mut self) {
        for literal in self.items.iter().flat_map(|item| Literal::of(item, 0)) {
            let added = self.added.iter().filter(|(item, _)| *item == literal.item);
            let added: Vec<_> = added.map(|(_, field)| field.as_str()).collect();
            if !added.is_empty() {
                self.edits.extend(literal.with_none(self.text, &added));
            }
        }
    }

    fn insert(&mut self, List { last, close }: List, lines: &str) {
        if let Some(end) = last
            && !self.edits.iter().any(|edit| edit.range == (end..end))
        {
            self.edits.push(Edit::insert(end, ","));
        }
        let start_of_line = self.text[..close].rfind('\n').map_or(0, |end| end + 1);
        if self.text[start_of_line..close].trim().is_empty() {
            return self.edits.push(Edit::insert(start_of_line, lines));
        }
        let end_before = self.text[..close].trim_end().len();
        let is_first = !self.edits.iter().any(|edit| edit.range == (end_before..close));
        self.edits.push(if is_first {
            Edit { range: end_before..close, text: format!("\n{lines}") }
        } else {
            Edit::insert(close, lines)
        });
    }

    /// Removes `Eq` from the derives of the item with that name.
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
                self.edits.push(Edit { range: start..end, text: String::new() });
            }
        }
    }

    /// The text with the additions.
    pub(super) fn finish(mut self) -> String {
        self.complete_literals();
        apply(self.text, self.edits)
    }
}

/// Whether an item has a field or variant with that name.
fn has_name(item: &syn::Item, name: &str) -> bool {
    let is_name = |ident: &syn::Ident| ident.unraw() == name;
    match item {
        syn::Item::Struct(item) => item.fields.iter().filter_map(|field| field.ident.as_ref()).any(is_name),
        syn::Item::Enum(item) => item.variants.iter().any(|variant| is_name(&variant.ident)),
        _ => false,
    }
}

/// The list to append to; `None` if the item has no braces.
fn list_of(item: &syn::Item) -> Option<List> {
    match item {
        syn::Item::Struct(syn::ItemStruct { fields: syn::Fields::Named(fields), .. }) => {
            Some(List::of(&fields.named, fields.brace_token.span, 0))
        }
        syn::Item::Enum(item) => Some(list_of_variants(item)),
        _ => None,
    }
}

/// The list of variants, which ends before the variant for unknown values.
fn list_of_variants(item: &syn::ItemEnum) -> List {
    let is_unknown = |variant: &&syn::Variant| {
        let mut attributes = variant.attrs.iter().filter(|attribute| attribute.path().is_ident("aws"));
        attributes.any(|attribute| attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("unknown")))
    };
    match item.variants.iter().find(is_unknown) {
        Some(unknown) => List { last: None, close: unknown.span().byte_range().start },
        None => List::of(&item.variants, item.brace_token.span, 0),
    }
}
