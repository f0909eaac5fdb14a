//! What the traits of an operation ask of a request's body: compression, then a checksum. Both are done once, before the
//! first attempt is signed.

#[cfg(feature = "checksums")]
mod checksum;
#[cfg(feature = "checksums")]
mod chunked;
#[cfg(feature = "compression")]
mod compression;
#[cfg(feature = "checksums")]
mod digests;

#[cfg(feature = "checksums")]
use checksum::Begun;
#[cfg(feature = "checksums")]
pub(super) use checksum::ENABLED;
#[cfg(all(feature = "checksums", feature = "rest-xml"))]
pub(super) use digests::checksum_of;

use super::Call;
use super::NoResponse;
use super::limits::Deadline;
use crate::call::body_settings::BodySettings;
use crate::model::operation::OperationMeta;
use crate::model::protocol::EncodedRequest;

/// The rules for the body of one call.
#[derive(Clone, Copy)]
pub(super) struct BodyRules {
    operation: &'static OperationMeta,
    settings: BodySettings,
    /// Whether the endpoint is one of AWS's own, which support everything that the models say.
    #[cfg(feature = "checksums")]
    is_aws: bool,
    /// Whether it is a directory bucket of S3, which does not support `Content-MD5`.
    #[cfg(feature = "checksums")]
    is_s3_express: bool,
    /// How S3 gets a stream. `None` for another service.
    #[cfg(feature = "checksums")]
    stream_to_s3: Option<chunked::S3Stream>,
    /// Whether the signature covers a body that has a checksum.
    #[cfg(feature = "checksums")]
    is_hashed: bool,
}

impl Call<'_> {
    /// The rules for the body. `None` for an operation without such traits.
    pub(super) fn body_rules(&self) -> Option<BodyRules> {
        if !has_rules(self.operation) {
            return None;
        }
        Some(BodyRules {
            operation: self.operation,
            settings: self.client.body_settings,
            #[cfg(feature = "checksums")]
            is_aws: !self.service.is_custom || self.endpoint.url.is_of_aws(),
            #[cfg(feature = "checksums")]
            is_s3_express: self.endpoint.signer.service() == "s3express",
            #[cfg(feature = "checksums")]
            stream_to_s3: self.stream_to_s3(),
            #[cfg(feature = "checksums")]
            is_hashed: self.is_signed() && !self.has_unsigned_payload_with_checksum(),
        })
    }

    /// Changes the request as its rules say.
    pub(super) async fn apply_body_rules(&mut self, deadline: Deadline) -> Result<(), NoResponse> {
        let Some(rules) = self.body_rules() else { return Ok(()) };
        let outcome = rules.apply(&mut self.request, deadline).await?;
        self.set_ruled(outcome);
        Ok(())
    }

    /// Sets what the rules say of the attempts.
    pub(super) fn set_ruled(&mut self, ruled: Ruled) {
        #[cfg(feature = "checksums")]
        {
            self.chunked = ruled.encoding;
            self.body_hash = ruled.hash;
        }
        #[cfg(not(feature = "checksums"))]
        let Ruled {} = ruled;
    }
}

fn has_rules(operation: &OperationMeta) -> bool {
    #[cfg(feature = "checksums")]
    let has_checksum = operation.checksum != crate::model::checksum_trait::ChecksumTrait::NONE;
    #[cfg(not(feature = "checksums"))]
    let has_checksum = false;
    #[cfg(feature = "compression")]
    let is_compressed = operation.compress;
    #[cfg(not(feature = "compression"))]
    let is_compressed = false;
    has_checksum || is_compressed
}

/// What the rules say of the attempts.
#[derive(Default)]
pub(super) struct Ruled {
    /// The encoding in which the body is sent to S3.
    #[cfg(feature = "checksums")]
    encoding: Option<Box<crate::protocol::aws_chunked::AwsChunked>>,
    /// The hash of the body for the signature, if it was computed with a checksum.
    #[cfg(feature = "checksums")]
    hash: Option<String>,
}

impl BodyRules {
    /// Changes the request as the rules say.
    #[cfg(feature = "checksums")]
    pub(super) async fn apply(self, request: &mut EncodedRequest, deadline: Deadline) -> Result<Ruled, NoResponse> {
        #[cfg(feature = "compression")]
        self.compress(request)?;
        let digests = match self.begin_checksums(request)? {
            Begun::Encoded(encoding) => return Ok(Ruled { encoding: Some(Box::new(encoding)), hash: None }),
            Begun::Digested(digests) if digests.is_empty() => return Ok(Ruled::default()),
            Begun::Digested(digests) => digests,
        };
        let digests = match digests.of_memory(&request.body) {
            Ok(digests) => digests,
            // few bodies are streams, so that their future is boxed
            Err(digests) => Box::pin(deadline.bound(digests.read(request.body.clone()))).await??,
        };
        Ok(Ruled { encoding: None, hash: digests.finish(&mut request.headers)? })
    }

    /// Changes the request as the rules say.
    #[cfg(not(feature = "checksums"))]
    #[allow(clippy::unused_async)] // compression waits for nothing
    pub(super) async fn apply(self, request: &mut EncodedRequest, _: Deadline) -> Result<Ruled, NoResponse> {
        #[cfg(feature = "compression")]
        self.compress(request)?;
        Ok(Ruled::default())
    }
}
