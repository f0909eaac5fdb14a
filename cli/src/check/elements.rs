//! The XML elements of members, and the roots of documents.

use super::structure::Frame;
use super::{Check, Side, names};
use crate::model::{self, Binding, Kind, Protocol, has_elements};
use crate::source::{Member, Operation};

impl Check<'_> {
    /// Compares the names of the elements and `xml_flattened`. JSON has no such names.
    pub(super) fn elements(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let wanted = self.model.elements(member, &self.protocol);
        let given = field.elements.clone().unusual(&self.protocol);
        // All lists of an ec2Query request are flattened.
        let is_flat = self.protocol == Protocol::Ec2Query && frame.side == Side::Request;
        if wanted == given || is_flat || !has_elements(&self.protocol) {
            return;
        }
        let wanted = wanted.arguments();
        let arguments = wanted.iter().map(|(argument, value)| match value {
            Some(value) => format!("{argument} = \"{value}\""),
            None => (*argument).to_owned(),
        });
        let given = given.arguments();
        let extra = given.iter().filter(|(argument, _)| wanted.iter().all(|(other, _)| other != argument));
        let extra = names::list(extra.map(|(argument, _)| *argument));
        let help = match (wanted.is_empty(), extra.as_str()) {
            (true, extra) => format!("remove {extra}"),
            (false, "") => format!("write `#[aws({})]`", arguments.collect::<Vec<_>>().join(", ")),
            (false, extra) => format!("write `#[aws({})]` without {extra}", arguments.collect::<Vec<_>>().join(", ")),
        };
        let (name, owner) = (&field.field, frame.owner);
        self.error(
            frame.item,
            field.line,
            format!("the XML elements of `{name}` of `{owner}` differ from the model's; {help}"),
        );
    }

    /// Compares the root element of a request.
    pub(super) fn request_root(&mut self, operation: &Operation, modeled: &model::Operation) {
        let Some((wanted, _)) = self.model.request_root(modeled).filter(|_| self.protocol == Protocol::RestXml) else {
            return;
        };
        let usual = format!("{}Request", operation.name.value);
        let given = operation.xml_name.as_ref();
        if given.map_or(usual.as_str(), |given| &given.value) != wanted {
            let (name, line) = (&operation.item.name, given.map_or(operation.name.line, |given| given.line));
            let text =
                format!("the root element of `{name}` is `{wanted}` in the model; write `xml_name = \"{wanted}\"`");
            self.error(&operation.item, line, text);
        }
    }

    /// Compares the root element of a payload.
    pub(super) fn payload_root(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let is_document = matches!(self.model.target(member).kind, Kind::Structure(_) | Kind::Union(_));
        let is_payload = frame.wanted(member) == Some(&Binding::Payload) && frame.side == Side::Request;
        if self.protocol != Protocol::RestXml || !is_payload || !is_document {
            return;
        }
        let (wanted, _) = self.model.payload_root(member);
        let given = field.root.as_deref().or_else(|| field.ty.name());
        if given.is_some_and(|given| given != wanted) {
            let (name, owner) = (&field.field, frame.owner);
            let text = format!(
                "the root element of `{name}` of `{owner}` is `{wanted}` in the model; write `xml_name = \"{wanted}\"`"
            );
            self.error(frame.item, field.line, text);
        }
    }
}
