//! From a checked model to code. Nothing here can fail; one file for each thing that is emitted.

mod accessors;
mod auth;
mod enum_shape;
mod error_enum;
mod member_types;
mod operation;
mod pages;
mod service;
mod structure;
mod timestamp_format;
mod type_names;
mod types;

pub(crate) use accessors::accessors;
pub(crate) use enum_shape::{string_enum, union};
pub(crate) use error_enum::error_enum;
pub(crate) use operation::{operation, service_of};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
pub(crate) use service::service;
pub(crate) use structure::shape;

/// Puts the impls of `item` in a `const _`, so that no name in them is visible outside. The runtime is `__rt` there.
pub(crate) fn in_const(runtime: &TokenStream, item: &Ident, impls: TokenStream) -> TokenStream {
    let impls = at_name(item, unlinted(attributed(impls, is_own(runtime))));
    quote! {
        const _: () = {
            use #runtime::__private as __rt;
            #impls
        };
    }
}

/// Marks the lifetimes as tokens of an expansion, at the positions where the user wrote them. The lint against lifetimes
/// that are used once skips those; an `#[allow(..)]` would be an error where the user forbids the lint.
fn unlinted(impls: TokenStream) -> TokenStream {
    let mut after_quote = false;
    let mark = |mut token| {
        let follows_quote = std::mem::replace(&mut after_quote, false);
        match &mut token {
            TokenTree::Punct(punct) if punct.as_char() == '\'' => after_quote = true,
            TokenTree::Ident(word) if follows_quote => {
                word.set_span(Span::mixed_site().located_at(word.span()));
            }
            TokenTree::Group(group) => {
                let mut marked = Group::new(group.delimiter(), unlinted(group.stream()));
                marked.set_span(group.span());
                token = marked.into();
            }
            _ => {}
        }
        token
    };
    impls.into_iter().map(mark).collect()
}

/// Whether the item is in the runtime crate itself.
fn is_own(runtime: &TokenStream) -> bool {
    runtime.to_string() == "crate"
}

/// Adds `#[automatically_derived]` to each trait impl that has functions, which keeps them out of the user's coverage.
/// An impl of the runtime's `own` types also gets `#[diagnostic::do_not_recommend]`, which keeps those types out of the
/// compiler's list of types that implement the trait.
fn attributed(impls: TokenStream, own: bool) -> TokenStream {
    let mut all = TokenStream::new();
    let mut item: Vec<TokenTree> = Vec::new();
    for token in impls {
        let ends = match &token {
            TokenTree::Group(body) => body.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        item.push(token);
        if ends {
            let of_trait = is_impl_of_trait(&item);
            all.extend((of_trait && has_functions(&item)).then(|| quote!(#[automatically_derived])));
            all.extend((of_trait && own).then(|| quote!(#[diagnostic::do_not_recommend])));
            all.extend(item.drain(..));
        }
    }
    all
}

fn is_impl_of_trait(item: &[TokenTree]) -> bool {
    let is = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(ident) if ident == word);
    // The `for` of a bound, as in `for<'a> T: Trait<'a>`, is followed by `<`.
    let is_for = |pair: &[TokenTree]| match pair {
        [word, TokenTree::Punct(punct)] => is(word, "for") && punct.as_char() != '<',
        [word, _] => is(word, "for"),
        _ => false,
    };
    item.first().is_some_and(|first| is(first, "impl")) && item.windows(2).any(is_for)
}

fn has_functions(item: &[TokenTree]) -> bool {
    let Some(TokenTree::Group(body)) = item.last() else { return false };
    body.stream().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "fn"))
}

/// The position of a user's token, marked as an expansion's, so that lints skip it.
pub(crate) fn at(word: Span) -> Span {
    Span::mixed_site().located_at(word)
}

/// The tokens marked as tokens of an expansion, at the positions where the user wrote them. The compiler decides by the
/// first token of a method whether it is dead code of the user's.
pub(crate) fn of_expansion(tokens: impl ToTokens) -> TokenStream {
    let mark = |mut token: TokenTree| {
        let span = at(token.span());
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), of_expansion(group.stream())).into();
        }
        token.set_span(span);
        token
    };
    tokens.into_token_stream().into_iter().map(mark).collect()
}

/// Gives the first and the last token of each impl the span of the item's name, so that an error that shows the impl
/// points into the user's code.
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
