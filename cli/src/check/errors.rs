//! Errors.

use super::structure::Frame;
use super::{Check, Side, names};
use crate::model::{self, ErrorTraits, Fault};
use crate::source::{ErrorEnum, ErrorVariant, Operation};

impl<'a> Check<'a> {
    /// Notes which errors the operation's enum is for.
    pub(super) fn note_errors(&mut self, operation: &Operation, modeled: &'a model::Operation) {
        let Some(errors) = self.source.errors_of(operation) else { return };
        let (_, known) = self.errors.entry(errors.item.place.clone()).or_insert_with(|| (errors, Vec::new()));
        for error in &modeled.errors {
            if !known.contains(&error.as_str()) {
                known.push(error);
            }
        }
    }

    /// Compares the enums of the operations that were looked at.
    pub(super) fn errors(&mut self) {
        for (_, (errors, known)) in std::mem::take(&mut self.errors) {
            let mut left = known;
            let shapes = self.model.shapes.values();
            let all: Vec<_> = shapes.filter_map(|shape| Some((shape, shape.error.as_ref()?))).collect();
            for variant in &errors.variants {
                let is_it = |(shape, traits): &&(&model::Shape, &ErrorTraits)| {
                    shape.name == variant.code || traits.code.as_ref() == Some(&variant.code)
                };
                match all.iter().find(is_it) {
                    Some((shape, traits)) => {
                        left.retain(|name| *name != shape.name);
                        self.variant(errors, variant, shape, traits);
                    }
                    None => self.unknown_error(errors, variant, &mut left),
                }
            }
            if !left.is_empty() {
                let item = &errors.item;
                let text = format!("`{}` leaves out {}", item.name, names::list(left));
                self.note(item, item.place.line, text + ": such an answer is `SendError::Unmodeled`");
            }
        }
    }

    fn unknown_error(&mut self, errors: &ErrorEnum, variant: &ErrorVariant, left: &mut Vec<&str>) {
        let (owner, name) = (&errors.item.name, &variant.variant);
        match names::nearest(&variant.code, left.iter().copied()) {
            Some(nearest) => {
                left.retain(|name| *name != nearest);
                let text = format!("`{owner}::{name}` has the code `{}`, but the model has `{nearest}`", variant.code);
                let text = format!("{text}; call it that, or write `#[aws(code = \"{nearest}\")]`");
                self.error(&errors.item, variant.line, text);
            }
            // Errors that every service of AWS may give are in few models.
            None => self.note(&errors.item, variant.line, format!("`{owner}::{name}` is no error in the model")),
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
        let by_fault = if traits.fault == Fault::Server { 500 } else { 400 };
        let status = traits.http_status.unwrap_or(by_fault);
        if variant.status.value != status {
            let text = format!("`{owner}::{name}` has the status {}", variant.status.value);
            let text = format!("{text}, but the model has {status}; write `#[aws(status = {status})]`");
            self.warning(item, variant.status.line, text);
        }
        if let Some(retryable) = traits.retryable
            && !variant.throttling
            && (retryable.throttling || !variant.transient)
        {
            let missing = if retryable.throttling { "throttling" } else { "transient" };
            let text = format!("`{owner}::{name}` may be tried again by the model; write `#[aws({missing})]`");
            self.warning(item, variant.line, text);
        }
        self.structure(&Frame {
            item,
            owner: name,
            members: &variant.members,
            model: &shape.name,
            side: Side::Answer,
            bound: self.protocol.is_rest(),
            labels: None,
            skip: None,
            is_error: true,
        });
    }
}
