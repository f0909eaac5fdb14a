//! The first stage: puts the hidden derive on the item, by tokens alone, so that half-typed items survive.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::quote;

use crate::misuse;
use crate::parse::item::{Kind, MARKER};
use crate::parse::{runtime_path, serde_derives};
use crate::report::Report;

/// Prepends the derive of `kind` to `item`, with the attribute's arguments in a helper attribute.
pub(crate) fn attribute(kind: Kind, args: TokenStream, item: TokenStream) -> TokenStream {
    let keyword = keyword(item.clone());
    if !keyword.as_ref().is_some_and(|word| word == "struct" || word == "enum" || word == "union") {
        // The compiler reports an attribute on a statement, wherever it is from.
        let is_statement = keyword.as_ref().is_some_and(|word| word == "let");
        return if is_statement { item } else { reject(kind, keyword, item) };
    }
    let helpers = helper_arguments(item.clone());
    if helpers.iter().any(is_marked) {
        return reject_second(kind, keyword, args, &item);
    }
    let runtime = runtime_path::find(args.clone())
        .or_else(|| helpers.into_iter().find_map(runtime_path::find))
        .unwrap_or_else(|| quote!(::aws_operation));
    let derive = match kind {
        Kind::Operation => quote!(AwsOperation),
        Kind::Service => quote!(AwsService),
        Kind::Shape => quote!(AwsShape),
        Kind::Error => quote!(AwsError),
    };
    let marker = Ident::new(MARKER, proc_macro2::Span::mixed_site());
    let report = Report::default();
    let item = if matches!(kind, Kind::Shape) { without_serde(item, &report) } else { item };
    let errors = report.compile_errors();
    quote! {
        #errors
        #[derive(#runtime::__private::#derive)]
        #[aws(#marker(#args))]
        #item
    }
}

/// A shape without serde's derives, which are reported. Only those below the attribute can be seen.
fn without_serde(item: TokenStream, report: &Report) -> TokenStream {
    let (item, derives) = serde_derives::take(item);
    // The derives of one item are one mistake.
    if let Some(first) = derives.first() {
        let names: Vec<_> = derives.iter().map(|path| path.name.clone()).collect();
        report.misuse(&first.tokens, misuse::serde_derive(&names));
    }
    item
}

/// The item without helper attributes, and the error: an item of this kind takes no derive.
fn reject(kind: Kind, keyword: Option<Ident>, item: TokenStream) -> TokenStream {
    let report = Report::default();
    match keyword {
        Some(keyword) => report.misuse(keyword, kind.wrong_item()),
        None => report.misuse(item.clone(), kind.wrong_item()),
    }
    let errors = report.compile_errors();
    let item = without_helpers(item);
    quote!(#item #errors)
}

/// The item as the first of two attributes left it, and the error: a second derive would implement the same traits again.
fn reject_second(kind: Kind, keyword: Option<Ident>, args: TokenStream, item: &TokenStream) -> TokenStream {
    let report = Report::default();
    let misuse = misuse::second_attribute(kind.attribute());
    match keyword.filter(|_| args.is_empty()) {
        Some(keyword) => report.misuse(keyword, misuse),
        None => report.misuse(args, misuse),
    }
    let errors = report.compile_errors();
    quote!(#item #errors)
}

/// Whether these are the arguments that an attribute left for its derive.
fn is_marked(arguments: &TokenStream) -> bool {
    matches!(arguments.clone().into_iter().next(), Some(TokenTree::Ident(name)) if name == MARKER)
}

/// The keyword of an item: `struct`, `enum`, `fn`.
fn keyword(item: TokenStream) -> Option<Ident> {
    item.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if !["pub", "unsafe", "async", "const", "extern"].contains(&&*word.to_string()) => {
            Some(word)
        }
        _ => None,
    })
}

/// The arguments of each `#[aws(..)]` in front of an item.
fn helper_arguments(item: TokenStream) -> Vec<TokenStream> {
    let mut arguments = Vec::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (token, tokens.peek()) {
            (TokenTree::Punct(punct), Some(TokenTree::Group(group))) if punct.as_char() == '#' => {
                arguments.extend(helper(group.stream()));
                tokens.next();
            }
            _ => break,
        }
    }
    arguments
}

/// The arguments in `aws(..)`; `None` of another attribute.
fn helper(attribute: TokenStream) -> Option<TokenStream> {
    let mut tokens = attribute.into_iter();
    match (tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Group(group))
            if name == "aws" && group.delimiter() == Delimiter::Parenthesis =>
        {
            Some(group.stream())
        }
        _ => None,
    }
}

/// The item without our helper attributes.
pub(crate) fn without_helpers(item: TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let (TokenTree::Punct(punct), Some(TokenTree::Group(group))) = (&token, tokens.peek())
            && punct.as_char() == '#'
            && helper(group.stream()).is_some()
        {
            tokens.next();
            continue;
        }
        kept.extend([token]);
    }
    kept
}
