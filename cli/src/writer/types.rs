//! The Rust types of members.

use std::collections::HashSet;

use super::Writer;
use super::names::is_item;
use super::unsupported::MAX_DEPTH;
use crate::model::{Binding, Kind, Member, Model, Shape};

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
        if target.is_event_stream() {
            let stream = self.import("EventStream");
            self.need(target);
            let events = self.names.of_shape(target);
            let error = self.error_of_streams().map(|error| format!(", {error}")).unwrap_or_default();
            return format!("{stream}<{events}{error}>");
        }
        if target.kind == Kind::String && self.is_base64(member) {
            return self.import("Blob");
        }
        if self.model.is_base64_text(&owner.name, member) {
            let blob = self.import("Blob");
            return if target.sensitive { format!("{}<{blob}>", self.import("Sensitive")) } else { blob };
        }
        if self.model.is_url_encoded(member) && !self.sent.contains(owner.name.as_str()) {
            return self.import("UrlEncoded");
        }
        if is_direct(target) && holds(model, target, owner) {
            return format!("Box<{}>", self.type_of(target));
        }
        if member.idempotency_token { self.bare_type_of(target, &mut Vec::new()) } else { self.type_of(target) }
    }

    /// The error enum of the service, if it is written.
    fn error_of_streams(&self) -> Option<&str> {
        let name = self.scope.error.as_deref()?;
        let operation = self.model.operations.get(&self.operation);
        let has_errors = operation.is_some_and(|operation| self.model.errors_of(operation).next().is_some());
        (has_errors || self.scope.present.contains(name)).then_some(name)
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
            // Numbers of any size keep their digits in a document; empty unions have no members.
            _ => return self.import("Document"),
        };
        simple.to_owned()
    }

    fn collection(&mut self, shape: &Shape, member: &Member, sparse: bool, above: &mut Vec<String>) -> String {
        if above.contains(&shape.name) || above.len() >= MAX_DEPTH {
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
}

/// Whether a member with that target is stored without a pointer.
fn is_direct(shape: &Shape) -> bool {
    is_item(shape) && matches!(shape.kind, Kind::Structure(_) | Kind::Union(_))
}

/// Whether `shape` is or contains `wanted`, without a list or map between them.
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
