//! Tokens as one line of text, spaced like code.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The line of `tokens`.
pub fn line(tokens: TokenStream) -> String {
    let mut out = String::new();
    write(tokens, &mut out);
    let out = out.replace("::<", "<");
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    // A `mut` argument does not affect the caller.
    let out = out.replace("(mut ", "(").replace(", mut ", ", ");
    out.replace(", }", " }").trim_end_matches(',').to_owned()
}

fn write(tokens: TokenStream, out: &mut String) {
    let mut before: [Option<TokenTree>; 2] = [None, None];
    for token in tokens {
        if let [earlier, Some(before)] = &before
            && is_apart(earlier.as_ref(), before, &token)
        {
            out.push(' ');
        }
        match &token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                write(group.stream(), out);
                out.push_str(close);
            }
            other => out.push_str(&other.to_string()),
        }
        before = [before[1].take(), Some(token)];
    }
}

fn is_apart(earlier: Option<&TokenTree>, before: &TokenTree, next: &TokenTree) -> bool {
    let is = |token: &TokenTree, any: &str| matches!(token, TokenTree::Punct(it) if any.contains(it.as_char()));
    let is_path = is(before, ":") && earlier.is_some_and(is_joint_colon);
    let is_lifetime = earlier.is_some_and(|earlier| is(earlier, "'"));
    match (before, next) {
        _ if is_path || is(next, ",;.>") => false,
        (TokenTree::Ident(word), TokenTree::Group(_)) if word == "for" => true,
        (TokenTree::Punct(punct), _) if punct.spacing() == Spacing::Joint => false,
        (TokenTree::Punct(_), _) if is(before, ">") => {
            !is(next, ":") && !matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
                || earlier.is_some_and(|earlier| is(earlier, "-="))
        }
        (TokenTree::Punct(_), _) => is(before, ",;=+:"),
        (_, TokenTree::Punct(_)) => is(next, "=+-&") || is_lifetime && !is(next, ":"),
        (_, TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace || is_lifetime,
        _ => true,
    }
}

fn is_joint_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(colon) if colon.as_char() == ':' && colon.spacing() == Spacing::Joint)
}
