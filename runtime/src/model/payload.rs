//! Members that are the whole body of an HTTP message: Smithy's `httpPayload`.

use std::borrow::Cow;
use std::fmt;

use serde_core::ser::Serialize;

use crate::value::blob::Blob;
use crate::value::byte_stream::ByteStream;
use crate::value::document::Document;
use crate::value::sensitive::{REDACTED, Sensitive, is_redacting};

/// The kind of a payload of type `T`, and the conversions between `T` and a stream.
///
/// Text and JSON payloads use `Serialize` and `Deserialize`. Bytes bypass them.
pub enum PayloadKind<T> {
    /// Raw bytes in memory.
    Blob {
        /// The bytes to send. `None` if the payload is absent.
        send: fn(&T) -> Option<ByteStream>,
    },
    /// Raw bytes as a stream.
    Stream {
        /// The bytes to send. `None` if the payload is absent.
        send: fn(&T) -> Option<ByteStream>,
        /// Converts the received stream. `None` makes the call fail.
        receive: fn(ByteStream) -> Option<T>,
    },
    /// Raw text.
    String,
    /// A structure in the protocol's format. An absent one is sent as an empty structure.
    Structure,
    /// A union in the protocol's format.
    Union,
    /// A document in the protocol's format.
    Document,
}

impl<T> PayloadKind<T> {
    /// The same kind for a `W` that wraps a `T`.
    const fn within<W>(
        self,
        send: fn(&W) -> Option<ByteStream>,
        receive: fn(ByteStream) -> Option<W>,
    ) -> PayloadKind<W> {
        match self {
            Self::Blob { .. } => PayloadKind::Blob { send },
            Self::Stream { .. } => PayloadKind::Stream { send, receive },
            Self::String => PayloadKind::String,
            Self::Structure => PayloadKind::Structure,
            Self::Union => PayloadKind::Union,
            Self::Document => PayloadKind::Document,
        }
    }
}

impl<T> Clone for PayloadKind<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PayloadKind<T> {}

impl<T> fmt::Debug for PayloadKind<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blob { .. } => "Blob",
            Self::Stream { .. } => "Stream",
            Self::String => "String",
            Self::Structure => "Structure",
            Self::Union => "Union",
            Self::Document => "Document",
        })
    }
}

/// A type that can be the payload.
///
/// `#[aws_shape]` implements it. `Option`, `Box` and `Sensitive` around such a type change nothing on the wire.
/// Implement it for your own newtype with the kind of its inner type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the payload",
    label = "a payload is a `Blob`, a string, a `Document` or a type with `#[aws_shape]`"
)]
pub trait PayloadMember: Serialize + Sized {
    /// The kind of the payload.
    const KIND: PayloadKind<Self>;
}

/// The bytes to send, if the payload is raw bytes.
fn sent<T: PayloadMember>(payload: &T) -> Option<ByteStream> {
    match T::KIND {
        PayloadKind::Blob { send } | PayloadKind::Stream { send, .. } => send(payload),
        PayloadKind::String | PayloadKind::Structure | PayloadKind::Union | PayloadKind::Document => None,
    }
}

/// Converts a received stream. `None` if the type is not a stream.
pub(crate) fn received<T: PayloadMember>(stream: ByteStream) -> Option<T> {
    match T::KIND {
        PayloadKind::Stream { receive, .. } => receive(stream),
        _ => None,
    }
}

impl PayloadMember for ByteStream {
    const KIND: PayloadKind<Self> = PayloadKind::Stream { send: |stream| Some(stream.clone()), receive: Some };
}

impl PayloadMember for Blob {
    const KIND: PayloadKind<Self> = PayloadKind::Blob { send: |blob| Some(blob.clone().into()) };
}

impl PayloadMember for String {
    const KIND: PayloadKind<Self> = PayloadKind::String;
}

impl PayloadMember for &str {
    const KIND: PayloadKind<Self> = PayloadKind::String;
}

impl PayloadMember for Cow<'_, str> {
    const KIND: PayloadKind<Self> = PayloadKind::String;
}

impl PayloadMember for Document {
    const KIND: PayloadKind<Self> = PayloadKind::Document;
}

impl<T: PayloadMember> PayloadMember for Option<T> {
    const KIND: PayloadKind<Self> =
        T::KIND.within(|value| value.as_ref().and_then(sent), |stream| received(stream).map(Some));
}

impl<T: PayloadMember> PayloadMember for Box<T> {
    const KIND: PayloadKind<Self> = T::KIND.within(|value| sent(&**value), |stream| received(stream).map(Box::new));
}

impl<T: PayloadMember> PayloadMember for Sensitive<T> {
    const KIND: PayloadKind<Self> = T::KIND.within(
        |Self(value)| sent(value).map(|stream| if is_redacting() { REDACTED.into() } else { stream }),
        |stream| received(stream).map(Sensitive),
    );
}
