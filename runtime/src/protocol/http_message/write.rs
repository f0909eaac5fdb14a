//! Writes the members of a structure to the parts of a message to which they are bound.

use bytes::Bytes;
use http::StatusCode;
use serde_core::ser::Serialize;

use super::bound_members::{BoundMembers, not_text, timestamp_format};
use super::token_slot::TokenSlot;
use crate::model::header_list::HeaderList;
use crate::model::operation::{OperationMeta, Segment};
use crate::model::page_token::PageToken;
use crate::model::payload::{Kind, PayloadMember};
use crate::model::protocol::InvalidRequest;
use crate::model::streamed_body::EventFormat;
use crate::model::structure::{Binding, MemberWriter, Structure, binding_of, name_of};
use crate::protocol::json::to_writer;
use crate::protocol::text::{Text, TimestampFormat, text_of};
use crate::value::byte_stream::ByteStream;
use crate::value::presence::is_absent;
use crate::value::sensitive::{REDACTED, is_redacting};

/// A body to which members are written.
pub(crate) trait BodyWriter: Default {
    /// The media type of a payload in the format of the body.
    const MEDIA_TYPE: &'static str = "application/json";
    /// An absent payload that is a structure. `None` if nothing is sent.
    const ABSENT_PAYLOAD: Option<&'static [u8]> = Some(b"{}");

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error>;

    /// A payload in the format of the body. `traits` describes its root element in XML.
    fn payload<T: Serialize + ?Sized>(&self, value: &T, traits: &'static str) -> Result<Vec<u8>, serde_json::Error> {
        let _ = traits;
        let mut json = Vec::with_capacity(256);
        to_writer(&mut json, value)?;
        Ok(json)
    }
}

/// Writes members to the parts of a message.
pub(crate) struct MessageWriter<'a, B> {
    members: &'static [&'static str],
    bindings: &'static [(usize, Binding)],
    host_prefix: &'static [Segment],
    tokens: Option<TokenSlot<'a>>,
    page: Option<(usize, &'a PageToken)>,
    bound: BoundMembers,
    body: B,
    /// The payload, if it is text or JSON.
    payload: Option<Bytes>,
    /// The payload, if it is bytes.
    stream: Option<ByteStream>,
    /// How the payloads of events are written.
    events: EventFormat,
    sends_events: bool,
}

/// The parts of a message with all members written.
pub(crate) struct WrittenMessage<B> {
    pub(crate) labels: Vec<(usize, String)>,
    pub(crate) query: String,
    pub(crate) headers: HeaderList,
    pub(crate) status: Option<StatusCode>,
    pub(crate) body: B,
    /// The payload, if it is text or JSON.
    pub(crate) payload: Option<Bytes>,
    /// The payload, if it is bytes.
    pub(crate) stream: Option<ByteStream>,
    /// Whether the stream is one of events.
    sends_events: bool,
    pub(crate) token: Option<String>,
}

/// The media type of frames.
pub(crate) const EVENTS_MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";

impl<B> WrittenMessage<B> {
    /// The events of a response in a server.
    pub(crate) fn take_events(&mut self) -> Option<ByteStream> {
        self.stream.take_if(|_| self.sends_events)
    }

    /// The payload of `structure` in a server, which sends only bodies in memory.
    pub(crate) fn take_payload(&mut self, structure: &'static str) -> Result<Option<Bytes>, InvalidRequest> {
        let Some(stream) = self.stream.take() else { return Ok(self.payload.take()) };
        let bytes = stream.as_bytes().cloned().ok_or_else(|| {
            InvalidRequest::of_structure(
                structure,
                "has a streamed payload, and a server sends only payloads in memory",
            )
        });
        bytes.map(Some)
    }
}

impl<'a, B: BodyWriter> MessageWriter<'a, B> {
    /// A writer of the structure `T`.
    pub(crate) fn of<T: Structure>() -> Self {
        Self::new(T::MEMBERS, T::BINDINGS)
    }

