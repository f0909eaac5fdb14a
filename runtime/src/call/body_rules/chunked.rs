//! When a stream is sent to S3 in the encoding `aws-chunked`.
//!
//! With it, the checksum of a stream is computed while it is sent, and a stream that can be read only once can be
//! signed. Source of the headers: the S3 API Reference, "Checking object integrity". Many S3-compatible servers do not
//! know the encoding, so by default it is for AWS's own endpoints.

use http::header::CONTENT_ENCODING;
use http::{HeaderName, HeaderValue};

use super::BodyRules;
use crate::call::send_error::Invalid;
use crate::call::signing::Signing;
use crate::call::{Call, NoResponse};
use crate::model::auth::AuthScheme;
use crate::model::header_list::HeaderList;
use crate::protocol::aws_chunked::{AWS_CHUNKED, AwsChunked, Trailer, X_AMZ_DECODED_CONTENT_LENGTH, X_AMZ_TRAILER};
use crate::protocol::checksum::Checksum;
use crate::sigv4::is_s3;
use crate::value::body::Body;
use crate::value::byte_stream::ByteStream;

/// What decides how S3 gets a stream.
#[derive(Clone, Copy)]
pub(super) struct S3Stream {
    /// Whether the request is unprotected, because it is sent over plain HTTP.
    is_plain: bool,
    /// Whether chunks can be signed.
    can_sign: bool,
}

impl Call<'_> {
    /// What decides how a stream is sent. `None` unless it is sent to S3, in a signed request.
    pub(super) fn stream_to_s3(&self) -> Option<S3Stream> {
        let is_to_s3 = is_s3(self.endpoint.signer.service()) && self.is_signed();
        let can_sign = self.auth == Some(AuthScheme::SigV4);
        is_to_s3.then(|| S3Stream { is_plain: self.endpoint.url.is_plain(), can_sign })
    }

    /// The body of an attempt in its encoding. `parts` is the signed request.
    pub(in crate::call) fn encoded(
        &self,
        body: Body,
        parts: &http::request::Parts,
        signing: &Signing<'_>,
    ) -> Result<Body, NoResponse> {
        let Some(encoding) = &self.chunked else { return Ok(body) };
        let credentials = signing.identity.credentials().filter(|_| encoding.is_signed);
        let signer = credentials.and_then(|credentials| self.signer().chunks(parts, credentials, signing.time()));
        if encoding.is_signed && signer.is_none() {
            let reason = "the chunks of a stream can be signed with SigV4 only".to_owned();
            return Err(NoResponse::Invalid(Invalid::Signing(reason)));
        }
        Ok(encoding.encode(body, signer))
    }
}

impl BodyRules {
    /// The encoding of a body that gets this checksum. `None` if it is sent as it is.
    pub(super) fn encoding(self, body: &ByteStream, checksum: Option<Checksum>) -> Option<AwsChunked> {
        let S3Stream { is_plain, can_sign } = self.stream_to_s3?;
        if body.as_bytes().is_some() || !self.settings.aws_chunked.unwrap_or(self.is_aws) {
            return None;
        }
        let trailer = match checksum {
            Some(Checksum::Of(algorithm)) => Some(Trailer::new(algorithm)),
            Some(_) => return None,
            None => None,
        };
        let is_signed = self.settings.payload_signing.unwrap_or(is_plain);
        let encoding = AwsChunked { is_signed, length: body.len()?, trailer };
        // A stream that can be read twice is hashed instead, which every server understands.
        let needs_signature = is_signed && !body.is_repeatable() && can_sign;
        (needs_signature || (!is_signed && encoding.trailer.is_some())).then_some(encoding)
    }
}

/// Sets the headers that say how a body is encoded.
pub(super) fn announce(encoding: &AwsChunked, headers: &mut HeaderList) -> Result<(), NoResponse> {
    let mut encodings: Vec<&[u8]> = headers.values_of(&CONTENT_ENCODING).map(HeaderValue::as_bytes).collect();
    encodings.retain(|encoding| !encoding.is_empty());
    encodings.push(AWS_CHUNKED.as_bytes());
    let encodings = HeaderValue::from_bytes(&encodings.join(&b","[..]));
    let encodings = encodings.map_err(|error| NoResponse::Invalid(Invalid::Payload(error.to_string())))?;
    headers.set(CONTENT_ENCODING, encodings);
    headers.set(HeaderName::from_static(X_AMZ_DECODED_CONTENT_LENGTH), encoding.length.into());
    if let Some(trailer) = &encoding.trailer {
        headers.set(HeaderName::from_static(X_AMZ_TRAILER), trailer.name().into());
    }
    Ok(())
}
