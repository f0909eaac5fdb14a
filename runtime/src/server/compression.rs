//! Decompresses the requests of operations with `compress`.

use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::State;
use super::rejection::Rejection;
use crate::protocol::gzip::{GZIP, NotDecompressed, decompress};

/// The decompressed body of a request, if it may be the request of an operation with `compress`. The operation may be
/// named in the body, so it is not known yet.
pub(super) fn decompressed(state: &State, headers: &HeaderMap, body: &[u8]) -> Option<Result<Bytes, NotDecompressed>> {
    let is_possible = encodings(headers).1 && state.routes.iter().any(|route| route.operation().compress);
    is_possible.then(|| decompress(body, state.max_request_bytes).map(Bytes::from))
}

/// Why a body that cannot be decompressed is rejected.
pub(super) fn rejection(reason: NotDecompressed, limit: usize) -> Rejection {
    match reason {
        NotDecompressed::TooLong => Rejection {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            code: "RequestEntityTooLargeException",
            message: format!("the decompressed body is longer than {limit} bytes"),
        },
        NotDecompressed::Malformed => {
            Rejection::unreadable("the body is not gzip, although `Content-Encoding` says so".to_owned())
        }
    }
}

/// Removes the encoding that the client added, so that `Content-Encoding` is what the caller set.
pub(super) fn remove_encoding(headers: &mut HeaderMap) {
    let (others, true) = encodings(headers) else { return };
    match HeaderValue::try_from(others) {
        Ok(others) if !others.is_empty() => drop(headers.insert(CONTENT_ENCODING, others)),
        _ => drop(headers.remove(CONTENT_ENCODING)),
    }
}

/// The encodings before the last one, and whether the last one is gzip.
fn encodings(headers: &HeaderMap) -> (Vec<u8>, bool) {
    let all: Vec<_> = headers.get_all(CONTENT_ENCODING).iter().map(HeaderValue::as_bytes).collect();
    let all = all.join(&b", "[..]);
    let mut parts = all.rsplitn(2, |byte| *byte == b',').map(<[u8]>::trim_ascii);
    let is_gzip = parts.next().is_some_and(|last| last.eq_ignore_ascii_case(GZIP.as_bytes()));
    (parts.next().unwrap_or_default().to_vec(), is_gzip)
}
