//! What may be derived of structures, unions and error enums.

use super::Writer;
use super::structure::{Fields, Role};
use crate::model::{Kind, Member, Shape};

impl<'m> Writer<'m> {
    /// The derives of an operation's struct.
    pub(super) fn derives_of_input(&self, input: Option<&Shape>, fields: &Fields<'m>) -> String {
        let default = if self.input_has_default(input, fields) { ", Default" } else { "" };
        format!("#[derive(Clone, Debug{default})]\n")
    }

    /// The derives of a structure that is an item of its own.
    pub(super) fn derives(&self, structure: &Shape) -> String {
        let default = if self.has_default(structure, &mut Vec::new()) { ", Default" } else { "" };
        let streams = structure.members().iter().any(|member| self.model.target(member).streaming);
        let equal = if streams { String::new() } else { format!(", {}", self.equality(structure)) };
        format!("#[derive(Clone, Debug{default}{equal})]\n")
    }

    /// `PartialEq`, and `Eq` where all values of the shape can be compared with it: none is a float.
    pub(super) fn equality(&self, shape: &Shape) -> &'static str {
        let mut reached = self.model.reach([shape.name.as_str()]).into_iter();
        let is_eq = !reached.any(|name| self.model.shapes[name].kind.is_float());
        if is_eq { "PartialEq, Eq" } else { "PartialEq" }
    }

    /// Whether an input with these fields is written with `Default`.
    pub(super) fn input_has_default(&self, input: Option<&Shape>, fields: &Fields<'m>) -> bool {
        let Some(input) = input else { return true };
        let members = fields.fields.iter().filter(|field| self.why_left_out(field, Role::Input).is_none());
        self.have_default(members.map(|field| field.member), Role::Input, &mut vec![input.name.as_str()])
    }

    /// Whether the structure is written with `Default`. What holds itself has none.
    fn has_default<'s>(&'s self, structure: &'s Shape, above: &mut Vec<&'s str>) -> bool {
        if above.contains(&structure.name.as_str()) {
            return false;
        }
        above.push(&structure.name);
        let has_default = self.have_default(structure.members().iter(), self.role_of(structure), above);
        above.pop();
        has_default
    }

    fn have_default<'s>(
        &'s self,
        mut members: impl Iterator<Item = &'s Member>,
        role: Role,
        above: &mut Vec<&'s str>,
    ) -> bool {
        members.all(|member| !self.is_required(member, role) || self.defaults(self.model.target(member), above))
    }

    /// Whether the shape's type has a default: neither enums nor unions nor timestamps do.
    fn defaults<'s>(&'s self, shape: &'s Shape, above: &mut Vec<&'s str>) -> bool {
        match &shape.kind {
            Kind::Structure(_) => self.has_default(shape, above),
            Kind::Enum(values) => values.is_empty(),
            Kind::Union(members) => members.is_empty(),
            Kind::Timestamp => false,
            Kind::Blob => !shape.streaming,
            _ => true,
        }
    }
}
