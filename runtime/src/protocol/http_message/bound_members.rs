//! Writes members that are already text to the path, the query and the headers. Nothing here is generic.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};

use super::is_client_header;
use super::target::push_query;
use crate::model::header_list::{HeaderList, header_name};
use crate::model::operation::Segment;
use crate::model::protocol::InvalidRequest;
use crate::model::structure::Binding;
use crate::protocol::text::{NotText, Text, TextItem, TimestampFormat};

/// The parts of a message outside its body.
#[derive(Default)]
pub(crate) struct BoundMembers {
    /// The texts of the labels of path and host, each with the index of its member.
    pub(super) labels: Vec<(usize, String)>,
    pub(super) query: String,
    /// The names of the query parameters that are constant or have a member of their own.
    named: Vec<&'static str>,
    query_params: Vec<(String, Vec<String>)>,
    prefix_headers: Vec<(HeaderName, HeaderValue)>,
    is_request: bool,
    /// The path of which greedy labels may have the segments `.` and `..`.
    free_path: &'static [Segment],
    pub(super) headers: HeaderList,
    pub(super) status: Option<StatusCode>,
}

/// The default format of timestamps at this location.
pub(super) fn timestamp_format(binding: Binding) -> TimestampFormat {
    match binding {
        Binding::Header(_) | Binding::PrefixHeaders(_) => TimestampFormat::HttpDate,
        _ => TimestampFormat::DateTime,
    }
}

/// The error of a member that is not text.
pub(super) fn not_text(member: &'static str) -> impl Fn(NotText) -> InvalidRequest {
    move |error| InvalidRequest::new(member, error.to_string())
}

impl BoundMembers {
    /// Those of a request whose path has the query parameters `named`.
    pub(super) fn of_request(named: Vec<&'static str>) -> Self {
        Self { named, is_request: true, ..Self::default() }
    }

    /// Writes the member with this index. A payload is not written here.
    pub(super) fn write(
        &mut self,
        (index, member): (usize, &'static str),
        binding: Binding,
        text: Text,
    ) -> Result<(), InvalidRequest> {
        match binding {
            Binding::Label => self.label(index, member, text)?,
            Binding::Query(name) => self.query(name, &text.into_items().map_err(not_text(member))?),
            Binding::QueryParams => self.query_params = text.into_entries().map_err(not_text(member))?,
            Binding::Header(name) => self.header(member, name, text)?,
            Binding::PrefixHeaders(prefix) => {
                self.prefix_headers(member, prefix, text.into_entries().map_err(not_text(member))?)?;
            }
            Binding::Status => {
                self.status = text.into_one().map(|text| final_status(member, &text)).transpose()?;
            }
            Binding::Payload(_) => {}
        }
        Ok(())
    }

    /// Lets the greedy labels of this path have the segments `.` and `..`.
    #[cfg(feature = "rest-xml")]
    pub(super) fn free(&mut self, path: &'static [Segment]) {
        self.free_path = path;
    }

    fn label(&mut self, index: usize, member: &'static str, text: Text) -> Result<(), InvalidRequest> {
        let label = text.into_one().unwrap_or_default();
        if label.is_empty() {
            return Err(InvalidRequest::new(member, "is a label of the path and must not be empty"));
        }
        // HTTP stacks resolve such segments, so the request would reach another resource. A transport that would do so
        // with a key of S3 does not send it.
        if let Some(dots) = label.split('/').find(|segment| matches!(*segment, "." | ".."))
            && !self.free_path.contains(&Segment::GreedyLabel(index))
        {
            return Err(InvalidRequest::new(member, format!("is a label of the path and must not be `{dots}`")));
        }
        self.labels.push((index, label));
        Ok(())
    }

    /// Writes a label of the host name.
    pub(super) fn host_label(&mut self, index: usize, member: &'static str, text: Text) -> Result<(), InvalidRequest> {
        let label = text.into_one().unwrap_or_default();
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

    fn query(&mut self, name: &'static str, items: &[TextItem]) {
        if !items.is_empty() {
            self.named.push(name);
        }
        for item in items {
            push_query(&mut self.query, name, &item.text);
        }
    }

    fn header(&mut self, member: &'static str, name: &'static str, text: Text) -> Result<(), InvalidRequest> {
        let text = match text {
            Text::Absent => return Ok(()),
            Text::One(item) => item.text,
            many => {
                let items = many.into_items().map_err(not_text(member))?;
                items.iter().map(quote_item).collect::<Vec<_>>().join(", ")
            }
        };
        let name_of_header = header_name(name).ok_or_else(|| not_a_name(member, name))?;
        self.headers.set(name_of_header, header_value(member, name, text)?);
        Ok(())
    }

    pub(super) fn content_type(&mut self, content_type: &'static str) {
        self.headers.set_default(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }

    fn prefix_headers(
        &mut self,
        member: &'static str,
        prefix: &'static str,
        entries: Vec<(String, Vec<String>)>,
    ) -> Result<(), InvalidRequest> {
        for (name, values) in entries {
            let name = format!("{prefix}{name}");
            let text = values.join(", ");
            if self.is_request && prefix.eq_ignore_ascii_case(USER_METADATA) && !text.is_ascii() {
                let reason = format!("has the entry `{name}`, but S3 keeps only ASCII: encode it, as in base64");
                return Err(InvalidRequest::new(member, reason));
            }
            let value = header_value(member, &name, text)?;
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| not_a_name(member, &name))?;
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

    /// Adds the maps of query parameters and headers after all other members: a member of its own takes precedence.
    pub(super) fn add_maps(&mut self) {
        for (name, values) in std::mem::take(&mut self.query_params) {
            if !self.named.iter().any(|named| *named == name) {
                for value in values {
                    push_query(&mut self.query, &name, &value);
                }
            }
        }
        // Keys of the map that differ only in case are the same header. Every value is sent.
        let mut of_maps = std::mem::take(&mut self.prefix_headers);
        of_maps.retain(|(name, _)| !self.headers.contains(name));
        for (name, value) in of_maps {
            self.headers.append(name, value);
        }
    }
}

/// The prefix of the headers with an object's metadata. S3 returns other text than ASCII as RFC 2047 encodes it in
/// mails.
const USER_METADATA: &str = "x-amz-meta-";

/// More than any service accepts, and less than the capacity of a header map.
const MAX_PREFIX_HEADERS: usize = 10_000;

/// The error of a member that is bound to a header with this name.
fn not_a_name(member: &'static str, name: &str) -> InvalidRequest {
    InvalidRequest::new(member, format!("is bound to `{name}`, which is not a valid header name"))
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
