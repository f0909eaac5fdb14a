//! The parts of HTTP messages to which members are bound.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};

use super::is_transport_header;
use crate::model::protocol::ReceivedRequest;
#[cfg(feature = "event-stream")]
use crate::model::streamed_body::EventFormat;
use crate::model::streamed_body::StreamedBody;
use crate::model::structure::Binding;
use crate::protocol::text::{ListForm, TextEntry, Texts};

/// A request or response from which bound members are read.
pub(crate) trait BindingSource {
    /// The value bound to the member with this index. `None` if the message does not contain it.
    fn bound(&self, index: usize, binding: Binding) -> Option<BoundValue<'_>>;

    /// The value of the first of these members that the message contains, and how many members are before it.
    fn first_bound(&self, members: &[(usize, Binding)]) -> Option<(usize, BoundValue<'_>)> {
        let mut members = members.iter().enumerate();
        members.find_map(|(before, (index, binding))| Some((before, self.bound(*index, *binding)?)))
    }

    /// How the payloads of events are written.
    #[cfg(feature = "event-stream")]
    fn events(&self) -> EventFormat {
        EventFormat::Unsupported
    }
}

/// The value of one bound member.
pub(crate) enum BoundValue<'a> {
    /// One text, or several if a name is repeated.
    Texts(Texts<'a>, ListForm),
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

/// The lengths, and the last and the middle characters, of the names of headers, mixed, as two sets of bits. An output may
/// have many more members than its response has headers, and most absent ones need no look at the headers.
struct Names([u64; 2]);

impl Names {
    fn of(headers: &HeaderMap) -> Self {
        let mut names = [0; 2];
        for name in headers.keys() {
            let [last, middle] = Self::bits(name.as_str());
            names = [names[0] | last, names[1] | middle];
        }
        Self(names)
    }

    fn bits(name: &str) -> [u64; 2] {
        // in lower case
        let at = |index: usize| name.as_bytes().get(index).map_or(0, |byte| usize::from(byte | 0x20));
        let length = name.len();
        [length + 5 * at(length.wrapping_sub(1)), length + 5 * at(length / 2)].map(|sum| 1 << (sum % 64))
    }

    /// Whether there may be a header with this name.
    fn may_have(&self, name: &str) -> bool {
        let [last, middle] = Self::bits(name);
        self.0[0] & last != 0 && self.0[1] & middle != 0
    }
}

impl BindingSource for ResponseSource<'_> {
    fn first_bound(&self, members: &[(usize, Binding)]) -> Option<(usize, BoundValue<'_>)> {
        members.iter().enumerate().find_map(|(before, (index, binding))| match binding {
            Binding::Header(name) if !self.names.may_have(name) => None,
            binding => Some((before, self.bound(*index, *binding)?)),
        })
    }

    fn bound(&self, _: usize, binding: Binding) -> Option<BoundValue<'_>> {
        match binding {
            Binding::Header(name) => header_texts(self.response.headers(), name),
            Binding::PrefixHeaders(prefix) => prefixed_headers(self.response.headers(), prefix, |_| true),
            Binding::Payload(_) => {
                self.stream.clone().map(BoundValue::Stream).or_else(|| payload(self.response.body()))
            }
            Binding::Status => {
                let status = self.response.status().as_u16().to_string();
                Some(BoundValue::Texts(Texts::One(status.into()), ListForm::Repeated))
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
                Some(BoundValue::Texts(Texts::One(label.into()), ListForm::Repeated))
            }
            Binding::Query(name) => {
                let values = self.query.iter().filter(|(key, _)| key == name);
                let texts = values.fold(None, |texts, (_, value)| Some(Texts::with(texts, value.into())));
                texts.map(|texts| BoundValue::Texts(texts, ListForm::Repeated))
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
    let mut texts = None;
    for (known, value) in headers {
        if is_same(known.as_str(), name) {
            texts = Some(Texts::with(texts, text_of(value)));
        } else if texts.is_some() {
            break;
        }
    }
    texts.map(|texts| BoundValue::Texts(texts, ListForm::Commas))
}

/// Whether two names differ at most in case. Nearly all are in lower case, so that their bytes are compared first.
fn is_same(known: &str, name: &str) -> bool {
    known.len() == name.len() && (known == name || known.eq_ignore_ascii_case(name))
}

fn text_of(value: &HeaderValue) -> Cow<'_, str> {
    // almost always UTF-8, which is seen faster than replaced
    str::from_utf8(value.as_bytes()).map_or_else(|_| String::from_utf8_lossy(value.as_bytes()), Cow::Borrowed)
}

fn prefixed_headers<'a>(
    headers: &'a HeaderMap,
    prefix: &str,
    is_member: impl Fn(&str) -> bool,
) -> Option<BoundValue<'a>> {
    let members = headers.iter().filter(|(name, _)| is_member(name.as_str()));
    let with_prefix = members.filter_map(|(name, value)| {
        let rest = name.as_str().strip_prefix(prefix)?;
        Some((rest, text_of(value).into_owned()))
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
        match ResponseSource::new(response, None).first_bound(&[(0, Binding::Header(name))])? {
            (_, BoundValue::Texts(Texts::One(text), _)) => Some(vec![text.into_owned()]),
            (_, BoundValue::Texts(Texts::Many(texts), _)) => Some(texts.into_iter().map(Cow::into_owned).collect()),
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
