//! The body of a message that is left to the caller to read, and how its events are written.

use crate::value::byte_stream::ByteStream;

/// Whether the payload of a structure is a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Streams {
    /// The body is read into memory.
    No,
    /// A stream of bytes.
    Raw,
    /// An event stream.
    Events,
}

/// How a protocol writes the payloads of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventFormat {
    /// The protocol has no event streams.
    #[default]
    Unsupported,
    /// As JSON, with this media type.
    Json(&'static str),
    /// As XML.
    Xml,
    /// As CBOR.
    Cbor,
}

/// The body of a message that is not in memory.
#[derive(Clone, Debug)]
pub struct StreamedBody {
    pub(crate) stream: ByteStream,
    #[cfg(feature = "event-stream")]
    pub(crate) events: EventFacts,
}

/// What the reader of an event stream needs to know of its call.
#[cfg(feature = "event-stream")]
#[derive(Clone, Debug)]
pub(crate) struct EventFacts {
    pub(crate) format: EventFormat,
    pub(crate) operation: &'static str,
    pub(crate) request_id: Option<String>,
    /// The longest frame that is accepted, in bytes.
    pub(crate) max_frame: usize,
}

#[cfg(feature = "event-stream")]
impl Default for EventFacts {
    fn default() -> Self {
        Self { format: EventFormat::Unsupported, operation: "", request_id: None, max_frame: usize::MAX }
    }
}

#[cfg(feature = "event-stream")]
impl StreamedBody {
    /// The frames of an event stream, whose payloads are written in this format.
    pub fn of_events(stream: ByteStream, format: EventFormat) -> Self {
        Self { stream, events: EventFacts { format, ..EventFacts::default() } }
    }
}

impl StreamedBody {
    /// The same stream, with the payloads of its events in this format.
    #[cfg_attr(not(feature = "event-stream"), allow(unused_mut, unused_variables))] // it has no events then
    pub(crate) fn with_events_in(mut self, format: EventFormat) -> Self {
        #[cfg(feature = "event-stream")]
        {
            self.events.format = format;
        }
        self
    }
}

/// The events that a server sends in place of the body of a response, in the extensions of the response.
#[derive(Clone)]
#[cfg_attr(not(feature = "server"), allow(dead_code))]
pub(crate) struct SentEvents(pub(crate) ByteStream);

impl From<ByteStream> for StreamedBody {
    fn from(stream: ByteStream) -> Self {
        Self {
            stream,
            #[cfg(feature = "event-stream")]
            events: EventFacts::default(),
        }
    }
}
