//! Writes annotated structs for operations of a model, and for the shapes that they use.
//!
//! ```no_run
//! use aws_operation_cli::model::Model;
//! use aws_operation_cli::writer::{Scope, write};
//!
//! let model = Model::read("dynamodb/2012-08-10/service-2.json.gz")?;
//! let written = write(&model, &["GetItem", "PutItem"], &Scope::default())?;
//! println!("{}", written.source());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![allow(clippy::format_push_string)] // the texts are short, and written once

mod additions;
mod bindings;
mod blocks;
mod case;
mod condition_layout;
mod constructor;
mod derives;
mod docs;
mod elements;
mod enums;
mod error;
mod errors;
mod fields;
mod idempotency;
mod layout;
mod members;
mod names;
mod operation;
mod output_path;
mod pages;
mod presence;
mod roots;
mod selection;
mod sentence;
mod structure;
mod types;
mod unsupported;
mod waiters;
mod wire_case;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

pub use additions::{Addition, Fragment, write_additions};
pub(crate) use case::{raw as raw_name, snake as field_name};
pub(crate) use docs::lines as comment_lines;
pub use error::WriteError;
pub(crate) use error::nearest;
pub use errors::ErrorVariant;
pub(crate) use layout::import;
pub use members::{MoreMembers, PresentMembers};
pub(crate) use written::variants_source;
pub use written::{ErrorEnum, Item, Note, Written};

use crate::model::{Kind, Model, Operation, Protocol, Shape};
use fields::Role;
use names::Names;
use selection::Selection;

/// The protocols for which structs are written.
pub const PROTOCOLS: [Protocol; 7] = [
    Protocol::RestJson1,
    Protocol::AwsJson1_0,
    Protocol::AwsJson1_1,
    Protocol::AwsQuery,
    Protocol::Ec2Query,
    Protocol::RestXml,
    Protocol::RpcV2Cbor,
];

/// The module for which code is written.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The name of the service struct.
    pub service: String,
    /// The name of the error enum; with `None`, no errors are written.
    pub error: Option<String>,
    /// The names of existing items: neither they nor shapes that only they use are written.
    pub present: BTreeSet<String>,
    /// The members of existing operations by name; their missing members are written.
    pub members: BTreeMap<String, PresentMembers>,
    /// The protocol of the structs; with `None`, [`protocol_of`] the model.
    pub protocol: Option<String>,
    /// Whether the waiters of the operations are written.
    pub waiters: bool,
}

impl Default for Scope {
    /// An empty module.
    fn default() -> Self {
        Self {
            service: "Service".to_owned(),
            error: Some("Error".to_owned()),
            present: BTreeSet::new(),
            members: BTreeMap::new(),
            protocol: None,
            waiters: false,
        }
    }
}

/// The protocol of the service that is preferred: the first that is supported, rpcv2Cbor only if JSON and XML are not.
pub fn protocol_of(model: &Model) -> Option<&Protocol> {
    let supported = model.service.protocols.iter().filter(|protocol| PROTOCOLS.contains(protocol));
    supported.min_by_key(|protocol| match protocol {
        Protocol::AwsQuery | Protocol::Ec2Query => 2,
        Protocol::RpcV2Cbor => 1,
        _ => 0,
    })
}

/// The protocol in which structs are written.
fn protocol_in<'m>(model: &'m Model, scope: &Scope) -> Result<&'m Protocol, WriteError> {
    let Some(name) = &scope.protocol else { return protocol_of(model).ok_or_else(|| WriteError::protocol(model)) };
    let named = model.service.protocols.iter().find(|protocol| protocol.name() == name);
    let named = named.ok_or_else(|| WriteError::other_protocol(model, name))?;
    if PROTOCOLS.contains(named) { Ok(named) } else { Err(WriteError::unsupported(model, named)) }
}

/// The comment of a module for the model's service.
pub(crate) fn module_comment(model: &Model) -> String {
    let service = &model.service;
    let version = if service.version.is_empty() { String::new() } else { format!(", API version {}", service.version) };
    docs::plain(&format!("{}{version}.", service.title.as_deref().unwrap_or(&service.id)), "//!")
}

