//! `readonly` and `idempotent`, which allow a retry after an ambiguous failure.

use super::Check;
use crate::model;
use crate::safe_to_retry::{Effect, Origin, effect, is_readonly};
use crate::source::{Given, Operation};

impl Check<'_> {
    /// Compares the arguments with the model's traits and the table of operation names, in both directions.
    pub(super) fn idempotency(&mut self, operation: &Operation, modeled: &model::Operation) {
        let known = effect(self.model, modeled);
        let effect = known.map(|(effect, _)| effect);
        if !modeled.readonly {
            self.check_readonly(operation, modeled, effect);
        }
        if !modeled.readonly && !modeled.idempotent {
            self.check_idempotent(operation, effect);
        }
        if effect == Some(Effect::NotIdempotent) {
            self.check_modeled_trait(operation, modeled);
        }
        if let Some(known) = known {
            self.missing(operation, modeled, known);
        }
    }

    fn check_readonly(&mut self, operation: &Operation, modeled: &model::Operation, effect: Option<Effect>) {
        let Some(line) = line_of(operation.readonly.as_ref(), operation, "readonly") else { return };
        let (item, name) = (&operation.item, &operation.item.name);
        let by_method = is_by_method(operation, "readonly");
        if effect == Some(Effect::NotIdempotent) {
            let instead = if by_method { "write `readonly = false`" } else { "remove `readonly`" };
            self.error(
                item,
                line,
                format!("according to {} each call of `{name}` has an effect; {instead}", Origin::Table.name()),
            );
        } else if !by_method && !is_readonly(self.model, modeled) {
            let is_said =
                operation.token.is_some() || operation.idempotent.is_some() || is_by_method(operation, "idempotent");
            let lacks_idempotent = effect == Some(Effect::Idempotent) && !is_said;
            let instead = if lacks_idempotent { "write `idempotent`" } else { "remove it" };
            let text = self.unsupported_claim(name, "readonly");
            self.error(item, line, format!("{text}; {instead}"));
        }
    }

    fn check_idempotent(&mut self, operation: &Operation, effect: Option<Effect>) {
        let Some(line) = line_of(operation.idempotent.as_ref(), operation, "idempotent") else { return };
        let (item, name) = (&operation.item, &operation.item.name);
        let by_method = is_by_method(operation, "idempotent");
        if effect == Some(Effect::NotIdempotent) && operation.token.is_none() {
            let remove = "remove `idempotent`, unless the operation is safe to retry";
            let instead = if by_method { "write `idempotent = false`" } else { remove };
            self.warning(
                item,
                line,
                format!("according to {} each call of `{name}` has an effect; {instead}", Origin::Table.name()),
            );
        } else if !by_method
            && effect.is_none()
            && line_of(operation.readonly.as_ref(), operation, "readonly").is_none()
        {
            let text = self.unsupported_claim(name, "idempotent");
            self.warning(item, line, text + "; remove it, unless the operation is safe to retry");
        }
    }

    /// An argument that agrees with the model is right; that the table disagrees with both is worth a note.
    fn check_modeled_trait(&mut self, operation: &Operation, modeled: &model::Operation) {
        let mark = match modeled {
            model::Operation { readonly: true, .. } => "readonly",
            model::Operation { idempotent: true, .. } => "idempotent",
            _ => return,
        };
        if operation.token.is_some() {
            return;
        }
        let readonly = line_of(operation.readonly.as_ref(), operation, "readonly");
        let idempotent = line_of(operation.idempotent.as_ref(), operation, "idempotent");
        let (claim, line) = match (readonly, idempotent) {
            (Some(line), _) if modeled.readonly => ("readonly", line),
            (None, Some(line)) => ("idempotent", line),
            _ => return,
        };
        let instead = if is_by_method(operation, claim) {
            format!("write `{claim} = false`")
        } else {
            format!("remove `{claim}`, unless the operation is safe to retry")
        };
        let (item, name) = (&operation.item, &operation.item.name);
        let text = format!(
            "the model says that `{name}` is `{mark}`, but according to {} each call has an effect",
            Origin::Table.name()
        );
        self.note(item, line, format!("{text}; {instead}"));
    }

    /// The message that neither the model nor the table has the fact; the table covers AWS's own models only.
    fn unsupported_claim(&self, name: &str, fact: &str) -> String {
        if self.model.service.is_aws {
            format!("neither the model nor {} says that `{name}` is `{fact}`", Origin::Table.name())
        } else {
            format!("the model does not say that `{name}` is `{fact}`")
        }
    }

    /// Reports an operation that could be retried, but is not.
    fn missing(&mut self, operation: &Operation, modeled: &model::Operation, (effect, origin): (Effect, Origin)) {
        let readonly = line_of(operation.readonly.as_ref(), operation, "readonly");
        let claim = readonly.or_else(|| line_of(operation.idempotent.as_ref(), operation, "idempotent"));
        if claim.is_some() || operation.token.is_some() {
            return;
        }
        // The missing token has its own finding.
        if effect == Effect::Idempotent && self.model.idempotency_token(modeled).is_some() {
            return;
        }
        let (item, name, line) = (&operation.item, &operation.item.name, operation.name.line);
        let (fact, argument) = match effect {
            Effect::ReadOnly => ("only reads", "readonly"),
            Effect::Idempotent => ("is safe to retry", "idempotent"),
            Effect::NotIdempotent => return,
        };
        let text = format!("{} says that `{name}` {fact}", origin.name());
        // An explicit `= false` is a decision of the author.
        if let Some(opt_out) = operation.readonly.as_ref().or(operation.idempotent.as_ref()) {
            return self.note(item, opt_out.line, text + ", but it is not retried");
        }
        let text = format!("{text}; write `{argument}`, so that a call is retried after a lost response or a 500");
        self.warning(item, line, text);
    }
}

/// The line of the argument `readonly` or `idempotent`, or of the operation's name if its method implies the argument.
fn line_of(said: Option<&Given<bool>>, operation: &Operation, fact: &str) -> Option<usize> {
    match said {
        Some(given) => given.value.then_some(given.line),
        None => is_by_method(operation, fact).then_some(operation.name.line),
    }
}

fn is_by_method(operation: &Operation, fact: &str) -> bool {
    let method = operation.http.as_ref().map(|http| http.value.0.as_str());
    matches!((method, fact), (Some("GET" | "HEAD"), "readonly") | (Some("DELETE"), "idempotent"))
}
