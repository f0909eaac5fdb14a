//! Members that are the whole body of a message: Smithy's `httpPayload`.

use std::borrow::Cow;

use bytes::Bytes;
use serde_core::ser::Serialize;

use crate::blob::Blob;
use crate::byte_stream::ByteStream;
use crate::document::Document;
use crate::sensitive::{REDACTED, Sensitive, is_redacting};

/// What a payload is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadKind {
    /// Bytes as they are.
    Blob,
    /// Bytes as they are, part by part.
    Stream,
    /// Text as it is.
    String,
    /// A structure in the protocol's format; an absent one is an empty structure.
    Structure,
    /// A union in the protocol's format.
    Union,
    /// A document in the protocol's format.
    Document,
}

/// A type that can be the payload.
///
/// `#[aws_shape]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the payload",
    label = "a payload is a `Blob`, a string, a `Document` or a type with `#[aws_shape]`"
)]
pub trait PayloadMember: Serialize {
    /// What it is made of.
    const KIND: PayloadKind;

    /// The bytes of a blob.
    fn blob(&self) -> Option<Bytes> {
        None
    }

    /// The stream of a value that is one.
    fn stream(&self) -> Option<ByteStream> {
        None
    }

    /// A value that is a stream.
    fn from_stream(stream: ByteStream) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = stream;
        None
    }
}

impl PayloadMember for ByteStream {
    const KIND: PayloadKind = PayloadKind::Stream;

    fn stream(&self) -> Option<ByteStream> {
        Some(self.clone())
    }

    fn from_stream(stream: ByteStream) -> Option<Self> {
        Some(stream)
    }
}

impl PayloadMember for Blob {
    const KIND: PayloadKind = PayloadKind::Blob;

    fn blob(&self) -> Option<Bytes> {
        Some(self.clone().into_bytes())
    }
}

impl PayloadMember for String {
    const KIND: PayloadKind = PayloadKind::String;
}

impl PayloadMember for &str {
    const KIND: PayloadKind = PayloadKind::String;
}

impl PayloadMember for Cow<'_, str> {
    const KIND: PayloadKind = PayloadKind::String;
}

impl PayloadMember for Document {
    const KIND: PayloadKind = PayloadKind::Document;
}

impl<T: PayloadMember> PayloadMember for Option<T> {
    const KIND: PayloadKind = T::KIND;

    fn blob(&self) -> Option<Bytes> {
        self.as_ref()?.blob()
    }

    fn stream(&self) -> Option<ByteStream> {
        self.as_ref()?.stream()
    }

    fn from_stream(stream: ByteStream) -> Option<Self> {
        T::from_stream(stream).map(Some)
    }
}

impl<T: PayloadMember> PayloadMember for Sensitive<T> {
    const KIND: PayloadKind = T::KIND;

    fn blob(&self) -> Option<Bytes> {
        let blob = self.0.blob()?;
        Some(if is_redacting() { Bytes::from_static(REDACTED.as_bytes()) } else { blob })
    }
}

impl<T: PayloadMember> PayloadMember for Box<T> {
    const KIND: PayloadKind = T::KIND;

    fn blob(&self) -> Option<Bytes> {
        (**self).blob()
    }
}
