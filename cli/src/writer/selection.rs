//! The selection of input members.

use super::WriteError;
use super::fields::Fields;
use crate::model::{Member, Model, Operation};

/// The requested input members, by the model's name or the field's; all members if empty.
pub(super) struct Selection<'a>(&'a [&'a str]);

impl<'a> Selection<'a> {
    /// The error names the first member that no input has.
    pub(super) fn of(names: &'a [&'a str], model: &Model, operations: &[&Operation]) -> Result<Self, WriteError> {
        let inputs = operations.iter().map(|operation| model.members_of(operation.input.as_deref()));
        let fields: Vec<_> = inputs.flat_map(Fields::idents).collect();
        let is_known = |name: &&str| fields.iter().any(|field| field.ident == **name || field.member.name == **name);
        match names.iter().find(|name| !is_known(name)) {
            None => Ok(Self(names)),
            Some(name) => {
                let known = fields.iter().flat_map(|field| [field.ident.as_str(), &field.member.name]);
                Err(WriteError::no_member(operations, name, known))
            }
        }
    }

    /// Whether a member that calls do not need was requested.
    pub(super) fn has(&self, ident: &str, member: &Member) -> bool {
        self.0.is_empty() || self.0.iter().any(|name| *name == ident || *name == member.name)
    }
}
