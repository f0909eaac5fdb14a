//! The Rust types of members, and what may be derived of them.

use std::collections::{HashMap, HashSet};

use super::Writer;
use super::limits::DEEPEST;
use super::names::is_item;
use super::presence::Presence;
use super::structure::{Fields, Role};
use crate::model::{Binding, Kind, Member, Model, Shape};

/// Of structures that need structures, how many are looked through for a default.
const DEEPEST_DEFAULT: usize = 64;

/// What is known of structures' defaults, on the way through those that they need.
#[derive(Default)]
struct Defaults<'s> {
    structures: HashMap<&'s str, bool>,
    depth: usize,
}

impl Writer<'_> {
    /// The type of a member, without the `Option` of an optional one.
    pub(super) fn type_of_member(&mut self, owner: &Shape, member: &Member) -> String {
        let model = self.model;
        let target = model.target(member);
        let is_rest = self.protocol.is_rest();
        let is_payload = is_rest && member.binding == Some(Binding::Payload);
        if target.streaming && is_payload && target.kind == Kind::Blob {
            return self.import("ByteStream");
        }
        if target.kind == Kind::String && self.is_base64(member) {
            return self.import("Blob");
        }
        if is_direct(target) && holds(model, target, owner) {
            return format!("Box<{}>", self.type_of(target));
        }
        if member.idempotency_token { self.bare_type_of(target, &mut Vec::new()) } else { self.type_of(target) }
    }

    fn type_of(&mut self, shape: &Shape) -> String {
        self.type_within(shape, &mut Vec::new())
    }

    fn type_within(&mut self, shape: &Shape, above: &mut Vec<String>) -> String {
        let bare = self.bare_type_of(shape, above);
        if shape.sensitive { format!("{}<{bare}>", self.import("Sensitive")) } else { bare }
    }

    fn bare_type_of(&mut self, shape: &Shape, above: &mut Vec<String>) -> String {
        if is_item(shape) {
            self.need(shape);
            return self.names.of_shape(shape);
        }
        let simple = match &shape.kind {
            Kind::Blob => return self.import("Blob"),
            Kind::Timestamp => return self.import("Timestamp"),
            Kind::Boolean => "bool",
            Kind::String | Kind::Enum(_) => "String",
            Kind::Byte => "i8",
            Kind::Short => "i16",
            Kind::Integer | Kind::IntEnum(_) => "i32",
            Kind::Long => "i64",
            Kind::Float => "f32",
            Kind::Double => "f64",
            Kind::List { member, sparse } => return self.collection(shape, member, *sparse, above),
            Kind::Map { value, sparse, .. } => return self.collection(shape, value, *sparse, above),
            // Numbers of any size are kept as they stand; the rest has no members to name.
            _ => return self.import("Document"),
        };
        simple.to_owned()
    }

    fn collection(&mut self, shape: &Shape, member: &Member, sparse: bool, above: &mut Vec<String>) -> String {
        if above.contains(&shape.name) || above.len() >= DEEPEST {
            return self.import("Document");
        }
        above.push(shape.name.clone());
        let inner = self.type_within(self.model.target(member), above);
        above.pop();
        let inner = if sparse { format!("Option<{inner}>") } else { inner };
        if matches!(shape.kind, Kind::List { .. }) {
            return format!("Vec<{inner}>");
        }
        self.uses_maps = true;
        format!("HashMap<String, {inner}>")
    }

    /// Whether all values of the shape can be compared with `Eq`: none is a float.
    pub(super) fn is_eq(&self, shape: &Shape) -> bool {
        let mut roots = self.model.reach([shape.name.as_str()]).into_iter();
        roots.all(|name| !matches!(self.model.shapes[name].kind, Kind::Float | Kind::Double))
    }

    /// Whether the structure is written with `Default`: where that saves a caller from writing several `None`.
    pub(super) fn has_default(&self, structure: &Shape) -> bool {
        self.sent.contains(structure.name.as_str())
            && self.have_default((&structure.name, Role::Nested), structure.members().iter(), &mut Defaults::default())
    }

    /// Whether an input with these fields is written with `Default`, for the same reason.
    pub(super) fn input_has_default(&self, input: &Shape, fields: &Fields<'_>) -> bool {
        let members = fields.fields.iter().map(|field| field.member);
        self.have_default((&input.name, Role::Input), members, &mut Defaults::default())
    }

    fn have_default<'s>(
        &'s self,
        (structure, role): (&'s str, Role),
        members: impl Iterator<Item = &'s Member>,
        known: &mut Defaults<'s>,
    ) -> bool {
        let members = members.map(|member| (member, self.presence(structure, member, role)));
        let (optional, required): (Vec<_>, Vec<_>) = members.partition(|(_, presence)| *presence == Presence::Optional);
        // What derives `Default` would send empty what the model has a value for.
        let has_literal = required.iter().any(|(_, presence)| matches!(presence, Presence::Literal(_)));
        if optional.len() < 2 || has_literal || known.depth > DEEPEST_DEFAULT {
            return false;
        }
        if let Some(has) = known.structures.get(structure) {
            return *has;
        }
        // A structure that needs one of its own has no first.
        known.structures.insert(structure, false);
        known.depth += 1;
        let all = required.into_iter().all(|(member, _)| self.defaults(self.model.target(member), known));
        known.depth -= 1;
        known.structures.insert(structure, all);
        all
    }

    fn defaults<'s>(&'s self, target: &'s Shape, known: &mut Defaults<'s>) -> bool {
        match &target.kind {
            Kind::Structure(members) => self.have_default((&target.name, Role::Nested), members.iter(), known),
            Kind::Enum(values) => values.is_empty(),
            Kind::Union(_) | Kind::Timestamp => false,
            Kind::Blob => !target.streaming,
            _ => true,
        }
    }
}

/// Whether a shape stands in its owner without a pointer between.
fn is_direct(shape: &Shape) -> bool {
    is_item(shape) && matches!(shape.kind, Kind::Structure(_) | Kind::Union(_))
}

/// Whether `shape` holds `wanted`, or is it, without a list or map between.
fn holds(model: &Model, shape: &Shape, wanted: &Shape) -> bool {
    let (mut seen, mut ahead) = (HashSet::new(), vec![shape]);
    while let Some(shape) = ahead.pop() {
        if shape.name == wanted.name {
            return true;
        }
        if seen.insert(shape.name.as_str()) {
            ahead.extend(shape.members().iter().map(|member| model.target(member)).filter(|target| is_direct(target)));
        }
    }
    false
}
