//! The XML elements of lists and maps, whose names are also used in awsQuery's form data.

use super::{Direction, Kind, Member, Model, Protocol};

/// What differs from Smithy's defaults in the elements of a list or map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// `@xmlFlattened`: the items are not wrapped in an element for the list.
    pub flattened: bool,
    /// The name of a list's items, if it is not the protocol's default.
    pub member: Option<String>,
    /// The name of a map's keys, if it is not `key`.
    pub key: Option<String>,
    /// The name of a map's values, if it is not `value`.
    pub value: Option<String>,
}

impl Elements {
    /// The same without the names that are the defaults of `protocol`.
    pub(crate) fn unusual(self, protocol: &Protocol) -> Self {
        let unusual = |name: Option<String>, usual| name.filter(|name| name != usual);
        Self {
            member: unusual(self.member, item_name(protocol)),
            key: unusual(self.key, "key"),
            value: unusual(self.value, "value"),
            ..self
        }
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
        // The lists of an ec2Query request are all flattened.
        if !has_elements(protocol) || *protocol == Protocol::Ec2Query && member.direction == Direction::Request {
            return Elements::default();
        }
        let [member_name, key, value] = match &self.target(member).kind {
            // The items of a flattened list are named after the member.
            Kind::List { .. } if member.xml_flattened => [None, None, None],
            Kind::List { member, .. } => {
                [Some(member.xml_name.clone().unwrap_or_else(|| "member".to_owned())), None, None]
            }
            Kind::Map { key, value, .. } => [None, key.xml_name.clone(), value.xml_name.clone()],
            _ => return Elements::default(),
        };
        Elements { flattened: member.xml_flattened, member: member_name, key, value }.unusual(protocol)
    }
}

/// Whether a protocol has elements that the attributes name.
pub(crate) fn has_elements(protocol: &Protocol) -> bool {
    matches!(protocol, Protocol::AwsQuery | Protocol::Ec2Query)
}

/// The name of a list's items in structs that do not name them.
fn item_name(protocol: &Protocol) -> &'static str {
    if *protocol == Protocol::Ec2Query { "item" } else { "member" }
}
