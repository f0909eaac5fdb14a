//! Serializes values as elements.

use std::borrow::Cow;

use serde_core::ser::{self, Error as _, Impossible, Serialize, Serializer};

use super::XmlTraits;
use super::traits::RootTraits;
use crate::protocol::text::{Text, TimestampFormat, text_of, timestamp_of};
use crate::value::presence::is_absent;
use crate::value::timestamp;

type Error = serde_json::Error;

/// A writer of elements.
pub(super) trait ElementWriter {
    /// The default name of a list's items.
    const ITEM: &'static str = "member";
    /// Whether this is a form of ec2Query, which has flattened lists, no maps, and names of its own.
    const IS_EC2_FORM: bool = false;

    /// The name of the element of a member with this name in XML.
    fn member_name(name: &str) -> Cow<'_, str> {
        Cow::Borrowed(name)
    }

    /// Starts an element. `number` counts the items of a list or the entries of a map, from 1.
    fn start(&mut self, name: &str, number: Option<usize>);
    /// Writes the text of the innermost open element.
    fn text(&mut self, text: &str);
    /// Ends the innermost open element, which has this name.
    fn end(&mut self, name: &str);
    /// Writes an empty flattened list, whose items would be elements `name`.
    fn no_items(&mut self, name: &str);

    /// Declares a namespace at the innermost open element. Only XML has namespaces.
    fn namespace(&mut self, declared: &str) {
        let _ = declared;
    }

    /// Writes an attribute of the innermost open element. Only XML has attributes.
    fn attribute(&mut self, name: &str, text: &str) {
        self.start(name, None);
        self.text(text);
        self.end(name);
    }
}

/// Serializes one value as the element `name`.
pub(super) struct ElementSerializer<'a, W> {
    writer: &'a mut W,
    name: &'a str,
    number: Option<usize>,
    traits: XmlTraits,
    /// The prefix that the structure declares for its members.
    prefix: Option<&'static str>,
    /// Whether this is the root of a document, where the traits of a structure apply.
    is_root: bool,
}

impl<'a, W: ElementWriter> ElementSerializer<'a, W> {
    pub(super) fn new(writer: &'a mut W, name: &'a str) -> Self {
        Self { writer, name, number: None, traits: XmlTraits::DEFAULT, prefix: None, is_root: false }
    }

    /// The value is the root of a document. What `root` does not name is named by the structure.
    #[cfg(feature = "rest-xml")]
    pub(super) fn root(writer: &'a mut W, root: RootTraits) -> Self {
        let traits = XmlTraits { namespace: root.namespace, ..XmlTraits::DEFAULT };
        Self { is_root: true, traits, ..Self::new(writer, root.name.unwrap_or_default()) }
    }

    pub(super) fn with(self, traits: XmlTraits) -> Self {
        Self { traits, ..self }
    }

    fn numbered(self, number: usize) -> Self {
        Self { number: Some(number), ..self }
    }

    fn start(&mut self) {
        self.writer.start(self.name, self.number);
        for declared in [self.traits.namespace, self.prefix].into_iter().flatten() {
            self.writer.namespace(declared);
        }
    }

    fn text(mut self, text: &str) {
        if self.traits.attribute {
            return self.writer.attribute(self.name, text);
        }
        self.start();
        self.writer.text(text);
        self.writer.end(self.name);
    }

    /// Writes a scalar in its text form.
    fn scalar<T: Serialize>(self, value: &T) -> Result<(), Error> {
        let text = text_of(value, TimestampFormat::DateTime).map_err(Error::custom)?;
        if let Some(text) = Text::into_one(text) {
            self.text(&text);
        }
        Ok(())
    }

    /// The name and the namespace of a structure apply if it is the root, its prefix everywhere.
    fn in_structure(self, structure: RootTraits) -> Self {
        let prefix = structure.prefix();
        if !self.is_root {
            return Self { prefix, ..self };
        }
        let namespace = self.traits.namespace.or(structure.namespace);
        let name = if self.name.is_empty() { structure.name.unwrap_or_default() } else { self.name };
        Self { prefix, name, traits: XmlTraits { namespace, ..self.traits }, ..self }
    }

