//! Structures: the metadata of a struct, and the traits to write and read its members.
//!
//! The implementation for a struct lists its members once. Each codec (a JSON body, an HTTP message, serde) implements
//! [`MemberWriter`] or [`MemberReader`]. Client and server use the same ones.

mod deserialize;
mod empty;
#[cfg(feature = "event-stream")]
mod event;
mod form_names;
mod member;
mod serialize;
mod union;
mod xml;

use serde_core::de::Deserialize;

use crate::model::payload::PayloadMember;
use crate::model::streamed_body::Streams;
use crate::value::document::Document;

#[cfg(feature = "server")]
pub(crate) use deserialize::ABSENT_HINT;
pub use deserialize::deserialize_structure;
#[cfg(feature = "aws-query")]
pub(crate) use deserialize::with_omitted_lists;
pub(crate) use deserialize::{KeySeed, MESSAGE_KEYS, MessageKeys, absent, is_message, optional, zero};
pub(crate) use empty::absent_if_empty;
#[cfg(any(feature = "aws-query", feature = "rest-xml"))]
pub(crate) use empty::{EMPTY_VALUE, is_empty_value};
#[cfg(feature = "event-stream")]
pub use event::{deserialize_event, serialize_event};
pub use form_names::FormNames;
#[cfg(feature = "aws-query")]
pub(crate) use form_names::form_name;
pub use member::{ReadMember, WriteMember};
pub use serialize::serialize_structure;
pub use union::{ReadUnion, deserialize_text, deserialize_union, index_of, unknown_member};
pub(crate) use xml::MarkedSeed;
pub use xml::{in_xml, marked};

/// The location of a member in an HTTP message, if it is not in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binding {
    /// A segment of the path: Smithy's `httpLabel`.
    Label,
    /// A query parameter of this name: Smithy's `httpQuery`.
    Query(&'static str),
    /// A header of this name: Smithy's `httpHeader`.
    Header(&'static str),
    /// All headers whose names start with this prefix: Smithy's `httpPrefixHeaders`.
    PrefixHeaders(&'static str),
    /// A map of query parameters; a parameter with a member of its own takes precedence: Smithy's `httpQueryParams`.
    QueryParams,
    /// The whole body: Smithy's `httpPayload`, with its `mediaType` if one is specified.
    Payload(Option<&'static str>),
    /// The status of the response: Smithy's `httpResponseCode`.
    Status,
}

/// The indices and bindings of the members that are not in the body.
pub type Bindings = &'static [(usize, Binding)];

/// A Smithy structure: named members in order.
pub trait Structure {
    /// The structure's name.
    const NAME: &'static str;
    /// The wire names of the members, in the order of the fields.
    const MEMBERS: &'static [&'static str];
    /// The bindings of the members that are not in the body, by their index in [`MEMBERS`](Self::MEMBERS).
    const BINDINGS: Bindings = &[];
    /// The names of members in forms of ec2Query, by their index: Smithy's `ec2QueryName`.
    const FORM_NAMES: FormNames = &[];
    /// The bindings in protocols that ignore HTTP bindings: none, unless the payload can only be the whole body.
    const RPC_BINDINGS: Bindings = if matches!(Self::STREAMS, Streams::No) { &[] } else { Self::BINDINGS };
    /// Whether the payload is a stream. The body of such a response is not read into memory.
    const STREAMS: Streams = Streams::No;
    /// The name and namespace of the root element in restXml, in the syntax that the macros produce. Empty for the
    /// defaults.
    const XML: &'static str = "";
}

/// A structure that can be serialized.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS shape",
    label = "annotate `{Self}` with `#[aws_shape]`",
    note = "a structure on the wire is a struct with `#[aws_shape]`, `()` for none"
)]
pub trait WriteMembers: Structure {
    /// Writes every member to `writer`, in order.
    ///
    /// # Errors
    /// The error of the writer, for a member that cannot be written.
    fn write_members<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error>;
}

/// A structure that can be deserialized.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS shape",
    label = "annotate `{Self}` with `#[aws_shape]`",
    note = "a structure on the wire is a struct with `#[aws_shape]`, `()` for none",
    note = "a shape that borrows, as with `&str`, can be sent but not received: write `String`"
)]
pub trait ReadMembers: Structure + Sized {
    /// Reads every member from `reader`. They may be in any order.
    ///
    /// # Errors
    /// The error of the reader, for a member that cannot be read, or is required and absent.
    fn read_members<'de, R: MemberReader<'de>>(reader: &mut R) -> Result<Self, R::Error>;
}

/// A codec that writes the members of a structure.
pub trait MemberWriter {
    /// The error of a member that cannot be written.
    type Error;

