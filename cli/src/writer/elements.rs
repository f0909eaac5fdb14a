//! The elements that lists and maps are made of in XML.

use super::Writer;
use super::wire_case::literal;
use crate::model::{Elements, Kind, Member};

impl Writer<'_> {
    /// The arguments of a list or map whose elements are not as by default.
    pub(super) fn element_arguments(&self, member: &Member) -> Vec<String> {
        let elements = self.model.elements(member, self.protocol);
        let written = |(argument, value): (&str, Option<&str>)| match value {
            Some(value) => format!("{argument} = {}", literal(value)),
            None => argument.to_owned(),
        };
        elements.arguments().into_iter().map(written).collect()
    }

    /// Why the elements of a list within a list, or of such a map, are not as the model has them, if they are not.
    pub(super) fn unnamed_elements(&self, member: &Member) -> Option<String> {
        let (Kind::List { member: inner, .. } | Kind::Map { value: inner, .. }) = &self.model.target(member).kind
        else {
            return None;
        };
        let is_named = self.model.elements(inner, self.protocol) != Elements::default();
        is_named.then(|| format!("`{}` holds lists or maps whose elements have names of their own", member.name))
    }
}
