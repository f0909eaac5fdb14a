//! Deserializes values from elements.

use std::borrow::Cow;
use std::slice;

use serde_core::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::XmlTraits;
use super::members::Members;
use super::tree::{Element, Parts};
use crate::model::structure::{EMPTY_VALUE, is_empty_value};
use crate::protocol::http_message::{BindingSource, MessageReader, ReadTarget};
use crate::protocol::text::TextDeserializer;
use crate::value::{blob, timestamp};

type Error = serde_json::Error;

/// Reads `target` from its bindings and from the members in `element`, if there is one.
pub(crate) fn read_element<'de, G: ReadTarget<'de>, S: BindingSource>(
    target: G,
    source: &'de S,
    element: Option<Element<'_>>,
) -> Result<G::Value, Error> {
    let shape = target.shape();
    let members = element.map(|element| Members::of(element, shape.members)).transpose()?;
    target.read(&mut MessageReader::new(shape, source, members))
}

/// Reads the root element of a document.
#[cfg(feature = "rest-xml")]
pub(crate) fn read_xml_payload<T>(
    document: &[u8],
    read: impl FnOnce(Value<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let tree = super::parse_xml(document)?;
    read(Value::of(&tree.root()))
}

/// An element contains text or other elements. Content of the wrong kind is an error, so that it is not lost silently.
impl<'e> Element<'e> {
    fn expect_text(self) -> Result<&'e str, Error> {
        if !self.has_elements() {
            return Ok(self.text());
        }
        Err(Error::custom(format_args!("`{}` contains elements, but text is expected", self.name())))
    }

    /// Text between elements is ignored, because services indent documents.
    pub(super) fn expect_elements(self) -> Result<(), Error> {
        if self.has_elements() || self.text().trim().is_empty() {
            return Ok(());
        }
        Err(Error::custom(format_args!("`{}` contains text, but elements are expected", self.name())))
    }
}

/// The elements with one name. The requested type determines how they are read.
pub(crate) struct Value<'e> {
    elements: &'e [Element<'e>],
    traits: XmlTraits,
}

impl<'e> Value<'e> {
    pub(super) fn new(elements: &'e [Element<'e>], traits: XmlTraits) -> Self {
        Self { elements, traits }
    }

    fn of(element: &'e Element<'e>) -> Self {
        Self::new(slice::from_ref(element), XmlTraits::DEFAULT)
    }

    fn with(self, traits: XmlTraits) -> Self {
        Self { traits, ..self }
    }

    /// Reads an item of a list or a value of a map, which cannot be absent.
    fn read<'de, T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        let name = self.elements.first().map_or("", |element| element.name());
        seed.deserialize(self).map_err(|error| {
            if is_empty_value(&error) { Error::custom(format_args!("`{name}` is empty")) } else { error }
        })
    }

    /// The last element, for a value that is not a list or map.
    fn last(&self) -> Option<Element<'e>> {
        self.elements.last().copied()
    }

    fn text(&self) -> Result<&'e str, Error> {
        self.last().map_or(Ok(""), Element::expect_text)
    }

    /// A number, a boolean, a timestamp or bytes.
    fn scalar(&self) -> Result<TextDeserializer<'e, Error>, Error> {
        Ok(TextDeserializer::one(Cow::Borrowed(self.text()?.trim())))
    }

    /// A number, a boolean or a timestamp, which an empty element does not contain.
    fn filled_scalar(&self) -> Result<TextDeserializer<'e, Error>, Error> {
        if self.text()?.trim().is_empty() { Err(Error::custom(EMPTY_VALUE)) } else { self.scalar() }
    }

    /// The attributes if the member is one, otherwise the children.
    fn of_kind(self) -> Self {
        let attributes = self.elements.iter().take_while(|element| element.is_attribute()).count();
        let (attributes, children) = self.elements.split_at(attributes);
        Self { elements: if self.traits.attribute { attributes } else { children }, ..self }
    }

    /// The items of a list or the entries of a map. Their names are not checked, because services do not always use the
    /// name of the model.
    fn items(&self) -> Result<Items<'e>, Error> {
        let is_flattened = self.traits.flattened || self.last().is_some_and(Element::is_ec2);
        if !is_flattened {
            self.elements.iter().try_for_each(|element| element.expect_elements())?;
        }
        Ok(Items { lists: self.elements.iter(), is_flattened, rest: Parts::default() })
    }
}

/// The remaining items of a list, or entries of a map.
#[derive(Clone)]
struct Items<'e> {
    /// The elements that contain the items, or that are the items if the list is flattened.
    lists: slice::Iter<'e, Element<'e>>,
    is_flattened: bool,
    /// The items in the list before.
    rest: Parts<'e>,
}

impl<'e> Iterator for Items<'e> {
    type Item = Element<'e>;

    fn next(&mut self) -> Option<Element<'e>> {
        loop {
            if let Some(item) = self.rest.next() {
                return Some(item);
            }
            let list = *self.lists.next()?;
            if !self.is_flattened {
                self.rest = list.elements();
            } else if !list.is_empty_list() {
                return Some(list);
            }
        }
    }
}

macro_rules! scalars {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.filled_scalar()?.$method(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Error;

    scalars! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
    }

    /// A type that accepts anything gets text, or a map of the elements by name.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.last() {
            Some(element) if element.has_elements() => visitor.visit_map(Members::of_any(element)?),
            _ => visitor.visit_str(self.text()?),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = self.of_kind();
        if value.elements.is_empty() { visitor.visit_none() } else { visitor.visit_some(value) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            timestamp::MARKER => return self.filled_scalar()?.deserialize_newtype_struct(name, visitor),
            blob::MARKER => return self.scalar()?.deserialize_newtype_struct(name, visitor),
            _ => {}
        }
        let traits = XmlTraits::of(name).unwrap_or(self.traits);
        visitor.visit_newtype_struct(Self { traits, ..self })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(List { items: self.items()?, traits: self.traits.of_item() })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Entries { entries: self.items()?, traits: self.traits, value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.last() {
            Some(element) => visitor.visit_map(Members::of(element, members)?),
            None => Err(Error::custom("the element is missing")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.scalar()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple_struct identifier
    }
}

/// The items of a list.
struct List<'e> {
    items: Items<'e>,
    traits: XmlTraits,
}

impl<'de> SeqAccess<'de> for List<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(element) = self.items.next() else { return Ok(None) };
        Value::of(&element).with(self.traits).read(seed).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.clone().count())
    }
}

/// The entries of a map, each with a key and a value.
struct Entries<'e> {
    entries: Items<'e>,
    traits: XmlTraits,
    value: Option<Element<'e>>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        for entry in self.entries.by_ref() {
            let Some(key) = entry.child(self.traits.key_name()) else {
                return Err(Error::custom(format_args!(
                    "`{}` is not a map entry: it has no `{}`",
                    entry.name(),
                    self.traits.key_name()
                )));
            };
            self.value = entry.child(self.traits.value_name());
            // An entry without a value is null, which these maps do not contain.
            if self.value.is_some() {
                return seed.deserialize(Value::of(&key)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = self.value.take().ok_or_else(|| Error::custom("a value was requested before its key"))?;
        Value::of(&value).with(self.traits.of_value()).read(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.clone().count())
    }
}
