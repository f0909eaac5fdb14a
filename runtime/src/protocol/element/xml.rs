//! Reads XML with the events of `quick-xml`.
//!
//! Only the five predefined entities and numeric character references are resolved. A document type declaration, which
//! could define other entities, is rejected. Names are compared without namespaces.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde_core::de::Error as _;

use super::MAX_DEPTH;
use super::tree::{Node, Tree};
use super::xml_writer::is_xml_character;

type Error = serde_json::Error;

/// The maximum number of attributes of an element.
const MAX_ATTRIBUTES: usize = 256;

/// The bytes of a document for each element in it, mostly at least.
const BYTES_OF_ELEMENT: usize = 24;

/// The elements that the memory for a document is reserved for at most, before there are any.
const MAX_RESERVED: usize = 1024;

fn invalid(what: impl std::fmt::Display) -> Error {
    Error::custom(format_args!("invalid XML: {what}"))
}

/// The name of a document's root element, if the document is whole. What is in a root with an end tag is left to
/// [`parse_xml`].
#[cfg(feature = "rest-xml")]
pub(crate) fn root_name(document: &[u8]) -> Result<String, Error> {
    closed_root(document).map_or_else(|| parse_xml(document).map(|tree| tree.root().name().to_owned()), Ok)
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

/// Parses a document. Only comments, processing instructions and white space may follow the root.
pub(crate) fn parse_xml(document: &[u8]) -> Result<Tree<'_>, Error> {
    let text = std::str::from_utf8(document).map_err(invalid)?;
    check_characters(text)?;
    // Some servers send blanks before the document to keep the connection alive.
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    let mut elements = Elements::reserved(text.len());
    loop {
        let event = reader.read_event().map_err(|error| match error {
            // The original error would repeat the content of a tag, which may be anything in a broken document.
            quick_xml::Error::IllFormed(_) => {
                invalid(format_args!("it is not well-formed at byte {}", reader.error_position()))
            }
            error => invalid(error),
        })?;
        match event {
            Event::Start(tag) => elements.start(content_of(&tag, before(&reader, text), ">")?, &tag)?,
            Event::Empty(tag) => {
                elements.start(content_of(&tag, before(&reader, text), "/>")?, &tag)?;
                elements.end()?;
            }
            Event::End(_) => elements.end()?,
            Event::Text(text) => elements.text(text.xml10_content())?,
            Event::CData(_) | Event::GeneralRef(_) if elements.open.is_empty() => {
                return Err(invalid("text outside of any element"));
            }
            Event::CData(data) => elements.text(data.xml10_content())?,
            Event::GeneralRef(reference) => elements.text(resolve(&reference)?)?,
            Event::DocType(_) => return Err(invalid("a document type declaration is not allowed")),
            Event::Decl(declaration) => check_declaration(&declaration)?,
            Event::Eof => break,
            Event::PI(_) | Event::Comment(_) => {}
        }
    }
    elements.whole()
}

/// The part of a document that has been read.
fn before<'a>(reader: &Reader<&'a [u8]>, document: &'a str) -> &'a str {
    document.get(..document.len().saturating_sub(reader.get_ref().len())).unwrap_or_default()
}

/// The name and the attributes in a tag, which was read last and has this end. An event lends its own copy of the
/// reference to them only.
fn content_of<'a>(tag: &BytesStart<'a>, read: &'a str, end: &str) -> Result<&'a str, Error> {
    let content = read.strip_suffix(end).and_then(|read| read.get(read.len().checked_sub(tag.len())?..));
    content.ok_or_else(|| invalid("a tag without an end"))
}

/// XML 1.0 forbids most control characters everywhere.
fn check_characters(text: &str) -> Result<(), Error> {
    let is_forbidden = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // U+FFFE and U+FFFF begin with this byte, and few documents have it.
    let may_begin_noncharacter = |byte: u8| byte == 0xEF;
    // Without an early end, the compiler looks at many bytes at once.
    let (has_control, may_have_noncharacter) = text.bytes().fold((false, false), |(control, other), byte| {
        (control | is_forbidden(byte), other | may_begin_noncharacter(byte))
    });
    if has_control || may_have_noncharacter && text.contains(['\u{FFFE}', '\u{FFFF}']) {
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
struct Elements<'a> {
    tree: Tree<'a>,
    /// The indices of the open elements, each inside the one before it.
    open: Vec<usize>,
}

impl<'a> Elements<'a> {
    /// With memory for the elements of a document of this length.
    fn reserved(length: usize) -> Self {
        let count = (length / BYTES_OF_ELEMENT + 1).min(MAX_RESERVED);
        Self { tree: Tree { nodes: Vec::with_capacity(count) }, open: Vec::with_capacity(16) }
    }

    /// `content` is what `tag` contains: the name and the attributes.
    fn start(&mut self, content: &'a str, tag: &BytesStart<'_>) -> Result<(), Error> {
        let full_name = content.get(..tag.name().as_ref().len()).unwrap_or_default();
        let name = local_name(full_name);
        if self.open.is_empty() && !self.tree.nodes.is_empty() {
            return Err(invalid(format_args!("a second root element `{name}`")));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(invalid(format_args!("more than {MAX_DEPTH} nested elements")));
        }
        self.open.push(self.tree.nodes.len());
        self.tree.nodes.push(Node { name, ..Node::default() });
        if full_name.len() == content.len() {
            return Ok(());
        }
        for (number, attribute) in Attributes::new(content, full_name.len()).enumerate() {
            if number == MAX_ATTRIBUTES {
                return Err(invalid(format_args!("an element with more than {MAX_ATTRIBUTES} attributes")));
            }
            let attribute =
                attribute.map_err(|_| invalid("an element with attributes that are malformed or repeated"))?;
            self.tree.nodes.extend(read_attribute(&attribute)?);
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        let ended = self.open.pop().ok_or_else(|| invalid("an end tag without a start tag"))?;
        self.tree.close(ended);
        Ok(())
    }

    fn text(&mut self, text: Cow<'a, str>) -> Result<(), Error> {
        match self.open.last().and_then(|open| self.tree.nodes.get_mut(*open)) {
            Some(element) if element.text.is_empty() => element.text = text,
            Some(element) => element.text.to_mut().push_str(&text),
            None if text.trim_matches([' ', '\t', '\r', '\n']).is_empty() => {}
            None => return Err(invalid("text outside of any element")),
        }
        Ok(())
    }

    fn whole(self) -> Result<Tree<'a>, Error> {
        if self.tree.nodes.is_empty() || !self.open.is_empty() {
            return Err(invalid("it ends too early"));
        }
        Ok(self.tree)
    }
}

/// A name without its prefix. Names are so short that a search prepared for long texts takes longer.
fn local_name(name: &str) -> &str {
    let colon = name.bytes().position(|byte| byte == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

/// An attribute as a node with a text; `None` of a namespace declaration.
fn read_attribute<'a>(attribute: &Attribute<'a>) -> Result<Option<Node<'a>>, Error> {
    let name = attribute.key.into_inner();
    let text = attribute.normalized_value(XmlVersion::Implicit1_0);
    let text = text.map_err(|_| invalid("an attribute with an unknown entity or an invalid reference"))?;
    if attribute.value.contains('<') || !text.chars().all(is_xml_character) {
        return Err(invalid("an attribute with a character that XML does not allow there"));
    }
    if name == "xmlns" || name.starts_with("xmlns:") {
        return Ok(None);
    }
    let name = local_name(name);
    Ok(Some(Node { name, text, is_attribute: true, ..Node::default() }))
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
