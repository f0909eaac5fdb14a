//! Errors.

use super::structure::Frame;
use super::{AbsentKind, Check, Side, names};
use crate::model::{self, ErrorTraits, Fault, Protocol, Retryable};
use crate::source::{ErrorEnum, ErrorVariant, Operation};

impl<'a> Check<'a> {
    /// Records the errors of the operation for its enum.
    pub(super) fn note_errors(&mut self, operation: &Operation, modeled: &'a model::Operation) {
        let Some(errors) = self.source.errors_of(operation) else { return };
        let (_, known) = self.errors.entry(errors.item.location.clone()).or_insert_with(|| (errors, Vec::new()));
        for error in self.model.errors_of(modeled) {
            if !known.contains(&error.name.as_str()) {
                known.push(&error.name);
            }
        }
    }

    /// Compares the error enums of the checked operations.
    pub(super) fn errors(&mut self) {
        for (_, (errors, known)) in std::mem::take(&mut self.errors) {
            let mut left = known;
            let shapes = self.model.shapes.values();
            let all: Vec<_> = shapes.filter_map(|shape| Some((shape, shape.error.as_ref()?))).collect();
            for variant in &errors.variants {
                let by_code = all.iter().find(|(shape, traits)| self.has_code(shape, traits, &variant.code));
                // A shape's name in place of its different code is an exact match, so it goes before similar spellings.
                let by_name = || all.iter().find(|(shape, _)| shape.name == variant.code);
                match by_code.or_else(by_name) {
                    Some((shape, traits)) => {
                        left.retain(|name| *name != shape.name);
                        self.variant(errors, variant, shape, traits);
                    }
                    None => self.unknown_error(errors, variant, &mut left),
                }
            }
            if !left.is_empty() {
                let item = &errors.item;
                for error in &left {
                    self.absent(item, AbsentKind::Error, error, [*error]);
                }
                let text = format!("`{}` leaves out {}", item.name, names::list(left));
                self.note(
                    item,
                    item.location.line,
                    text + ": an error response with such a code is `SendError::Unmodeled`",
                );
            }
        }
    }

    /// An awsQuery-compatible service sends the legacy code beside the name, and a client accepts either.
    fn has_code(&self, shape: &model::Shape, traits: &ErrorTraits, code: &str) -> bool {
        let is_legacy = self.model.service.query_compatible && traits.code.as_deref() == Some(code);
        self.code_of(shape, traits) == code || is_legacy
    }

    /// The error's code on the wire; in awsQuery it may differ from the shape's name.
    fn code_of<'m>(&self, shape: &'m model::Shape, traits: &'m ErrorTraits) -> &'m str {
        traits.code.as_ref().filter(|_| self.protocol == Protocol::AwsQuery).unwrap_or(&shape.name)
    }

    fn wrong_code(&mut self, errors: &ErrorEnum, variant: &ErrorVariant, code: &str) {
        let (owner, name) = (&errors.item.name, &variant.variant);
        let text = format!("`{owner}::{name}` has the code `{}`, but the model has `{code}`", variant.code);
        self.error(&errors.item, variant.line, format!("{text}; write `#[aws(code = \"{code}\")]`"));
    }

    fn unknown_error(&mut self, errors: &ErrorEnum, variant: &ErrorVariant, left: &mut Vec<&str>) {
        let (owner, name) = (&errors.item.name, &variant.variant);
        match names::nearest(&variant.code, left.iter().copied()) {
            Some(nearest) => {
                left.retain(|name| *name != nearest);
                let shape = self.model.shapes.get(nearest);
                let code = shape.and_then(|shape| Some(self.code_of(shape, shape.error.as_ref()?))).unwrap_or(nearest);
                self.wrong_code(errors, variant, code);
            }
            // Few models contain the common errors that every AWS service can return.
            None => self.note(&errors.item, variant.line, format!("`{owner}::{name}` is not an error in the model")),
        }
    }

    fn variant(
        &mut self,
        errors: &'a ErrorEnum,
        variant: &'a ErrorVariant,
        shape: &'a model::Shape,
        traits: &ErrorTraits,
    ) {
        let (item, owner, name) = (&errors.item, &errors.item.name, &variant.variant);
        let code = self.code_of(shape, traits);
        if !self.has_code(shape, traits, &variant.code) {
            self.wrong_code(errors, variant, code);
        }
        let by_fault = if traits.fault == Fault::Server { 500 } else { 400 };
        let status = traits.http_status.unwrap_or(by_fault);
        if variant.status.value != status {
            let text = format!("`{owner}::{name}` has the status {}", variant.status.value);
            let text = format!("{text}, but the model has {status}; write `#[aws(status = {status})]`");
            // Clients identify an error by its code; a server built from the enum responds with the status.
            self.note(item, variant.status.line, text);
        }
        if let Some(retryable) = traits.retryable.filter(|retryable| !is_declared(*retryable, variant)) {
            let missing = retryable.argument();
            let text = match retryable {
                Retryable::Quota => format!("`{owner}::{name}` is about a quota; write `#[aws({missing})]`"),
                _ => format!("`{owner}::{name}` is retryable in the model; write `#[aws({missing})]`"),
            };
            self.warning(item, variant.line, text);
        }
        self.structure(&Frame {
            item,
            owner: name,
            members: &variant.members,
            model: &shape.name,
            side: Side::Response,
            bound: self.protocol.is_rest(),
            labels: None,
            skip: None,
            token: None,
            is_error: true,
        });
    }
}

/// Whether a variant says of an error what its model does.
fn is_declared(retryable: Retryable, variant: &ErrorVariant) -> bool {
    match retryable {
        Retryable::Throttling => variant.throttling,
        Retryable::Transient => variant.throttling || variant.transient,
        Retryable::Quota => variant.quota,
    }
}
