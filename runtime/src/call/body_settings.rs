//! The settings of checksums and compression of bodies.

/// What the user set, in code or in the environment. `None` leaves the default.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BodySettings {
    #[cfg(feature = "checksums")]
    pub(crate) request_checksums: Option<ChecksumPolicy>,
    #[cfg(feature = "checksums")]
    pub(crate) response_checksums: Option<ChecksumPolicy>,
    /// Whether a stream may be sent to S3 in the encoding `aws-chunked`.
    #[cfg(feature = "checksums")]
    pub(crate) aws_chunked: Option<bool>,
    /// Whether the payloads of uploads to S3 are signed.
    #[cfg(feature = "checksums")]
    pub(crate) payload_signing: Option<bool>,
    #[cfg(feature = "compression")]
    pub(crate) compression_disabled: Option<bool>,
    /// In bytes. A shorter body is not compressed.
    #[cfg(feature = "compression")]
    pub(crate) min_compression_size: Option<usize>,
}

/// When the client uses checksums: AWS's settings `request_checksum_calculation` and `response_checksum_validation`.
///
/// ```
/// use aws_operation::{ChecksumPolicy, Client};
///
/// let client = Client::builder().request_checksum_calculation(ChecksumPolicy::WhenRequired);
/// # let _ = client;
/// ```
#[cfg(feature = "checksums")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChecksumPolicy {
    /// For every operation that supports them.
    WhenSupported,
    /// For operations that require them, and where the input asks for them.
    WhenRequired,
}

/// The default of the minimum size of a body that is compressed, in bytes.
#[cfg(feature = "compression")]
const MIN_COMPRESSION_SIZE: usize = 10_240;

impl BodySettings {
    /// Whether a body of this many bytes is compressed, if its operation supports that.
    #[cfg(feature = "compression")]
    pub(crate) fn compresses(&self, bytes: usize) -> bool {
        let min = self.min_compression_size.unwrap_or(MIN_COMPRESSION_SIZE);
        bytes > 0 && bytes >= min && self.compression_disabled != Some(true)
    }
}
