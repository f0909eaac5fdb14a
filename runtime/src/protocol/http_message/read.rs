//! Reads the members of a structure: first those with a binding, then those in the body.

use std::marker::PhantomData;

use serde_core::de::{Deserialize, Error as _, IgnoredAny, MapAccess};

use super::binding_source::{BindingSource, BoundValue};
use super::read_payload;
#[cfg(feature = "rest-xml")]
use super::read_xml_payload;
use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::payload::{PayloadMember, received};
#[cfg(feature = "event-stream")]
use crate::model::streamed_body::{StreamedBody, Streams};
use crate::model::structure::{
    Binding, Bindings, FormNames, KeySeed, MarkedSeed, MemberReader, MessageKeys, ReadMembers, Structure, absent,
    absent_if_empty, binding_of, is_message, name_of, optional, zero,
};
use crate::protocol::text::{EntriesDeserializer, ListForm, TextDeserializer, Texts};
use crate::value::sensitive::note_if_sensitive;
use crate::value::strict::of_location;
use crate::value::timestamp_format::Format;

/// The structure or error that a message is read as.
pub(crate) trait ReadTarget<'de> {
    type Value;

    fn shape(&self) -> MessageShape;

    fn read<R: MemberReader<'de>>(self, reader: &mut R) -> Result<Self::Value, R::Error>;
}

/// What a [`MessageReader`] needs to know of a structure or error.
#[derive(Clone, Copy)]
pub(crate) struct MessageShape {
    pub(crate) name: &'static str,
    pub(crate) members: &'static [&'static str],
    /// The names of members in forms of ec2Query.
    pub(crate) form_names: FormNames,
    pub(crate) bindings: Bindings,
    /// Whether this is an error. The message of an error may have another key, and its members may be left out.
    pub(crate) is_error: bool,
}

/// Reads a message as a structure.
pub(crate) struct StructureTarget<T> {
    bindings: Bindings,
    structure: PhantomData<T>,
}

impl<T: Structure> StructureTarget<T> {
    pub(crate) fn new() -> Self {
        Self { bindings: T::BINDINGS, structure: PhantomData }
    }

    /// For a protocol that ignores HTTP bindings.
    pub(crate) fn rpc() -> Self {
        Self { bindings: T::RPC_BINDINGS, structure: PhantomData }
    }
}

impl<'de, T: ReadMembers> ReadTarget<'de> for StructureTarget<T> {
    type Value = T;

    fn shape(&self) -> MessageShape {
        let (name, members, form_names, bindings) = (T::NAME, T::MEMBERS, T::FORM_NAMES, self.bindings);
        MessageShape { name, members, form_names, bindings, is_error: false }
    }

    fn read<R: MemberReader<'de>>(self, reader: &mut R) -> Result<T, R::Error> {
        T::read_members(reader)
    }
}

/// Reads a message as an error of a known shape.
pub(crate) struct ErrorTarget<E> {
    index: usize,
    shape: ErrorShape,
    error: PhantomData<E>,
}

impl<E: ModeledError> ErrorTarget<E> {
    /// For the shape with this index in `E::SHAPES`.
    pub(crate) fn new(index: usize) -> Result<Self, serde_json::Error> {
        let shape =
            E::SHAPES.get(index).ok_or_else(|| serde_json::Error::custom("there is no error shape with this index"))?;
        Ok(Self { index, shape: *shape, error: PhantomData })
    }

    /// The same for a protocol that ignores HTTP bindings.
    pub(crate) fn rpc(index: usize) -> Result<Self, serde_json::Error> {
        let target = Self::new(index)?;
        Ok(Self { shape: ErrorShape { bindings: &[], ..target.shape }, ..target })
    }
}

impl<'de, E: ModeledError> ReadTarget<'de> for ErrorTarget<E> {
    type Value = E;

