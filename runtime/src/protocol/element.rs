//! Elements: each has a name and contains text or other elements. XML documents and the forms of the query protocols
//! consist of them.
//!
//! Both are parsed into a [`Tree`] of [`Element`]s, which [`read`] deserializes. Both implement [`ElementWriter`], to
//! which [`write`] serializes. A list is `<Tags><member/><member/></Tags>` in XML, and `Tags.member.1` and
//! `Tags.member.2` in a form: the same elements with numbers.

#[cfg(feature = "aws-query")]
mod ec2;
#[cfg(feature = "aws-query")]
mod form;
mod members;
mod read;
mod traits;
mod tree;
mod write;
mod xml;
mod xml_writer;

use serde_core::ser::Serialize;

#[cfg(feature = "aws-query")]
pub(crate) use ec2::{Ec2FormBody, Ec2XmlBody};
#[cfg(feature = "aws-query")]
pub(crate) use form::{Form, FormBody, read_form};
pub(crate) use read::read_element;
#[cfg(feature = "rest-xml")]
pub(crate) use read::read_xml_payload;
#[cfg(feature = "rest-xml")]
pub(crate) use traits::RootTraits;
use traits::XmlTraits;
pub(crate) use tree::{Element, Tree};
use write::{ElementSerializer, ElementWriter};
pub(crate) use xml::parse_xml;
#[cfg(feature = "rest-xml")]
pub(crate) use xml::root_name;
pub(crate) use xml_writer::XmlBody;

/// The maximum depth of nested elements. No service comes near it, and it protects recursive readers from a stack
/// overflow.
const MAX_DEPTH: usize = 128;

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
