//! The elements that lists and maps are made of in XML, and in awsQuery's forms, which have the same names.

use super::{Kind, Member, Model, Protocol};

/// What is not as by default of a list's or map's elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// `@xmlFlattened`: the items stand where the list would.
    pub flattened: bool,
    /// The name of a list's items, if it is not `member`.
    pub member: Option<String>,
    /// The name of a map's keys, if it is not `key`.
    pub key: Option<String>,
    /// The name of a map's values, if it is not `value`.
    pub value: Option<String>,
}

impl Elements {
    /// With the names that are not the usual ones.
    pub(crate) fn new(flattened: bool, [member, key, value]: [Option<String>; 3]) -> Self {
        let unusual = |name: Option<String>, usual| name.filter(|name| name != usual);
        Self { flattened, member: unusual(member, "member"), key: unusual(key, "key"), value: unusual(value, "value") }
    }

    /// The arguments of the attributes, with their values.
    pub(crate) fn arguments(&self) -> Vec<(&'static str, Option<&str>)> {
        let names = [("xml_member", &self.member), ("xml_key", &self.key), ("xml_value", &self.value)];
        let names = names.into_iter().filter_map(|(argument, name)| Some((argument, Some(name.as_deref()?))));
        self.flattened.then_some(("xml_flattened", None)).into_iter().chain(names).collect()
    }
}

impl Model {
    /// The elements of the list or map that a member holds; as by default of others, and where `protocol` has no such
    /// names.
    pub(crate) fn elements(&self, member: &Member, protocol: &Protocol) -> Elements {
        if *protocol != Protocol::AwsQuery {
            return Elements::default();
        }
        let names = match &self.target(member).kind {
            // The items of a flattened list have the member's own name.
            Kind::List { .. } if member.xml_flattened => [None, None, None],
            Kind::List { member, .. } => [member.xml_name.clone(), None, None],
            Kind::Map { key, value, .. } => [None, key.xml_name.clone(), value.xml_name.clone()],
            _ => return Elements::default(),
        };
        Elements::new(member.xml_flattened, names)
    }
}
