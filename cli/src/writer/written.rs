//! The written code.

use std::collections::BTreeSet;

use super::errors::ErrorVariant;
use super::layout::import;
use super::members::MoreMembers;

/// Written code in its parts.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The module's comment.
    pub comment: String,
    /// The names that the items use from `aws_operation`.
    pub imports: BTreeSet<String>,
    /// Whether the items use `HashMap`.
    pub uses_maps: bool,
    /// Whether the items use `Duration`.
    pub uses_durations: bool,
    /// The items with their comments and attributes, without the error enum.
    pub items: Vec<Item>,
    /// Missing members of operations that existed before.
    pub members: Vec<MoreMembers>,
    /// The error enum, if there are errors.
    pub errors: Option<ErrorEnum>,
    /// What the attributes cannot express.
    pub notes: Vec<Note>,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// Its code, or the comment that replaces it.
    pub text: String,
}

/// The error enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorEnum {
    /// Its name.
    pub name: String,
    /// Whether it existed before.
    pub exists: bool,
    /// The text up to its opening brace.
    pub head: String,
    /// Its variants.
    pub variants: Vec<ErrorVariant>,
}

/// Something that the attributes cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The operation; empty for errors.
    pub operation: String,
    /// The message.
    pub text: String,
    /// Whether the operation is not written because of it.
    pub left_out: bool,
    /// Whether something requested is missing because of it: the operation, a member, an error.
    pub incomplete: bool,
}

impl Written {
    /// The complete source of a module.
    pub fn source(&self) -> String {
        let mut source = self.comment.clone();
        source.push('\n');
        let of_std = self.imports_of_std(|_| true);
        source.push_str(&of_std);
        source.push_str(if of_std.is_empty() { "" } else { "\n" });
        let names: Vec<_> = self.imports.iter().map(String::as_str).collect();
        source.push_str(&import("aws_operation", &names));
        for item in &self.items {
            source.push('\n');
            source.push_str(&item.text);
        }
        if let Some(errors) = self.errors.as_ref().filter(|errors| !errors.exists) {
            source.push('\n');
            source.push_str(&errors.source());
        }
        source
    }

    /// The imports of the standard library with the names that `is_missing`.
    pub(crate) fn imports_of_std(&self, is_missing: impl Fn(&str) -> bool) -> String {
        let used = [(self.uses_maps, "std::collections", "HashMap"), (self.uses_durations, "std::time", "Duration")];
        let missing = used.into_iter().filter(|(is_used, _, name)| *is_used && is_missing(name));
        missing.map(|(_, module, name)| import(module, &[name])).collect()
    }
}

impl ErrorEnum {
    /// The enum's code.
    pub fn source(&self) -> String {
        format!("{}{}}}\n", self.head, variants_source(&self.variants, true))
    }
}

/// The code of variants. rustfmt puts a short variant on one line if all variants of the enum span several lines.
pub(crate) fn variants_source(variants: &[ErrorVariant], may_join: bool) -> String {
    let on_one_line = |variant: &&ErrorVariant| variant.text.lines().count() == 1;
    let singles = variants.iter().filter(on_one_line).count();
    let join = may_join && (singles == 0 || singles == variants.len());
    variants.iter().map(|variant| if join { variant.text.as_str() } else { variant.vertical.as_str() }).collect()
}
