//! Writes the members of a structure to the parts of a message to which they are bound.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_core::ser::Serialize;

use super::is_client_header;
use super::target::push_query;
use super::token_slot::TokenSlot;
use crate::model::header_list::HeaderList;
use crate::model::operation::{OperationMeta, Segment};
use crate::model::page_token::PageToken;
use crate::model::payload::{Kind, PayloadMember};
use crate::model::protocol::InvalidRequest;
use crate::model::streamed_body::EventFormat;
use crate::model::structure::{Binding, MemberWriter, Structure, binding_of, name_of};
use crate::protocol::json::to_writer;
use crate::protocol::text::{Text, TextItem, TimestampFormat, entries_of, text_of};
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
    /// The texts of the labels of path and host, each with the index of its member.
    labels: Vec<(usize, String)>,
    query: String,
    /// The names of the query parameters that are constant or have a member of their own.
    named: Vec<&'static str>,
    query_params: Vec<(String, Vec<String>)>,
    is_request: bool,
    prefix_headers: Vec<(HeaderName, HeaderValue)>,
    headers: HeaderList,
    status: Option<StatusCode>,
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
            labels: Vec::new(),
            query: String::new(),
            named: Vec::new(),
            query_params: Vec::new(),
            prefix_headers: Vec::new(),
            is_request: false,
            headers: HeaderList::default(),
            status: None,
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
    #[cfg(feature = "rest-xml")]
    pub(crate) fn with_body(self, body: B) -> Self {
        Self { body, ..self }
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
        Self { is_request: true, tokens: Some(tokens), page, host_prefix: operation.host_prefix, named, ..self }
    }

    /// Returns the message after all members are written.
    pub(crate) fn finish(mut self) -> WrittenMessage<B> {
        for (name, values) in &self.query_params {
            if !self.named.iter().any(|named| named == name) {
                for value in values {
                    push_query(&mut self.query, name, value);
                }
            }
        }
        // Keys of the map that differ only in case are the same header. Every value is sent.
        self.prefix_headers.retain(|(name, _)| !self.headers.contains(name));
        for (name, value) in self.prefix_headers {
            self.headers.append(name, value);
        }
        WrittenMessage {
            labels: self.labels,
            query: self.query,
            headers: self.headers,
            status: self.status,
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
            self.host_label(index, member, value)?;
        }
        match binding_of(self.bindings, index) {
            None if is_absent(value) => Ok(()),
            None => self.body.member(member, value).map_err(|error| InvalidRequest::new(member, error.to_string())),
            Some(Binding::Label) => self.label(index, member, value),
            Some(Binding::Query(name)) => {
                let items = items_of(text(member, value, TimestampFormat::DateTime)?);
                if !items.is_empty() {
                    self.named.push(name);
                }
                for item in &items {
                    push_query(&mut self.query, name, &item.text);
                }
                Ok(())
            }
            Some(Binding::QueryParams) => {
                self.query_params = entries(member, value)?;
                Ok(())
            }
            Some(Binding::Header(name)) => self.header(member, name, value),
            Some(Binding::PrefixHeaders(prefix)) => self.prefix_headers(member, prefix, value),
            Some(Binding::Status) => {
                let text = text(member, value, TimestampFormat::DateTime)?.into_one();
                self.status = text.map(|text| final_status(member, &text)).transpose()?;
                Ok(())
            }
            // The macros write a payload with `MemberWriter::payload`. A manual implementation that uses `member` sends
            // it as JSON.
            Some(Binding::Payload(_)) => self.serialized(member, value, ""),
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
            self.content_type(B::MEDIA_TYPE);
        }
        Ok(())
    }

    fn content_type(&mut self, content_type: &'static str) {
        self.headers.set_default(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }

    fn label<T: Serialize + ?Sized>(
        &mut self,
        index: usize,
        member: &'static str,
        value: &T,
    ) -> Result<(), InvalidRequest> {
        let label = text(member, value, TimestampFormat::DateTime)?.into_one().unwrap_or_default();
        if label.is_empty() {
            return Err(InvalidRequest::new(member, "is a label of the path and must not be empty"));
        }
        // HTTP stacks resolve such segments, so the request would reach another resource.
        if let Some(dots) = label.split('/').find(|segment| matches!(*segment, "." | "..")) {
            return Err(InvalidRequest::new(member, format!("is a label of the path and must not be `{dots}`")));
        }
        self.labels.push((index, label));
        Ok(())
    }

    fn host_label<T: Serialize + ?Sized>(
        &mut self,
        index: usize,
        member: &'static str,
        value: &T,
    ) -> Result<(), InvalidRequest> {
        let label = text(member, value, TimestampFormat::DateTime)?.into_one().unwrap_or_default();
        let is_host_label = (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-');
        if !is_host_label {
            let reason = "is part of the host name and must be 1 to 63 letters, digits and hyphens";
            return Err(InvalidRequest::new(member, reason));
        }
        self.labels.push((index, label));
        Ok(())
    }

    fn header<T: Serialize + ?Sized>(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: &T,
    ) -> Result<(), InvalidRequest> {
        let text = match text(member, value, TimestampFormat::HttpDate)? {
            Text::Absent => return Ok(()),
            Text::One(item) => item.text,
            Text::List(items) => items.iter().map(quote_item).collect::<Vec<_>>().join(", "),
        };
        self.headers.set(static_name(member, name)?, header_value(member, name, text)?);
        Ok(())
    }

    fn prefix_headers<T: Serialize + ?Sized>(
        &mut self,
        member: &'static str,
        prefix: &'static str,
        value: &T,
    ) -> Result<(), InvalidRequest> {
        for (name, values) in entries(member, value)? {
            let name = format!("{prefix}{name}");
            let value = header_value(member, &name, values.join(", "))?;
            let name = header_name(member, &name)?;
            if self.is_request && is_client_header(name.as_str()) {
                return Err(InvalidRequest::new(
                    member,
                    format!("has the entry `{name}`, but the client sets this header itself"),
                ));
            }
            self.prefix_headers.push((name, value));
        }
        if self.prefix_headers.len() > MAX_PREFIX_HEADERS {
            let reason = format!("has more than {MAX_PREFIX_HEADERS} entries, and each is sent as a header");
            return Err(InvalidRequest::new(member, reason));
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
        let Some(mut slot) = self.tokens.take() else { return self.write(index, value) };
        let filled = slot.fill(index, value).map_err(|error| {
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
                    self.content_type(media_type.unwrap_or("application/octet-stream"));
                }
            }
            Kind::Stream { send, events: true, .. } => {
                self.stream = send(value, self.events);
                self.sends_events = self.stream.is_some();
                if self.sends_events {
                    self.content_type(EVENTS_MEDIA_TYPE);
                }
            }
            Kind::String => {
                self.payload = text(member, value, TimestampFormat::DateTime)?.into_one().map(Bytes::from);
                if self.payload.is_some() {
                    self.content_type(media_type.unwrap_or("text/plain"));
                }
            }
            Kind::Structure if is_absent(value) => {
                self.payload = B::ABSENT_PAYLOAD.map(Bytes::from_static);
                if self.payload.is_some() {
                    self.content_type(B::MEDIA_TYPE);
                }
            }
            Kind::Structure | Kind::Union | Kind::Document => self.serialized(member, value, traits)?,
        }
        Ok(())
    }
}

/// More than any service accepts, and less than the capacity of a header map.
const MAX_PREFIX_HEADERS: usize = 10_000;

fn text<T: Serialize + ?Sized>(
    member: &'static str,
    value: &T,
    timestamps: TimestampFormat,
) -> Result<Text, InvalidRequest> {
    text_of(value, timestamps).map_err(|error| InvalidRequest::new(member, error.to_string()))
}

fn items_of(text: Text) -> Vec<TextItem> {
    match text {
        Text::Absent => Vec::new(),
        Text::One(item) => vec![item],
        Text::List(items) => items,
    }
}

fn entries<T: Serialize + ?Sized>(
    member: &'static str,
    value: &T,
) -> Result<Vec<(String, Vec<String>)>, InvalidRequest> {
    entries_of(value).map_err(|error| InvalidRequest::new(member, error.to_string()))
}

fn header_name(member: &'static str, name: &str) -> Result<HeaderName, InvalidRequest> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| InvalidRequest::new(member, format!("is bound to `{name}`, which is not a valid header name")))
}

/// The name of a header to which a member is bound. The macros write names in lower case, which need no copy.
fn static_name(member: &'static str, name: &'static str) -> Result<HeaderName, InvalidRequest> {
    let is_lower = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    if (1..=64).contains(&name.len()) && name.bytes().all(is_lower) {
        return Ok(HeaderName::from_static(name));
    }
    header_name(member, name)
}

fn header_value(member: &'static str, name: &str, text: String) -> Result<HeaderValue, InvalidRequest> {
    HeaderValue::from_maybe_shared(Bytes::from(text)).map_err(|_| {
        InvalidRequest::new(member, format!("is sent in header `{name}` and must not contain control characters"))
    })
}

/// The status of a final response. A 1xx status is only interim (RFC 9110, 15).
fn final_status(member: &'static str, text: &str) -> Result<StatusCode, InvalidRequest> {
    let status = text.parse().ok().filter(|status| (200..600).contains(status));
    status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .ok_or_else(|| InvalidRequest::new(member, format!("is {text}, but must be an HTTP status from 200 to 599")))
}

/// An item of a list in a header. It is quoted if it contains a comma or a quote or has surrounding white space, which
/// would be parsed as list syntax. It is also quoted if it is empty, because recipients ignore empty items (RFC 9110,
/// 5.6.1).
fn quote_item(item: &TextItem) -> String {
    let text = &item.text;
    if item.is_free && (text.is_empty() || text.contains([',', '"']) || text.trim() != text) {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        text.clone()
    }
}