    /// Writes the member with this index in [`Structure::MEMBERS`].
    ///
    /// # Errors
    /// The error of a member that cannot be written.
    fn member<T: WriteMember + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), Self::Error>;

    /// Writes the member with this index, which is bound to the payload.
    ///
    /// # Errors
    /// The error of a payload that cannot be written.
    fn payload<T: PayloadMember>(&mut self, index: usize, value: &T) -> Result<(), Self::Error> {
        self.member(index, value)
    }

    /// Writes the payload. `traits` describes its root element in XML.
    ///
    /// # Errors
    /// The error of a payload that cannot be written.
    fn payload_in_xml<T: PayloadMember>(
        &mut self,
        index: usize,
        value: &T,
        traits: &'static str,
    ) -> Result<(), Self::Error> {
        let _ = traits;
        self.payload(index, value)
    }
}

/// A codec that reads the members of a structure.
pub trait MemberReader<'de> {
    /// The error of a member that cannot be read.
    type Error;

    /// Advances to the next member of the structure that is present. Returns its index in [`Structure::MEMBERS`].
    ///
    /// # Errors
    /// The error of a message that cannot be read further.
    fn next_member(&mut self) -> Result<Option<usize>, Self::Error>;

    /// The value of the current member. `None` if it is null.
    ///
    /// # Errors
    /// The error of a value of another type.
    fn value<T: ReadMember<'de>>(&mut self) -> Result<Option<T>, Self::Error>;

    /// The value of the current member. `traits` describes its form in XML.
    ///
    /// # Errors
    /// The error of a value of another type.
    fn value_in_xml<T: ReadMember<'de>>(&mut self, traits: &'static str) -> Result<Option<T>, Self::Error> {
        let _ = traits;
        self.value()
    }

    /// The value of the current member, which is bound to the payload.
    ///
    /// # Errors
    /// The error of a payload of another type.
    fn payload<T: PayloadMember + Deserialize<'de>>(&mut self) -> Result<Option<T>, Self::Error> {
        self.value()
    }

    /// The value that was found for the member with this index. If it is absent, an optional member is `None`, and a
    /// required one is an error that names it.
    ///
    /// # Errors
    /// An absent required member, by its name.
    fn finish<T: ReadMember<'de>>(&mut self, index: usize, found: Option<T>) -> Result<T, Self::Error>;

    /// The same for a flattened list or map. Without items it has no element, so an absent one is empty.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    fn finish_flattened<T: ReadMember<'de>>(&mut self, index: usize, found: Option<T>) -> Result<T, Self::Error> {
        self.finish(index, found)
    }
}

/// The structure without members: Smithy's `Unit`.
impl Structure for () {
    const NAME: &'static str = "Unit";
    const MEMBERS: &'static [&'static str] = &[];
}

impl WriteMembers for () {
    fn write_members<W: MemberWriter>(&self, _: &mut W) -> Result<(), W::Error> {
        Ok(())
    }
}

impl ReadMembers for () {
    fn read_members<'de, R: MemberReader<'de>>(reader: &mut R) -> Result<Self, R::Error> {
        while reader.next_member()?.is_some() {}
        Ok(())
    }
}

/// A structure that is one document, for outputs whose shape is not known.
impl Structure for Document {
    const NAME: &'static str = "Document";
    const MEMBERS: &'static [&'static str] = &["Document"];
    const BINDINGS: &'static [(usize, Binding)] = &[(0, Binding::Payload(None))];
    const RPC_BINDINGS: Bindings = Self::BINDINGS;
}

impl WriteMembers for Document {
    fn write_members<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error> {
        writer.payload(0, self)
    }
}

impl ReadMembers for Document {
    fn read_members<'de, R: MemberReader<'de>>(reader: &mut R) -> Result<Self, R::Error> {
        let mut found = None;
        while reader.next_member()?.is_some() {
            found = reader.value()?;
        }
        Ok(found.unwrap_or_default())
    }
}

/// The binding of the member with this index. `None` if it is in the body.
pub(crate) fn binding_of(bindings: &[(usize, Binding)], index: usize) -> Option<Binding> {
    // If no member before it is in the body, it is at its own place.
    if let Some((_, binding)) = bindings.get(index).filter(|(bound, _)| *bound == index) {
        return Some(*binding);
    }
    bindings.iter().find(|(bound, _)| *bound == index).map(|(_, binding)| *binding)
}

/// Whether a member is bound to the payload.
pub(crate) fn has_payload(bindings: &[(usize, Binding)]) -> bool {
    bindings.iter().any(|(_, binding)| matches!(binding, Binding::Payload(_)))
}

/// The wire name of the member with this index.
pub(crate) fn name_of(members: &'static [&'static str], index: usize) -> &'static str {
    members.get(index).copied().unwrap_or_default()
}

/// Whether any of `members` is in the body.
pub(crate) fn has_body_members(members: &[&str], bindings: &[(usize, Binding)]) -> bool {
    bindings.len() < members.len()
}
