//! What was written.

use std::collections::BTreeSet;

use super::errors::ErrorVariant;
use super::layout::import;
use super::members::MoreMembers;

/// Code, in its parts.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The module's comment.
    pub comment: String,
    /// What the items use of `aws_operation`.
    pub imports: BTreeSet<String>,
    /// Whether the items use `HashMap`.
    pub uses_maps: bool,
    /// The items, each with what stands before it; the error enum apart.
    pub items: Vec<Item>,
    /// Members of operations that were there before.
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
    /// Its code, or the comment in its place.
    pub text: String,
}

/// The error enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorEnum {
    /// Its name.
    pub name: String,
    /// Whether it was there before.
    pub exists: bool,
    /// All up to its opening brace.
    pub head: String,
    /// Its variants.
    pub variants: Vec<ErrorVariant>,
}

/// Something that the attributes cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The operation; empty for errors.
    pub operation: String,
    /// What it is.
    pub text: String,
    /// Whether the operation is left out because of it.
    pub left_out: bool,
    /// Whether something that was asked for is missing because of it: the operation, a member, an error.
    pub incomplete: bool,
}

impl Written {
    /// The whole as a module's file.
    pub fn source(&self) -> String {
        let mut source = self.comment.clone();
        source.push('\n');
        if self.uses_maps {
            source.push_str("use std::collections::HashMap;\n\n");
        }
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
}

impl ErrorEnum {
    /// The enum's code.
    pub fn source(&self) -> String {
        format!("{}{}}}\n", self.head, variants_source(&self.variants, true))
    }
}

/// The code of variants. rustfmt joins the fields of short ones if all of the enum's have lines of their own anyway.
pub(crate) fn variants_source(variants: &[ErrorVariant], may_join: bool) -> String {
    let on_one_line = |variant: &&ErrorVariant| variant.text.lines().count() == 1;
    let singles = variants.iter().filter(on_one_line).count();
    let join = may_join && (singles == 0 || singles == variants.len());
    variants.iter().map(|variant| if join { variant.text.as_str() } else { variant.vertical.as_str() }).collect()
}
