use std::ops::Range;

use http::request::Parts;

use super::digest::Hex;
use super::headers::SignedHeaders;
use super::{Settings, path, query};

/// The canonical request, and the range of the names of the signed headers in it.
pub(super) struct CanonicalRequest {
    text: Vec<u8>,
    signed_headers: Range<usize>,
}

impl CanonicalRequest {
    /// `query` is used instead of the query of the request. It differs only if the signature is in the query.
    pub(super) fn new(
        request: &Parts,
        query: &str,
        headers: &SignedHeaders<'_>,
        payload_hash: &[u8],
        settings: Settings,
    ) -> Self {
        let method = request.method.as_str();
        let path = request.uri.path();
        // escaping lengthens the path and sometimes the query; five more for the line feeds
        let length = method.len() + 2 * (path.len() + query.len()) + headers.len() + payload_hash.len() + 5;
        let mut text = Vec::with_capacity(length);
        text.extend_from_slice(method.as_bytes());
        text.push(b'\n');
        path::write_canonical(path, settings, &mut text);
        text.push(b'\n');
        query::write_canonical(query, &mut text);
        text.push(b'\n');
        headers.write(&mut text);
        text.push(b'\n');
        let start = text.len();
        headers.write_names(&mut text);
        let signed_headers = start..text.len();
        text.push(b'\n');
        text.extend_from_slice(payload_hash);
        Self { text, signed_headers }
    }

    /// The names of the signed headers, as in `Authorization`.
    pub(super) fn signed_headers(&self) -> &[u8] {
        self.text.get(self.signed_headers.clone()).unwrap_or_default()
    }

    pub(super) fn hash(&self) -> Hex {
        Hex::sha256(&self.text)
    }

    pub(super) fn into_text(self) -> String {
        // always UTF-8, as each of its parts
        String::from_utf8(self.text).unwrap_or_default()
    }
}
