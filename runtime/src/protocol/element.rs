//! Elements: each has a name and contains text or other elements. XML documents and the forms of the query protocols
//! consist of them.
//!
//! Both are parsed into [`Element`]s, which [`read`] deserializes. Both implement [`ElementWriter`], to which [`write`]
//! serializes. A list is `<Tags><member/><member/></Tags>` in XML, and `Tags.member.1` and `Tags.member.2` in a form:
//! the same elements with numbers.

#[cfg(feature = "aws-query")]
mod ec2;
#[cfg(feature = "aws-query")]
mod form;
mod read;
mod traits;
mod write;
mod xml;
mod xml_writer;

use std::borrow::Cow;

use serde_core::ser::Serialize;

#[cfg(feature = "aws-query")]
pub(crate) use ec2::{Ec2FormBody, Ec2XmlBody};
#[cfg(feature = "aws-query")]
pub(crate) use form::{FormBody, read_form};
pub(crate) use read::read_element;
#[cfg(feature = "rest-xml")]
pub(crate) use read::read_xml_payload;
#[cfg(feature = "rest-xml")]
pub(crate) use traits::RootTraits;
use traits::XmlTraits;
use write::{ElementSerializer, ElementWriter};
pub(crate) use xml::parse_xml;
#[cfg(feature = "rest-xml")]
pub(crate) use xml::root_name;
pub(crate) use xml_writer::XmlBody;

/// The maximum depth of nested elements. No service comes near it, and it protects recursive readers from a stack
/// overflow.
const MAX_DEPTH: usize = 128;

/// An element of an XML document or a form.
#[derive(Debug, Default)]
pub(crate) struct Element<'a> {
    /// The name, without namespace.
    pub(crate) name: String,
    pub(crate) text: Cow<'a, str>,
    pub(crate) elements: Vec<Element<'a>>,
    /// The attributes, as elements with a text. Namespace declarations are not among them.
    attributes: Vec<Element<'a>>,
    /// Whether this is an attribute.
    is_attribute: bool,
    /// Whether this is an empty list in a form, which is present but has no items.
    is_empty_list: bool,
    /// Whether this is part of a form of ec2Query, where members have other names than in XML and lists are flattened.
    is_ec2: bool,
}

impl<'a> Element<'a> {
    /// Whether the element has no content.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty() && self.elements.is_empty()
    }

    /// An element with this one as its only child, which is then called `name`.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn into_child(self, name: &str) -> Self {
        Self { elements: vec![Self { name: name.to_owned(), ..self }], ..Self::default() }
    }

    /// The first child with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements.iter().find(|element| element.name == name)
    }
}

/// Serializes a payload as a document.
#[cfg(feature = "rest-xml")]
pub(crate) fn write_root<T: Serialize + ?Sized>(
    body: &mut XmlBody,
    value: &T,
    root: RootTraits,
) -> Result<(), serde_json::Error> {
    value.serialize(ElementSerializer::root(body, root))?;
    body.check()
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
