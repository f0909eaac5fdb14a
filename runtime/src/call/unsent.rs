//! Calls that are signed and not sent: prepared requests and presigned URLs.

use std::time::Duration;

use super::auth::Identity;
use super::invocation::InvocationId;
use super::limits::Deadline;
use super::{Call, NoResponse, Signing};
use crate::call::prepared::PreparedRequest;
use crate::call::presigned::PresignedRequest;
use crate::call::send_error::Invalid;
use crate::model::protocol::EncodedRequest;
use crate::sigv4::signed_texts::SignedTexts;
use crate::sigv4::{Payload, SigningError, is_s3};

impl Call<'_> {
    /// The request of the first attempt. `shown` is its redacted form.
    #[cfg_attr(not(any(feature = "checksums", feature = "compression")), allow(unused_mut))] // only these change it
    pub(crate) async fn prepare(mut self, mut shown: Option<EncodedRequest>) -> Result<PreparedRequest, NoResponse> {
        let deadline = Deadline::of(&self.timeouts);
        if self.service.depends_on_account {
            self.find_endpoint_of_account(deadline).await?;
        }
        #[cfg(any(feature = "checksums", feature = "compression"))]
        self.complete_bodies(shown.as_mut(), deadline).await?;
        let uri = self.uri()?;
        let payload_hash = self.payload_hash(deadline).await?;
        let hash = payload_hash.as_deref();
        let identity = self.identity(deadline).await?;
        let signing = Signing {
            uri: &uri,
            invocation: &InvocationId::new(),
            payload_hash: hash,
            identity: &identity,
            now: self.client.clock.now(),
            offset: self.service.clock.offset(),
            attempt: 1,
            clock_offset: None,
        };
        let parts = self.sign(&signing)?;
        let signed = match &identity {
            Identity::Credentials(_) => Some(self.signed_texts(&parts, &signing)?),
            Identity::None | Identity::Token(_) => None,
        };
        let shown = shown.and_then(|shown| {
            let uri = self.address(&shown).ok()?;
            Some((uri, shown))
        });
        let body = self.body(deadline).await?;
        #[cfg(feature = "checksums")]
        let body = self.encoded(body, &parts, &signing)?;
        let request = http::Request::from_parts(parts, body);
        Ok(PreparedRequest::new(request, shown, self.request.token, signed.unwrap_or_default()))
    }

    /// Compresses the bodies and adds their checksums. The checksum of a redacted body is its own, because that of the
    /// body that is sent may reveal it.
    #[cfg(any(feature = "checksums", feature = "compression"))]
    async fn complete_bodies(
        &mut self,
        shown: Option<&mut EncodedRequest>,
        deadline: Deadline,
    ) -> Result<(), NoResponse> {
        let Some(rules) = self.body_rules() else { return Ok(()) };
        let outcome = rules.apply(&mut self.request, deadline).await?;
        self.set_ruled(outcome);
        match shown {
            Some(shown) if shown.body.as_bytes().is_some() => rules.apply(shown, deadline).await.map(drop),
            // A stream is never redacted, and is not read again.
            Some(shown) => {
                shown.headers.set_defaults(&self.request.headers);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Signs a request that is no operation. `bytes` is its whole payload.
    pub(crate) async fn sign_request(&self, parts: &mut http::request::Parts, bytes: &[u8]) -> Result<(), NoResponse> {
        parts.uri = self.uri()?;
        if let Identity::Credentials(credentials) = self.identity(Deadline::of(&self.timeouts)).await? {
            let payload = if self.has_unsigned_payload() { Payload::Unsigned } else { Payload::Bytes(bytes) };
            let time = self.client.clock.now().offset_by(self.service.clock.offset());
            self.signer().sign(parts, payload, &credentials, time).map_err(|error| unsigned(&error))?;
        }
        Ok(())
    }

    /// The request with its signature in the URL, valid for `ttl`.
    pub(crate) async fn presign(mut self, ttl: Duration) -> Result<PresignedRequest, NoResponse> {
        self.sign_in_url()?;
        let deadline = Deadline::of(&self.timeouts);
        if self.service.depends_on_account {
            self.find_endpoint_of_account(deadline).await?;
        }
        let uri = self.uri()?;
        let payload_hash = self.payload_hash(deadline).await?;
        let identity = self.identity(deadline).await?;
        let (mut parts, ()) = http::Request::new(()).into_parts();
        parts.method = self.request.method.clone();
        parts.uri = uri;
        self.request.headers.add_to(&mut parts.headers);
        self.endpoint.add_headers(&mut parts.headers);
        if let Identity::Credentials(credentials) = identity {
            // S3 does not sign the payload of a presigned URL.
            let payload = match payload_hash.as_deref() {
                _ if is_s3(self.endpoint.signer.service()) => Payload::Unsigned,
                hash => self.payload(hash)?,
            };
            let time = self.client.clock.now().offset_by(self.service.clock.offset());
            self.signer().presign(&mut parts, payload, &credentials, time, ttl).map_err(|error| unsigned(&error))?;
        }
        Ok(PresignedRequest::new(parts, self.request.body, self.request.token))
    }

    /// The canonical request and the string to sign of a request.
    pub(super) fn signed_texts(
        &self,
        parts: &http::request::Parts,
        signing: &Signing<'_>,
    ) -> Result<SignedTexts, NoResponse> {
        let signer = self.signer();
        let canonical_request =
            signer.canonical_request(parts, self.payload(signing.payload_hash)?).map_err(|error| unsigned(&error))?;
        let string_to_sign = signer.string_to_sign(&canonical_request, signing.time());
        Ok(SignedTexts { canonical_request, string_to_sign })
    }
}

fn unsigned(error: &SigningError) -> NoResponse {
    NoResponse::Invalid(Invalid::Signing(error.to_string()))
}
