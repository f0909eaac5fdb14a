//! The elements of lists and maps in XML.

use super::structure::Frame;
use super::{Check, names};
use crate::model::{self, Protocol};
use crate::source::Member;

impl Check<'_> {
    /// Compares what the elements are called, and whether they stand in one of their own. JSON has no such names.
    pub(super) fn elements(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let wanted = self.model.elements(member, &self.protocol);
        if wanted == field.elements || self.protocol != Protocol::AwsQuery {
            return;
        }
        let wanted = wanted.arguments();
        let arguments = wanted.iter().map(|(argument, value)| match value {
            Some(value) => format!("{argument} = \"{value}\""),
            None => (*argument).to_owned(),
        });
        let given = field.elements.arguments();
        let extra = given.iter().filter(|(argument, _)| wanted.iter().all(|(other, _)| other != argument));
        let extra = names::list(extra.map(|(argument, _)| *argument));
        let help = match (wanted.is_empty(), extra.as_str()) {
            (true, extra) => format!("remove {extra}"),
            (false, "") => format!("write `#[aws({})]`", arguments.collect::<Vec<_>>().join(", ")),
            (false, extra) => format!("write `#[aws({})]` without {extra}", arguments.collect::<Vec<_>>().join(", ")),
        };
        let (name, owner) = (&field.field, frame.owner);
        self.error(frame.item, field.line, format!("`{name}` of `{owner}` has other elements in the model; {help}"));
    }
}
