//! The idempotency token.

use super::structure::Pairs;
use super::{Check, Severity, names};
use crate::model::{self, Kind};
use crate::source::Operation;

/// The names, in the form of [`names::fold`], of members that are idempotency tokens although their models lack
/// `@idempotencyToken`, according to their documentation in every model of botocore 1.44.8. Other members with similar
/// names come from an earlier response: `RequestToken` of Cloud Control, `UpdateToken` of Network Firewall; and
/// `AmznClientToken` of Greengrass is documented only to correlate requests and responses.
const UNMARKED: [&str; 8] = [
    "callerreference",
    "clientrequesttoken",
    "clienttoken",
    "creatorrequestid",
    "idempotencytoken",
    "messagededuplicationid",
    "receiverequestattemptid",
    "uniquerequesttoken",
];

/// Members with such a name that are not idempotency tokens: this one authenticates the caller.
const NO_TOKENS: [(&str, &str); 1] = [("CodePipeline", "clienttoken")];

impl Check<'_> {
    /// Checks that the idempotency token has a field, and that `idempotent` names it.
    pub(super) fn token(&mut self, operation: &Operation, modeled: &model::Operation, input: &Pairs) {
        let (item, name) = (&operation.item, &operation.item.name);
        let Some(token) = self.model.idempotency_token(modeled) else {
            if let Some(given) =
                operation.token.as_ref().filter(|given| !self.is_unmarked_token(&given.value, modeled, input))
            {
                let text = format!("`{}` of `{name}` is not an idempotency token in the model", given.value);
                self.error(item, given.line, text + "; remove `idempotent`");
            }
            return;
        };
        let field = input.iter().find(|(_, member)| *member == token.name).map(|(field, _)| field);
        match (field, &operation.token) {
            (Some(field), Some(given)) if *field != given.value => {
                let text = format!("the idempotency token of `{name}` is `{field}`, not `{}`", given.value);
                self.error(item, given.line, format!("{text}; write `idempotent = \"{field}\"`"));
            }
            (Some(field), None) => {
                let line = operation.members.iter().find(|member| member.field == *field).map(|member| member.line);
                let text = format!("`{field}` is the idempotency token of `{name}`, but nothing fills it in");
                let text = format!("{text}; write `idempotent = \"{field}\"`");
                let severity = if token.required { Severity::Error } else { Severity::Warning };
                self.report(severity, item.line(line.unwrap_or(item.location.line)), text);
            }
            (None, None) => {
                let field = names::field(&token.name);
                let text = format!("`{name}` has no field for its idempotency token `{}`, so a call", token.name);
                let text = format!("{text} whose response is lost is not retried; add `{field}: Option<String>` and");
                self.warning(item, item.location.line, format!("{text} `idempotent = \"{field}\"`"));
            }
            _ => {}
        }
    }

    /// Whether the field is a token for the service, although the model does not mark it.
    fn is_unmarked_token(&self, field: &str, modeled: &model::Operation, input: &Pairs) -> bool {
        let Some((_, name)) = input.iter().find(|(paired, _)| paired == field) else { return false };
        let mut members = self.model.members_of(modeled.input.as_deref()).iter();
        let is_string = members.any(|member| member.name == *name && self.model.target(member).kind == Kind::String);
        let name = names::fold(name);
        is_string
            && UNMARKED.contains(&name.as_str())
            && !NO_TOKENS.contains(&(self.model.service.id.as_str(), name.as_str()))
    }
}
