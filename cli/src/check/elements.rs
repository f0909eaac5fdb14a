//! The XML elements of lists and maps.

use super::structure::Frame;
use super::{Check, Side, names};
use crate::model::{self, Protocol, has_elements};
use crate::source::Member;

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
}
