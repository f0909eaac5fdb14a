//! Signatures of the chunks of a body in the encoding `aws-chunked`. Each covers the one before.
//!
//! Source: "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks" of the Amazon
//! S3 API Reference.

use hmac::{Hmac, Mac as _};
use http::header::AUTHORIZATION;
use http::request::Parts;
use sha2::Sha256;

use super::Signer;
use super::digest::{EMPTY_SHA256_HEX, Hex};
use super::signature::Keys;
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;
use crate::value::timestamp::amz_date::AmzDate;

/// Signs the chunks of one body, in order.
pub(crate) struct ChunkSigner {
    /// Keyed for the day, the region and the service.
    mac: Hmac<Sha256>,
    /// The lines of the strings to sign with the time and the credential scope.
    scope: String,
    /// The signature of the chunk before, or of the request.
    previous: Hex,
}

impl Signer {
    /// Signs the chunks of the body of `request`, which was signed with these credentials at this time. `None` if it
    /// has no signature of SigV4.
    pub(crate) fn chunks(&self, request: &Parts, credentials: &Credentials, time: Timestamp) -> Option<ChunkSigner> {
        let date = AmzDate::new(time);
        #[cfg_attr(not(feature = "sigv4a"), allow(irrefutable_let_patterns))]
        let Keys::SigV4(cache) = &self.keys else { return None };
        let authorization = request.headers.get(AUTHORIZATION)?.as_bytes();
        let previous = Hex::of_digits(authorization.get(authorization.len().checked_sub(64)?..)?)?;
        let mac = cache.mac(credentials, &date, &self.region, &self.service);
        let scope = format!("{}\n{}{}\n", date.as_str(), date.day(), self.scope_end);
        Some(ChunkSigner { mac, scope, previous })
    }
}

impl ChunkSigner {
    /// The signature of the next chunk, which has this hash.
    pub(crate) fn chunk(&mut self, hash: &Hex) -> &str {
        let nothing = EMPTY_SHA256_HEX.as_bytes();
        self.sign(b"AWS4-HMAC-SHA256-PAYLOAD\n", &[nothing, b"\n", hash.as_bytes()])
    }

    /// The signature of the trailers after the last chunk: lines of names in lower case, a colon and values.
    pub(crate) fn trailer(&mut self, lines: &str) -> &str {
        self.sign(b"AWS4-HMAC-SHA256-TRAILER\n", &[Hex::sha256(lines.as_bytes()).as_bytes()])
    }

    fn sign(&mut self, algorithm: &[u8], content: &[&[u8]]) -> &str {
        let mut mac = self.mac.clone();
        for part in [algorithm, self.scope.as_bytes(), self.previous.as_bytes(), b"\n"].iter().chain(content) {
            mac.update(part);
        }
        self.previous = Hex::new(&mac.finalize().into_bytes().into());
        self.previous.as_str()
    }
}

#[cfg(test)]
impl ChunkSigner {
    /// A signer after a request with this signature.
    pub(crate) fn after(seed: &str, signer: &Signer, credentials: &Credentials, time: Timestamp) -> Option<Self> {
        let (mut request, ()) = http::Request::new(()).into_parts();
        let authorization = format!("AWS4-HMAC-SHA256 Signature={seed}");
        request.headers.insert(AUTHORIZATION, http::HeaderValue::try_from(authorization).ok()?);
        signer.chunks(&request, credentials, time)
    }
}
