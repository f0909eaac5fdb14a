//! Writes the input members that an operation's existing struct lacks.

use std::collections::BTreeSet;

use super::Writer;
use super::fields::{Field, Fields, Role};
use super::presence::Presence;
use super::wire_case::Rule;
use crate::model::{Binding, Operation};
use crate::source::Member;

/// The members of an operation's existing struct.
#[derive(Clone, Debug, Default)]
pub struct PresentMembers {
    /// Its `rename_all`.
    pub rename_all: Option<String>,
    /// The names of all its fields, including those with `skip`.
    pub idents: BTreeSet<String>,
    /// Its members; labels are not distinguished from members of the body.
    pub members: Vec<Member>,
    /// Whether it has the argument `paginated`.
    pub is_paginated: bool,
}

/// The missing members of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoreMembers {
    /// The name of the operation and of its struct.
    pub operation: String,
    /// The number of members.
    pub count: usize,
    /// The fields of the optional ones.
    pub optional: Vec<String>,
    /// The lines of the fields.
    pub text: String,
    /// The `paginated` attribute, if the token is among the members.
    pub pages: Option<String>,
}

impl PresentMembers {
    fn has(&self, ident: &str, wire: &str, binding: Option<&Binding>) -> bool {
        self.idents.contains(ident)
            || self.members.iter().any(|there| match (binding, &there.binding) {
                (None, None) => there.name == wire,
                (Some(Binding::Header(wanted)), Some(Binding::Header(given)))
                | (Some(Binding::PrefixHeaders(wanted)), Some(Binding::PrefixHeaders(given))) => {
                    wanted.eq_ignore_ascii_case(given)
                }
                (Some(wanted), given) => given.as_ref() == Some(wanted),
                (None, Some(_)) => false,
            })
    }
}

impl<'m> Writer<'m> {
    /// Writes the requested members that are missing in the operation's struct.
    pub(super) fn add_members(&mut self, operation: &'m Operation) {
        let Some(present) = self.scope.members.get(&operation.name) else { return };
        let Some(input) = operation.input.as_ref().and_then(|input| self.model.shapes.get(input)) else { return };
        let Some(rule) = present.rename_all.as_deref().map_or(Some(Rule::Pascal), Rule::named) else { return };
        let all = Fields { rule, ..self.fields(input, Role::Input) };
        self.operation.clone_from(&operation.name);
        self.set_without_body(operation);
        let is_missing = |field: &Field<'_>| {
            let binding = self.binding(field.member, Role::Input);
            // A label is in the path already, whatever its field's name is.
            binding != Some(&Binding::Label) && !present.has(&field.ident, self.wire_name(field.member), binding)
        };
        let (missing, _): (Vec<_>, Vec<_>) = all.fields.iter().cloned().partition(is_missing);
        let notes = self.notes.len();
        let missing: Vec<_> =
            missing.into_iter().filter(|field| self.left_out(field, Role::Input, &all.fields).is_none()).collect();
        self.notes.truncate(notes);
        if missing.is_empty() {
            self.without_body = false;
            return;
        }
        let done = self.needed.len();
        let pages = operation.paginated.as_ref().filter(|pages| {
            let is_new = |token: &String| missing.iter().any(|field| field.member.name == *token);
            !present.is_paginated && pages.input_tokens.iter().any(is_new)
        });
        let pages = pages.and_then(|pages| self.paginated(operation, pages, &all).ok());
        let count = missing.len();
        let presence = |field: &&Field<'m>| self.presence(&input.name, field.member, Role::Input);
        let optional = missing.iter().filter(|field| presence(field) == Presence::Optional);
        let optional = optional.map(|field| field.ident.clone()).collect();
        let missing = Fields { rule, fields: missing };
        let text = self.field_lines(input, &missing, Role::Input, ("    ", "pub "));
        self.members.push(MoreMembers { operation: operation.name.clone(), count, optional, text, pages });
        self.without_body = false;
        self.add_shapes(done);
    }
}
