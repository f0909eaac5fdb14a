//! What an absent member is read as.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens as _, quote_spanned};

use super::binding::{Binding, Side};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// The value of a member that a response leaves out.
pub(crate) enum MemberDefault {
    /// What the type's `Default` gives.
    OfType,
    /// A literal, which the member's type is asked to be made of.
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
    let literal = literal(&value);
    if literal.is_none() {
        report.misuse(&given.tokens, misuse::default_not_a_literal(field));
    }
    literal.map(|literal| Given { value: MemberDefault::Literal(literal), tokens: given.tokens })
}

/// The expression of a literal; `[]` and `{}` are those of a list and a map.
fn literal(value: &TokenStream) -> Option<TokenStream> {
    let mut tokens: Vec<TokenTree> = value.clone().into_iter().collect();
    if let [TokenTree::Group(group)] = tokens.as_slice()
        && group.stream().is_empty()
    {
        return match group.delimiter() {
            Delimiter::Bracket => Some(quote_spanned!(group.span()=> __rt::EmptyList)),
            Delimiter::Brace => Some(quote_spanned!(group.span()=> __rt::EmptyMap)),
            _ => None,
        };
    }
    let is_negative = matches!(tokens.first(), Some(TokenTree::Punct(punct)) if punct.as_char() == '-');
    if is_negative {
        tokens.remove(0);
    }
    let [literal] = tokens.as_slice() else { return None };
    match syn::parse2(literal.to_token_stream()).ok()? {
        syn::Lit::Int(_) | syn::Lit::Float(_) => Some(value.clone()),
        syn::Lit::Str(_) | syn::Lit::Bool(_) if !is_negative => Some(value.clone()),
        // Of whatever length.
        syn::Lit::ByteStr(bytes) if !is_negative => Some(quote_spanned!(bytes.span()=> &#bytes[..])),
        _ => None,
    }
}