/// Writes the service, `operations`, the shapes that they use, and their errors.
///
/// A required member of a shape used only in responses is `T` with `#[aws(default)]` if its type has an empty value,
/// and an `Option` otherwise, because services omit such members. Smithy's `@default` is written where it applies.
///
/// What the attributes cannot express is listed in comments and in [`Written::notes`]; an operation that they cannot
/// express at all is replaced by such a comment.
///
/// # Errors
///
/// If the service has no supported protocol or lacks the scope's, or lacks a requested operation.
pub fn write(model: &Model, operations: &[&str], scope: &Scope) -> Result<Written, WriteError> {
    write_selected(model, operations, &[], scope)
}

/// Writes the same, but only the input members in `only`, by the model's name or the field's, and those that every call
/// needs: required members, labels and the idempotency token. All members if `only` is empty.
///
/// # Errors
///
/// As [`write()`], and if no input has a member with a name in `only`.
pub fn write_selected(model: &Model, operations: &[&str], only: &[&str], scope: &Scope) -> Result<Written, WriteError> {
    write_with(model, operations, only, scope, |_| {})
}

/// Writes the same, and calls `more` between the operations and their errors.
fn write_with<'a>(
    model: &'a Model,
    operations: &[&str],
    only: &'a [&'a str],
    scope: &'a Scope,
    more: impl FnOnce(&mut Writer<'a>),
) -> Result<Written, WriteError> {
    let protocol = protocol_in(model, scope)?;
    let find = |name: &&str| model.operations.get(*name).ok_or_else(|| WriteError::no_operation(model, name));
    let operations: Vec<_> = operations.iter().map(find).collect::<Result<_, _>>()?;
    let selection = Selection::of(only, model, &operations)?;
    let mut writer = Writer {
        model,
        protocol,
        names: Names::new(model),
        sent: model.sent(),
        received: model.received(),
        selection,
        scope,
        imports: BTreeSet::new(),
        uses_maps: false,
        without_body: false,
        all_optional: false,
        needed: IndexSet::new(),
        operations: BTreeSet::new(),
        operation: String::new(),
        notes: Vec::new(),
        items: Vec::new(),
        members: Vec::new(),
    };
    if !scope.present.contains(&scope.service) {
        let text = writer.service(&model.service, scope.error.as_deref());
        writer.items.push(Item { name: scope.service.clone(), text });
    }
    for operation in &operations {
        writer.add_operation(operation);
    }
    if scope.waiters {
        for operation in &operations {
            writer.add_waiters(operation);
        }
    }
    more(&mut writer);
    let errors = writer.add_errors(&operations);
    Ok(writer.finish(errors))
}

/// The state of the writer.
struct Writer<'m> {
    model: &'m Model,
    protocol: &'m Protocol,
    names: Names,
    /// The shapes that are part of requests.
    sent: IndexSet<&'m str>,
    /// The shapes that are part of responses.
    received: IndexSet<&'m str>,
    selection: Selection<'m>,
    scope: &'m Scope,
    /// The names imported from the runtime.
    imports: BTreeSet<&'static str>,
    uses_maps: bool,
    /// Whether the current operation's request has no body.
    without_body: bool,
    /// Whether all members become `Option`s, because existing code builds the structure without them.
    all_optional: bool,
    /// The shapes that the written code uses.
    needed: IndexSet<String>,
    /// The operations that are done.
    operations: BTreeSet<&'m str>,
    /// The name of the current operation.
    operation: String,
    notes: Vec<Note>,
    items: Vec<Item>,
    /// The missing members of existing operations.
    members: Vec<MoreMembers>,
}

impl<'m> Writer<'m> {
    fn import(&mut self, name: &'static str) -> String {
        self.imports.insert(name);
        name.to_owned()
    }

    fn need(&mut self, shape: &Shape) {
        if !self.scope.present.contains(&self.names.of_shape(shape)) {
            self.needed.insert(shape.name.clone());
        }
    }

    fn note(&mut self, text: &str) {
        let operation = self.operation.clone();
        self.notes.push(Note { operation, text: text.to_owned(), left_out: false, incomplete: false });
    }

    /// Notes that something requested is missing.
    fn note_missing(&mut self, text: &str) {
        self.note(text);
        if let Some(note) = self.notes.last_mut() {
            note.incomplete = true;
        }
    }

