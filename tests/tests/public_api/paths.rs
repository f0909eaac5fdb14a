//! The paths in tokens.

use proc_macro2::{TokenStream, TokenTree};

/// The names of a path.
pub fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// The paths in `tokens`, each without associated items and type arguments, as in `T::Error` and `a::B<c::D>`.
pub fn paths(tokens: TokenStream) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let (mut colons, mut is_lifetime) = (0, false);
    for token in tokens {
        let was_lifetime =
            std::mem::replace(&mut is_lifetime, matches!(&token, TokenTree::Punct(it) if it.as_char() == '\''));
        match token {
            TokenTree::Ident(_) if was_lifetime => {}
            TokenTree::Ident(name) => {
                match found.last_mut() {
                    Some(path) if colons == 2 => path.push(name.to_string()),
                    _ => found.push(vec![name.to_string()]),
                }
                colons = 0;
            }
            TokenTree::Punct(colon) if colon.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                found.extend(paths(group.stream()));
                colons = 0;
            }
            _ => colons = 0,
        }
    }
    found
}

/// The traits that the rules of a macro implement.
pub fn implemented(rules: TokenStream) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut between: Option<TokenStream> = None;
    for token in rules {
        match &token {
            TokenTree::Group(group) => found.extend(implemented(group.stream())),
            TokenTree::Ident(word) if word == "impl" => between = Some(TokenStream::new()),
            TokenTree::Ident(word) if word == "for" => {
                found.extend(between.take().and_then(|tokens| paths(tokens).pop()));
            }
            _ => {}
        }
        if let Some(between) = &mut between {
            between.extend([token]);
        }
    }
    found
}
