//! The fields for the members of a structure.

use super::case::snake;
use super::wire_case::{Once, Rule};
use crate::model::Member;

/// The use of a structure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Input,
    Output,
    Nested,
    Error,
}

/// The fields of a structure.
pub(super) struct Fields<'m> {
    pub(super) rule: Rule,
    pub(super) fields: Vec<Field<'m>>,
}

/// A member and its field.
#[derive(Clone)]
pub(super) struct Field<'m> {
    pub(super) member: &'m Member,
    /// Without `r#`.
    pub(super) ident: String,
}

impl<'m> Fields<'m> {
    /// The field of the member of that name.
    pub(super) fn of(&self, member: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.member.name == member).map(|field| field.ident.as_str())
    }

    pub(super) fn idents(members: &'m [Member]) -> Vec<Field<'m>> {
        let mut once = Once::default();
        let field = |member: &'m Member| Field { member, ident: once.give(&snake(&member.name), "_") };
        members.iter().map(field).collect()
    }
}
