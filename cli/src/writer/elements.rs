//! The XML elements of lists and maps.

use super::Writer;
use super::wire_case::literal;
use crate::model::{Elements, Kind, Member};

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
        let (Kind::List { member: inner, .. } | Kind::Map { value: inner, .. }) = &self.model.target(member).kind
        else {
            return None;
        };
        let is_named = self.model.elements(inner, self.protocol) != Elements::default();
        is_named.then(|| format!("`{}` contains lists or maps whose elements have custom names", member.name))
    }
}
