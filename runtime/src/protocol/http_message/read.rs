//! Reads the members of a structure: first those with a binding, then those in the body.

use std::marker::PhantomData;

use serde_core::de::{Deserialize, Error as _, IgnoredAny, MapAccess};

use super::binding_source::{BindingSource, BoundValue};
use super::read_payload;
use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::payload::{PayloadMember, received};
use crate::model::structure::{
    Binding, Bindings, FormNames, KeySeed, MarkedSeed, MemberReader, MessageKeys, ReadMembers, Structure, absent,
    binding_of, has_body_members, is_message, name_of, zero,
};
use crate::protocol::text::{EntriesDeserializer, ListForm, TextDeserializer};
use crate::value::sensitive::note_if_sensitive;

/// The structure or error that a message is read as.
pub(crate) trait ReadTarget<'de> {
    type Value;

    fn name(&self) -> &'static str;
    fn members(&self) -> &'static [&'static str];
    fn bindings(&self) -> &'static [(usize, Binding)];

    /// The names of members in forms of ec2Query.
    fn form_names(&self) -> FormNames {
        &[]
    }

    /// Whether this is an error. The message of an error may have another key, and its members may be left out.
    fn is_error(&self) -> bool {
        false
    }

    fn reads_body(&self) -> bool {
        has_body_members(self.members(), self.bindings())
    }

    fn read<R: MemberReader<'de>>(self, reader: R) -> Result<Self::Value, R::Error>;
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

    fn name(&self) -> &'static str {
        T::NAME
    }

    fn members(&self) -> &'static [&'static str] {
        T::MEMBERS
    }

    fn bindings(&self) -> &'static [(usize, Binding)] {
        self.bindings
    }

    fn form_names(&self) -> FormNames {
        T::FORM_NAMES
    }

    fn read<R: MemberReader<'de>>(self, mut reader: R) -> Result<T, R::Error> {
        T::read_members(&mut reader)
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

    fn name(&self) -> &'static str {
        self.shape.code
    }

    fn members(&self) -> &'static [&'static str] {
        self.shape.members
    }

    fn bindings(&self) -> &'static [(usize, Binding)] {
        self.shape.bindings
    }

    fn is_error(&self) -> bool {
        true
    }

    fn read<R: MemberReader<'de>>(self, mut reader: R) -> Result<E, R::Error> {
        E::read_shape(self.index, &mut reader)
    }
}

/// Reads the members of one message. `body` is the map of the members in the body, if there is a body.
pub(crate) struct MessageReader<'a, S, A> {
    structure: &'static str,
    members: &'static [&'static str],
    form_names: FormNames,
    bindings: &'static [(usize, Binding)],
    is_error: bool,
    source: &'a S,
    next_binding: usize,
    message: Message,
    current: Option<BoundValue<'a>>,
    body: Option<A>,
}

/// Whether the message of an error has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Message {
    Unread,
    /// Its key has been read; its value is next.
    Next,
    Read,
}

impl<'a, S, A> MessageReader<'a, S, A> {
    pub(crate) fn new<'de, G: ReadTarget<'de>>(target: &G, source: &'a S, body: Option<A>) -> Self {
        Self {
            structure: target.name(),
            members: target.members(),
            form_names: target.form_names(),
            bindings: target.bindings(),
            is_error: target.is_error(),
            source,
            next_binding: 0,
            message: Message::Unread,
            current: None,
            body,
        }
    }

    /// A map of query parameters includes those of other members. If such a member is a list, its name may be repeated.
    fn allow_repeated_parameters(&mut self) {
        let Some(BoundValue::Entries(entries)) = &mut self.current else { return };
        for entry in entries {
            if self.bindings.iter().any(|(_, binding)| matches!(binding, Binding::Query(name) if *name == entry.name)) {
                entry.lists = ListForm::FirstOfRepeated;
            }
        }
    }
}

impl<'de, S: BindingSource, A: MapAccess<'de>> MemberReader<'de> for MessageReader<'_, S, A> {
    type Error = A::Error;

    fn next_member(&mut self) -> Result<Option<usize>, A::Error> {
        while let Some((index, binding)) = self.bindings.get(self.next_binding) {
            self.next_binding += 1;
            self.current = self.source.bound(*index, *binding);
            self.allow_repeated_parameters();
            if self.current.is_some() {
                return Ok(Some(*index));
            }
        }
        let Some(body) = &mut self.body else { return Ok(None) };
        let message = if self.is_error { MessageKeys::AnySpelling } else { MessageKeys::AsModeled };
        let seed = KeySeed { members: self.members, form_names: self.form_names, bindings: self.bindings, message };
        loop {
            let member = seed.next(body)?;
            let is_message = self.is_error && member.is_some_and(|index| is_message(name_of(self.members, index)));
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
        let bound = self.next_binding.checked_sub(1).and_then(|last| self.bindings.get(last));
        let index = bound.map_or(usize::MAX, |(index, _)| *index);
        match (self.current.take(), &mut self.body) {
            (Some(BoundValue::Texts(texts, lists)), _) => {
                note_if_sensitive(index, || T::deserialize(TextDeserializer::new(texts, lists))).map(Some)
            }
            (Some(BoundValue::Entries(entries)), _) => {
                note_if_sensitive(index, || T::deserialize(EntriesDeserializer::new(entries))).map(Some)
            }
            (Some(BoundValue::Payload(bytes)), _) => read_payload(bytes).map(Some),
            (Some(BoundValue::Stream(_)), _) => Err(A::Error::custom("a stream cannot be read as a value")),
            (None, Some(body)) => {
                let value: Option<T> = body.next_value()?;
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
            (None, Some(body)) => body.next_value_seed(MarkedSeed::new(traits)),
            _ => self.value(),
        }
    }

    fn payload<T: PayloadMember + Deserialize<'de>>(&mut self) -> Result<Option<T>, A::Error> {
        match self.current.take() {
            Some(BoundValue::Stream(stream)) => match received(stream) {
                Some(payload) => Ok(Some(payload)),
                None => Err(A::Error::custom("the type of the payload cannot hold a stream")),
            },
            current => {
                self.current = current;
                self.value()
            }
        }
    }

    fn finish<T: Deserialize<'de>>(&mut self, index: usize, found: Option<T>) -> Result<T, A::Error> {
        match found {
            Some(value) => Ok(value),
            None if self.is_error => zero(),
            // On the wire, an empty list in a query, an empty map and an empty payload look the same as absent ones.
            None => absent(self.structure, name_of(self.members, index)).or_else(|error: A::Error| {
                let empty = match binding_of(self.bindings, index) {
                    Some(Binding::Query(_)) => T::deserialize(TextDeserializer::new(Vec::new(), ListForm::Repeated)),
                    Some(Binding::QueryParams | Binding::PrefixHeaders(_)) => {
                        T::deserialize(EntriesDeserializer::new(Vec::new()))
                    }
                    Some(Binding::Payload(_)) => read_payload(b""),
                    _ => return Err(error),
                };
                empty.map_err(|_: A::Error| error)
            }),
        }
    }
}