    fn add_operation(&mut self, operation: &'m Operation) {
        let exists = self.scope.present.contains(&operation.name);
        let why = self.obstacle(operation);
        if !self.operations.insert(&operation.name) {
            return;
        }
        if exists && why.is_none() {
            return self.add_members(operation);
        }
        self.operation.clone_from(&operation.name);
        if let Some(why) = why {
            let comment = docs::lines(&format!("cannot express: {}: {why}", operation.name), "", "//");
            self.items.push(Item { name: operation.name.clone(), text: comment });
            self.notes.push(Note { operation: operation.name.clone(), text: why, left_out: true, incomplete: true });
            return;
        }
        let done = self.needed.len();
        let output = operation.output.as_ref().and_then(|output| self.model.shapes.get(output));
        let needed_before = self.needed.clone();
        let text = self.operation(operation);
        self.items.push(Item { name: operation.name.clone(), text });
        // The output comes before the shapes of the input.
        let of_input: Vec<_> = self.needed.split_off(done).into_iter().collect();
        if let Some(output) = output {
            self.need(output);
        }
        self.needed.extend(of_input.into_iter().filter(|shape| !needed_before.contains(shape)));
        self.add_shapes(done);
    }

    /// Adds the needed shapes from that index on, and those that they need.
    fn add_shapes(&mut self, mut index: usize) {
        while let Some(shape) = self.needed.get_index(index).and_then(|name| self.model.shapes.get(name)) {
            self.import("aws_shape");
            let name = self.names.of_shape(shape);
            let text = match &shape.kind {
                Kind::Enum(values) => self.string_enum(shape, values),
                Kind::Union(_) => self.union(shape),
                _ => {
                    let operation = self.operation.clone();
                    let is_response = self.names.has_own_output(&operation) && name == format!("{operation}Output");
                    self.structure(shape, is_response.then_some(operation.as_str()))
                }
            };
            self.items.push(Item { name, text });
            index += 1;
        }
    }

    /// The role of a structure that is a separate item.
    fn role_of(&self, shape: &Shape) -> Role {
        let is_output = self.model.operations.values().any(|operation| operation.output.as_ref() == Some(&shape.name));
        if is_output { Role::Output } else { Role::Nested }
    }

    /// The errors of the operations, sorted by name.
    fn add_errors(&mut self, operations: &[&'m Operation]) -> Option<ErrorEnum> {
        let name = self.scope.error.clone()?;
        let left_out = |name: &str| self.notes.iter().any(|note| note.left_out && note.operation == name);
        let written = operations.iter().filter(|operation| !left_out(&operation.name));
        let errors: BTreeMap<_, _> = written
            .flat_map(|operation| self.model.errors_of(operation))
            .map(|error| (error.name.as_str(), error))
            .collect();
        let exists = self.scope.present.contains(&name);
        if errors.is_empty() && !exists {
            // Without errors there is no enum that the service could name.
            let text = self.service(&self.model.service, None);
            self.items
                .iter_mut()
                .filter(|item| item.name == self.scope.service)
                .for_each(|item| item.text.clone_from(&text));
            return None;
        }
        self.operation.clear();
        let (rule, done) = (self.rule_of_errors(), self.needed.len());
        let mut variants: Vec<ErrorVariant> = Vec::new();
        for error in errors.into_values() {
            let variant = self.error_variant(error, rule);
            match variants.iter().find(|earlier| earlier.code == variant.code) {
                Some(earlier) => {
                    let text =
                        format!("`{}` has the code `{}`, as does `{}`", variant.name, variant.code, earlier.name);
                    self.note_missing(&text);
                }
                None => variants.push(variant),
            }
        }
        if !exists {
            self.import("aws_error");
        }
        self.add_shapes(done);
        Some(ErrorEnum { head: self.error_head(&name, rule), exists, name, variants })
    }

    fn finish(self, errors: Option<ErrorEnum>) -> Written {
        Written {
            comment: module_comment(self.model),
            uses_durations: self.imports.contains("Waiter"),
            imports: self.imports.into_iter().map(str::to_owned).collect(),
            uses_maps: self.uses_maps,
            items: self.items,
            members: self.members,
            errors,
            notes: self.notes,
        }
    }
}
