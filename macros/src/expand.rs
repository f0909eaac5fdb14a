//! From a checked model to code. Nothing here can fail; one file for each thing that is emitted.

mod enum_shape;
mod error_enum;
mod operation;
mod pages;
mod service;
mod structure;

pub(crate) use enum_shape::{string_enum, union};
pub(crate) use error_enum::error_enum;
pub(crate) use operation::{operation, service_of};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::quote;
pub(crate) use service::service;
pub(crate) use structure::{borrows, shape};

/// Puts the impls of `item` where they disturb nothing, with the runtime in reach as `__rt`.
pub(crate) fn in_const(runtime: &TokenStream, item: &Ident, impls: TokenStream) -> TokenStream {
    let impls = if is_own(runtime) { unmentioned(impls) } else { impls };
    let impls = at_name(item, impls);
    quote! {
        #[allow(dead_code, deprecated, unused_qualifications, unused_variables)]
        const _: () = {
            use #runtime::__private as __rt;
            #impls
        };
    }
}

/// Whether the runtime makes use of its own attributes.
fn is_own(runtime: &TokenStream) -> bool {
    runtime.to_string() == "crate"
}

/// Keeps the compiler from naming types of the runtime to a user whose own type lacks an attribute.
fn unmentioned(impls: TokenStream) -> TokenStream {
    let mut of_trait = false;
    let tokens: Vec<_> = impls.into_iter().collect();
    let mut quiet: Vec<TokenStream> = Vec::new();
    for token in tokens.into_iter().rev() {
        match &token {
            TokenTree::Ident(word) if word == "for" => of_trait = true,
            TokenTree::Ident(word) if word == "impl" && of_trait => {
                quiet.push(quote!(#[diagnostic::do_not_recommend] #token));
                of_trait = false;
                continue;
            }
            _ => {}
        }
        quiet.push(token.into());
    }
    quiet.into_iter().rev().collect()
}

/// Gives the first and the last token of each impl the place of the item's name, so that an error that shows the impl
/// shows a word of the user's.
fn at_name(item: &Ident, impls: TokenStream) -> TokenStream {
    let at_name = |mut token| {
        match &mut token {
            TokenTree::Ident(word) if word == "impl" => word.set_span(item.span()),
            TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => body.set_span(item.span()),
            _ => {}
        }
        token
    };
    impls.into_iter().map(at_name).collect()
}
