//! Deserializes values from elements.

use std::borrow::Cow;
use std::slice;
use std::vec;

use serde_core::de::value::BytesDeserializer;
use serde_core::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::{Element, XmlTraits};
use crate::model::structure::{EMPTY_VALUE, is_empty_value};
use crate::protocol::http_message::{BindingSource, MessageReader, ReadTarget};
use crate::protocol::text::TextDeserializer;
use crate::value::{blob, timestamp};

type Error = serde_json::Error;

/// Reads `target` from its bindings and from the members in `element`, if there is one.
pub(crate) fn read_element<'de, G: ReadTarget<'de>, S: BindingSource>(
    target: G,
    source: &'de S,
    element: Option<&Element<'_>>,
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
    let root = super::parse_xml(document)?;
    read(Value::of(&&root))
}

/// An element contains text or other elements. Content of the wrong kind is an error, so that it is not lost silently.
impl Element<'_> {
    fn expect_text(&self) -> Result<&str, Error> {
        if self.elements.is_empty() {
            return Ok(&self.text);
        }
        Err(Error::custom(format_args!("`{}` contains elements, but text is expected", self.name)))
    }

    /// Text between elements is ignored, because services indent documents.
    fn expect_elements(&self) -> Result<(), Error> {
        if !self.elements.is_empty() || self.text.trim().is_empty() {
            return Ok(());
        }
        Err(Error::custom(format_args!("`{}` contains text, but elements are expected", self.name)))
    }
}

/// The attributes and children of an element as members of a structure. Those with the same name are one member.
struct Members<'e> {
    /// Sorted by name; attributes come before children, which keep their order.
    sorted: Vec<&'e Element<'e>>,
    /// The names that the structure knows.
    known: &'e [&'static str],
    /// The index of the first child of the current member, and the index after its last child.
    current: (usize, usize),
}

impl<'e> Members<'e> {
    fn of(element: &'e Element<'e>, known: &'e [&'static str]) -> Result<Self, Error> {
        element.expect_elements()?;
        let mut sorted: Vec<_> = element.attributes.iter().chain(&element.elements).collect();
        sorted.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { sorted, known, current: (0, 0) })
    }

    /// The name of the member with the local name `name`. In the document the member may have any prefix.
    fn member_name(&self, name: &'e str) -> &'e str {
        if self.known.contains(&name) {
            return name;
        }
        let has_prefix = |known: &&str| known.split_once(':').is_some_and(|(_, local)| local == name);
        self.known.iter().copied().find(has_prefix).unwrap_or(name)
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let rest = self.sorted.get(self.current.1..).unwrap_or_default();
        let Some(first) = rest.first().copied() else { return Ok(None) };
        let count = rest.iter().take_while(|element| element.name == first.name).count();
        self.current = (self.current.1, self.current.1 + count);
        if first.is_ec2 {
            // A member has another name in such a form. A key in bytes is one of a form.
            return seed.deserialize(BytesDeserializer::new(first.name.as_bytes())).map(Some);
        }
        seed.deserialize(self.member_name(&first.name).into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (from, to) = self.current;
        let elements = self.sorted.get(from..to).unwrap_or_default();
        seed.deserialize(Value { elements, traits: XmlTraits::DEFAULT })
    }
}

/// The elements with one name. The requested type determines how they are read.
pub(crate) struct Value<'e> {
    elements: &'e [&'e Element<'e>],
    traits: XmlTraits,
}

impl<'e> Value<'e> {
    fn of(element: &'e &'e Element<'e>) -> Self {
        Self { elements: slice::from_ref(element), traits: XmlTraits::DEFAULT }
    }

    fn with(self, traits: XmlTraits) -> Self {
        Self { traits, ..self }
    }

    /// Reads an item of a list or a value of a map, which cannot be absent.
    fn read<'de, T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        let name = self.elements.first().map_or("", |element| &element.name);
        seed.deserialize(self).map_err(|error| {
            if is_empty_value(&error) { Error::custom(format_args!("`{name}` is empty")) } else { error }
        })
    }

    /// The last element, for a value that is not a list or map.
    fn last(&self) -> Option<&'e Element<'e>> {
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
        let attributes = self.elements.iter().take_while(|element| element.is_attribute).count();
        let (attributes, children) = self.elements.split_at(attributes);
        Self { elements: if self.traits.attribute { attributes } else { children }, ..self }
    }

    /// The items of a list or the entries of a map. Their names are not checked, because services do not always use the
    /// name of the model.
    fn parts(&self) -> Result<vec::IntoIter<&'e Element<'e>>, Error> {
        let is_flattened = self.traits.flattened || self.last().is_some_and(|element| element.is_ec2);
        let parts: Vec<_> = if is_flattened {
            self.elements.iter().copied().filter(|element| !element.is_empty_list).collect()
        } else {
            self.elements.iter().try_for_each(|element| element.expect_elements())?;
            self.elements.iter().flat_map(|element| &element.elements).collect()
        };
        Ok(parts.into_iter())
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
            Some(element) if !element.elements.is_empty() => visitor.visit_map(Members::of(element, &[])?),
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
        visitor.visit_seq(Items { items: self.parts()?, traits: self.traits.of_item() })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Entries { entries: self.parts()?, traits: self.traits, value: None })
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
struct Items<'e> {
    items: vec::IntoIter<&'e Element<'e>>,
    traits: XmlTraits,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(element) = self.items.next() else { return Ok(None) };
        Value::of(&element).with(self.traits).read(seed).map(Some)
    }
}

/// The entries of a map, each with a key and a value.
struct Entries<'e> {
    entries: vec::IntoIter<&'e Element<'e>>,
    traits: XmlTraits,
    value: Option<&'e Element<'e>>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        for entry in self.entries.by_ref() {
            let Some(key) = entry.child(self.traits.key_name()) else {
                return Err(Error::custom(format_args!(
                    "`{}` is not a map entry: it has no `{}`",
                    entry.name,
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
}