    pub(crate) fn new(members: &'static [&'static str], bindings: &'static [(usize, Binding)]) -> Self {
        Self {
            members,
            bindings,
            host_prefix: &[],
            tokens: None,
            page: None,
            bound: BoundMembers::default(),
            body: B::default(),
            payload: None,
            stream: None,
            events: EventFormat::Unsupported,
            sends_events: false,
        }
    }

    /// The same for a protocol that writes events in this format.
    pub(crate) fn with_events(self, events: EventFormat) -> Self {
        Self { events, ..self }
    }

    /// The same with this body, to which nothing is written yet.
    #[cfg(any(feature = "aws-query", feature = "rest-xml"))]
    pub(crate) fn with_body(self, body: B) -> Self {
        Self { body, ..self }
    }

    /// The same for S3, which does not resolve the segments `.` and `..`: the keys of objects may have them.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn with_free_path(mut self, path: &'static [Segment]) -> Self {
        self.bound.free(path);
        self
    }

    /// A writer of an input of this operation, with its idempotency token and its page token.
    pub(crate) fn for_input(
        self,
        operation: &'static OperationMeta,
        tokens: TokenSlot<'a>,
        page: Option<(usize, &'a PageToken)>,
    ) -> Self {
        let constant = operation.http.map_or("", |http| http.query).split('&').filter(|pair| !pair.is_empty());
        let named = constant.map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name)).collect();
        let bound = BoundMembers::of_request(named);
        Self { tokens: Some(tokens), page, host_prefix: operation.host_prefix, bound, ..self }
    }

    /// Returns the message after all members are written.
    pub(crate) fn finish(mut self) -> WrittenMessage<B> {
        self.bound.add_maps();
        let BoundMembers { labels, query, headers, status, .. } = self.bound;
        WrittenMessage {
            labels,
            query,
            headers,
            status,
            body: self.body,
            payload: self.payload,
            stream: self.stream,
            sends_events: self.sends_events,
            token: self.tokens.and_then(|slot| slot.token),
        }
    }

    fn write<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), InvalidRequest> {
        let member = name_of(self.members, index);
        if self.host_prefix.contains(&Segment::Label(index)) {
            self.bound.host_label(index, member, text(member, value, TimestampFormat::DateTime)?)?;
        }
        match binding_of(self.bindings, index) {
            // A label must not be absent.
            None | Some(Binding::Header(_) | Binding::Query(_)) if is_absent(value) => Ok(()),
            None => self.body.member(member, value).map_err(|error| InvalidRequest::new(member, error.to_string())),
            // The macros write a payload with `MemberWriter::payload`. A manual implementation that uses `member` sends
            // it as JSON.
            Some(Binding::Payload(_)) => self.serialized(member, value, ""),
            Some(binding) => {
                let text = text(member, value, timestamp_format(binding))?;
                self.bound.write((index, member), binding, text)
            }
        }
    }

    /// Writes a name and a value to the body that are not a member of the structure.
    pub(crate) fn extra_member(&mut self, name: &'static str, value: &str) -> Result<(), InvalidRequest> {
        self.body.member(name, value).map_err(|error| InvalidRequest::new(name, error.to_string()))
    }

    fn serialized<T: Serialize + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
        traits: &'static str,
    ) -> Result<(), InvalidRequest> {
        if !is_absent(value) {
            let payload = self.body.payload(value, traits);
            self.payload = Some(payload.map_err(|error| InvalidRequest::new(member, error.to_string()))?.into());
            self.bound.content_type(B::MEDIA_TYPE);
        }
        Ok(())
    }
}

impl<B: BodyWriter> MemberWriter for MessageWriter<'_, B> {
    type Error = InvalidRequest;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), InvalidRequest> {
        if let Some((member, token)) = self.page
            && member == index
        {
            // The page token may be sensitive. It is not known here whether the output marks it as sensitive.
            return if is_redacting() { self.write(index, REDACTED) } else { self.write(index, token.value()) };
        }
        let Some(mut slot) = self.tokens.take_if(|slot| slot.is_of(index)) else { return self.write(index, value) };
        let filled = slot.fill(value).map_err(|error| {
            InvalidRequest::new(
                name_of(self.members, index),
                format!("cannot be filled with an idempotency token: {error}"),
            )
        })?;
        let written = match &slot.token {
            Some(token) if filled => self.write(index, token.as_str()),
            _ => self.write(index, value),
        };
        self.tokens = Some(slot);
        written
    }

    fn payload<T: PayloadMember>(&mut self, index: usize, value: &T) -> Result<(), InvalidRequest> {
        self.payload_in_xml(index, value, "")
    }

    fn payload_in_xml<T: PayloadMember>(
        &mut self,
        index: usize,
        value: &T,
        traits: &'static str,
    ) -> Result<(), InvalidRequest> {
        let member = name_of(self.members, index);
        // If the protocol ignores HTTP bindings, the payload is an ordinary member.
        let Some(Binding::Payload(media_type)) = binding_of(self.bindings, index) else {
            return self.member(index, value);
        };
        match T::KIND.0 {
            Kind::Blob { send } | Kind::Stream { send, events: false, .. } => {
                self.stream = send(value, self.events);
                if self.stream.is_some() {
                    self.bound.content_type(media_type.unwrap_or("application/octet-stream"));
                }
            }
            Kind::Stream { send, events: true, .. } => {
                self.stream = send(value, self.events);
                self.sends_events = self.stream.is_some();
                if self.sends_events {
                    self.bound.content_type(EVENTS_MEDIA_TYPE);
                }
            }
            Kind::String => {
                self.payload = text(member, value, TimestampFormat::DateTime)?.into_one().map(Bytes::from);
                if self.payload.is_some() {
                    self.bound.content_type(media_type.unwrap_or("text/plain"));
                }
            }
            Kind::Structure if is_absent(value) => {
                self.payload = B::ABSENT_PAYLOAD.map(Bytes::from_static);
                if self.payload.is_some() {
                    self.bound.content_type(B::MEDIA_TYPE);
                }
            }
            Kind::Structure | Kind::Union | Kind::Document => self.serialized(member, value, traits)?,
        }
        Ok(())
    }
}

fn text<T: Serialize + ?Sized>(
    member: &'static str,
    value: &T,
    timestamps: TimestampFormat,
) -> Result<Text, InvalidRequest> {
    text_of(value, timestamps).map_err(not_text(member))
}
