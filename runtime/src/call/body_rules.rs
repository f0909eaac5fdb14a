//! What the traits of an operation ask of a request's body: compression, then a checksum. Both are done once, before the
//! first attempt is signed.

#[cfg(feature = "checksums")]
mod checksum;
#[cfg(feature = "checksums")]
mod chunked;
#[cfg(feature = "compression")]
mod compression;

#[cfg(feature = "checksums")]
pub(super) use checksum::ENABLED;
#[cfg(all(feature = "checksums", feature = "rest-xml"))]
pub(super) use checksum::checksum_of;

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
        })
    }

    /// Changes the request as its rules say.
    pub(super) async fn apply_body_rules(&mut self, deadline: Deadline) -> Result<(), NoResponse> {
        let Some(rules) = self.body_rules() else { return Ok(()) };
        // few operations have rules, so that their future is boxed
        let encoding = Box::pin(rules.apply(&mut self.request, deadline)).await?;
        self.set_encoding(encoding);
        Ok(())
    }

    /// Sets the encoding in which each attempt sends the body.
    pub(super) fn set_encoding(&mut self, encoding: Encoding) {
        #[cfg(feature = "checksums")]
        {
            self.chunked = encoding.map(Box::new);
        }
        #[cfg(not(feature = "checksums"))]
        let () = encoding;
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

/// The encoding in which a body is sent to S3.
#[cfg(feature = "checksums")]
pub(super) type Encoding = Option<crate::protocol::aws_chunked::AwsChunked>;
#[cfg(not(feature = "checksums"))]
pub(super) type Encoding = ();

impl BodyRules {
    /// Changes the request as the rules say.
    #[cfg(feature = "checksums")]
    pub(super) async fn apply(self, request: &mut EncodedRequest, deadline: Deadline) -> Result<Encoding, NoResponse> {
        #[cfg(feature = "compression")]
        self.compress(request)?;
        deadline.bound(self.add_checksum(request)).await?
    }

    /// Changes the request as the rules say.
    #[cfg(not(feature = "checksums"))]
    #[allow(clippy::unused_async)] // compression waits for nothing
    pub(super) async fn apply(self, request: &mut EncodedRequest, _: Deadline) -> Result<Encoding, NoResponse> {
        #[cfg(feature = "compression")]
        self.compress(request)?;
        Ok(())
    }
}
