//! Lists of arguments and paths, read from tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser as _;

/// The arguments, each unparsed. The comma in `Page<A, B>` is part of an argument.
pub(crate) fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    // With an unclosed `<`, all arguments after it would be part of one.
    let count_angles = angles_match(tokens.clone());
    let mut parts = vec![TokenStream::new()];
    let mut depth = 0_usize;
    for token in tokens {
        match angle(&token) {
            Some('<') if count_angles => depth = depth.saturating_add(1),
            Some('>') if count_angles => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([token]);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// An argument, and what follows it without a comma: after a semicolon, or after the text of `key = "text"`.
pub(crate) fn split_without_comma(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let all: Vec<_> = tokens.into_iter().collect();
    let is = |token: &TokenTree, c: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == c);
    let after_text = match all.as_slice() {
        [TokenTree::Ident(_), equals, TokenTree::Literal(_), TokenTree::Ident(_), ..] if is(equals, '=') => Some(3),
        _ => None,
    };
    let end = after_text.or_else(|| all.iter().position(|token| is(token, ';'))).unwrap_or(all.len());
    (all.iter().take(end).cloned().collect(), all.iter().skip(end).cloned().collect())
}

/// The tokens in `[..]`, if that is all.
pub(crate) fn bracketed(tokens: TokenStream) -> Option<TokenStream> {
    let mut tokens = tokens.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Bracket => Some(group.stream()),
        _ => None,
    }
}

fn angle(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(punct) => Some(punct.as_char()).filter(|c| matches!(c, '<' | '>')),
        _ => None,
    }
}

fn angles_match(tokens: TokenStream) -> bool {
    let angles: Vec<char> = tokens.into_iter().filter_map(|token| angle(&token)).collect();
    angles.iter().filter(|c| **c == '<').count() == angles.iter().filter(|c| **c == '>').count()
}

/// The path in `tokens`, without the invisible groups that a `macro_rules!` macro puts around its arguments.
pub(crate) fn path(tokens: TokenStream) -> Option<TokenStream> {
    let path = flatten(tokens);
    syn::Path::parse_mod_style.parse2(path.clone()).ok().map(|_| path)
}

fn flatten(tokens: TokenStream) -> TokenStream {
    let flat = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => flatten(group.stream()),
        token => token.into(),
    };
    tokens.into_iter().map(flat).collect()
}
