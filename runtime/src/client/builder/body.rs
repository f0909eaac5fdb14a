//! The builder's settings of checksums and compression.

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
