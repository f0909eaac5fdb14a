//! Reads XML with the events of `quick-xml`.
//!
//! Only the five predefined entities and numeric character references are resolved. A document type declaration, which
//! could define other entities, is rejected. Names are compared without namespaces.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde_core::de::Error as _;

use super::xml_writer::is_xml_character;
use super::{Element, MAX_DEPTH};

type Error = serde_json::Error;

/// The maximum number of attributes of an element.
const MAX_ATTRIBUTES: usize = 256;

fn invalid(what: impl std::fmt::Display) -> Error {
    Error::custom(format_args!("invalid XML: {what}"))
}

/// The name of a document's root element, if the document is whole. What is in a root with an end tag is left to
/// [`parse_xml`].
#[cfg(feature = "rest-xml")]
pub(crate) fn root_name(document: &[u8]) -> Result<String, Error> {
    closed_root(document).map_or_else(|| parse_xml(document).map(|root| root.name), Ok)
}

/// The name of the root element, if the document ends with its end tag.
#[cfg(feature = "rest-xml")]
fn closed_root(document: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(document).ok()?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().ok()? {
            Event::Start(root) => {
                let inside = text.trim_ascii_end().strip_suffix('>')?.strip_suffix(root.name().as_ref())?;
                return inside.ends_with("</").then(|| root.local_name().as_ref().to_owned());
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Text(_) => {}
            _ => return None,
        }
    }
}

/// Parses a document into its root element. Only comments, processing instructions and white space may follow the root.
pub(crate) fn parse_xml(document: &[u8]) -> Result<Element<'_>, Error> {
    let mut tree = Tree::default();
    let text = std::str::from_utf8(document).map_err(invalid)?;
    check_characters(text)?;
    // Some servers send blanks before the document to keep the connection alive.
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        let event = reader.read_event().map_err(|error| match error {
            // The original error would repeat the content of a tag, which may be anything in a broken document.
            quick_xml::Error::IllFormed(_) => {
                invalid(format_args!("it is not well-formed at byte {}", reader.error_position()))
            }
            error => invalid(error),
        })?;
        match event {
            Event::Start(start) => tree.start(&start)?,
            Event::Empty(start) => {
                tree.start(&start)?;
                tree.end()?;
            }
            Event::End(_) => tree.end()?,
            Event::Text(text) => tree.text(text.xml10_content())?,
            Event::CData(_) | Event::GeneralRef(_) if tree.open.is_empty() => {
                return Err(invalid("text outside of any element"));
            }
            Event::CData(data) => tree.text(data.xml10_content())?,
            Event::GeneralRef(reference) => tree.text(resolve(&reference)?)?,
            Event::DocType(_) => return Err(invalid("a document type declaration is not allowed")),
            Event::Decl(declaration) => check_declaration(&declaration)?,
            Event::Eof => break,
            Event::PI(_) | Event::Comment(_) => {}
        }
    }
    tree.root.ok_or_else(|| invalid("it ends too early"))
}

/// XML 1.0 forbids most control characters everywhere.
fn check_characters(text: &str) -> Result<(), Error> {
    let is_forbidden = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Without an early end, the compiler looks at many bytes at once.
    let has_control = text.bytes().fold(false, |found, byte| found | is_forbidden(byte));
    // U+FFFE and U+FFFF begin with this byte, and few documents have it.
    let has_noncharacter = || text.as_bytes().contains(&0xEF) && text.contains(['\u{FFFE}', '\u{FFFF}']);
    if has_control || has_noncharacter() {
        return Err(invalid("it has a character that XML does not allow"));
    }
    Ok(())
}

fn check_declaration(declaration: &BytesDecl<'_>) -> Result<(), Error> {
    let Some(encoding) = declaration.encoding() else { return Ok(()) };
    let encoding = encoding.map_err(|_| invalid("its declaration is malformed"))?;
    if ["utf-8", "utf8", "us-ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    Err(invalid("its encoding is not UTF-8"))
}

/// The elements of a document, as far as it has been parsed.
#[derive(Default)]
struct Tree<'a> {
    root: Option<Element<'a>>,
    /// The open elements, each inside the one before it.
    open: Vec<Element<'a>>,
}

impl<'a> Tree<'a> {
    fn start(&mut self, start: &BytesStart<'a>) -> Result<(), Error> {
        if self.root.is_some() {
            return Err(invalid(format_args!("a second root element `{}`", start.local_name().as_ref())));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(invalid(format_args!("more than {MAX_DEPTH} nested elements")));
        }
        let mut element = Element { name: start.local_name().as_ref().to_owned(), ..Element::default() };
        for (number, attribute) in start.attributes().enumerate() {
            if number == MAX_ATTRIBUTES {
                return Err(invalid(format_args!("an element with more than {MAX_ATTRIBUTES} attributes")));
            }
            let attribute =
                attribute.map_err(|_| invalid("an element with attributes that are malformed or repeated"))?;
            element.attributes.extend(read_attribute(&attribute)?);
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        let ended = self.open.pop().ok_or_else(|| invalid("an end tag without a start tag"))?;
        match self.open.last_mut() {
            Some(around) => around.elements.push(ended),
            None => self.root = Some(ended),
        }
        Ok(())
    }

    fn text(&mut self, text: Cow<'a, str>) -> Result<(), Error> {
        match self.open.last_mut() {
            Some(element) if element.text.is_empty() => element.text = text,
            Some(element) => element.text.to_mut().push_str(&text),
            None if text.trim_matches([' ', '\t', '\r', '\n']).is_empty() => {}
            None => return Err(invalid("text outside of any element")),
        }
        Ok(())
    }
}

/// An attribute as an element with a text; `None` of a namespace declaration.
fn read_attribute(attribute: &Attribute<'_>) -> Result<Option<Element<'static>>, Error> {
    let name = attribute.key.as_ref();
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    let value = value.map_err(|_| invalid("an attribute with an unknown entity or an invalid reference"))?;
    if attribute.value.contains('<') || !value.chars().all(is_xml_character) {
        return Err(invalid("an attribute with a character that XML does not allow there"));
    }
    if name == "xmlns" || name.starts_with("xmlns:") {
        return Ok(None);
    }
    let name = attribute.key.local_name().as_ref().to_owned();
    let text = Cow::Owned(value.into_owned());
    Ok(Some(Element { name, text, is_attribute: true, ..Element::default() }))
}

fn resolve(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, Error> {
    let character = reference.resolve_char_ref().map_err(|_| invalid("an invalid character reference"))?;
    if let Some(character) = character {
        if !is_xml_character(character) {
            return Err(invalid("a reference to a character that XML does not allow"));
        }
        return Ok(character.to_string().into());
    }
    let entity = resolve_predefined_entity(reference);
    entity.map(Cow::Borrowed).ok_or_else(|| invalid(format_args!("the unknown entity `{}`", &**reference)))
}
