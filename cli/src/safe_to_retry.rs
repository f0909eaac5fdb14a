//! Whether an operation is safe to retry: from its model, and from a reviewed table of operation names.
//!
//! `add` writes `readonly` and `idempotent` from it, and `check` compares structs with it. An operation that the table
//! lists by name overrides the model, because it was reviewed; the model's traits override the table's name prefixes.
//! The table covers only AWS's own models.

mod table;

use crate::model::{Model, Operation};

/// The effect of running an operation twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// None: the operation only reads.
    ReadOnly,
    /// The same as running it once.
    Idempotent,
    /// A second effect is possible.
    NotIdempotent,
}

/// The source of the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Model,
    Table,
}

impl Origin {
    /// The name in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Model => "the model",
            Self::Table => "aws-operation's table of operation names",
        }
    }
}

/// The effect of running the operation twice, if the model or the table has it.
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

/// Whether the operation only reads, according to the model or the table; `idempotent` in the model does not exclude
/// it.
pub(crate) fn is_readonly(model: &Model, operation: &Operation) -> bool {
    match by_name(model, operation) {
        Some(Effect::NotIdempotent) => false,
        Some(Effect::ReadOnly) => true,
        _ => operation.readonly,
    }
}

/// The table's effect for the operation; `None` for models that are not AWS's, which were not reviewed.
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
        // An operation with a token has an effect, and the token makes it safe to retry.
        None
    } else if is_in(&table::READONLY) || has_prefix(&operation.name, &table::READONLY_PREFIXES) {
        Some(Effect::ReadOnly)
    } else if is_in(&table::IDEMPOTENT)
        || has_prefix(&operation.name, &table::IDEMPOTENT_PREFIXES) && !has_condition(model, operation)
    {
        Some(Effect::Idempotent)
    } else {
        None
    }
}

/// Whether a name is one of the words, or begins with one as a whole word: `Get` is a prefix of `GetItem`, not of
/// `Getaway`.
fn has_prefix(name: &str, words: &[&str]) -> bool {
    let mut rests = words.iter().filter_map(|word| name.strip_prefix(word));
    rests.any(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether the call is conditional, so that a repeated call fails after the first one succeeded.
fn has_condition(model: &Model, operation: &Operation) -> bool {
    model.members_of(operation.input.as_deref()).iter().any(|member| {
        let name = member.name.to_lowercase();
        table::CONDITIONS.iter().any(|condition| name.contains(condition))
    })
}
