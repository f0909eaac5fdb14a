//! The parameters of endpoints that single calls have: `context` and `static_context`.

use super::structure::{Frame, Pairs};
use super::{Check, Side, names};
use crate::model;
use crate::source::{Given, Member, Operation};

impl Check<'_> {
    /// Compares `static_context(..)` and `context(..)` of an operation. A path whose member is left out is not needed.
    pub(super) fn context(&mut self, operation: &Operation, modeled: &model::Operation, input: &Pairs) {
        let constants = modeled.static_context.iter().map(|(name, value)| (name.clone(), value.to_string()));
        let constants: Vec<_> = constants.collect();
        self.parameters(operation, "static_context", operation.static_context.as_ref(), &constants);
        let is_there = |path: &str| input.iter().any(|(_, member)| *member == model::Operation::member_of(path));
        let paths = modeled.context.iter().filter(|(_, path)| is_there(path));
        let paths = paths.map(|(name, path)| (name.clone(), serde_json::Value::from(path.as_str()).to_string()));
        let paths: Vec<_> = paths.collect();
        self.parameters(operation, "context", operation.context.as_ref(), &paths);
    }

    fn parameters(
        &mut self,
        operation: &Operation,
        key: &str,
        given: Option<&Given<Vec<(String, String)>>>,
        modeled: &[(String, String)],
    ) {
        let (item, name) = (&operation.item, &operation.item.name);
        let line = given.map_or(operation.name.line, |given| given.line);
        let given = given.map_or(&[][..], |given| given.value.as_slice());
        let wanted: Vec<_> = modeled.iter().filter(|(name, _)| self.model.service.depends_on(name)).collect();
        let wrong: Vec<_> = wanted.iter().filter(|wanted| !given.contains(wanted)).collect();
        if !wrong.is_empty() {
            let depends_on = names::list(wrong.iter().map(|(parameter, _)| parameter.as_str()));
            let all: Vec<_> = wanted.iter().map(|(parameter, value)| format!("{parameter} = {value}")).collect();
            let text = format!("the endpoint of `{name}` depends on {depends_on}; write `{key}({})`", all.join(", "));
            self.error(item, line, text);
        }
        for (parameter, _) in given.iter().filter(|(given, _)| !modeled.iter().any(|(known, _)| known == given)) {
            let text = format!("the endpoint of `{name}` does not depend on `{parameter}` in the model");
            self.error(item, line, format!("{text}; remove it from `{key}`"));
        }
    }

    /// Compares `context` of a member of an operation's input.
    pub(super) fn context_of_member(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let is_input = |operation: &model::Operation| operation.input.as_deref() == Some(frame.model);
        if frame.side != Side::Request || !self.model.operations.values().any(is_input) {
            return;
        }
        let (name, owner) = (&field.field, frame.owner);
        let text = match (&field.context, &member.context) {
            (given, wanted) if given == wanted => return,
            (None, Some(wanted)) if !self.model.service.depends_on(wanted) => return,
            (_, Some(wanted)) => {
                format!("the endpoint of `{owner}` depends on `{name}`; write `#[aws(context = \"{wanted}\")]`")
            }
            (Some(_), None) => {
                format!("the endpoint of `{owner}` does not depend on `{name}` in the model; remove `context`")
            }
            (None, None) => return,
        };
        self.error(frame.item, field.line, text);
    }
}
