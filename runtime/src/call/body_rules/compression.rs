//! Smithy's `requestCompression`.

use http::HeaderValue;
use http::header::CONTENT_ENCODING;

use super::BodyRules;
use crate::call::NoResponse;
use crate::call::send_error::Invalid;
use crate::model::protocol::{EncodedRequest, InvalidRequest};
use crate::protocol::gzip::{GZIP, compress};

impl BodyRules {
    /// Compresses a long body in memory, and adds the encoding after those of the user. A stream is sent as it is.
    pub(super) fn compress(self, request: &mut EncodedRequest) -> Result<(), NoResponse> {
        let Some(body) = request.body.as_bytes() else { return Ok(()) };
        if !self.operation.compress || !self.settings.compresses(body.len()) {
            return Ok(());
        }
        let invalid = |reason: String| {
            NoResponse::Invalid(Invalid::Member(InvalidRequest::of_operation(self.operation.name, reason)))
        };
        let compressed = compress(body).map_err(|error| invalid(format!("cannot be compressed: {error}")))?;
        let mut encodings: Vec<&[u8]> =
            request.headers.values_of(&CONTENT_ENCODING).map(HeaderValue::as_bytes).collect();
        encodings.retain(|encoding| !encoding.is_empty());
        encodings.push(GZIP.as_bytes());
        let encodings = HeaderValue::from_bytes(&encodings.join(&b", "[..]));
        let encodings = encodings.map_err(|error| invalid(format!("has an invalid `Content-Encoding`: {error}")))?;
        request.headers.set(CONTENT_ENCODING, encodings);
        request.body = compressed.into();
        Ok(())
    }
}
