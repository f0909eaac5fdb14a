//! Structures: what the macros say of a struct, and how its members are written and read.
//!
//! A struct's implementation lists its members once. The same list serves a JSON body, HTTP headers, a stored copy
//! made with serde, the client and the server half: each is one [`MemberWriter`] or [`MemberReader`].

mod deserialize;
mod serialize;
mod union;
mod xml;

use serde_core::de::Deserialize;
use serde_core::ser::Serialize;

use crate::model::payload::PayloadMember;
use crate::value::document::Document;

pub use deserialize::deserialize_structure;
pub(crate) use deserialize::{KeySeed, MESSAGE_KEYS, MessageKeys, absent, is_message, zero};
pub use serialize::serialize_structure;
pub use union::{ReadUnion, deserialize_text, deserialize_union, unknown_member};
pub(crate) use xml::MarkedSeed;
pub use xml::in_xml;

/// Where a member goes in an HTTP message, if not in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binding {
    /// A segment of the path: Smithy's `httpLabel`.
    Label,
    /// A query parameter of this name: Smithy's `httpQuery`.
    Query(&'static str),
    /// A header of this name: Smithy's `httpHeader`.
    Header(&'static str),
    /// All headers whose names start with this: Smithy's `httpPrefixHeaders`.
    PrefixHeaders(&'static str),
    /// Query parameters by name, where a member of its own comes first: Smithy's `httpQueryParams`.
    QueryParams,
    /// The whole body: Smithy's `httpPayload`; with the `mediaType` of its text or bytes, if that is told.
    Payload(Option<&'static str>),
    /// The status of the response: Smithy's `httpResponseCode`.
    Status,
}

/// The members of a structure that do not go in the body, by their places.
pub type Bindings = &'static [(usize, Binding)];

/// A structure in Smithy's sense: named members, in order.
pub trait Structure {
    /// The structure's name.
    const NAME: &'static str;
    /// The members' names on the wire, in the order of the fields.
    const MEMBERS: &'static [&'static str];
    /// Where the members go that do not go in the body, by their place in [`MEMBERS`](Self::MEMBERS).
    const BINDINGS: Bindings = &[];
    /// What is left of [`BINDINGS`](Self::BINDINGS) in protocols that ignore HTTP bindings: nothing, unless the payload
    /// has no form but the whole body.
    const RPC_BINDINGS: Bindings = if Self::STREAMS { Self::BINDINGS } else { &[] };
    /// Whether the payload is a stream, so that a response is not read beforehand.
    const STREAMS: bool = false;
}

/// A structure that can be written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS shape",
    label = "annotate it with `#[aws_shape]`",
    note = "a structure on the wire is a struct with `#[aws_shape]`, `()` for none"
)]
pub trait WriteMembers: Structure {
    /// Gives every member to `writer`, in order.
    fn write_members<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error>;
}

/// A structure that can be read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS shape",
    label = "annotate it with `#[aws_shape]`",
    note = "a structure on the wire is a struct with `#[aws_shape]`, `()` for none"
)]
pub trait ReadMembers: Structure + Sized {
    /// Takes every member from `reader`, in whatever order they come.
    fn read_members<'de, R: MemberReader<'de>>(reader: &mut R) -> Result<Self, R::Error>;
}

/// What a structure's members are written to.
pub trait MemberWriter {
    /// Why a member cannot be written.
    type Error;

    /// Takes member `index` of [`Structure::MEMBERS`].
    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), Self::Error>;

    /// Takes member `index`, which is bound to the payload.
    fn payload<T: PayloadMember>(&mut self, index: usize, value: &T) -> Result<(), Self::Error> {
        self.member(index, value)
    }
}

/// What a structure's members are read from.
pub trait MemberReader<'de> {
    /// Why a member cannot be read.
    type Error;

    /// Steps to the next member that is there and that the structure knows; gives its place in
    /// [`Structure::MEMBERS`].
    fn next_member(&mut self) -> Result<Option<usize>, Self::Error>;

    /// The value of the member stepped to; a null is as good as absent.
    fn value<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Self::Error>;

    /// The value of the member stepped to, of which `traits` tells how it stands in XML.
    fn value_in_xml<T: Deserialize<'de>>(&mut self, traits: &'static str) -> Result<Option<T>, Self::Error> {
        let _ = traits;
        self.value()
    }

    /// The value of the member stepped to, which is bound to the payload.
    fn payload<T: PayloadMember + Deserialize<'de>>(&mut self) -> Result<Option<T>, Self::Error> {
        self.value()
    }

    /// The value found for member `index`, or what stands for an absent one: `None` of an optional member, an error
    /// that names a required one.
    fn finish<T: Deserialize<'de>>(&mut self, index: usize, found: Option<T>) -> Result<T, Self::Error>;
}

/// The structure without members, Smithy's `Unit`.
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

/// The structure that is one document, for outputs of which no shape is known.
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

/// The binding of member `index`; `None` is the body.
pub(crate) fn binding_of(bindings: &[(usize, Binding)], index: usize) -> Option<Binding> {
    bindings.iter().find(|(bound, _)| *bound == index).map(|(_, binding)| *binding)
}

/// Whether a member is the whole body.
pub(crate) fn has_payload(bindings: &[(usize, Binding)]) -> bool {
    bindings.iter().any(|(_, binding)| matches!(binding, Binding::Payload(_)))
}

/// The name of member `index`.
pub(crate) fn name_of(members: &'static [&'static str], index: usize) -> &'static str {
    members.get(index).copied().unwrap_or_default()
}

/// Whether any of `members` goes in the body.
pub(crate) fn has_body_members(members: &[&str], bindings: &[(usize, Binding)]) -> bool {
    bindings.len() < members.len()
}
