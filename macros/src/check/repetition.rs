//! `idempotent` and `readonly`: whether running an operation twice is harmless, as its author and its method say.

use crate::misuse;
use crate::parse::args::{Args, Claim, Given};
use crate::report::Report;

/// What the two arguments say.
pub(crate) struct Repetition {
    idempotent: Option<Given<Claim>>,
    readonly: Option<bool>,
}

impl Repetition {
    pub(crate) fn take(args: &mut Args<'_>) -> Self {
        Self { idempotent: args.claim("idempotent", "client_token"), readonly: args.flag_or_false("readonly") }
    }

    /// The name of the field that holds the idempotency token.
    pub(crate) fn token(&self) -> Option<Given<&str>> {
        match self.idempotent.as_ref()? {
            Given { value: Claim::Text(field), tokens } => Some(Given { value: field, tokens: tokens.clone() }),
            _ => None,
        }
    }

    /// Whether running it changes nothing: a GET and a HEAD do not, unless it says that they do.
    pub(crate) fn is_readonly(&self, method: Option<&str>) -> bool {
        self.readonly.unwrap_or(matches!(method, Some("GET" | "HEAD")))
    }

    /// Whether running it twice has the effect of running it once. AWS keeps HTTP's rule for DELETE, but not for PUT:
    /// `PUT /bots/{botId}/botversions` of Lex creates a version at each call.
    pub(crate) fn is_idempotent(&self, method: Option<&str>) -> bool {
        match self.idempotent.as_ref().map(|given| &given.value) {
            Some(Claim::Flag) => true,
            Some(Claim::False) => false,
            Some(Claim::Text(_)) | None => method == Some("DELETE"),
        }
    }

    /// What only reads is harmless to run twice, so that `idempotent = false` beside it would go unheard.
    pub(crate) fn check(&self, method: Option<&str>, report: &Report) {
        let Some(Given { value: Claim::False, tokens }) = &self.idempotent else { return };
        match (self.readonly, method.filter(|method| matches!(*method, "GET" | "HEAD"))) {
            (Some(true), _) => report.misuse(tokens, misuse::readonly_not_idempotent()),
            (None, Some(method)) => {
                report.misuse(tokens, misuse::method_readonly_not_idempotent(method));
            }
            _ => {}
        }
    }
}
