//! Members that are the whole body of an HTTP message: Smithy's `httpPayload`.

use std::borrow::Cow;
use std::fmt;

use serde_core::ser::Serialize;

use crate::model::streamed_body::{EventFormat, StreamedBody, Streams};
use crate::value::blob::Blob;
use crate::value::byte_stream::ByteStream;
use crate::value::document::Document;
use crate::value::sensitive::{REDACTED, Sensitive, is_redacting};

/// The kind of a payload of type `T`, and the conversions between `T` and a stream.
///
/// Text and JSON payloads use `Serialize` and `Deserialize`. Bytes bypass them.
pub struct PayloadKind<T>(pub(crate) Kind<T>);

pub(crate) enum Kind<T> {
    /// Raw bytes in memory.
    Blob {
        /// The bytes to send. `None` if the payload is absent.
        send: fn(&T, EventFormat) -> Option<ByteStream>,
    },
    /// Raw bytes as a stream.
    Stream {
        /// The bytes to send, with events in this format. `None` if the payload is absent.
        send: fn(&T, EventFormat) -> Option<ByteStream>,
        /// Converts the received stream. `None` makes the call fail.
        receive: fn(StreamedBody) -> Option<T>,
        /// Whether the bytes are frames of events.
        events: bool,
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
    /// The kind of a newtype: that of its payload.
    pub const fn wrapping() -> Self
    where
        T: PayloadWrapper,
    {
        T::Payload::KIND
            .within(|wrapper: &T, events| sent(wrapper.payload(), events), |body| received(body).map(T::from_payload))
    }

    /// Whether it is a stream, which a response leaves to the caller to read.
    pub const fn is_stream(&self) -> bool {
        matches!(self.0, Kind::Stream { .. })
    }

    /// Whether it is a stream, and of what.
    pub const fn streams(&self) -> Streams {
        match self.0 {
            Kind::Stream { events: false, .. } => Streams::Raw,
            Kind::Stream { events: true, .. } => Streams::Events,
            _ => Streams::No,
        }
    }

    /// What is sent of a payload that is bytes, with events in this format; `None` of an absent one, and of any other kind.
    pub fn send(&self, payload: &T, events: EventFormat) -> Option<ByteStream> {
        match self.0 {
            Kind::Blob { send } | Kind::Stream { send, .. } => send(payload, events),
            Kind::String | Kind::Structure | Kind::Union | Kind::Document => None,
        }
    }

    /// The payload of a received stream; `None` where that is rejected, and of any other kind.
    pub fn receive(&self, body: impl Into<StreamedBody>) -> Option<T> {
        match self.0 {
            Kind::Stream { receive, .. } => receive(body.into()),
            _ => None,
        }
    }

    /// The kind of a `W` that holds a `T`: nothing differs but how to reach it.
    const fn within<W>(
        self,
        send: fn(&W, EventFormat) -> Option<ByteStream>,
        receive: fn(StreamedBody) -> Option<W>,
    ) -> PayloadKind<W> {
        PayloadKind(match self.0 {
            Kind::Blob { .. } => Kind::Blob { send },
            Kind::Stream { events, .. } => Kind::Stream { send, receive, events },
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
            Kind::Stream { events: false, .. } => "Stream",
            Kind::Stream { events: true, .. } => "EventStream",
            Kind::String => "String",
            Kind::Structure => "Structure",
            Kind::Union => "Union",
            Kind::Document => "Document",
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

/// A newtype around a payload, with derived `Serialize` and `Deserialize`. The newtype changes nothing on the wire.
pub trait PayloadWrapper: PayloadMember {
    /// The type of the payload.
    type Payload: PayloadMember;

    /// The payload.
    fn payload(&self) -> &Self::Payload;

    /// Makes the newtype of its payload.
    fn from_payload(payload: Self::Payload) -> Self;
}

/// The bytes to send, if the payload is raw bytes.
fn sent<T: PayloadMember>(payload: &T, events: EventFormat) -> Option<ByteStream> {
    T::KIND.send(payload, events)
}

/// Converts a received stream. `None` if the type is not a stream.
pub(crate) fn received<T: PayloadMember>(body: StreamedBody) -> Option<T> {
    T::KIND.receive(body)
}

impl PayloadMember for ByteStream {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::Stream {
        send: |stream, _| Some(stream.clone()),
        receive: |body| Some(body.stream),
        events: false,
    });
}

impl PayloadMember for Blob {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::Blob { send: |blob, _| Some(blob.clone().into()) });
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
        T::KIND.within(|value, events| sent(value.as_ref()?, events), |body| received(body).map(Some));
}

impl<T: PayloadMember> PayloadMember for Box<T> {
    const KIND: PayloadKind<Self> =
        T::KIND.within(|value, events| sent(&**value, events), |body| received(body).map(Box::new));
}

impl<T: PayloadMember> PayloadMember for Sensitive<T> {
    const KIND: PayloadKind<Self> = T::KIND.within(
        |Self(value), events| sent(value, events).map(|stream| if is_redacting() { REDACTED.into() } else { stream }),
        |body| received(body).map(Sensitive),
    );
}
