//! Mistakes that the compiler reports by itself, and that an expansion would only repeat. The item then gets stubs, which
//! do not name the types of its fields.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;

use crate::report::Report;

/// Among the words of a type, that of a macro.
const MACRO: &str = "!";

/// Looks for such a mistake.
pub(super) fn check(input: &syn::DeriveInput, report: &Report) {
    let lists: Vec<&syn::Fields> = match &input.data {
        syn::Data::Struct(data) => vec![&data.fields],
        syn::Data::Enum(data) => data.variants.iter().map(|variant| &variant.fields).collect(),
        syn::Data::Union(_) => return,
    };
    let types: Vec<&syn::Type> = lists.iter().flat_map(|fields| fields.iter()).map(|field| &field.ty).collect();
    let has_mistake = lists.iter().any(|fields| is_repeated(fields.iter().filter_map(|field| field.ident.as_ref())))
        || matches!(&input.data, syn::Data::Enum(data) if is_repeated(data.variants.iter().map(|one| &one.ident)))
        || types.iter().any(|ty| holds_itself(ty, &input.ident))
        || has_wrong_parameters(&types, &input.generics);
    if has_mistake {
        report.leave_to_compiler();
    }
}

/// Two fields or two variants of one name.
fn is_repeated<'a>(names: impl Iterator<Item = &'a Ident>) -> bool {
    let mut seen = HashSet::new();
    names.map(Ident::unraw).any(|name| !seen.insert(name))
}

/// An item that holds itself without a `Box` has no size.
fn holds_itself(ty: &syn::Type, item: &Ident) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    match &last.arguments {
        _ if path.path.segments.len() == 1 && last.ident == *item => true,
        syn::PathArguments::AngleBracketed(inner) if last.ident == "Option" => inner
            .args
            .iter()
            .any(|argument| matches!(argument, syn::GenericArgument::Type(ty) if holds_itself(ty, item))),
        _ => false,
    }
}

/// A lifetime that is not declared, or a parameter that no field names.
fn has_wrong_parameters(types: &[&syn::Type], generics: &syn::Generics) -> bool {
    let (mut lifetimes, mut words) = (HashSet::new(), HashSet::new());
    for ty in types {
        collect(ty.to_token_stream(), &mut lifetimes, &mut words);
    }
    let declared: HashSet<String> = generics.lifetimes().map(|param| param.lifetime.ident.to_string()).collect();
    if words.contains(MACRO) {
        // What the type names is not known.
        return false;
    }
    let is_used = |param: &syn::TypeParam| words.contains(&param.ident.to_string());
    // A lifetime after `for` is declared there.
    let is_known = |name: &String| declared.contains(name) || name == "static" || name == "_";
    let has_unknown = !words.contains("for") && !lifetimes.iter().all(is_known);
    has_unknown || !declared.is_subset(&lifetimes) || !generics.type_params().all(is_used)
}

/// The names of lifetimes, and all other words.
fn collect(tokens: TokenStream, lifetimes: &mut HashSet<String>, words: &mut HashSet<String>) {
    let mut after_quote = false;
    for token in tokens {
        let follows_quote = std::mem::replace(&mut after_quote, false);
        match token {
            TokenTree::Punct(punct) => {
                after_quote = punct.as_char() == '\'';
                words.extend((punct.as_char() == '!').then(|| MACRO.to_owned()));
            }
            TokenTree::Ident(word) => {
                let names = if follows_quote { &mut *lifetimes } else { &mut *words };
                names.insert(word.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), lifetimes, words),
            TokenTree::Literal(_) => {}
        }
    }
}