    fn shape(&self) -> MessageShape {
        let ErrorShape { code, members, bindings, .. } = self.shape;
        MessageShape { name: code, members, form_names: &[], bindings, is_error: true }
    }

    fn read<R: MemberReader<'de>>(self, reader: &mut R) -> Result<E, R::Error> {
        E::read_shape(self.index, reader)
    }
}

/// Reads the members of one message. `body` is the map of the members in the body, if there is a body.
pub(crate) struct MessageReader<'de, A> {
    shape: MessageShape,
    source: &'de dyn BindingSource,
    next_binding: usize,
    message: Message,
    current: Option<BoundValue<'de>>,
    body: Option<A>,
    /// The index of the member that is next in the body if its members are in order.
    expected: usize,
}

/// Whether the message of an error has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Message {
    Unread,
    /// Its key has been read; its value is next.
    Next,
    Read,
}

impl<'de, A> MessageReader<'de, A> {
    pub(crate) fn new(shape: MessageShape, source: &'de dyn BindingSource, body: Option<A>) -> Self {
        Self { shape, source, next_binding: 0, message: Message::Unread, current: None, body, expected: 0 }
    }

    pub(crate) fn body(&self) -> Option<&A> {
        self.body.as_ref()
    }

    /// A map of query parameters includes those of other members. If such a member is a list, its name may be repeated.
    fn allow_repeated_parameters(&mut self) {
        let Some(BoundValue::Entries(entries)) = &mut self.current else { return };
        for entry in entries {
            if self
                .shape
                .bindings
                .iter()
                .any(|(_, binding)| matches!(binding, Binding::Query(name) if *name == entry.name))
            {
                entry.lists = ListForm::FirstOfRepeated;
            }
        }
    }
}

/// Whether a member is absent if its text cannot be read. By RFC 9111, section 5.3, an `Expires` that is no date must
/// be expected. S3 stores whatever its users send.
fn may_be_invalid(bound: Option<&(usize, Binding)>) -> bool {
    matches!(bound, Some((_, Binding::Header(name))) if name.eq_ignore_ascii_case("expires"))
}

/// The default format of timestamps of a member outside of the body.
fn format_of(bound: Option<&(usize, Binding)>) -> Format {
    match bound {
        Some((_, Binding::Header(_) | Binding::PrefixHeaders(_))) => Format::HttpDate,
        _ => Format::DateTime,
    }
}

impl<'de, A: MapAccess<'de>> MessageReader<'de, A> {
    /// The value of an absent member that is not optional.
    fn finish_required<T: Deserialize<'de>>(&self, index: usize) -> Result<T, A::Error> {
        let empty: Option<Result<T, A::Error>> = match binding_of(self.shape.bindings, index) {
            Some(Binding::Query(_)) => {
                Some(T::deserialize(TextDeserializer::new(Texts::Many(Vec::new()), ListForm::Repeated)))
            }
            Some(Binding::QueryParams | Binding::PrefixHeaders(_)) => {
                Some(T::deserialize(EntriesDeserializer::new(Vec::new())))
            }
            Some(Binding::Payload(_)) => Some(read_payload(b"")),
            _ => None,
        };
        match empty {
            Some(Ok(empty)) => Ok(empty),
            _ => absent(self.shape.name, name_of(self.shape.members, index)),
        }
    }
}

impl<'de, A: MapAccess<'de>> MemberReader<'de> for MessageReader<'de, A> {
    type Error = A::Error;

