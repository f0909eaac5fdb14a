//! What S3, and servers like it, say in the headers of responses.

use http::header::CONTENT_ENCODING;
use http::{HeaderMap, HeaderValue};

use super::Call;
use super::bucket::BUCKET_REGION;
use super::response::EXTENDED_REQUEST_ID;
use crate::config::endpoint::is_host_label;
use crate::model::protocol::ErrorFacts;
use crate::sigv4::is_s3;

impl Call<'_> {
    /// The error with the region of the bucket in its message, if that is not the client's.
    pub(super) fn with_bucket_region(&self, error: ErrorFacts, headers: &HeaderMap) -> ErrorFacts {
        if !is_s3(self.meta.signing_name) {
            return error;
        }
        let region = headers.get(BUCKET_REGION).and_then(|region| region.to_str().ok());
        match region.filter(|region| is_host_label(region) && *region != self.endpoint.signer.region()) {
            None => error,
            Some(region) => {
                let hint = format!("the bucket is in the region `{region}`");
                let message = match error.message {
                    Some(message) => format!("{message} ({hint})"),
                    None => hint,
                };
                ErrorFacts { message: Some(message), ..error }
            }
        }
    }

    /// S3's second request ID.
    pub(super) fn extended_request_id(&self, headers: &HeaderMap) -> Option<String> {
        let id = headers.get(EXTENDED_REQUEST_ID).filter(|_| is_s3(self.meta.signing_name))?;
        id.to_str().ok().map(str::to_owned)
    }

    /// Removes the encoding of an upload, which some servers store and repeat.
    pub(super) fn without_upload_encoding(&self, headers: &mut HeaderMap) {
        if !is_s3(self.meta.signing_name) || !headers.contains_key(CONTENT_ENCODING) {
            return;
        }
        let all = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let encodings: Vec<_> = all.flat_map(|value| value.split(',')).map(str::trim).collect();
        let kept: Vec<_> = encodings.iter().filter(|encoding| !encoding.eq_ignore_ascii_case("aws-chunked")).collect();
        if kept.len() == encodings.len() {
            return;
        }
        let kept = kept.into_iter().copied().collect::<Vec<_>>().join(", ");
        headers.remove(CONTENT_ENCODING);
        if let (false, Ok(kept)) = (kept.is_empty(), HeaderValue::try_from(kept)) {
            headers.insert(CONTENT_ENCODING, kept);
        }
    }
}
