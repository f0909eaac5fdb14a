//! What the body of a response is: a document, or the bytes of a payload.

use serde_core::de::Deserialize;

use crate::model::payload::{Kind, PayloadMember};
use crate::model::structure::{Binding, MemberReader, ReadMembers, has_body_members};

/// The content of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A document.
    Xml,
    /// Bytes or text.
    Raw,
    /// Nothing that is read.
    None,
}

impl Content {
    /// The content of the body that `T` is read from.
    pub(super) fn of<T: ReadMembers>() -> Self {
        let payload = T::BINDINGS.iter().find(|(_, binding)| matches!(binding, Binding::Payload(_)));
        if let Some((index, _)) = payload {
            let mut kind = PayloadContent { index: Some(*index), content: Self::Raw };
            // Reading ends with an error, because there is no payload.
            drop(T::read_members(&mut kind));
            return kind.content;
        }
        if has_body_members(T::MEMBERS, T::BINDINGS) { Self::Xml } else { Self::None }
    }
}

/// Finds out what kind of payload a structure reads.
struct PayloadContent {
    index: Option<usize>,
    content: Content,
}

impl<'de> MemberReader<'de> for PayloadContent {
    type Error = ();

    fn next_member(&mut self) -> Result<Option<usize>, ()> {
        Ok(self.index.take())
    }

    fn value<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, ()> {
        Err(())
    }

    fn payload<T: PayloadMember + Deserialize<'de>>(&mut self) -> Result<Option<T>, ()> {
        if matches!(T::KIND.0, Kind::Structure | Kind::Union) {
            self.content = Content::Xml;
        }
        Err(())
    }

    fn finish<T: Deserialize<'de>>(&mut self, _: usize, _: Option<T>) -> Result<T, ()> {
        Err(())
    }
}
