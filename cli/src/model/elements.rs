//! The XML elements of lists and maps, whose names are also used in awsQuery's form data.

use super::{Kind, Member, Model, Protocol};

/// What differs from Smithy's defaults in the elements of a list or map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// `@xmlFlattened`: the items are not wrapped in an element for the list.
    pub flattened: bool,
    /// The name of a list's items, if it is not `member`.
    pub member: Option<String>,
    /// The name of a map's keys, if it is not `key`.
    pub key: Option<String>,
    /// The name of a map's values, if it is not `value`.
    pub value: Option<String>,
}

impl Elements {
    /// Keeps only the names that differ from the defaults.
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
    /// The elements of the list or map that is a member's target; the defaults for other targets, and if `protocol` has
    /// no such names.
    pub(crate) fn elements(&self, member: &Member, protocol: &Protocol) -> Elements {
        if *protocol != Protocol::AwsQuery {
            return Elements::default();
        }
        let names = match &self.target(member).kind {
            // The items of a flattened list are named after the member.
            Kind::List { .. } if member.xml_flattened => [None, None, None],
            Kind::List { member, .. } => [member.xml_name.clone(), None, None],
            Kind::Map { key, value, .. } => [None, key.xml_name.clone(), value.xml_name.clone()],
            _ => return Elements::default(),
        };
        Elements::new(member.xml_flattened, names)
    }
}
