//! The parts of HTTP messages to which members are bound.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::is_transport_header;
use crate::model::protocol::ReceivedRequest;
#[cfg(feature = "event-stream")]
use crate::model::streamed_body::EventFormat;
use crate::model::streamed_body::StreamedBody;
use crate::model::structure::Binding;
use crate::protocol::text::{ListForm, TextEntry};

/// A request or response from which bound members are read.
pub(crate) trait BindingSource {
    /// The value bound to the member with this index. `None` if the message does not contain it.
    fn bound(&self, index: usize, binding: Binding) -> Option<BoundValue<'_>>;

    /// How the payloads of events are written.
    #[cfg(feature = "event-stream")]
    fn events(&self) -> EventFormat {
        EventFormat::Unsupported
    }
}

/// The value of one bound member.
pub(crate) enum BoundValue<'a> {
    /// One text, or several if a name is repeated.
    Texts(Vec<Cow<'a, str>>, ListForm),
    /// A map from names to texts.
    Entries(Vec<TextEntry>),
    /// The whole body.
    Payload(&'a [u8]),
    /// The whole body, whose structure is XML.
    #[cfg(feature = "rest-xml")]
    XmlPayload(&'a [u8]),
    /// The whole body, not read yet.
    Stream(StreamedBody),
}

/// A response that a client received.
pub(crate) struct ResponseSource<'a> {
    response: &'a http::Response<Bytes>,
    /// The body, if it has not been read.
    stream: Option<StreamedBody>,
    names: Names,
}

impl<'a> ResponseSource<'a> {
    pub(crate) fn new(response: &'a http::Response<Bytes>, stream: Option<StreamedBody>) -> Self {
        Self { response, stream, names: Names::of(response.headers()) }
    }
}

/// The lengths and the last characters of the names of headers, mixed, as a set of bits. An output may have many more
/// members than its response has headers, and most absent ones need no look at the headers.
struct Names(u64);

impl Names {
    fn of(headers: &HeaderMap) -> Self {
        Self(headers.keys().fold(0, |names, name| names | Self::bit(name.as_str())))
    }

    fn bit(name: &str) -> u64 {
        // in lower case
        let last = name.as_bytes().last().map_or(0, |last| last | 0x20);
        1 << ((name.len() + 5 * usize::from(last)) % 64)
    }

    /// Whether there may be a header with this name.
    fn may_have(&self, name: &str) -> bool {
        self.0 & Self::bit(name) != 0
    }
}

impl BindingSource for ResponseSource<'_> {
    fn bound(&self, _: usize, binding: Binding) -> Option<BoundValue<'_>> {
        match binding {
            Binding::Header(name) if !self.names.may_have(name) => None,
            Binding::Header(name) => header_texts(self.response.headers(), name),
            Binding::PrefixHeaders(prefix) => prefixed_headers(self.response.headers(), prefix, |_| true),
            Binding::Payload(_) => {
                self.stream.clone().map(BoundValue::Stream).or_else(|| payload(self.response.body()))
            }
            Binding::Status => {
                let status = self.response.status().as_u16().to_string();
                Some(BoundValue::Texts(vec![status.into()], ListForm::Repeated))
            }
            Binding::Label | Binding::Query(_) | Binding::QueryParams => None,
        }
    }
}

impl BindingSource for ReceivedRequest<'_> {
    #[cfg(feature = "event-stream")]
    fn events(&self) -> EventFormat {
        self.events
    }

    fn bound(&self, index: usize, binding: Binding) -> Option<BoundValue<'_>> {
        match binding {
            Binding::Header(name) => header_texts(self.headers, name),
            Binding::PrefixHeaders(prefix) => prefixed_headers(self.headers, prefix, |name| !is_transport_header(name)),
            Binding::Payload(_) => match &self.stream {
                Some(stream) => Some(BoundValue::Stream(stream.clone().with_events_in(self.events))),
                None => payload(self.body),
            },
            Binding::Status => None,
            Binding::Label => {
                let (_, label) = self.labels.iter().find(|(member, _)| *member == index)?;
                Some(BoundValue::Texts(vec![label.into()], ListForm::Repeated))
            }
            Binding::Query(name) => {
                let values: Vec<_> =
                    self.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.into()).collect();
                (!values.is_empty()).then_some(BoundValue::Texts(values, ListForm::Repeated))
            }
            // All parameters: as in Smithy's servers, the map includes those that have a member of their own.
            Binding::QueryParams => {
                let pairs = self.query.iter().map(|(name, value)| (name.as_str(), value.clone()));
                grouped(pairs, ListForm::Repeated)
            }
        }
    }
}

fn payload(body: &[u8]) -> Option<BoundValue<'_>> {
    (!body.is_empty()).then_some(BoundValue::Payload(body))
}

fn header_texts<'a>(headers: &'a HeaderMap, name: &str) -> Option<BoundValue<'a>> {
    // Few headers are compared faster than a name is hashed. All values of a name follow each other.
    let is_named = |(known, _): &(&HeaderName, &HeaderValue)| known.as_str().eq_ignore_ascii_case(name);
    let named = headers.iter().skip_while(|header| !is_named(header)).take_while(is_named);
    let values: Vec<_> = named.map(|(_, value)| String::from_utf8_lossy(value.as_bytes())).collect();
    (!values.is_empty()).then_some(BoundValue::Texts(values, ListForm::Commas))
}

fn prefixed_headers<'a>(
    headers: &'a HeaderMap,
    prefix: &str,
    is_member: impl Fn(&str) -> bool,
) -> Option<BoundValue<'a>> {
    let members = headers.iter().filter(|(name, _)| is_member(name.as_str()));
    let with_prefix = members.filter_map(|(name, value)| {
        let rest = name.as_str().strip_prefix(prefix)?;
        Some((rest, String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    grouped(with_prefix, ListForm::FirstOfRepeated)
}

/// The values of each name, in order of first appearance.
fn grouped<'a>(pairs: impl Iterator<Item = (&'a str, String)>, lists: ListForm) -> Option<BoundValue<'static>> {
    let mut entries: Vec<TextEntry> = Vec::new();
    for (name, value) in pairs {
        match entries.iter_mut().find(|entry| entry.name == name) {
            Some(entry) => entry.texts.push(value),
            None => entries.push(TextEntry { name: name.to_owned(), texts: vec![value], lists }),
        }
    }
    (!entries.is_empty()).then_some(BoundValue::Entries(entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(response: &http::Response<Bytes>, name: &'static str) -> Option<Vec<String>> {
        match ResponseSource::new(response, None).bound(0, Binding::Header(name))? {
            BoundValue::Texts(texts, _) => Some(texts.into_iter().map(Cow::into_owned).collect()),
            _ => None,
        }
    }

    #[test]
    fn headers_are_found_by_their_names_in_any_case_with_all_their_values() {
        let response = http::Response::builder().header("X-One", "1").header("x-two", "2").header("x-one", "3");
        let response = response.body(Bytes::new()).unwrap();
        assert_eq!(texts(&response, "x-one").unwrap(), ["1", "3"]);
        assert_eq!(texts(&response, "X-Two").unwrap(), ["2"]);
        assert_eq!(texts(&response, "X-TWO").unwrap(), ["2"]);
        assert_eq!(texts(&response, "x-oni"), None);
        assert_eq!(texts(&response, ""), None);
        assert_eq!(texts(&http::Response::default(), "x-one"), None);
    }
}
