//! Checksums of bodies, and the headers that carry them: Smithy's `httpChecksum` and `httpChecksumRequired`.

mod tree_hash;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crc::{CRC_32_ISCSI, Crc, Table};
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::Digest as _;

use crate::model::header_list::HeaderList;
use tree_hash::TreeHash;

static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);

/// The header of a checksum that any HTTP message may have.
const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");
/// The prefix of the headers of all other checksums.
const PREFIX: &str = "x-amz-checksum-";

/// A checksum algorithm of AWS that this crate computes.
///
/// The client reports the one with which it checked a response; see
/// [`Response::validated_checksum`](crate::Response::validated_checksum).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumAlgorithm {
    /// CRC-32 of Ethernet and gzip.
    Crc32,
    /// CRC-32 with the polynomial of Castagnoli.
    Crc32C,
    /// CRC-64 of the standard NVM Express.
    Crc64Nvme,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl ChecksumAlgorithm {
    /// In the order in which a client of AWS prefers them for a response: the fast ones first.
    const ALL: [Self; 6] = [Self::Crc64Nvme, Self::Crc32C, Self::Crc32, Self::Sha1, Self::Sha256, Self::Sha512];

    /// The name in AWS's models, such as `CRC32C`.
    ///
    /// ```
    /// use aws_operation::ChecksumAlgorithm;
    ///
    /// assert_eq!(ChecksumAlgorithm::Crc64Nvme.as_str(), "CRC64NVME");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Crc32 => "CRC32",
            Self::Crc32C => "CRC32C",
            Self::Crc64Nvme => "CRC64NVME",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }

    /// The algorithm with this name in AWS's models.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name)
    }
}

impl fmt::Display for ChecksumAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A checksum in a header of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checksum {
    /// `Content-MD5`.
    ContentMd5,
    /// `x-amz-checksum-<algorithm>`.
    Of(ChecksumAlgorithm),
    /// `x-amz-sha256-tree-hash` of Glacier.
    TreeHash,
}

impl Checksum {
    pub(crate) const fn header(self) -> HeaderName {
        match self {
            Self::ContentMd5 => CONTENT_MD5,
            Self::TreeHash => const { HeaderName::from_static("x-amz-sha256-tree-hash") },
            Self::Of(ChecksumAlgorithm::Crc32) => const { HeaderName::from_static("x-amz-checksum-crc32") },
            Self::Of(ChecksumAlgorithm::Crc32C) => const { HeaderName::from_static("x-amz-checksum-crc32c") },
            Self::Of(ChecksumAlgorithm::Crc64Nvme) => const { HeaderName::from_static("x-amz-checksum-crc64nvme") },
            Self::Of(ChecksumAlgorithm::Sha1) => const { HeaderName::from_static("x-amz-checksum-sha1") },
            Self::Of(ChecksumAlgorithm::Sha256) => const { HeaderName::from_static("x-amz-checksum-sha256") },
            Self::Of(ChecksumAlgorithm::Sha512) => const { HeaderName::from_static("x-amz-checksum-sha512") },
        }
    }

    /// The checksums in these headers, in the order in which a client prefers them, each with its value.
    pub(crate) fn all_in(headers: &HeaderMap) -> impl Iterator<Item = (Self, &HeaderValue)> {
        // Most responses have none, which is cheaper to see by a look at their names.
        let has_any = headers.keys().any(|name| *name == CONTENT_MD5 || is_checksum(name.as_str()));
        let all = ChecksumAlgorithm::ALL.into_iter().map(Self::Of).chain([Self::ContentMd5]);
        let all = all.take_while(move |_| has_any);
        all.filter_map(|checksum| Some((checksum, headers.get(checksum.header())?)))
    }

    /// Starts to compute the checksum of a body that comes in parts.
    pub(crate) fn begin(self) -> RunningChecksum {
        RunningChecksum(match self {
            Self::ContentMd5 => Running::Md5(md5::Md5::new()),
            Self::TreeHash => Running::Tree(TreeHash::default()),
            Self::Of(ChecksumAlgorithm::Crc32) => Running::Crc32(crc32fast::Hasher::new()),
            Self::Of(ChecksumAlgorithm::Crc32C) => Running::Crc32C(CRC32C.digest()),
            Self::Of(ChecksumAlgorithm::Crc64Nvme) => Running::Crc64(crc64fast_nvme::Digest::new()),
            Self::Of(ChecksumAlgorithm::Sha1) => Running::Sha1(sha1::Sha1::new()),
            Self::Of(ChecksumAlgorithm::Sha256) => Running::Sha256(sha2::Sha256::new()),
            Self::Of(ChecksumAlgorithm::Sha512) => Running::Sha512(sha2::Sha512::new()),
        })
    }

    /// The value of the header for this body.
    pub(crate) fn of(self, body: &[u8]) -> String {
        let mut running = self.begin();
        running.update(body);
        running.finish()
    }
}

/// Whether a request has a checksum of its body.
pub(crate) fn has_checksum(headers: &HeaderList) -> bool {
    headers.names().any(|name| *name == CONTENT_MD5 || is_checksum(name.as_str()))
}

/// Whether a header with this name, in lower case, has the checksum of a body, of whatever algorithm.
pub(crate) fn is_checksum(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|rest| !matches!(rest, "algorithm" | "mode" | "type"))
}

/// A checksum of the bytes so far.
pub(crate) struct RunningChecksum(Running);

enum Running {
    Crc32(crc32fast::Hasher),
    Crc32C(crc::Digest<'static, u32, Table<16>>),
    Crc64(crc64fast_nvme::Digest),
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha256(sha2::Sha256),
    Sha512(sha2::Sha512),
    Tree(TreeHash),
}

impl RunningChecksum {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            Running::Crc32(crc) => crc.update(bytes),
            Running::Crc32C(crc) => crc.update(bytes),
            Running::Crc64(crc) => crc.write(bytes),
            Running::Md5(hash) => hash.update(bytes),
            Running::Sha1(hash) => hash.update(bytes),
            Running::Sha256(hash) => hash.update(bytes),
            Running::Sha512(hash) => hash.update(bytes),
            Running::Tree(hash) => hash.update(bytes),
        }
    }

    /// The value of the header: the big-endian bytes in base64; of a tree hash, in hexadecimal digits.
    pub(crate) fn finish(self) -> String {
        match self.0 {
            Running::Crc32(crc) => STANDARD.encode(crc.finalize().to_be_bytes()),
            Running::Crc32C(crc) => STANDARD.encode(crc.finalize().to_be_bytes()),
            Running::Crc64(crc) => STANDARD.encode(crc.sum64().to_be_bytes()),
            Running::Md5(hash) => STANDARD.encode(hash.finalize()),
            Running::Sha1(hash) => STANDARD.encode(hash.finalize()),
            Running::Sha256(hash) => STANDARD.encode(hash.finalize()),
            Running::Sha512(hash) => STANDARD.encode(hash.finalize()),
            Running::Tree(hash) => hash.finish(),
        }
    }
}
