//! The elements that lists and maps are made of in XML, and in awsQuery's forms, which have the same names.

use super::Writer;
use super::wire_case::literal;
use crate::model::{Kind, Member, Protocol};

impl Writer<'_> {
    /// The arguments of a list or map whose elements are not as by default.
    pub(super) fn element_arguments(&self, member: &Member) -> Vec<String> {
        if *self.protocol != Protocol::AwsQuery {
            return Vec::new();
        }
        let flattened = member.xml_flattened.then(|| "xml_flattened".to_owned());
        match &self.model.target(member).kind {
            // The items of a flattened list have the member's own name.
            Kind::List { .. } if member.xml_flattened => flattened.into_iter().collect(),
            Kind::List { member: item, .. } => named("xml_member", item, "member").into_iter().collect(),
            Kind::Map { key, value, .. } => {
                let names = [named("xml_key", key, "key"), named("xml_value", value, "value")];
                flattened.into_iter().chain(names.into_iter().flatten()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Why the elements of a list within a list, or of such a map, are not as the model has them, if they are not.
    pub(super) fn unnamed_elements(&self, member: &Member) -> Option<String> {
        let (Kind::List { member: inner, .. } | Kind::Map { value: inner, .. }) = &self.model.target(member).kind
        else {
            return None;
        };
        let is_named = !self.element_arguments(inner).is_empty();
        is_named.then(|| format!("`{}` holds lists or maps whose elements have names of their own", member.name))
    }
}

fn named(argument: &str, inner: &Member, usual: &str) -> Option<String> {
    let name = inner.xml_name.as_deref().filter(|name| *name != usual)?;
    Some(format!("{argument} = {}", literal(name)))
}
