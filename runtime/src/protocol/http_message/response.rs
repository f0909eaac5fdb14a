//! Puts a response together.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// A response with this status, these headers and this body.
pub(crate) fn response(status: StatusCode, headers: HeaderMap, body: Bytes) -> http::Response<Bytes> {
    let mut response = http::Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
