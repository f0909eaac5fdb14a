//! The names of items. They depend only on the model, so that later additions to a file use the same names.

use std::collections::{HashMap, HashSet};

use super::case::type_name;
use super::wire_case::Once;
use crate::model::{Kind, Model, Shape};

/// Types that the written code uses, and items that are not shapes.
const RESERVED: [&str; 14] = [
    "Service",
    "Error",
    "String",
    "Option",
    "Vec",
    "Box",
    "Into",
    "HashMap",
    "Blob",
    "ByteStream",
    "EventStream",
    "Document",
    "Sensitive",
    "Timestamp",
];

/// Whether no item can have that name, because the written code uses it or Rust reserves it.
pub(super) fn is_reserved(name: &str) -> bool {
    name == "Self" || RESERVED.iter().any(|used| *used == name && !matches!(name, "Service" | "Error"))
}

/// The names of a model's items.
pub(super) struct Names {
    shapes: HashMap<String, String>,
    /// The operations whose output is used nowhere else, and is named `<name>Output`.
    own_outputs: HashMap<String, String>,
    /// The variants of errors.
    errors: HashMap<String, String>,
}

impl Names {
    pub(super) fn new(model: &Model) -> Self {
        let mut used: HashSet<String> = RESERVED.into_iter().map(str::to_owned).collect();
        used.extend(model.operations.keys().cloned());
        let usage = Usage::of(model);
        let mut names = Self { shapes: HashMap::new(), own_outputs: HashMap::new(), errors: HashMap::new() };
        let mut variants = Once::default();
        for error in model.shapes.values().filter(|shape| shape.error.is_some()) {
            names.errors.insert(error.name.clone(), variants.give(&type_name(&error.name), ""));
        }
        for operation in model.operations.values() {
            let Some(output) = operation.output.as_ref().filter(|output| usage.is_one_output(output)) else { continue };
            let name = format!("{}Output", operation.name);
            if used.insert(name.clone()) {
                names.shapes.insert(output.clone(), name.clone());
                names.own_outputs.insert(operation.name.clone(), name);
            }
        }
        for shape in model.shapes.values().filter(|shape| is_item(shape)) {
            if !names.shapes.contains_key(&shape.name) && !usage.is_input_alone(&shape.name) {
                let name = free(&type_name(&shape.name), &used);
                used.insert(name.clone());
                names.shapes.insert(shape.name.clone(), name);
            }
        }
        names
    }

    /// The type of a structure, union or string enum.
    pub(super) fn of_shape(&self, shape: &Shape) -> String {
        self.shapes.get(&shape.name).cloned().unwrap_or_else(|| type_name(&shape.name))
    }

    /// The variant of an error.
    pub(super) fn of_error(&self, error: &Shape) -> String {
        self.errors.get(&error.name).cloned().unwrap_or_else(|| type_name(&error.name))
    }

    /// Whether the operation's output has the attribute's default name.
    pub(super) fn has_own_output(&self, operation: &str) -> bool {
        self.own_outputs.contains_key(operation)
    }
}

/// Whether a shape is written as an item.
pub(super) fn is_item(shape: &Shape) -> bool {
    match &shape.kind {
        Kind::Structure(_) => true,
        Kind::Union(members) => !members.is_empty(),
        Kind::Enum(values) => !values.is_empty(),
        _ => false,
    }
}

fn free(wanted: &str, used: &HashSet<String>) -> String {
    let others = (2..).map(|number| format!("{wanted}Shape{number}"));
    let mut names = [wanted.to_owned(), format!("{wanted}Shape")].into_iter().chain(others);
    names.find(|name| !used.contains(name)).unwrap_or_default()
}

/// How shapes are used.
struct Usage<'m> {
    inputs: HashSet<&'m str>,
    outputs: HashMap<&'m str, usize>,
    members: HashSet<&'m str>,
}

impl<'m> Usage<'m> {
    fn of(model: &'m Model) -> Self {
        let operations = || model.operations.values();
        let mut outputs = HashMap::new();
        for output in operations().filter_map(|operation| operation.output.as_deref()) {
            *outputs.entry(output).or_default() += 1;
        }
        let members = model.shapes.values().flat_map(|shape| shape.kind.members());
        Self {
            inputs: operations().filter_map(|operation| operation.input.as_deref()).collect(),
            outputs,
            members: members.map(|member| member.target.as_str()).collect(),
        }
    }

    fn is_one_output(&self, shape: &str) -> bool {
        self.outputs.get(shape) == Some(&1) && !self.members.contains(shape) && !self.inputs.contains(shape)
    }

    fn is_input_alone(&self, shape: &str) -> bool {
        self.inputs.contains(shape) && !self.members.contains(shape) && !self.outputs.contains_key(shape)
    }
}
