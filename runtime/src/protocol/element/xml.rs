//! Reads and writes XML with the events of `quick-xml`.
//!
//! Only the five predefined entities and numeric character references are resolved. A document type declaration, which
//! could define other entities, is rejected.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use serde_core::de::Error as _;
use serde_core::ser::Serialize;

use super::{Element, ElementWriter, MAX_DEPTH, write_element};
use crate::protocol::http_message::BodyWriter;

type Error = serde_json::Error;

fn invalid(what: impl std::fmt::Display) -> Error {
    Error::custom(format_args!("invalid XML: {what}"))
}

/// Parses a document into its root element. Only comments, processing instructions and white space may follow the root.
pub(crate) fn parse_xml(document: &[u8]) -> Result<Element<'_>, Error> {
    let mut reader = Reader::from_str(std::str::from_utf8(document).map_err(invalid)?);
    let mut tree = Tree::default();
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
            Event::CData(data) => tree.text(data.xml10_content())?,
            Event::GeneralRef(reference) => tree.text(resolve(&reference)?)?,
            Event::DocType(_) => return Err(invalid("a document type declaration is not allowed")),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    tree.root.ok_or_else(|| invalid("it ends too early"))
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
        let name = start.local_name().as_ref().to_owned();
        if self.root.is_some() {
            return Err(invalid(format_args!("a second root element `{name}`")));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(invalid(format_args!("more than {MAX_DEPTH} nested elements")));
        }
        self.open.push(Element { name, ..Element::default() });
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
            None if text.trim().trim_start_matches('\u{feff}').is_empty() => {}
            None => return Err(invalid("text outside of any element")),
        }
        Ok(())
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, Error> {
    if let Some(character) = reference.resolve_char_ref().map_err(invalid)? {
        return Ok(character.to_string().into());
    }
    let entity = resolve_predefined_entity(reference);
    entity.map(Cow::Borrowed).ok_or_else(|| invalid(format_args!("the unknown entity `{}`", &**reference)))
}

/// The content of a document under construction.
pub(crate) struct XmlBody(Writer<Vec<u8>>);

impl Default for XmlBody {
    fn default() -> Self {
        Self(Writer::new(Vec::new()))
    }
}

impl XmlBody {
    /// A document with `inside` in the elements `around`, the outermost first.
    pub(crate) fn within<N: AsRef<str>>(around: &[N], inside: Self) -> Vec<u8> {
        let mut document = Self::default();
        for name in around {
            document.start(name.as_ref(), None);
        }
        document.0.get_mut().extend(inside.0.into_inner());
        for name in around.iter().rev() {
            document.end(name.as_ref());
        }
        document.0.into_inner()
    }

    /// Adds the element `name` with this text.
    pub(crate) fn child(&mut self, name: &str, text: &str) {
        self.start(name, None);
        self.text(text);
        self.end(name);
    }

    /// Writes an event. Writing to memory cannot fail.
    fn event(&mut self, event: Event<'_>) {
        drop(self.0.write_event(event));
    }
}

impl BodyWriter for XmlBody {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        write_element(self, name, value)
    }
}

impl ElementWriter for XmlBody {
    fn start(&mut self, name: &str, _: Option<usize>) {
        self.event(Event::Start(BytesStart::new(name)));
    }

    fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::from_escaped(escape(text))));
    }

    fn end(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn no_items(&mut self, _: &str) {}
}

/// Escapes markup, and line ends, which an XML reader may otherwise normalize.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#xD;"),
            '\n' => escaped.push_str("&#xA;"),
            '\u{85}' => escaped.push_str("&#x85;"),
            '\u{2028}' => escaped.push_str("&#x2028;"),
            plain => escaped.push(plain),
        }
    }
    escaped
}
