//! An operation.

use super::structure::{Frame, Pairs};
use super::{Check, Side, names};
use crate::model;
use crate::source::{Operation, ShapeKind, Type};

impl<'a> Check<'a> {
    pub(super) fn operation(&mut self, operation: &'a Operation) {
        let item = &operation.item;
        let Some(modeled) = self.model.operations.get(&operation.name.value) else {
            let id = &self.model.service.id;
            let text = format!("{id} has no operation `{}`", operation.name.value);
            let nearest = names::nearest(&operation.name.value, self.model.operations.keys().map(String::as_str));
            let help = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
            return self.error(item, operation.name.line, text + &help);
        };
        if self.source.service_of(operation).is_none() {
            let service = operation.service.join("::");
            let text = format!("`{service}` of `{}` is not defined in the files, so it was not checked", item.name);
            self.note(item, item.location.line, text);
        }
        let labels = self.http(operation, modeled);
        let input = self.structure(&Frame {
            item,
            owner: &item.name,
            members: &operation.members,
            model: modeled.input.as_deref().unwrap_or_default(),
            side: Side::Request,
            bound: self.protocol.is_rest(),
            labels: labels.as_deref(),
            skip: self.model.idempotency_token(modeled).map(|token| token.name.as_str()),
            token: operation.token.as_ref().map(|token| token.value.as_str()),
            is_error: false,
        });
        let output = self.output(operation, modeled);
        self.token(operation, modeled, &input);
        self.auth(operation, modeled);
        self.discovered_endpoint(operation, modeled);
        self.context(operation, modeled, &input);
        self.idempotency(operation, modeled);
        self.attempt_timeout(operation, modeled);
        self.host_prefix(operation, modeled, &input);
        self.bodies(operation, modeled, &input);
        self.pages(operation, modeled, &input, &output);
        self.request_root(operation, modeled);
        self.note_errors(operation, modeled);
    }

    fn output(&mut self, operation: &'a Operation, modeled: &'a model::Operation) -> Pairs {
        let item = &operation.item;
        let model = modeled.output.as_deref().unwrap_or_default();
        let Type::Named(path) = &operation.output else {
            if operation.output == Type::Unit && !self.model.members_of(Some(model)).is_empty() {
                let members = names::list(self.model.members_of(Some(model)).iter().map(|member| member.name.as_str()));
                self.note(item, item.location.line, format!("the output of `{}` leaves out {members}", item.name));
            }
            return Pairs::new();
        };
        let shape = match self.resolve(path, &item.module) {
            (None, Some(alias)) => match &alias.ty {
                Type::Named(path) => self.resolve(path, &alias.item.module).0,
                _ => return Pairs::new(),
            },
            (shape, _) => shape,
        };
        let Some(shape) = shape else {
            let text = format!("`{}`, the output of `{}`, is not defined in the files", path.join("::"), item.name);
            self.note(item, item.location.line, text + ", so it was not checked");
            return Pairs::new();
        };
        let ShapeKind::Structure(members) = &shape.kind else { return Pairs::new() };
        self.structure(&Frame {
            item: &shape.item,
            owner: &shape.item.name,
            members,
            model,
            side: Side::Response,
            bound: self.protocol.is_rest(),
            labels: None,
            skip: None,
            token: None,
            is_error: false,
        })
    }

    fn host_prefix(&mut self, operation: &Operation, modeled: &model::Operation, input: &Pairs) {
        let wanted = modeled.host_prefix.as_deref().unwrap_or_default();
        let given = operation.host_prefix.as_ref().map(|given| given.value.as_str()).unwrap_or_default();
        let mut as_fields = wanted.to_owned();
        for (field, member) in input {
            as_fields = as_fields.replace(&format!("{{{member}}}"), &format!("{{{field}}}"));
        }
        if given != as_fields {
            let (item, name) = (&operation.item, &operation.item.name);
            let line = operation.host_prefix.as_ref().map_or(operation.name.line, |given| given.line);
            let text = match (given, wanted) {
                (_, "") => format!("`{name}` has no host prefix in the model; remove `host_prefix`"),
                ("", _) => format!("`{name}` lacks its host prefix; write `host_prefix = \"{as_fields}\"`"),
                _ => format!(
                    "the host prefix of `{name}` is `{given}`, but the model has another; write `host_prefix = \"{as_fields}\"`"
                ),
            };
            self.error(item, line, text);
        }
    }
}
