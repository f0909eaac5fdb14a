//! The payload of a call: in memory, or a stream. A stream is read once for its hash and once for each attempt.

use std::error::Error as StdError;
use std::future::poll_fn;
use std::task::Poll;

use sha2::Digest as _;

use super::limits::Deadline;
use super::{Call, NoResponse};
use crate::call::send_error::Invalid;
use crate::model::auth::has_unsigned_payload;
#[cfg(feature = "checksums")]
use crate::protocol::checksum::has_checksum;
use crate::sigv4::digest::Hex;
use crate::sigv4::{Payload, is_s3, rejects_signed_payloads};
use crate::value::body::Body;
use crate::value::byte_stream::ByteStream;
use crate::value::error_chain::chain;

impl Call<'_> {
    /// The hash of a signed payload, unless it is hashed when it is signed. Reads one that is not in memory.
    pub(super) async fn payload_hash(&mut self, deadline: Deadline) -> Result<Option<String>, NoResponse> {
        let stream = &self.request.body;
        if is_s3(self.endpoint.signer.service()) && stream.len().is_none() {
            return Err(NoResponse::Invalid(Invalid::Payload(
                "S3 needs the length of a stream before its bytes; declare it with `Body::with_length`".to_owned(),
            )));
        }
        #[cfg(feature = "checksums")]
        if self.chunked.is_some() || self.body_hash.is_some() {
            return Ok(self.body_hash.take());
        }
        if !self.is_signed() || self.has_unsigned_payload() || stream.as_bytes().is_some() || !stream.is_repeatable() {
            return Ok(None);
        }
        Box::pin(deadline.bound(hash_of(stream))).await?.map(Some)
    }

    /// Whether the signature leaves the payload out. Only TLS protects it then, so it is signed over plain HTTP to another
    /// machine, as in botocore.
    pub(super) fn has_unsigned_payload(&self) -> bool {
        #[cfg(feature = "checksums")]
        if self.is_protected_upload(|| has_checksum(&self.request.headers)) {
            return true;
        }
        self.needs_no_signed_payload()
    }

    /// Whether the signature leaves the payload out once it has a checksum.
    #[cfg(feature = "checksums")]
    pub(super) fn has_unsigned_payload_with_checksum(&self) -> bool {
        self.is_protected_upload(|| true) || self.needs_no_signed_payload()
    }

    /// Whether the signature leaves the payload out, whether it has a checksum or not.
    fn needs_no_signed_payload(&self) -> bool {
        rejects_signed_payloads(self.endpoint.signer.service())
            || (has_unsigned_payload(self.meta, self.operation) && !self.endpoint.url.is_exposed())
    }

    /// Whether S3 gets a payload that something else protects than its hash: TLS and a checksum, as in botocore.
    #[cfg(feature = "checksums")]
    fn is_protected_upload(&self, has_checksum: impl FnOnce() -> bool) -> bool {
        if !self.request.has_blob || !is_s3(self.endpoint.signer.service()) {
            return false;
        }
        match self.client.body_settings.payload_signing {
            Some(is_signed) => !is_signed,
            None => !self.endpoint.url.is_plain() && has_checksum(),
        }
    }

    /// The payload for the signature.
    pub(super) fn payload<'p>(&'p self, hash: Option<&'p str>) -> Result<Payload<'p>, NoResponse> {
        let signing_name = self.endpoint.signer.service();
        #[cfg(feature = "checksums")]
        if let Some(word) = self.chunked.as_ref().and_then(|encoding| encoding.payload()) {
            return Ok(Payload::Streaming(word));
        }
        #[cfg(feature = "event-stream")]
        if self.sends_events() {
            return Ok(Payload::Events);
        }
        match (self.request.body.as_bytes(), hash) {
            _ if self.has_unsigned_payload() => Ok(Payload::Unsigned),
            (_, Some(hash)) => Ok(Payload::Sha256(hash)),
            (Some(bytes), None) => Ok(Payload::Bytes(bytes)),
            // Of the services that accept signed payloads, only S3 accepts unsigned ones. Only TLS protects them.
            (None, None) if is_s3(signing_name) && !self.endpoint.url.is_plain() => Ok(Payload::Unsigned),
            (None, None) => Err(NoResponse::Invalid(Invalid::Payload(
                "a stream that can be read only once cannot be signed; make it with `ByteStream::from_fn`".to_owned(),
            ))),
        }
    }

    /// The body of the request. A stream is opened again for each attempt.
    pub(super) async fn body(&self, deadline: Deadline) -> Result<Body, NoResponse> {
        match self.request.body.as_bytes() {
            Some(bytes) => Ok(bytes.clone().into()),
            None => Box::pin(self.opened_stream(deadline)).await,
        }
    }

    async fn opened_stream(&self, deadline: Deadline) -> Result<Body, NoResponse> {
        let opened = deadline.bound(self.request.body.open()).await?;
        checked_length(opened.map_err(|error| unread(&error))?).await
    }
}

/// An error if the body has bytes, although its length is stated as zero.
async fn checked_length(mut body: Body) -> Result<Body, NoResponse> {
    if http_body::Body::size_hint(&body).exact() == Some(0) {
        let end = poll_fn(|context| Poll::Ready(body.check_end(context))).await;
        end.map_err(|error| unread(&error))?;
    }
    Ok(body)
}

pub(super) fn unread(error: &(dyn StdError + 'static)) -> NoResponse {
    NoResponse::Invalid(Invalid::Payload(chain(error)))
}

/// Reads a payload to its end, part by part.
pub(super) async fn read_parts(stream: &ByteStream, mut read: impl FnMut(&[u8])) -> Result<(), NoResponse> {
    let mut body = stream.open().await.map_err(|error| unread(&error))?;
    while let Some(part) = body.next().await {
        read(&part.map_err(|error| unread(&error))?);
    }
    Ok(())
}

async fn hash_of(stream: &ByteStream) -> Result<String, NoResponse> {
    let mut hash = sha2::Sha256::new();
    read_parts(stream, |part| hash.update(part)).await?;
    Ok(Hex::new(&hash.finalize().into()).as_str().to_owned())
}
