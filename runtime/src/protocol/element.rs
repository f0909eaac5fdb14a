//! Elements: each has a name and contains text or other elements. XML documents and the forms of the query protocols
//! consist of them.
//!
//! Both are parsed into [`Element`]s, which [`read`] deserializes. Both implement [`ElementWriter`], to which [`write`]
//! serializes. A list is `<Tags><member/><member/></Tags>` in XML, and `Tags.member.1` and `Tags.member.2` in a form:
//! the same elements with numbers.

mod ec2;
mod form;
mod read;
mod write;
mod xml;

use std::borrow::Cow;

use serde_core::ser::Serialize;

pub(crate) use ec2::{Ec2FormBody, Ec2XmlBody};
pub(crate) use form::{FormBody, read_ec2_form, read_form};
pub(crate) use read::read_element;
use write::{ElementSerializer, ElementWriter};
pub(crate) use xml::{XmlBody, parse_xml};

/// The maximum depth of nested elements. No service comes near it, and it protects recursive readers from a stack
/// overflow.
const MAX_DEPTH: usize = 100;

/// An element of an XML document or a form.
#[derive(Debug, Default)]
pub(crate) struct Element<'a> {
    /// The name, without namespace.
    pub(crate) name: String,
    pub(crate) text: Cow<'a, str>,
    pub(crate) elements: Vec<Element<'a>>,
    /// Whether this is an empty list in a form, which is present but has no items.
    is_empty_list: bool,
    /// Whether this is part of a form of ec2Query, where members have other names than in XML and lists are flattened.
    is_ec2: bool,
}

impl<'a> Element<'a> {
    /// The first child with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements.iter().find(|element| element.name == name)
    }
}

/// How the elements of a list or map are named: Smithy's `xmlFlattened`, and `xmlName` on members of lists and maps.
#[derive(Clone, Copy)]
struct XmlTraits {
    flattened: bool,
    /// The name of a list's items, if it is not the protocol's default.
    member: Option<&'static str>,
    key: &'static str,
    value: &'static str,
    /// Smithy's `ec2QueryName`: the member's name in a form of ec2Query.
    query: Option<&'static str>,
}

impl XmlTraits {
    const DEFAULT: Self = Self { flattened: false, member: None, key: "key", value: "value", query: None };
    /// The element around each entry of a map.
    const ENTRY: &'static str = "entry";

    /// Parses the traits from the name of a newtype, if the macros produced that name.
    fn of(newtype: &'static str) -> Option<Self> {
        let mut traits = Self::DEFAULT;
        for word in newtype.strip_prefix("$aws_operation::Xml ")?.split(' ') {
            match word.split_once('=') {
                Some(("member", name)) => traits.member = Some(name),
                Some(("key", name)) => traits.key = name,
                Some(("value", name)) => traits.value = name,
                Some(("query", name)) => traits.query = Some(name),
                _ => traits.flattened |= word == "flattened",
            }
        }
        Some(traits)
    }
}

/// Serializes `value` as one or more elements `name`.
fn write_element<T: Serialize + ?Sized, W: ElementWriter>(
    writer: &mut W,
    name: &str,
    value: &T,
) -> Result<(), serde_json::Error> {
    let name = W::member_name(name);
    value.serialize(ElementSerializer::new(writer, &name))
}