    fn next_member(&mut self) -> Result<Option<usize>, A::Error> {
        let MessageShape { members, form_names, bindings, is_error, .. } = self.shape;
        if let Some(left @ [_, ..]) = bindings.get(self.next_binding..) {
            if let Some((skipped, bound)) = self.source.first_bound(left) {
                self.next_binding += skipped + 1;
                self.current = Some(bound);
                self.allow_repeated_parameters();
                return Ok(left.get(skipped).map(|(index, _)| *index));
            }
            self.next_binding = bindings.len();
        }
        let Some(body) = &mut self.body else { return Ok(None) };
        let message = if is_error { MessageKeys::AnySpelling } else { MessageKeys::AsModeled };
        loop {
            let member = KeySeed { members, form_names, bindings, message, expected: self.expected }.next(body)?;
            self.expected = member.map_or(0, |index| index + 1);
            let is_message = is_error && member.is_some_and(|index| is_message(name_of(members, index)));
            self.message = match (self.message, is_message) {
                // If there are several message keys, the first one with a value is used.
                (Message::Read, true) => {
                    body.next_value::<IgnoredAny>()?;
                    continue;
                }
                (Message::Read, false) => Message::Read,
                (_, true) => Message::Next,
                (_, false) => Message::Unread,
            };
            return Ok(member);
        }
    }

    fn value<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, A::Error> {
        // The current member, if it has a binding.
        let bound = self.next_binding.checked_sub(1).and_then(|last| self.shape.bindings.get(last));
        let index = bound.map_or(usize::MAX, |(index, _)| *index);
        match (self.current.take(), &mut self.body) {
            (Some(BoundValue::Texts(texts, lists)), _) => {
                let read = || note_if_sensitive(index, || T::deserialize(TextDeserializer::new(texts, lists)));
                let read = of_location(format_of(bound), read);
                read.map(Some).or_else(|error| if may_be_invalid(bound) { Ok(None) } else { Err(error) })
            }
            (Some(BoundValue::Entries(entries)), _) => {
                let read = || note_if_sensitive(index, || T::deserialize(EntriesDeserializer::new(entries)));
                of_location(format_of(bound), read).map(Some)
            }
            (Some(BoundValue::Payload(bytes)), _) => read_payload(bytes).map(Some),
            #[cfg(feature = "rest-xml")]
            (Some(BoundValue::XmlPayload(bytes)), _) => read_xml_payload(bytes).map(Some),
            (Some(BoundValue::Stream(_)), _) => Err(A::Error::custom("a stream cannot be read as a value")),
            (None, Some(body)) => {
                let value: Option<T> = absent_if_empty(body.next_value())?;
                if self.message == Message::Next && value.is_some() {
                    self.message = Message::Read;
                }
                Ok(value)
            }
            (None, None) => Err(A::Error::custom("a value was requested before its member")),
        }
    }

    fn value_in_xml<T: Deserialize<'de>>(&mut self, traits: &'static str) -> Result<Option<T>, A::Error> {
        match (&self.current, &mut self.body) {
            (None, Some(body)) => absent_if_empty(body.next_value_seed(MarkedSeed::new(traits))),
            _ => self.value(),
        }
    }

    fn payload<T: PayloadMember + Deserialize<'de>>(&mut self) -> Result<Option<T>, A::Error> {
        match self.current.take() {
            Some(BoundValue::Stream(stream)) => match received(stream) {
                Some(payload) => Ok(Some(payload)),
                None => Err(A::Error::custom("the type of the payload cannot hold a stream")),
            },
            #[cfg(feature = "event-stream")]
            Some(BoundValue::Payload(frames)) if T::KIND.streams() == Streams::Events => {
                Ok(received(StreamedBody::of_events(frames.into(), self.source.events())))
            }
            current => {
                self.current = current;
                self.value()
            }
        }
    }

    fn finish_flattened<T: Deserialize<'de>>(&mut self, _: usize, found: Option<T>) -> Result<T, A::Error> {
        found.map_or_else(zero, Ok)
    }

    fn finish<T: Deserialize<'de>>(&mut self, index: usize, found: Option<T>) -> Result<T, A::Error> {
        match found {
            Some(value) => Ok(value),
            None if self.shape.is_error => zero(),
            // On the wire, an empty list in a query, an empty map and an empty payload look the same as absent ones.
            None => optional().map_or_else(|| self.finish_required(index), Ok),
        }
    }
}
