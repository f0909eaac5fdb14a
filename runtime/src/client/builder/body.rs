//! The builder's settings of checksums and compression.

#[cfg(any(feature = "checksums", feature = "compression"))]
use super::ClientBuilder;
#[cfg(feature = "checksums")]
use crate::call::body_settings::ChecksumPolicy;

#[cfg(feature = "checksums")]
impl ClientBuilder {
    /// Which requests get a checksum: AWS's `request_checksum_calculation`.
    ///
    /// By default those of all operations with `checksum(algorithm = "..")`, at AWS's own endpoints. At other endpoints
    /// only where it is required, and there as `Content-MD5`: many S3-compatible servers reject other checksums.
    pub fn request_checksum_calculation(mut self, policy: ChecksumPolicy) -> Self {
        self.body_settings.request_checksums = Some(policy);
        self
    }

    /// Which responses are checked: AWS's `response_checksum_validation`.
    ///
    /// By default those of all operations with `checksum(validate = "..")`, at AWS's own endpoints; at other endpoints only
    /// if the input asks for it.
    pub fn response_checksum_validation(mut self, policy: ChecksumPolicy) -> Self {
        self.body_settings.response_checksums = Some(policy);
        self
    }

    /// Whether a stream may be sent to S3 in the encoding `aws-chunked`, with its checksum behind it.
    ///
    /// By default only to AWS's own endpoints: many S3-compatible servers reject the encoding, or store it with the
    /// object. Without it, a stream with a checksum is read once more before it is sent.
    pub fn aws_chunked(mut self, allow: bool) -> Self {
        self.body_settings.aws_chunked = Some(allow);
        self
    }

    /// Whether the payloads of uploads to S3 are signed: AWS's `payload_signing_enabled`.
    ///
    /// By default over plain HTTP, and over TLS if they have no checksum. A signed payload is hashed with SHA-256
    /// before it is sent. A stream that can be read only once is signed in parts, if [`aws_chunked`](Self::aws_chunked)
    /// allows it.
    pub fn payload_signing_enabled(mut self, sign: bool) -> Self {
        self.body_settings.payload_signing = Some(sign);
        self
    }
}

#[cfg(feature = "compression")]
impl ClientBuilder {
    /// Whether to send all requests uncompressed. Off by default: the bodies of operations with `compress` are compressed.
    pub fn disable_request_compression(mut self, disable: bool) -> Self {
        self.body_settings.compression_disabled = Some(disable);
        self
    }

    /// The minimum size in bytes of a body that is compressed, 10,240 by default.
    pub fn request_min_compression_size_bytes(mut self, bytes: usize) -> Self {
        self.body_settings.min_compression_size = Some(bytes);
        self
    }
}
