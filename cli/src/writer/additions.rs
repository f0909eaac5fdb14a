//! Writes members and values for existing items.

use super::fields::{Fields, Role};
use super::wire_case::Rule;
use super::{Scope, WriteError, Writer, Written, enums, write_with};
use crate::model::{Kind, Model, Operation, Shape};

/// A member or value to be added to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The item's shape.
    pub shape: String,
    /// The member or value, by the model's name.
    pub name: String,
    /// Whether the shape is an error to be added to the error enum.
    pub is_error: bool,
    /// Whether rustfmt puts the fields of a short error in this item on one line.
    pub may_join: bool,
    /// The operation, if the item is its struct.
    pub input_of: Option<String>,
    /// The `rename_all` of the item.
    pub rename_all: Option<String>,
}

/// The code for a member or value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The field or variant.
    pub name: String,
    /// Its lines, indented as in an item at the top of a file.
    pub text: String,
}

/// Writes each addition, `None` for one that the model lacks or the attributes cannot express, and the shapes
/// that they need and the scope lacks. Required members become optional, because existing code builds the item
/// without them.
///
/// # Errors
///
/// As [`write`](super::write()).
pub fn write_additions(
    model: &Model,
    additions: &[Addition],
    scope: &Scope,
) -> Result<(Vec<Option<Fragment>>, Written), WriteError> {
    let mut fragments = Vec::new();
    let written = write_with(model, &[], &[], scope, |writer| {
        fragments = additions.iter().map(|addition| writer.fragment(addition)).collect();
        writer.add_shapes(0);
    })?;
    Ok((fragments, written))
}

impl<'m> Writer<'m> {
    fn fragment(&mut self, addition: &Addition) -> Option<Fragment> {
        let model = self.model;
        let shape = model.shapes.get(&addition.shape)?;
        let rule = addition.rename_all.as_deref().map_or(Some(Rule::Pascal), Rule::named)?;
        match &shape.kind {
            Kind::Enum(values) => {
                let known = enums::known(values);
                let value = known.iter().find(|value| value.wire == addition.name)?;
                Some(Fragment { name: value.name.clone(), text: enums::value_lines(value, rule) })
            }
            Kind::Union(_) => {
                let mut members = self.members_of_union(shape).into_iter();
                let (member, name) = members.find(|(member, _)| member.name == addition.name)?;
                Some(Fragment { name: name.0.clone(), text: self.union_member(shape, member, &name, rule) })
            }
            _ if shape.error.is_some() && addition.is_error => {
                let variant = self.error_variant(shape, rule);
                let is_joined = addition.may_join && variant.text.lines().count() > 1;
                let text = if is_joined { variant.text } else { variant.vertical };
                Some(Fragment { name: variant.name, text })
            }
            _ => {
                let operation = addition.input_of.as_ref().and_then(|operation| model.operations.get(operation));
                self.field(shape, operation, addition, rule)
            }
        }
    }

    fn field(
        &mut self,
        shape: &'m Shape,
        operation: Option<&Operation>,
        addition: &Addition,
        rule: Rule,
    ) -> Option<Fragment> {
        let is_for = if operation.is_some() { Role::Input } else { self.role_of(shape) };
        let fields = Fields { rule, fields: Fields::idents(shape.members()) };
        let field = fields.fields.iter().find(|field| field.member.name == addition.name)?;
        if let Some(operation) = operation {
            self.set_without_body(operation);
        }
        self.all_optional = true;
        let is_written = self.is_written(field, is_for, &fields.fields);
        let text = is_written.then(|| self.field_text(shape, field, &fields, is_for, ("    ", "pub ")));
        (self.without_body, self.all_optional) = (false, false);
        Some(Fragment { name: field.ident.clone(), text: text? })
    }
}
