//! The XML elements and attributes of members.

use super::Writer;
use super::wire_case::literal;
use crate::model::Member;

impl Writer<'_> {
    /// The arguments of a list or map whose elements differ from the defaults.
    pub(super) fn element_arguments(&self, member: &Member) -> Vec<String> {
        let elements = self.model.elements(member, self.protocol);
        let written = |(argument, value): (&str, Option<&str>)| match value {
            Some(value) => format!("{argument} = {}", literal(value)),
            None => argument.to_owned(),
        };
        elements.arguments().into_iter().map(written).collect()
    }

    /// Why the element names of nested lists or maps cannot be expressed, if they differ from the defaults.
    pub(super) fn unnamed_elements(&self, member: &Member) -> Option<String> {
        let is_unnamed = self.model.has_unnamed_elements(member, self.protocol);
        is_unnamed.then(|| format!("`{}` contains lists or maps whose elements have custom names", member.name))
    }
}
