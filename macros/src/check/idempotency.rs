//! `idempotent` and `readonly`: whether running an operation twice is harmless, by its arguments and its method.

use crate::misuse;
use crate::parse::args::{Args, FlagOrText, Given};
use crate::report::Report;

/// The two arguments.
pub(crate) struct Idempotency {
    idempotent: Option<Given<FlagOrText>>,
    readonly: Option<bool>,
}

impl Idempotency {
    pub(crate) fn take(args: &mut Args<'_>) -> Self {
        Self { idempotent: args.flag_or_text("idempotent", "client_token"), readonly: args.flag_or_false("readonly") }
    }

    /// The name of the field that holds the idempotency token.
    pub(crate) fn token(&self) -> Option<Given<&str>> {
        match self.idempotent.as_ref()? {
            Given { value: FlagOrText::Text(field), tokens } => Some(Given { value: field, tokens: tokens.clone() }),
            _ => None,
        }
    }

    /// Whether running it changes nothing. The default of GET and HEAD is that it does not.
    pub(crate) fn is_readonly(&self, method: Option<&str>) -> bool {
        self.readonly.unwrap_or(matches!(method, Some("GET" | "HEAD")))
    }

    /// Whether running it twice has the effect of running it once. AWS keeps HTTP's rule for DELETE, but not for PUT:
    /// `PUT /bots/{botId}/botversions` of Lex creates a version at each call.
    pub(crate) fn is_idempotent(&self, method: Option<&str>) -> bool {
        match self.idempotent.as_ref().map(|given| &given.value) {
            Some(FlagOrText::Flag) => true,
            Some(FlagOrText::False) => false,
            Some(FlagOrText::Text(_)) | None => method == Some("DELETE"),
        }
    }

    /// A read is safe to run twice, so `idempotent = false` would have no effect on it.
    pub(crate) fn check(&self, method: Option<&str>, report: &Report) {
        let Some(Given { value: FlagOrText::False, tokens }) = &self.idempotent else { return };
        match (self.readonly, method.filter(|method| matches!(*method, "GET" | "HEAD"))) {
            (Some(true), _) => report.misuse(tokens, misuse::readonly_not_idempotent()),
            (None, Some(method)) => {
                report.misuse(tokens, misuse::method_readonly_not_idempotent(method));
            }
            _ => {}
        }
    }
}
