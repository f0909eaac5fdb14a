//! The derives of structures, unions and error enums.

use std::collections::HashSet;

use super::Writer;
use super::fields::{Fields, Role};
use super::presence::Presence;
use crate::model::{Kind, Member, Shape};

impl<'m> Writer<'m> {
    /// The derives of an operation's struct.
    pub(super) fn derives_of_input(&self, input: Option<&'m Shape>, fields: &Fields<'m>) -> String {
        if input.is_some_and(|input| self.holds_events(input)) {
            return "#[derive(Debug)]\n".to_owned();
        }
        let default = if self.input_has_default(input, fields) { ", Default" } else { "" };
        format!("#[derive(Clone, Debug{default})]\n")
    }

    /// The derives of a structure that is a separate item.
    pub(super) fn derives(&self, structure: &'m Shape) -> String {
        let default = if self.have_default(vec![structure]) { ", Default" } else { "" };
        let streams = structure.members().iter().any(|member| self.model.target(member).streaming);
        if self.holds_events(structure) {
            return "#[derive(Debug)]\n".to_owned();
        }
        let equal = if streams { String::new() } else { format!(", {}", self.equality(structure)) };
        format!("#[derive(Clone, Debug{default}{equal})]\n")
    }

    /// Whether an event stream is a member. It can be sent or read once.
    fn holds_events(&self, structure: &Shape) -> bool {
        structure.members().iter().any(|member| self.model.target(member).is_event_stream())
    }

    /// `PartialEq`, and `Eq` if the shape contains no float.
    pub(super) fn equality(&self, shape: &Shape) -> &'static str {
        let mut reached = self.model.reach([shape.name.as_str()]).into_iter();
        let is_eq = !reached.any(|name| self.model.shapes[name].kind.is_float());
        if is_eq { "PartialEq, Eq" } else { "PartialEq" }
    }

    /// Whether an input with these fields derives `Default`.
    pub(super) fn input_has_default(&self, input: Option<&'m Shape>, fields: &Fields<'m>) -> bool {
        let Some(input) = input else { return true };
        let written = fields.fields.iter().filter(|field| self.is_written(field, Role::Input, &fields.fields));
        let needed = self.needed_for_default(input, written.map(|field| field.member), Role::Input);
        needed.is_some_and(|needed| self.have_default(needed))
    }

    /// Whether all of the structures, and those that they need, can derive `Default`. A recursive structure cannot.
    fn have_default(&self, structures: Vec<&'m Shape>) -> bool {
        let (mut above, mut done) = (HashSet::new(), HashSet::new());
        let mut steps: Vec<_> = structures.into_iter().map(Step::Into).collect();
        // Iterative, because models can be nested to any depth.
        while let Some(step) = steps.pop() {
            let structure = match step {
                Step::OutOf(name) => {
                    above.remove(name);
                    continue;
                }
                Step::Into(structure) => structure,
            };
            if above.contains(structure.name.as_str()) {
                return false;
            }
            if done.insert(structure.name.as_str()) {
                let role = self.role_of(structure);
                let Some(needed) = self.needed_for_default(structure, structure.members(), role) else { return false };
                above.insert(structure.name.as_str());
                steps.push(Step::OutOf(&structure.name));
                steps.extend(needed.into_iter().map(Step::Into));
            }
        }
        true
    }

    /// The structures that need `Default` for `owner` to derive it; `None` if another member prevents it.
    fn needed_for_default(
        &self,
        owner: &Shape,
        members: impl IntoIterator<Item = &'m Member>,
        role: Role,
    ) -> Option<Vec<&'m Shape>> {
        let mut needed = Vec::new();
        for member in members {
            let target = self.model.target(member);
            match (self.presence(&owner.name, member, role), &target.kind) {
                (Presence::Optional, _) => {}
                (Presence::Required | Presence::Default, Kind::Structure(_)) => needed.push(target),
                (Presence::Required | Presence::Default, _) if has_default(target) => {}
                // A derived `Default` would differ from the literal that decoding uses.
                _ => return None,
            }
        }
        Some(needed)
    }
}

/// Whether the type of a shape that is not a structure has a default: enums, unions and timestamps have none.
fn has_default(shape: &Shape) -> bool {
    match &shape.kind {
        Kind::Enum(values) => values.is_empty(),
        Kind::Union(members) => members.is_empty(),
        Kind::Timestamp => false,
        Kind::Blob => !shape.streaming,
        _ => true,
    }
}

/// A step of the depth-first search.
enum Step<'m> {
    Into(&'m Shape),
    OutOf(&'m str),
}
