//! The path by which an expansion names the runtime: `::aws_operation`, or the one in `crate = ..`.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::args::Args;
use super::tokens;
use crate::misuse;
use crate::report::Report;

/// The path as checked.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> TokenStream {
    let Some(path) = args.path("crate", "::aws_operation") else { return quote!(::aws_operation) };
    if !is_absolute(&path) {
        report.misuse(&path, misuse::runtime_path_not_absolute(&path.to_string()));
    }
    path
}

/// The path before anything is checked, from the tokens of an attribute's arguments.
///
/// A relative path is accepted here: where it resolves, the derive is found and reports it.
pub(crate) fn find(args: TokenStream) -> Option<TokenStream> {
    tokens::split_at_commas(args).into_iter().find_map(|arg| {
        let mut rest = arg.into_iter();
        let (key, equals) = (rest.next()?, rest.next()?);
        let is_ours = matches!(key, TokenTree::Ident(key) if key == "crate");
        let has_value = matches!(equals, TokenTree::Punct(equals) if equals.as_char() == '=');
        if is_ours && has_value { tokens::path(rest.collect()) } else { None }
    })
}

/// Whether a path resolves to the same item in every module.
fn is_absolute(path: &TokenStream) -> bool {
    match path.clone().into_iter().next() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == ':',
        Some(TokenTree::Ident(first)) => first == "crate" || first == "$crate",
        _ => false,
    }
}
