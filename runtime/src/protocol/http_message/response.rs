//! Puts a response together.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::model::streamed_body::SentEvents;
use crate::value::byte_stream::ByteStream;

/// A response with this status, these headers and this body.
pub(crate) fn response(status: StatusCode, headers: HeaderMap, body: Bytes) -> http::Response<Bytes> {
    let mut response = http::Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The same response with these events in place of its body, if there are any.
pub(crate) fn with_events(mut response: http::Response<Bytes>, events: Option<ByteStream>) -> http::Response<Bytes> {
    if let Some(events) = events {
        response.extensions_mut().insert(SentEvents(events));
    }
    response
}
