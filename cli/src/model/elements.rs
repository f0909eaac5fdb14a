//! The XML elements and attributes of members. The names of lists and maps are also used in awsQuery's form data.

use super::{Binding, Direction, Kind, Member, Model, Protocol, Shape, XmlNamespace};

/// What differs from Smithy's defaults in the elements of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// `@xmlAttribute`
    pub attribute: bool,
    /// `@xmlFlattened`: the items are not wrapped in an element for the list.
    pub flattened: bool,
    /// The other arguments with their values, sorted.
    pub texts: Vec<(&'static str, String)>,
}

/// The arguments with a value.
const TEXTS: [&str; 7] = [
    "xml_key",
    "xml_key_namespace",
    "xml_member",
    "xml_member_namespace",
    "xml_namespace",
    "xml_value",
    "xml_value_namespace",
];

/// The maximum depth of names; models have three.
const MAX_DEPTH: usize = 16;

impl Elements {
    /// Reads the arguments with a value.
    ///
    /// # Errors
    /// Those of `read`.
    pub(crate) fn read<E>(
        attribute: bool,
        flattened: bool,
        mut read: impl FnMut(&str) -> Result<Option<String>, E>,
    ) -> Result<Self, E> {
        let mut elements = Self { attribute, flattened, texts: Vec::new() };
        for argument in TEXTS {
            elements.texts.extend(read(argument)?.map(|text| (argument, text)));
        }
        Ok(elements)
    }

    /// The same without the texts that are the defaults of `protocol`, and without default names after the last other one.
    pub(crate) fn unusual(mut self, protocol: &Protocol) -> Self {
        self.texts.retain_mut(|(argument, text)| {
            if argument.ends_with("namespace") {
                return !text.is_empty();
            }
            let usual = usual_name(argument, protocol);
            while let Some(names) = text.strip_suffix(usual).and_then(|names| names.strip_suffix('/')) {
                *text = names.to_owned();
            }
            text != usual
        });
        self
    }

    /// The arguments of the attributes, with their values.
    pub(crate) fn arguments(&self) -> Vec<(&'static str, Option<&str>)> {
        let flags = [("xml_attribute", self.attribute), ("xml_flattened", self.flattened)];
        let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(argument, _)| (argument, None));
        flags.chain(self.texts.iter().map(|(argument, text)| (*argument, Some(text.as_str())))).collect()
    }

    /// The names of elements.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.texts.iter().filter(|(argument, _)| !argument.ends_with("namespace"));
        names.flat_map(|(_, names)| names.split('/'))
    }
}

impl Model {
    /// The elements of a member; the defaults if `protocol` has no such names.
    pub(crate) fn elements(&self, member: &Member, protocol: &Protocol) -> Elements {
        // The lists of an ec2Query request are all flattened.
        if !has_elements(protocol) || *protocol == Protocol::Ec2Query && member.direction == Direction::Request {
            return Elements::default();
        }
        let (target, is_xml) = (self.target(member), *protocol == Protocol::RestXml);
        let (names, is_collection) = match &target.kind {
            // The items of a flattened list are named after the member.
            Kind::List { .. } if member.xml_flattened => ([None, None, None], true),
            Kind::List { .. } => ([Some(self.item_names(target)), None, None], true),
            Kind::Map { .. } => {
                let [key, value] = self.entry_names(target);
                ([None, Some(key), Some(value)], true)
            }
            _ => ([None, None, None], false),
        };
        let [items, keys, values] = names;
        let namespace = |of: Option<&Member>| of.filter(|_| is_xml).and_then(|of| self.namespace(of));
        let (item, key, value) = match &target.kind {
            Kind::List { member: item, .. } if !member.xml_flattened => (Some(&**item), None, None),
            Kind::Map { key, value, .. } => (None, Some(&**key), Some(&**value)),
            _ => (None, None, None),
        };
        let attribute = is_xml && member.xml_attribute;
        let read: Result<_, std::convert::Infallible> =
            Elements::read(attribute, is_collection && member.xml_flattened, |argument| {
                Ok(match argument {
                    "xml_key" => keys.clone(),
                    "xml_key_namespace" => namespace(key),
                    "xml_member" => items.clone(),
                    "xml_member_namespace" => namespace(item),
                    "xml_value" => values.clone(),
                    "xml_value_namespace" => namespace(value),
                    _ if attribute || member.binding == Some(Binding::Payload) => None,
                    _ if is_xml && is_collection && member.xml_flattened => self.flattened_namespace(member),
                    _ => namespace(Some(member)),
                })
            });
        let Ok(elements) = read;
        elements.unusual(protocol)
    }

