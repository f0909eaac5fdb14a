use std::ops::Range;

use http::request::Parts;

use super::digest::Hex;
use super::headers::SignedHeaders;
use super::{Settings, path, query};

/// The canonical request, and the range of the names of the signed headers in it.
pub(super) struct CanonicalRequest {
    text: String,
    signed_headers: Range<usize>,
}

impl CanonicalRequest {
    /// `query` is used instead of the query of the request. It differs only if the signature is in the query.
    pub(super) fn new(
        request: &Parts,
        query: &str,
        headers: &SignedHeaders<'_>,
        payload_hash: &str,
        settings: Settings,
    ) -> Self {
        let method = request.method.as_str();
        let path = request.uri.path();
        // escaping lengthens the path and sometimes the query; five more for the line feeds
        let length = method.len() + 2 * (path.len() + query.len()) + headers.len() + payload_hash.len() + 5;
        let mut text = String::with_capacity(length);
        text.push_str(method);
        text.push('\n');
        path::write_canonical(path, settings, &mut text);
        text.push('\n');
        query::write_canonical(query, &mut text);
        text.push('\n');
        headers.write(&mut text);
        text.push('\n');
        let start = text.len();
        headers.write_names(";", &mut text);
        let signed_headers = start..text.len();
        text.push('\n');
        text.push_str(payload_hash);
        Self { text, signed_headers }
    }

    /// The names of the signed headers, as in `Authorization`.
    pub(super) fn signed_headers(&self) -> &str {
        self.text.get(self.signed_headers.clone()).unwrap_or_default()
    }

    pub(super) fn hash(&self) -> Hex {
        Hex::sha256(self.text.as_bytes())
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}
