//! `last_segment` and `if_empty`: a text that is changed while it is sent.

use proc_macro2::TokenStream;
use quote::ToTokens as _;

use super::binding::{Binding, Side};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// How the text of a member is changed.
#[derive(Default)]
pub(crate) struct SentAs {
    /// Only the part after the last slash is sent.
    pub(crate) last_segment: bool,
    /// What is sent if there is no text.
    pub(crate) if_empty: Option<String>,
}

impl SentAs {
    /// Whether the text is sent as it is.
    pub(crate) fn is_unchanged(&self) -> bool {
        !self.last_segment && self.if_empty.is_none()
    }
}

/// Takes both arguments of `field`.
pub(crate) fn take(args: &mut Args<'_>, field: &str, binding: Option<&Binding>, side: Side, report: &Report) -> SentAs {
    let last_segment = args.flag("last_segment");
    let if_empty = args.string("if_empty", "-");
    let given = [
        last_segment.as_ref().map(|flag| ("last_segment", flag.to_token_stream())),
        if_empty.as_ref().map(|given| ("if_empty", given.tokens.clone())),
    ];
    for (argument, tokens) in given.into_iter().flatten() {
        reject_elsewhere(argument, tokens, field, binding, side, report);
    }
    SentAs { last_segment: last_segment.is_some(), if_empty: if_empty.map(|Given { value, .. }| value) }
}

/// Only members of requests are changed, and a payload is sent as it is.
fn reject_elsewhere(
    argument: &str,
    tokens: TokenStream,
    field: &str,
    binding: Option<&Binding>,
    side: Side,
    report: &Report,
) {
    if side == Side::Response {
        report.misuse(tokens, misuse::sent_as_of_response(argument, field));
    } else if matches!(binding, Some(Binding::Payload(_))) {
        report.misuse(tokens, misuse::sent_as_of_payload(argument, field));
    }
}
