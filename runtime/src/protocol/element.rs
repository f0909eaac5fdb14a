//! Elements: names with a text or more elements in them, which is what XML and the forms of the query protocols are
//! made of.
//!
//! Both are read into [`Element`]s, of which [`read`] makes values; both are an [`ElementWriter`], to which [`write`]
//! gives values. Where a list stands in XML as `<Tags><member/><member/></Tags>`, a form has `Tags.member.1` and
//! `Tags.member.2`: the same elements, numbered.

mod form;
mod read;
mod write;
mod xml;

use std::borrow::Cow;

use serde_core::ser::Serialize;

pub(crate) use form::{FormBody, read_form};
pub(crate) use read::read_element;
use write::{ElementSerializer, ElementWriter};
pub(crate) use xml::{XmlBody, parse_xml};

/// How deep elements may lie in each other. No service comes near it, and a reader that follows them does not run out
/// of stack.
const MAX_DEPTH: usize = 100;

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element<'a> {
    /// Without namespace.
    pub(crate) name: String,
    pub(crate) text: Cow<'a, str>,
    pub(crate) elements: Vec<Element<'a>>,
    /// A form's list without items: it says no more than that it is there.
    is_empty_list: bool,
}

impl<'a> Element<'a> {
    /// The first element of that name in this one.
    pub(crate) fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements.iter().find(|element| element.name == name)
    }
}

/// How a list or map is made of elements: Smithy's `xmlFlattened`, and its `xmlName` on members of lists and maps.
#[derive(Clone, Copy)]
struct XmlTraits {
    flattened: bool,
    member: &'static str,
    key: &'static str,
    value: &'static str,
}

impl XmlTraits {
    const DEFAULT: Self = Self { flattened: false, member: "member", key: "key", value: "value" };
    /// The element around each entry of a map.
    const ENTRY: &'static str = "entry";

    /// The traits that the name of a newtype tells, if it is one that the macros have made for that.
    fn of(newtype: &'static str) -> Option<Self> {
        let mut traits = Self::DEFAULT;
        for word in newtype.strip_prefix("$aws_operation::Xml ")?.split(' ') {
            match word.split_once('=') {
                Some(("member", name)) => traits.member = name,
                Some(("key", name)) => traits.key = name,
                Some(("value", name)) => traits.value = name,
                _ => traits.flattened |= word == "flattened",
            }
        }
        Some(traits)
    }
}

/// Writes `value` as the element, or elements, `name`.
fn write_element<T: Serialize + ?Sized, W: ElementWriter>(
    writer: &mut W,
    name: &str,
    value: &T,
) -> Result<(), serde_json::Error> {
    value.serialize(ElementSerializer::new(writer, name))
}
