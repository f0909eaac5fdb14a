//! Writes XML.

use std::borrow::Cow;

use serde_core::de::Error as _;
use serde_core::ser::Serialize;

use super::traits::prefix_and_uri;
use super::{ElementWriter, write_element};
use crate::protocol::http_message::BodyWriter;

type Error = serde_json::Error;

/// The content of a document under construction.
#[derive(Default)]
pub(crate) struct XmlBody {
    text: String,
    open: Vec<OpenElement>,
    /// The attributes of the element around the content.
    attributes: String,
    /// Why the document cannot be sent, if it has a character that XML cannot contain.
    invalid: Option<String>,
    /// Whether such characters are replaced instead.
    replaces: bool,
}

/// An element without its end tag.
struct OpenElement {
    /// The index of its name.
    name: usize,
    /// The index of the end of its start tag, where attributes are inserted. They may come after children, because
    /// members are written in the order of the model.
    attributes: usize,
}

impl XmlBody {
    /// The content of an error. It repeats what a caller sent, so characters that XML cannot contain are replaced.
    pub(crate) fn of_error() -> Self {
        Self { replaces: true, ..Self::default() }
    }

    /// A document with `inside` in the elements `around`, the outermost first.
    pub(crate) fn within<N: AsRef<str>>(around: &[N], inside: Self) -> Vec<u8> {
        let mut document = Self::default();
        for name in around {
            document.start(name.as_ref(), None);
        }
        document.push_content(inside);
        for name in around.iter().rev() {
            document.end(name.as_ref());
        }
        document.text.into_bytes()
    }

    /// A document with `inside` in the element `root`, which declares these namespaces.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn rooted(root: &str, namespaces: &[&str], inside: Self) -> Vec<u8> {
        let mut document = Self::default();
        document.start(root, None);
        for namespace in namespaces {
            document.namespace(namespace);
        }
        document.push_content(inside);
        document.end(root);
        document.text.into_bytes()
    }

    /// The content alone.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Declares a namespace at the root of the content, unless the root declares one of its own.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn declare_at_root(&mut self, namespace: &str) {
        let Some(end) = self.text.find('>') else { return };
        if !namespace.is_empty() && !self.text.get(..end).unwrap_or_default().contains(" xmlns=") {
            self.text.insert_str(end, &format!(" xmlns=\"{}\"", escape(namespace, true)));
        }
    }

    /// Adds content to the innermost open element.
    fn push_content(&mut self, Self { text, attributes, .. }: Self) {
        self.push_attributes(&attributes);
        self.text.push_str(&text);
    }

    /// Adds the element `name` with this text. Characters that XML cannot contain are replaced.
    pub(crate) fn child(&mut self, name: &str, text: &str) {
        self.start(name, None);
        self.text(&replaced(text));
        self.end(name);
    }

    /// Fails if the content has a character that XML cannot contain.
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        self.invalid.take().map_or(Ok(()), |invalid| Err(Error::custom(invalid)))
    }

    fn push_attributes(&mut self, attributes: &str) {
        match self.open.last_mut() {
            Some(element) => {
                self.text.insert_str(element.attributes, attributes);
                element.attributes += attributes.len();
            }
            None => self.attributes.push_str(attributes),
        }
    }

    /// The attributes that the innermost open element has so far.
    fn attributes(&self) -> &str {
        match self.open.last() {
            Some(element) => self.text.get(element.name..element.attributes).unwrap_or_default(),
            None => &self.attributes,
        }
    }

    /// The text without characters that XML cannot contain, which are replaced or noted as invalid.
    fn checked<'t>(&mut self, text: &'t str, element: &str) -> Cow<'t, str> {
        let Some(invalid) = text.chars().find(|c| !is_xml_character(*c)) else { return Cow::Borrowed(text) };
        if !self.replaces {
            let code = u32::from(invalid);
            let within = if element.is_empty() { String::new() } else { format!(" in `{element}`") };
            self.invalid
                .get_or_insert_with(|| format!("has the character U+{code:04X}{within}, which XML 1.0 cannot contain"));
        }
        replaced(text).into()
    }

    fn element_name(&self) -> String {
        let start = self.open.last().and_then(|element| self.text.get(element.name..)).unwrap_or_default();
        start.split([' ', '>']).next().unwrap_or_default().to_owned()
    }
}

impl BodyWriter for XmlBody {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        write_element(self, name, value)?;
        self.check()
    }
}

impl ElementWriter for XmlBody {
    fn start(&mut self, name: &str, _: Option<usize>) {
        self.text.push('<');
        let start = self.text.len();
        self.text.push_str(name);
        self.open.push(OpenElement { name: start, attributes: self.text.len() });
        self.text.push('>');
    }

    fn text(&mut self, text: &str) {
        if text.bytes().all(|byte| (b' '..0x7F).contains(&byte)) {
            return push_escaped(&mut self.text, text, false);
        }
        let name = self.element_name();
        let text = self.checked(text, &name);
        push_escaped(&mut self.text, &text, false);
    }

    fn end(&mut self, name: &str) {
        self.open.pop();
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    fn no_items(&mut self, _: &str) {}

    fn namespace(&mut self, declared: &str) {
        let (prefix, uri) = prefix_and_uri(declared);
        let name = prefix.map_or_else(|| " xmlns=".to_owned(), |prefix| format!(" xmlns:{prefix}="));
        // A structure and the member that holds it may declare the same prefix.
        if !self.attributes().contains(&name) {
            self.push_attributes(&format!("{name}\"{}\"", escape(uri, true)));
        }
    }

    fn attribute(&mut self, name: &str, text: &str) {
        let text = self.checked(text, name);
        self.push_attributes(&format!(" {name}=\"{}\"", escape(&text, true)));
    }
}

/// Whether XML 1.0 allows the character, even as a reference.
pub(super) fn is_xml_character(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn replaced(text: &str) -> String {
    text.replace(|c| !is_xml_character(c), "\u{FFFD}")
}

fn escape(text: &str, in_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text, in_attribute);
    escaped
}

/// Escapes markup, and line ends, which an XML reader may otherwise normalize. In attributes it also normalizes tabs.
fn push_escaped(escaped: &mut String, text: &str, in_attribute: bool) {
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#xD;"),
            '\n' => escaped.push_str("&#xA;"),
            '\t' if in_attribute => escaped.push_str("&#x9;"),
            '\u{85}' => escaped.push_str("&#x85;"),
            '\u{2028}' => escaped.push_str("&#x2028;"),
            plain => escaped.push(plain),
        }
    }
}
