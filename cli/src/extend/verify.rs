//! Verifies that an addition preserves all existing code of a file.

use quote::ToTokens;
use syn::Item;

use super::literals::without_fields;
use super::{Existing, start_of_rust};
use crate::writer::Written;

/// Existing code would change, or new code would be missing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPreserved {
    /// The result would not be valid Rust.
    #[error("with the addition it would not be valid Rust ({problem}), so nothing was written; write to another file")]
    InvalidRust {
        /// The parser's message.
        problem: String,
    },
    /// An existing item would change.
    #[error("the addition would change `{item}`, so nothing was written; write to another file")]
    Changed {
        /// The start of the item.
        item: String,
    },
    /// A new item would be missing in the module.
    #[error("`{name}` would not become an item of the module, so nothing was written; write to another file")]
    NotAdded {
        /// The item's name.
        name: String,
    },
}

impl Existing {
    /// Parses `text`, and searches it for every item of the file and for the written items.
    pub(super) fn verify(&self, text: &str, written: &Written) -> Result<(), NotPreserved> {
        let invalid_rust = |error: syn::Error| NotPreserved::InvalidRust { problem: error.to_string() };
        let old: syn::File = syn::parse_str(&self.text[self.start..]).map_err(invalid_rust)?;
        let new: syn::File = syn::parse_str(&text[start_of_rust(text)..]).map_err(invalid_rust)?;
        let is_preserved = text.starts_with(&self.text[..self.start]) && new.attrs.starts_with(&old.attrs);
        if !is_preserved {
            return Err(NotPreserved::Changed { item: "the start of the file".to_owned() });
        }
        let mut rest = new.items.iter();
        for item in &old.items {
            if !rest.any(|new| is_same(item, new)) {
                let item: String = words(item).chars().take(60).collect();
                return Err(NotPreserved::Changed { item });
            }
        }
        let errors = written.errors.as_ref().filter(|errors| !errors.exists).map(|errors| &errors.name);
        let is_code = |text: &str| text.lines().any(|line| !line.starts_with("//"));
        let names = written.items.iter().filter(|item| is_code(&item.text)).map(|item| &item.name).chain(errors);
        let missing = names.into_iter().find(|name| !new.items.iter().any(|item| is_called(item, name)));
        missing.map_or(Ok(()), |name| Err(NotPreserved::NotAdded { name: name.clone() }))
    }
}

fn words(part: &impl ToTokens) -> String {
    part.to_token_stream().to_string()
}

/// Whether an item is unchanged, token by token; but imports, enums, operations and their struct literals may have
/// additional parts.
fn is_same(old: &Item, new: &Item) -> bool {
    if words(old) == words(new) {
        return true;
    }
    match (old, new) {
        (Item::Use(old), Item::Use(new)) => has_all(&paths(&old.tree), &paths(&new.tree)),
        (Item::Enum(old), Item::Enum(new)) => {
            let head = |item: &syn::ItemEnum| {
                words(&syn::ItemEnum { variants: syn::punctuated::Punctuated::new(), ..item.clone() })
            };
            head(old) == head(new) && starts_with(old.variants.iter(), new.variants.iter())
        }
        (Item::Struct(old), Item::Struct(new)) => {
            let name =
                |item: &syn::ItemStruct| format!("{} {} {}", words(&item.vis), item.ident, words(&item.generics));
            let attributes = |item: &syn::ItemStruct| item.attrs.iter().map(words).collect::<Vec<_>>();
            name(old) == name(new)
                && has_all(&attributes(old), &attributes(new))
                && starts_with(old.fields.iter(), new.fields.iter())
        }
        (Item::Impl(old), Item::Impl(new)) => {
            let ((old, old_fields), (new, new_fields)) = (without_fields(old), without_fields(new));
            let mut pairs = old_fields.iter().zip(&new_fields);
            words(&old) == words(&new)
                && old_fields.len() == new_fields.len()
                && pairs.all(|(old, new)| starts_with(old.iter(), new.iter()))
        }
        _ => false,
    }
}

fn starts_with<'a, T: ToTokens + 'a>(old: impl Iterator<Item = &'a T>, mut new: impl Iterator<Item = &'a T>) -> bool {
    old.into_iter().all(|old| new.next().is_some_and(|new| words(old) == words(new)))
}

/// Whether `new` contains all of `old`, in any order.
fn has_all(old: &[String], new: &[String]) -> bool {
    old.iter().all(|old| new.contains(old))
}

/// The full paths of an import.
fn paths(tree: &syn::UseTree) -> Vec<String> {
    match tree {
        syn::UseTree::Path(path) => {
            let inner = paths(&path.tree).into_iter();
            inner.map(|inner| format!("{}::{inner}", path.ident)).collect()
        }
        syn::UseTree::Group(group) => group.items.iter().flat_map(paths).collect(),
        other => vec![words(other)],
    }
}

fn is_called(item: &Item, name: &str) -> bool {
    match item {
        Item::Struct(item) => item.ident == name,
        Item::Enum(item) => item.ident == name,
        Item::Fn(item) => item.sig.ident == name,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_changed_and_missing_items_are_found() {
        let old = "use a::{b, c};\npub struct A { pub x: u8 }\nenum E { B, C }\n";
        let existing = Existing::parse(old).unwrap();
        let written = |names: &[&str]| Written {
            items: names
                .iter()
                .map(|name| crate::writer::Item { name: (*name).to_owned(), text: format!("pub struct {name};\n") })
                .collect(),
            ..Written::default()
        };
        let verify = |text: &str, names: &[&str]| existing.verify(text, &written(names));
        let changed = |item: &str| Err(NotPreserved::Changed { item: item.to_owned() });
        assert_eq!(verify(old, &[]), Ok(()));
        let more = "use a::{b, z, c};\npub struct A { pub x: u8, pub y: u8 }\nenum E { B, C, D }\npub struct N;\n";
        assert_eq!(verify(more, &["N"]), Ok(()));
        assert_eq!(verify(more, &["M"]), Err(NotPreserved::NotAdded { name: "M".to_owned() }));
        assert_eq!(verify(&more.replace("b, z, ", ""), &[]), changed("use a :: { b , c } ;"));
        assert_eq!(verify(&more.replace("pub x: u8", "pub x: i8"), &[]), changed("pub struct A { pub x : u8 }"));
        assert_eq!(verify(&more.replace("B, C", "B"), &[]), changed("enum E { B , C }"));
        assert_eq!(
            verify(&more.replace("pub struct N", "} struct N"), &[]).unwrap_err().to_string().split(" (").count(),
            2
        );
    }
}
