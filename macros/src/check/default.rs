//! `default`, `default = 5`: the value of a member that a response leaves out.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens as _;

use super::binding::{Binding, Side};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// The value of a member that a response leaves out.
pub(crate) enum MemberDefault {
    /// That of the type's `Default`.
    OfType,
    /// `[]`, with its span.
    EmptyList(Span),
    /// `{}`, with its span.
    EmptyMap(Span),
    Bytes(syn::LitByteStr),
    /// A string, a boolean, or a number with its sign.
    Literal(TokenStream),
}

/// Takes the argument `default` of `field`; only a member that is read, and that can be absent, has one.
pub(crate) fn take(
    args: &mut Args<'_>,
    field: &str,
    binding: Option<&Binding>,
    side: Side,
    report: &Report,
) -> Option<Given<MemberDefault>> {
    let given = args.flag_or_tokens("default", "default")?;
    if side == Side::Request {
        report.misuse(&given.tokens, misuse::default_of_request(field));
        return None;
    }
    if matches!(binding, Some(Binding::Payload(_))) {
        report.misuse(&given.tokens, misuse::default_of_payload(field));
        return None;
    }
    let Some(value) = given.value else { return Some(Given { value: MemberDefault::OfType, tokens: given.tokens }) };
    let value = literal(&value);
    if value.is_none() {
        report.misuse(&given.tokens, misuse::default_not_a_literal(field));
    }
    value.map(|value| Given { value, tokens: given.tokens })
}

fn literal(value: &TokenStream) -> Option<MemberDefault> {
    let mut tokens: Vec<TokenTree> = value.clone().into_iter().collect();
    if let [TokenTree::Group(group)] = tokens.as_slice()
        && group.stream().is_empty()
    {
        return match group.delimiter() {
            Delimiter::Bracket => Some(MemberDefault::EmptyList(group.span())),
            Delimiter::Brace => Some(MemberDefault::EmptyMap(group.span())),
            _ => None,
        };
    }
    let is_negative = matches!(tokens.first(), Some(TokenTree::Punct(punct)) if punct.as_char() == '-');
    if is_negative {
        tokens.remove(0);
    }
    let [literal] = tokens.as_slice() else { return None };
    match syn::parse2(literal.to_token_stream()).ok()? {
        syn::Lit::Int(_) | syn::Lit::Float(_) => Some(MemberDefault::Literal(value.clone())),
        syn::Lit::Str(_) | syn::Lit::Bool(_) if !is_negative => Some(MemberDefault::Literal(value.clone())),
        syn::Lit::ByteStr(bytes) if !is_negative => Some(MemberDefault::Bytes(bytes)),
        _ => None,
    }
}
