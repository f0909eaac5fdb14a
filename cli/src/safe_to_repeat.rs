//! What running an operation twice does: what its model says, and beyond that a reviewed table of names.
//!
//! `add` writes it and `check` holds structs against it. What the table says of one operation wins over the model, for it
//! was looked at; a mark of the model wins over what a name begins with. Of models that are not AWS's only the marks count.

mod table;

use crate::model::{Model, Operation};

/// What running an operation twice does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing: it only reads.
    ReadOnly,
    /// What running it once does.
    Idempotent,
    /// It acts twice, or may.
    NotIdempotent,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Model,
    Table,
}

impl Origin {
    /// As it stands in a sentence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Model => "the model",
            Self::Table => "aws-operation's table of names",
        }
    }
}

/// What running the operation twice does, where anybody says it.
pub(crate) fn effect(model: &Model, operation: &Operation) -> Option<(Effect, Origin)> {
    let by_name = by_name(model, operation);
    if by_name == Some(Effect::NotIdempotent) {
        Some((Effect::NotIdempotent, Origin::Table))
    } else if operation.readonly {
        Some((Effect::ReadOnly, Origin::Model))
    } else if operation.idempotent {
        Some((Effect::Idempotent, Origin::Model))
    } else {
        by_name.map(|effect| (effect, Origin::Table))
    }
}

/// Whether the model or the table says that the operation only reads; a model that says `idempotent` leaves it open.
pub(crate) fn is_readonly(model: &Model, operation: &Operation) -> bool {
    match by_name(model, operation) {
        Some(Effect::NotIdempotent) => false,
        Some(Effect::ReadOnly) => true,
        _ => operation.readonly,
    }
}

/// What the table says; nothing of models that are not AWS's, which nobody looked at.
fn by_name(model: &Model, operation: &Operation) -> Option<Effect> {
    if !model.service.is_aws {
        return None;
    }
    let is_in = |table: &[(&str, &[&str])]| {
        let mut services = table.iter().filter(|(id, _)| *id == model.service.id);
        services.any(|(_, names)| names.contains(&operation.name.as_str()))
    };
    if is_in(&table::NOT_IDEMPOTENT) {
        Some(Effect::NotIdempotent)
    } else if model.idempotency_token(operation).is_some() {
        // There is something for the token to protect.
        None
    } else if is_in(&table::READONLY) || has_prefix(&operation.name, &table::READONLY_PREFIXES) {
        Some(Effect::ReadOnly)
    } else if has_prefix(&operation.name, &table::IDEMPOTENT_PREFIXES) && !has_condition(model, operation) {
        Some(Effect::Idempotent)
    } else {
        None
    }
}

/// Whether a name is one of the words, or begins with one: `Get` begins `GetItem`, but not `Getaway`.
fn has_prefix(name: &str, words: &[&str]) -> bool {
    let mut rests = words.iter().filter_map(|word| name.strip_prefix(word));
    rests.any(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether the call is made on a condition, so that the second one tells of a failure where the first one succeeded.
fn has_condition(model: &Model, operation: &Operation) -> bool {
    model.members_of(operation.input.as_deref()).iter().any(|member| {
        let name = member.name.to_lowercase();
        table::CONDITIONS.iter().any(|condition| name.contains(condition))
    })
}