    /// The namespace that the element of a member declares. That of a structure applies only to a root.
    fn namespace(&self, member: &Member) -> Option<String> {
        let target = self.target(member);
        let of_target =
            || target.xml_namespace.as_ref().filter(|_| !matches!(target.kind, Kind::Structure(_) | Kind::Union(_)));
        member.xml_namespace.as_ref().or_else(of_target).map(XmlNamespace::argument)
    }

    /// The namespace of each element of a flattened list or map, which has no element of its own.
    fn flattened_namespace(&self, member: &Member) -> Option<String> {
        let of_items = match &self.target(member).kind {
            Kind::List { member: item, .. } => item.xml_namespace.as_ref(),
            _ => None,
        };
        member.xml_namespace.as_ref().or(of_items).map(XmlNamespace::argument)
    }

    /// The names of items, of items of items and so on, separated by slashes.
    fn item_names(&self, list: &Shape) -> String {
        let (mut names, mut list) = (Vec::new(), list);
        while let (Kind::List { member, .. }, true) = (&list.kind, names.len() < MAX_DEPTH) {
            names.push(member.xml_name.as_deref().unwrap_or("member"));
            list = self.target(member);
        }
        names.join("/")
    }

    /// The names of keys and values, in the same form.
    fn entry_names(&self, map: &Shape) -> [String; 2] {
        let (mut keys, mut values, mut map) = (Vec::new(), Vec::new(), map);
        while let (Kind::Map { key, value, .. }, true) = (&map.kind, keys.len() < MAX_DEPTH) {
            keys.push(key.xml_name.as_deref().unwrap_or("key"));
            values.push(value.xml_name.as_deref().unwrap_or("value"));
            map = self.target(value);
        }
        [keys.join("/"), values.join("/")]
    }

    /// Whether lists or maps within a member have elements that its arguments cannot describe.
    pub(crate) fn has_unnamed_elements(&self, member: &Member, protocol: &Protocol) -> bool {
        let (mut inner, mut is_named) = (member, !member.xml_flattened);
        for _ in 0..MAX_DEPTH {
            let outer = self.target(inner);
            let (is_list, next) = match &outer.kind {
                Kind::List { member, .. } => (true, member),
                Kind::Map { value, .. } => (false, value),
                _ => return false,
            };
            inner = next;
            let within = self.target(inner);
            // Names of items of items, and of values of values, are arguments.
            is_named &= matches!(&within.kind, Kind::List { .. }) == is_list;
            let elements = self.elements(inner, protocol);
            let has_namespace = elements
                .texts
                .iter()
                .any(|(argument, _)| argument.ends_with("namespace") && *argument != "xml_namespace");
            if has_namespace || elements.flattened || !is_named && elements.names().next().is_some() {
                return true;
            }
        }
        false
    }
}

/// Whether a protocol has elements that the attributes name.
pub(crate) fn has_elements(protocol: &Protocol) -> bool {
    matches!(protocol, Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml)
}

/// The name of an item, key or value in structs that do not name it.
fn usual_name(argument: &str, protocol: &Protocol) -> &'static str {
    match argument {
        "xml_key" => "key",
        "xml_value" => "value",
        _ if *protocol == Protocol::Ec2Query => "item",
        _ => "member",
    }
}
