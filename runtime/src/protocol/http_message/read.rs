//! Reads the members of a structure from where they are bound: first the bound ones, then those in the body.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Error as _, MapAccess};

use crate::modeled_error::{ErrorShape, ModeledError};
use crate::protocol::text::{ListForm, TextDeserializer};
use crate::structure::{
    Binding, KeySeed, MemberReader, MessageKeys, ReadMembers, absent, has_body_members, name_of, zero,
};

/// The texts that a message carries outside its body.
pub(crate) trait Texts {
    /// The texts bound to member `index`, and how a list stands in them; `None` if the message has none.
    fn texts(&self, index: usize, binding: Binding) -> Option<(Vec<Cow<'_, str>>, ListForm)>;
}

/// What a message is read as.
pub(crate) trait ReadTarget<'de> {
    type Value;

    fn name(&self) -> &'static str;
    fn members(&self) -> &'static [&'static str];
    fn bindings(&self) -> &'static [(usize, Binding)];

    /// Whether this is an error, whose members may be spelled differently or be left out.
    fn is_error(&self) -> bool {
        false
    }

    fn reads_body(&self) -> bool {
        has_body_members(self.members(), self.bindings())
    }

    fn read<R: MemberReader<'de>>(self, reader: R) -> Result<Self::Value, R::Error>;
}

/// A message that is a structure.
pub(crate) struct StructureTarget<T>(PhantomData<T>);

impl<T> StructureTarget<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
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
        T::BINDINGS
    }

    fn read<R: MemberReader<'de>>(self, mut reader: R) -> Result<T, R::Error> {
        T::read_members(&mut reader)
    }
}

/// A message that is an error of a known shape.
pub(crate) struct ErrorTarget<E> {
    index: usize,
    shape: ErrorShape,
    error: PhantomData<E>,
}

impl<E: ModeledError> ErrorTarget<E> {
    /// The shape in place `index` of `E::SHAPES`, if there is one.
    pub(crate) fn new(index: usize) -> Option<Self> {
        E::SHAPES.get(index).map(|shape| Self { index, shape: *shape, error: PhantomData })
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

/// Reads one message; `body` is the map of the body's members, if it has a body.
pub(crate) struct MessageReader<'a, S, A> {
    structure: &'static str,
    members: &'static [&'static str],
    bindings: &'static [(usize, Binding)],
    is_error: bool,
    texts: &'a S,
    next_binding: usize,
    current: Option<(Vec<Cow<'a, str>>, ListForm)>,
    body: Option<A>,
}

impl<'a, S, A> MessageReader<'a, S, A> {
    pub(crate) fn new<'de, G: ReadTarget<'de>>(target: &G, texts: &'a S, body: Option<A>) -> Self {
        Self {
            structure: target.name(),
            members: target.members(),
            bindings: target.bindings(),
            is_error: target.is_error(),
            texts,
            next_binding: 0,
            current: None,
            body,
        }
    }
}

impl<'de, S: Texts, A: MapAccess<'de>> MemberReader<'de> for MessageReader<'_, S, A> {
    type Error = A::Error;

    fn next_member(&mut self) -> Result<Option<usize>, A::Error> {
        while let Some((index, binding)) = self.bindings.get(self.next_binding) {
            self.next_binding += 1;
            self.current = self.texts.texts(*index, *binding);
            if self.current.is_some() {
                return Ok(Some(*index));
            }
        }
        let Some(body) = &mut self.body else { return Ok(None) };
        let message = if self.is_error { MessageKeys::AnySpelling } else { MessageKeys::AsModeled };
        KeySeed { members: self.members, bindings: self.bindings, message }.next(body)
    }

    fn value<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, A::Error> {
        if let Some((texts, lists)) = self.current.take() {
            return T::deserialize(TextDeserializer::new(texts, lists)).map(Some);
        }
        match &mut self.body {
            Some(body) => body.next_value(),
            None => Err(A::Error::custom("no member was stepped to")),
        }
    }

    fn finish<T: Deserialize<'de>>(&mut self, index: usize, found: Option<T>) -> Result<T, A::Error> {
        match found {
            Some(value) => Ok(value),
            None if self.is_error => zero(),
            None => absent(self.structure, name_of(self.members, index)),
        }
    }
}
