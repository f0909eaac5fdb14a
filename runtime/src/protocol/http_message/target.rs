//! Builds path, query and host prefix of a request from their templates and the labels.

use bytes::Bytes;
use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::{ESCAPED, ESCAPED_GREEDY};
use crate::model::operation::{HttpTrait, Segment};

/// Path and query of a request. The labels are inserted into the template, and the constant query comes first.
pub(crate) fn write_target(http: &HttpTrait, labels: &[(usize, String)], query: &str) -> Bytes {
    if let ([Segment::Literal(path)], "", "") = (http.path, http.query, query) {
        return Bytes::from_static(path.as_bytes());
    }
    let mut target = String::with_capacity(128);
    for segment in http.path {
        match segment {
            Segment::Literal(text) => target.push_str(text),
            Segment::Label(index) => push_escaped(&mut target, label(labels, *index), ESCAPED),
            Segment::GreedyLabel(index) => push_escaped(&mut target, label(labels, *index), ESCAPED_GREEDY),
        }
    }
    let mut mark = '?';
    for part in [http.query, query].into_iter().filter(|part| !part.is_empty()) {
        target.push(mark);
        target.push_str(part);
        mark = '&';
    }
    target.into()
}

/// The prefix of the host.
pub(crate) fn write_host_prefix(prefix: &[Segment], labels: &[(usize, String)]) -> String {
    let parts = prefix.iter().map(|segment| match segment {
        Segment::Literal(text) => text,
        Segment::Label(index) | Segment::GreedyLabel(index) => label(labels, *index),
    });
    parts.collect()
}

fn label(labels: &[(usize, String)], index: usize) -> &str {
    labels.iter().find(|(member, _)| *member == index).map_or("", |(_, text)| text)
}

/// Adds a parameter to a query.
pub(super) fn push_query(query: &mut String, name: &str, value: &str) {
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
