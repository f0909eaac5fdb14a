//! Parses queries, forms, JSON, CBOR and XML bodies into values that can be compared by content.

use std::collections::BTreeMap;

use cbor4ii::core::Value as Cbor;
use cbor4ii::core::dec::Decode as _;
use cbor4ii::core::utils::SliceReader;
use percent_encoding::percent_decode_str;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// The decoded parameters of a query or form. The order matters only among the values of one name.
///
/// # Errors
/// A name or value that is not UTF-8.
pub fn pairs(query: &str) -> Result<Vec<(String, String)>, String> {
    let decode =
        |text: &str| percent_decode_str(text).decode_utf8().map(Into::into).map_err(|error| format!("{error}: {text}"));
    let split = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decode(name)?, decode(value)?))
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(split);
    let mut pairs = pairs.collect::<Result<Vec<(String, String)>, String>>()?;
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(pairs)
}

/// JSON in which all numbers are floats, except integers that a float cannot represent.
///
/// # Errors
/// The text is not JSON.
pub fn json(text: &str) -> Result<serde_json::Value, String> {
    let mut value = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    floats(&mut value);
    Ok(value)
}

/// CBOR as text, in which all numbers are floats except integers that a float cannot represent, and maps are sorted.
///
/// # Errors
/// The bytes are not CBOR.
pub fn cbor(bytes: &[u8]) -> Result<String, String> {
    let mut reader = SliceReader::new(bytes);
    let mut value = Cbor::decode(&mut reader).map_err(|error| format!("{error:?}: {bytes:02x?}"))?;
    sorted(&mut value);
    Ok(format!("{value:?}"))
}

fn sorted(value: &mut Cbor) {
    match value {
        Cbor::Integer(number) if number.unsigned_abs() < 1 << 53 => {
            #[allow(clippy::cast_precision_loss)]
            let float = *number as f64;
            *value = Cbor::Float(float);
        }
        Cbor::Array(items) => items.iter_mut().for_each(sorted),
        Cbor::Map(entries) => {
            entries.iter_mut().for_each(|(_, value)| sorted(value));
            entries.sort_by_key(|(key, _)| format!("{key:?}"));
        }
        Cbor::Tag(_, value) => sorted(value),
        _ => {}
    }
}

fn floats(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Number(number) => {
            if let Some(float) = number.as_f64().filter(|float| float.abs() < 9e15) {
                *value = float.into();
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(floats),
        serde_json::Value::Object(members) => members.values_mut().for_each(floats),
        _ => {}
    }
}

/// The root element of a document, in a form in which attributes, members and entries of maps have no order, and neither
/// blanks between elements nor repeated declarations of a namespace count.
///
/// # Errors
/// The text is not XML.
pub fn xml(text: &str) -> Result<XmlElement, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{error}: {text}");
    let mut reader = quick_xml::Reader::from_str(text.trim());
    let mut open = vec![XmlElement::default()];
    loop {
        let event = reader.read_event().map_err(|error| wrong(&error))?;
        let mut current = open.pop().unwrap_or_default();
        match event {
            Event::Start(start) => {
                open.push(current);
                current = XmlElement::of(&start).map_err(|error| wrong(&error))?;
            }
            Event::Empty(start) => current.elements.push(XmlElement::of(&start).map_err(|error| wrong(&error))?),
            Event::End(_) => {
                let mut parent = open.pop().ok_or_else(|| wrong(&"an end tag without a start tag"))?;
                if !current.elements.is_empty() {
                    current.text = current.text.trim().to_owned();
                }
                parent.elements.push(current);
                current = parent;
            }
            Event::Text(text) => current.text.push_str(&text.xml10_content()),
            Event::CData(data) => current.text.push_str(&data.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| wrong(&error))?;
                match (character, resolve_predefined_entity(&reference)) {
                    (Some(character), _) => current.text.push(character),
                    (None, Some(entity)) => current.text.push_str(entity),
                    (None, None) => return Err(wrong(&"an unknown entity")),
                }
            }
            Event::Eof => {
                let mut root = current.elements.pop().ok_or_else(|| wrong(&"no root element"))?;
                root.normalize("");
                return Ok(root);
            }
            _ => {}
        }
        open.push(current);
    }
}

/// An element of a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct XmlElement {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    elements: Vec<Self>,
}

impl XmlElement {
    fn normalize(&mut self, namespace: &str) {
        let own = self.attributes.get("xmlns").cloned();
        if own.as_deref() == Some(namespace) {
            self.attributes.remove("xmlns");
        }
        for element in &mut self.elements {
            element.normalize(own.as_deref().unwrap_or(namespace));
        }
        // Items of a list keep their order. What may be the entries of a map is sorted by the keys.
        let key = |element: &Self| match element.elements.as_slice() {
            [key, _] => key.text.clone(),
            _ => String::new(),
        };
        self.elements.sort_by(|one, other| (&one.name, key(one)).cmp(&(&other.name, key(other))));
    }

    fn of(start: &BytesStart<'_>) -> Result<Self, quick_xml::Error> {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute?;
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0)?.into_owned();
            Ok((attribute.key.as_ref().to_owned(), value))
        });
        let attributes = attributes.collect::<Result<_, quick_xml::Error>>()?;
        Ok(Self { name: start.name().as_ref().to_owned(), attributes, ..Self::default() })
    }
}
