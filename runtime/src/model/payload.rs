//! Members that are the whole body of a message: Smithy's `httpPayload`.

use std::borrow::Cow;
use std::fmt;

use serde_core::ser::Serialize;

use crate::value::blob::Blob;
use crate::value::byte_stream::ByteStream;
use crate::value::document::Document;
use crate::value::sensitive::{REDACTED, Sensitive, is_redacting};

/// What a payload of type `T` is made of, and how it gets out of a `T` and into one.
///
/// Text and JSON go through `Serialize` and `Deserialize`, bytes past them, as they are. A newtype takes it from its
/// payload, by [`wrapping`](Self::wrapping).
pub struct PayloadKind<T>(pub(crate) Kind<T>);

pub(crate) enum Kind<T> {
    /// Bytes as they are.
    Blob {
        /// What is sent; `None` of an absent payload.
        send: fn(&T) -> Option<ByteStream>,
    },
    /// Bytes as they are, part by part.
    Stream {
        /// What is sent; `None` of an absent payload.
        send: fn(&T) -> Option<ByteStream>,
        /// The payload that was received. `None` rejects it, which is an error of the call.
        receive: fn(ByteStream) -> Option<T>,
    },
    /// Text as it is.
    String,
    /// A structure in the protocol's format; an absent one is an empty structure.
    Structure,
    /// A union in the protocol's format.
    Union,
    /// A document in the protocol's format.
    Document,
}

impl<T> PayloadKind<T> {
    /// The kind of a newtype: that of its payload.
    pub const fn wrapping() -> Self
    where
        T: PayloadWrapper,
    {
        T::Payload::KIND.within(|wrapper: &T| sent(wrapper.payload()), |stream| received(stream).map(T::from_payload))
    }

    /// Whether it is a stream, which a response leaves to the caller to read.
    pub const fn is_stream(&self) -> bool {
        matches!(self.0, Kind::Stream { .. })
    }

    /// What is sent of a payload that is bytes; `None` of an absent one, and of any other kind.
    pub fn send(&self, payload: &T) -> Option<ByteStream> {
        match self.0 {
            Kind::Blob { send } | Kind::Stream { send, .. } => send(payload),
            Kind::String | Kind::Structure | Kind::Union | Kind::Document => None,
        }
    }

    /// The payload of a received stream; `None` where that is rejected, and of any other kind.
    pub fn receive(&self, stream: ByteStream) -> Option<T> {
        match self.0 {
            Kind::Stream { receive, .. } => receive(stream),
            _ => None,
        }
    }

    /// The kind of a `W` that holds a `T`: nothing differs but how to reach it.
    const fn within<W>(
        self,
        send: fn(&W) -> Option<ByteStream>,
        receive: fn(ByteStream) -> Option<W>,
    ) -> PayloadKind<W> {
        PayloadKind(match self.0 {
            Kind::Blob { .. } => Kind::Blob { send },
            Kind::Stream { .. } => Kind::Stream { send, receive },
            Kind::String => Kind::String,
            Kind::Structure => Kind::Structure,
            Kind::Union => Kind::Union,
            Kind::Document => Kind::Document,
        })
    }
}

impl<T> Clone for PayloadKind<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PayloadKind<T> {}

impl<T> Clone for Kind<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kind<T> {}

impl<T> fmt::Debug for PayloadKind<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Blob { .. } => "Blob",
            Kind::Stream { .. } => "Stream",
            Kind::String => "String",
            Kind::Structure => "Structure",
            Kind::Union => "Union",
            Kind::Document => "Document",
        })
    }
}

/// A type that can be the payload.
///
/// `#[aws_shape]` implements it. `Option`, `Box` and `Sensitive` of such a type change nothing on the wire. A newtype of
/// your own is a [`PayloadWrapper`], from which its kind follows:
///
/// ```
/// use aws_operation::ByteStream;
/// use aws_operation::codec::{PayloadKind, PayloadMember, PayloadWrapper};
/// # use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
///
/// // With `#[derive(Serialize, Deserialize)]`.
/// struct Upload(ByteStream);
/// # impl Serialize for Upload {
/// #     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
/// #         self.0.serialize(serializer)
/// #     }
/// # }
/// # impl<'de> Deserialize<'de> for Upload {
/// #     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
/// #         ByteStream::deserialize(deserializer).map(Self)
/// #     }
/// # }
///
/// impl PayloadWrapper for Upload {
///     type Payload = ByteStream;
///
///     fn payload(&self) -> &ByteStream {
///         &self.0
///     }
///
///     fn from_payload(stream: ByteStream) -> Self {
///         Self(stream)
///     }
/// }
///
/// impl PayloadMember for Upload {
///     const KIND: PayloadKind<Self> = PayloadKind::wrapping();
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the payload",
    label = "a payload is a `Blob`, a string, a `Document` or a type with `#[aws_shape]`"
)]
pub trait PayloadMember: Serialize + Sized {
    /// What it is made of.
    const KIND: PayloadKind<Self>;
}

/// A newtype of your own around a payload, with `Serialize` and `Deserialize` derived; it is the same on the wire.
pub trait PayloadWrapper: PayloadMember {
    /// The payload in it.
    type Payload: PayloadMember;

    /// The payload in this.
    fn payload(&self) -> &Self::Payload;

    /// What holds `payload`.
    fn from_payload(payload: Self::Payload) -> Self;
}

/// What is sent of a payload that is bytes.
fn sent<T: PayloadMember>(payload: &T) -> Option<ByteStream> {
    T::KIND.send(payload)
}

/// The payload of a received stream; `None` of a type that is no stream.
pub(crate) fn received<T: PayloadMember>(stream: ByteStream) -> Option<T> {
    T::KIND.receive(stream)
}

impl PayloadMember for ByteStream {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::Stream { send: |stream| Some(stream.clone()), receive: Some });
}

impl PayloadMember for Blob {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::Blob { send: |blob| Some(blob.clone().into()) });
}

impl PayloadMember for String {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::String);
}

impl PayloadMember for &str {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::String);
}

impl PayloadMember for Cow<'_, str> {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::String);
}

impl PayloadMember for Document {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::Document);
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