    /// Starts the element around the items or entries, unless the list or map is flattened.
    fn open(mut self) -> Parts<'a, W> {
        if !self.traits.flattened {
            self.start();
        }
        Parts { writer: self.writer, name: self.name, traits: self.traits, count: 0 }
    }

    fn list(mut self) -> Result<Parts<'a, W>, Error> {
        if W::IS_EC2_FORM {
            // The index of the outer list would be lost.
            if self.number.is_some() {
                return reject("a list of lists");
            }
            self.traits.flattened = true;
        }
        Ok(self.open())
    }

    fn structure(self, name: &'static str) -> Parts<'a, W> {
        let traits = XmlTraits { namespace: self.traits.namespace, ..XmlTraits::DEFAULT };
        let name = if self.name.is_empty() { name } else { self.name };
        Self { name, traits, ..self }.open()
    }
}

/// A list, map or structure while its items, entries or members are written.
pub(super) struct Parts<'a, W> {
    writer: &'a mut W,
    name: &'a str,
    traits: XmlTraits,
    /// The number of items or entries written so far.
    count: usize,
}

impl<'a, W: ElementWriter> Parts<'a, W> {
    /// The element around each entry of a map.
    fn entry(&self) -> &'a str {
        if self.traits.flattened { self.name } else { XmlTraits::ENTRY }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        if is_absent(value) {
            return Ok(());
        }
        self.count += 1;
        let name = if self.traits.flattened { self.name } else { self.traits.item_name(W::ITEM) };
        let item = ElementSerializer::new(self.writer, name).numbered(self.count);
        value.serialize(item.with(self.traits.of_item()))
    }

    fn end_list(self) {
        match (self.traits.flattened, self.count) {
            (true, 0) => self.writer.no_items(self.name),
            (true, _) => {}
            (false, 0) => {
                self.writer.text("");
                self.writer.end(self.name);
            }
            (false, _) => self.writer.end(self.name),
        }
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        let name = W::member_name(name);
        value.serialize(ElementSerializer::new(self.writer, &name))
    }

    fn close(self) {
        if !self.traits.flattened {
            self.writer.end(self.name);
        }
    }
}

fn reject<T>(what: &str) -> Result<T, Error> {
    Err(Error::custom(format_args!("contains {what}, which this protocol cannot represent")))
}

macro_rules! scalars {
    ($($method:ident: $type:ty;)*) => {
        $(fn $method(self, value: $type) -> Result<(), Error> {
            self.scalar(&value)
        })*
    };
}

impl<'a, W: ElementWriter> Serializer for ElementSerializer<'a, W> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'a, W>;
    type SerializeTuple = Parts<'a, W>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Parts<'a, W>;
    type SerializeStruct = Parts<'a, W>;
    type SerializeStructVariant = Impossible<(), Error>;

    scalars! {
        serialize_bool: bool;
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_i128: i128;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
        serialize_u128: u128;
        serialize_f32: f32;
        serialize_f64: f64;
        serialize_char: char;
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        reject("bytes")
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Error> {
        self.structure(name).close();
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        if name == timestamp::MARKER {
            let timestamp = timestamp_of(value).map_err(Error::custom)?;
            return self.serialize_str(&timestamp.to_date_time());
        }
        if let Some(structure) = RootTraits::of_structure(name) {
            return value.serialize(self.in_structure(structure));
        }
        let traits = XmlTraits::of(name).unwrap_or(self.traits);
        let name = traits.query.filter(|_| W::IS_EC2_FORM).unwrap_or(self.name);
        value.serialize(Self { name, traits, ..self })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut union = self.structure(name);
        union.member(variant, value)?;
        union.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a, W>, Error> {
        self.list()
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'a, W>, Error> {
        self.list()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        reject("a tuple")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        reject("a tuple")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a, W>, Error> {
        if W::IS_EC2_FORM { reject("a map") } else { Ok(self.open()) }
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts<'a, W>, Error> {
        Ok(self.structure(name))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        reject("a structure among values")
    }
}

impl<W: ElementWriter> ser::SerializeSeq for Parts<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.end_list();
        Ok(())
    }
}

impl<W: ElementWriter> ser::SerializeTuple for Parts<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.end_list();
        Ok(())
    }
}

impl<W: ElementWriter> ser::SerializeMap for Parts<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.count += 1;
        self.writer.start(self.entry(), Some(self.count));
        // Each entry of a flattened map declares the namespace of the map.
        if let Some(declared) = self.traits.namespace.filter(|_| self.traits.flattened) {
            self.writer.namespace(declared);
        }
        let element = ElementSerializer::new(self.writer, self.traits.key_name());
        key.serialize(element.with(self.traits.of_key()))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let element = ElementSerializer::new(self.writer, self.traits.value_name());
        value.serialize(element.with(self.traits.of_value()))?;
        self.writer.end(self.entry());
        Ok(())
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl<W: ElementWriter> ser::SerializeStruct for Parts<'_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
