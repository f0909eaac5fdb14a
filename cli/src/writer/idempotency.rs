//! The arguments `readonly` and `idempotent`, which say that an operation is safe to retry.

use super::Writer;
use super::docs::lines;
use crate::model::Operation;
use crate::safe_to_retry::{Effect, Origin, effect};

impl Writer<'_> {
    /// The argument, if neither the token nor the HTTP method implies it.
    pub(super) fn idempotency_argument(&self, operation: &Operation) -> Option<&'static str> {
        let has_token = self.model.idempotency_token(operation).is_some();
        match (effect(self.model, operation)?.0, self.method(operation)) {
            (Effect::NotIdempotent, Some("GET" | "HEAD")) => Some("readonly = false"),
            (Effect::NotIdempotent, Some("DELETE")) if !has_token => Some("idempotent = false"),
            (Effect::NotIdempotent, _) | (_, Some("GET" | "HEAD" | "DELETE")) => None,
            (Effect::ReadOnly, _) => Some("readonly"),
            (Effect::Idempotent, _) => (!has_token).then_some("idempotent"),
        }
    }

    /// A comment with the source of the argument, or with the reason why it is missing although the model has it.
    pub(super) fn idempotency_comment(&self, operation: &Operation) -> String {
        let Some((effect, origin)) = effect(self.model, operation) else { return String::new() };
        let argument = self.idempotency_argument(operation);
        let text = match (argument, origin) {
            (Some(argument), Origin::Model) => format!("`{argument}` is from the model."),
            (Some(argument), Origin::Table) if effect == Effect::NotIdempotent => {
                format!("`{argument}` is from {}: each call has an effect.", origin.name())
            }
            (Some(argument), Origin::Table) => {
                format!("`{argument}` is from {}; the model does not have it.", origin.name())
            }
            (None, _) if effect == Effect::NotIdempotent && (operation.readonly || operation.idempotent) => {
                let mark = if operation.readonly { "readonly" } else { "idempotent" };
                format!("The model has `{mark}`, but according to {} each call has an effect.", origin.name())
            }
            _ => return String::new(),
        };
        lines(&text, "", "//")
    }

    /// The HTTP method, for protocols with HTTP bindings.
    fn method<'o>(&self, operation: &'o Operation) -> Option<&'o str> {
        operation.http.as_ref().filter(|_| self.protocol.is_rest()).map(|http| http.method.as_str())
    }
}
