//! `#[serde(..)]` on a shape. A shape implements serde's traits itself, so these attributes would silently do nothing.

use quote::ToTokens as _;

use crate::misuse;
use crate::parse::tokens::split_at_commas;
use crate::report::Report;

/// Reports every `#[serde(..)]` on a shape, its fields and its variants.
pub(crate) fn check(input: &syn::DeriveInput, report: &Report) {
    if input.generics.lifetimes().next().is_some() {
        // A shape that borrows does not implement `Deserialize`, so it may derive serde's.
        return;
    }
    check_attributes(&input.attrs, report);
    match &input.data {
        syn::Data::Struct(data) => data.fields.iter().for_each(|field| check_attributes(&field.attrs, report)),
        syn::Data::Enum(data) => data.variants.iter().for_each(|variant| check_attributes(&variant.attrs, report)),
        syn::Data::Union(_) => {}
    }
}

fn check_attributes(attributes: &[syn::Attribute], report: &Report) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let arguments = match &attribute.meta {
            syn::Meta::List(list) => split_at_commas(list.tokens.clone()),
            other => vec![other.to_token_stream()],
        };
        for argument in arguments {
            let word = argument.clone().into_iter().next().map(|word| word.to_string()).unwrap_or_default();
            let misuse = misuse::serde_attribute(&word, instead_of(&word));
            report.misuse(argument, misuse);
        }
    }
}

/// What to write instead of that argument.
fn instead_of(argument: &str) -> &'static str {
    match argument {
        "rename" => "write `#[aws(rename = \"..\")]`",
        "rename_all" => "write `#[aws_shape(rename_all = \"..\")]`",
        "skip" | "skip_serializing" | "skip_deserializing" => "write `#[aws(skip)]`",
        "default" => "write `#[aws(default)]`, or make the field an `Option`",
        "skip_serializing_if" => "remove it: an `Option` that is `None` is left out",
        _ => "remove it: `#[aws_shape]` implements serde's traits itself",
    }
}
