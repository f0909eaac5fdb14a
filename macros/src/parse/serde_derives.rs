//! serde's derives among the attributes of an item, found by tokens alone.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::tokens::split_at_commas;

/// One derive.
pub(crate) struct SerdeDerive {
    /// The trait.
    pub(crate) name: String,
    /// The path as written.
    pub(crate) tokens: TokenStream,
}

/// The item without serde's derives, and these. A borrowed item may derive `Deserialize`, which its shape does not implement.
pub(crate) fn take(item: TokenStream) -> (TokenStream, Vec<SerdeDerive>) {
    let borrows = has_lifetime(item.clone());
    let (mut kept, mut taken) = (TokenStream::new(), Vec::new());
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let Some(TokenTree::Group(group)) = tokens.next_if(|next| is_attribute(&token, next)) else {
            kept.extend([token]);
            kept.extend(tokens);
            break;
        };
        let attribute = without(&group, borrows, &mut taken);
        kept.extend([token, attribute.into()]);
    }
    (kept, taken)
}

/// Whether a `#` and what follows it are an attribute.
fn is_attribute(hash: &TokenTree, next: &TokenTree) -> bool {
    matches!(hash, TokenTree::Punct(punct) if punct.as_char() == '#') && matches!(next, TokenTree::Group(_))
}

/// An attribute without serde's derives.
fn without(attribute: &Group, borrows: bool, taken: &mut Vec<SerdeDerive>) -> Group {
    let mut tokens = attribute.stream().into_iter();
    let list = match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(word)), Some(TokenTree::Group(list)))
            if word == "derive" && list.delimiter() == Delimiter::Parenthesis =>
        {
            list
        }
        _ => return attribute.clone(),
    };
    let before = taken.len();
    let kept: Vec<_> = split_at_commas(list.stream())
        .into_iter()
        .filter(|path| {
            let derive = serde_derive(path).filter(|name| !borrows || name == "Serialize");
            taken.extend(derive.iter().map(|name| SerdeDerive { name: name.clone(), tokens: path.clone() }));
            derive.is_none()
        })
        .collect();
    if taken.len() == before { attribute.clone() } else { Group::new(Delimiter::Bracket, quote!(derive(#(#kept),*))) }
}

/// The trait that a path names, if it is one of serde's: alone, or after `serde`.
fn serde_derive(path: &TokenStream) -> Option<String> {
    let words: Vec<String> = path.clone().into_iter().map(|token| token.to_string()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != ":").collect();
    match words.as_slice() {
        [name] | ["serde", name] if ["Serialize", "Deserialize"].contains(name) => Some((*name).to_owned()),
        _ => None,
    }
}

fn has_lifetime(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '\'',
        TokenTree::Group(group) => has_lifetime(group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}
