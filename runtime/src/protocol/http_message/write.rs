//! Writes the members of a structure to where they are bound.

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, utf8_percent_encode};
use serde_core::ser::Serialize;

use super::{ESCAPED, ESCAPED_GREEDY};
use crate::operation::{HttpTrait, Segment};
use crate::protocol::InvalidRequest;
use crate::protocol::json_body::JsonObject;
use crate::protocol::text::{TimestampFormat, write_text};
use crate::structure::{Binding, MemberWriter, Structure, binding_of, is_absent, name_of};
use crate::token::{NoRandomness, TokenSource};

/// The idempotency token of the call being written.
pub(crate) struct TokenSlot<'a> {
    member: Option<usize>,
    source: &'a TokenSource,
    /// The token that was written.
    pub(crate) token: Option<String>,
}

impl<'a> TokenSlot<'a> {
    /// The token of member `member`; an absent one is filled from `source`.
    pub(crate) fn new(member: Option<usize>, source: &'a TokenSource) -> Self {
        Self { member, source, token: None }
    }

    /// Decides the token if `index` is its member; true if it was filled.
    fn fill<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<bool, NoRandomness> {
        if self.member != Some(index) {
            return Ok(false);
        }
        if is_absent(value) {
            self.token = Some(self.source.token()?);
            return Ok(true);
        }
        // A value without a text form is refused when it is written.
        let _ = write_text(value, TimestampFormat::DateTime, &mut |text| self.token = Some(text.to_owned()));
        Ok(false)
    }
}

/// Collects the parts of a message.
pub(crate) struct MessageWriter<'a> {
    members: &'static [&'static str],
    bindings: &'static [(usize, Binding)],
    pub(crate) tokens: Option<TokenSlot<'a>>,
    pub(crate) labels: Vec<(usize, String)>,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: JsonObject,
}

impl<'a> MessageWriter<'a> {
    /// A writer of the structure `T`.
    pub(crate) fn of<T: Structure>(tokens: Option<TokenSlot<'a>>) -> Self {
        Self::new(T::MEMBERS, T::BINDINGS, tokens)
    }

    pub(crate) fn new(
        members: &'static [&'static str],
        bindings: &'static [(usize, Binding)],
        tokens: Option<TokenSlot<'a>>,
    ) -> Self {
        // Room for the headers of a signed request, so that the map grows once.
        let headers = HeaderMap::with_capacity(12);
        Self { members, bindings, tokens, labels: Vec::new(), query: String::new(), headers, body: JsonObject::default() }
    }

    fn place<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), InvalidRequest> {
        let member = name_of(self.members, index);
        match binding_of(self.bindings, index) {
            None if is_absent(value) => Ok(()),
            None => self.body.member(member, value).map_err(|error| InvalidRequest::new(member, error.to_string())),
            Some(Binding::Label) => self.label(index, member, value),
            Some(Binding::Query(name)) => write_text(value, TimestampFormat::DateTime, &mut |text| {
                push_query(&mut self.query, name, text);
            })
            .map_err(|error| InvalidRequest::new(member, error.to_string())),
            Some(Binding::Header(name)) => self.header(member, name, value),
        }
    }

    fn label<T: Serialize + ?Sized>(
        &mut self,
        index: usize,
        member: &'static str,
        value: &T,
    ) -> Result<(), InvalidRequest> {
        let mut label = None;
        write_text(value, TimestampFormat::DateTime, &mut |text| label = Some(text.to_owned()))
            .map_err(|error| InvalidRequest::new(member, error.to_string()))?;
        let label = label.unwrap_or_default();
        if label.is_empty() {
            return Err(InvalidRequest::new(member, "is a label of the path and must not be empty"));
        }
        // HTTP stacks resolve such segments, and the request would reach another resource.
        if let Some(dots) = label.split('/').find(|segment| matches!(*segment, "." | "..")) {
            return Err(InvalidRequest::new(member, format!("is a label of the path and must not be `{dots}`")));
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
        let mut items: Vec<String> = Vec::new();
        write_text(value, TimestampFormat::HttpDate, &mut |text| items.push(text.to_owned()))
            .map_err(|error| InvalidRequest::new(member, error.to_string()))?;
        let text = match items.as_slice() {
            [] => return Ok(()),
            [one] => one.clone(),
            several => several.iter().map(|item| quote_item(item)).collect::<Vec<_>>().join(", "),
        };
        self.insert_header(member, name, &text)
    }

    fn insert_header(&mut self, member: &'static str, name: &str, text: &str) -> Result<(), InvalidRequest> {
        let name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| InvalidRequest::new(member, format!("is bound to `{name}`, which is not a header name")))?;
        let value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
            InvalidRequest::new(member, format!("is sent in header `{name}` and must not hold control characters"))
        })?;
        self.headers.insert(name, value);
        Ok(())
    }
}

impl MemberWriter for MessageWriter<'_> {
    type Error = InvalidRequest;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), InvalidRequest> {
        let Some(mut slot) = self.tokens.take() else { return self.place(index, value) };
        let filled = slot
            .fill(index, value)
            .map_err(|error| InvalidRequest::new(name_of(self.members, index), format!("has no token: {error}")))?;
        let placed = match &slot.token {
            Some(token) if filled => self.place(index, token.as_str()),
            _ => self.place(index, value),
        };
        self.tokens = Some(slot);
        placed
    }
}

/// Path and query of a request: the template filled with the labels, its constant query first.
pub(crate) fn write_target(http: &HttpTrait, labels: &[(usize, String)], query: &str) -> String {
    let mut target = String::with_capacity(128);
    let label = |index: &usize| labels.iter().find(|(member, _)| member == index).map_or("", |(_, text)| text);
    for segment in http.path {
        match segment {
            Segment::Literal(text) => target.push_str(text),
            Segment::Label(index) => push_escaped(&mut target, label(index), ESCAPED),
            Segment::GreedyLabel(index) => push_escaped(&mut target, label(index), ESCAPED_GREEDY),
        }
    }
    let mut mark = '?';
    for part in [http.query, query].into_iter().filter(|part| !part.is_empty()) {
        target.push(mark);
        target.push_str(part);
        mark = '&';
    }
    target
}

fn push_query(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    push_escaped(query, name, ESCAPED);
    query.push('=');
    push_escaped(query, value, ESCAPED);
}

fn push_escaped(target: &mut String, text: &str, set: &'static AsciiSet) {
    target.extend(utf8_percent_encode(text, set));
}

/// An item of a header's list; quoted where a comma or a quote in it would be read as structure.
fn quote_item(item: &str) -> String {
    if item.contains([',', '"']) {
        format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        item.to_owned()
    }
}
