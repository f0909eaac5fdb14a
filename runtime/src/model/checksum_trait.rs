//! Smithy's `httpChecksum` and `httpChecksumRequired`.

use http::HeaderName;

use super::header_list::header_name;

/// The checksums of an operation: `aws.protocols#httpChecksum` and `smithy.api#httpChecksumRequired`.
///
/// ```
/// use aws_operation::codec::OperationMeta;
///
/// const META: OperationMeta = OperationMeta::new("PutObject").checksum_algorithm("x-amz-sdk-checksum-algorithm");
/// assert!(!META.checksum.required);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChecksumTrait {
    /// The service rejects a request without a checksum of its body.
    pub required: bool,
    /// The request header that names the algorithm of the request's checksum. Without it, the checksum is `Content-MD5`.
    pub algorithm: Option<&'static str>,
    /// The request header that asks for a checksum of the response, with the value `ENABLED`.
    pub mode: Option<&'static str>,
    /// A request has the tree hash of Glacier in the header `x-amz-sha256-tree-hash`.
    pub tree_hash: bool,
}

impl ChecksumTrait {
    pub(crate) const NONE: Self = Self { required: false, algorithm: None, mode: None, tree_hash: false };

    /// The header of `algorithm`.
    pub(crate) fn algorithm_header(self) -> Option<HeaderName> {
        header_name(self.algorithm?)
    }

    /// The header of `mode`.
    pub(crate) fn mode_header(self) -> Option<HeaderName> {
        header_name(self.mode?)
    }

    /// Whether requests have a checksum.
    pub(crate) fn is_of_requests(self) -> bool {
        self.required || self.algorithm.is_some()
    }
}
