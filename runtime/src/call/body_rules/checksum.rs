//! Smithy's `httpChecksum` and `httpChecksumRequired`, in a request.
//!
//! Source of the order of decisions: the specification of `aws.protocols#httpChecksum`, and the Rust SDK, which sends
//! `Content-MD5` for `httpChecksumRequired` alone.

use http::HeaderValue;

use super::BodyRules;
use super::chunked::announce;
use super::digests::Digests;
use crate::call::NoResponse;
use crate::call::body_settings::ChecksumPolicy;
use crate::call::send_error::Invalid;
use crate::model::header_list::HeaderList;
use crate::model::protocol::{EncodedRequest, InvalidRequest};
use crate::protocol::aws_chunked::AwsChunked;
use crate::protocol::checksum::{Checksum, ChecksumAlgorithm, is_checksum};
use crate::value::byte_stream::ByteStream;

/// The value of the header that asks for a checksum of the response.
pub(in crate::call) const ENABLED: HeaderValue = HeaderValue::from_static("ENABLED");

impl BodyRules {
    /// Asks for a checksum of the response. Says which encoding the body gets, or what it is to be read for.
    pub(super) fn begin_checksums(self, request: &mut EncodedRequest) -> Result<Begun, NoResponse> {
        if self.uses_by_default(self.settings.response_checksums)
            && let Some(mode) = self.operation.checksum.mode_header()
        {
            request.headers.set_default(mode, ENABLED);
        }
        let mut digests = Digests::default();
        if self.operation.checksum.tree_hash && !request.headers.contains(&Checksum::TreeHash.header()) {
            add(&mut digests, &request.body, Chosen { checksum: Checksum::TreeHash, is_wanted: true })?;
        }
        let chosen = self.choose(&request.headers)?;
        let checksum = chosen.map(|chosen| chosen.checksum);
        if let Some(encoding) = self.encoding(&request.body, checksum) {
            self.name_algorithm(checksum, &mut request.headers);
            announce(&encoding, &mut request.headers)?;
            return Ok(Begun::Encoded(encoding));
        }
        if let Some(chosen) = chosen
            && add(&mut digests, &request.body, chosen)?
        {
            self.name_algorithm(Some(chosen.checksum), &mut request.headers);
        }
        if self.is_hashed {
            digests.add_hash();
        }
        Ok(Begun::Digested(digests))
    }

    fn name_algorithm(self, checksum: Option<Checksum>, headers: &mut HeaderList) {
        if let (Some(Checksum::Of(algorithm)), Some(header)) = (checksum, self.operation.checksum.algorithm_header()) {
            headers.set(header, HeaderValue::from_static(algorithm.as_str()));
        }
    }

    /// The checksum to send. `None` if the request has one, or needs none.
    fn choose(self, headers: &HeaderList) -> Result<Option<Chosen>, NoResponse> {
        let of_trait = self.operation.checksum;
        if !of_trait.is_of_requests() || headers.names().any(|name| is_checksum(name.as_str())) {
            return Ok(None);
        }
        if let Some(header) = of_trait.algorithm
            && let Some(value) = headers.values_named(header).next()
        {
            return self
                .named(value)
                .map(|algorithm| Some(Chosen { checksum: Checksum::Of(algorithm), is_wanted: true }));
        }
        if headers.contains(&Checksum::ContentMd5.header()) {
            return Ok(None);
        }
        let by_default = self.uses_by_default(self.settings.request_checksums);
        let checksum = match (of_trait.algorithm, of_trait.required) {
            // An S3-compatible server accepts `Content-MD5` where a checksum is required, and not always another one.
            (Some(_), true) if !by_default && !self.is_aws && !self.is_s3_express => Checksum::ContentMd5,
            (Some(_), required) if required || by_default => Checksum::Of(ChecksumAlgorithm::Crc32),
            (None, true) if self.is_s3_express => Checksum::Of(ChecksumAlgorithm::Crc32),
            (None, true) => Checksum::ContentMd5,
            _ => return Ok(None),
        };
        Ok(Some(Chosen { checksum, is_wanted: of_trait.required }))
    }

    /// Whether checksums are used where the model only supports them. The default of AWS's own endpoints is that they
    /// are; many S3-compatible servers reject them.
    fn uses_by_default(self, policy: Option<ChecksumPolicy>) -> bool {
        match policy {
            Some(policy) => policy == ChecksumPolicy::WhenSupported,
            None => self.is_aws,
        }
    }

    /// The algorithm that the input names.
    fn named(self, value: &HeaderValue) -> Result<ChecksumAlgorithm, NoResponse> {
        let named = String::from_utf8_lossy(value.as_bytes());
        ChecksumAlgorithm::named(&named).ok_or_else(|| {
            let reason = format!(
                "cannot have a checksum with `{named}`: choose `CRC32`, `CRC32C`, `CRC64NVME`, `SHA1`, `SHA256` or \
                 `SHA512`, or set the checksum in the input"
            );
            NoResponse::Invalid(Invalid::Member(InvalidRequest::of_operation(self.operation.name, reason)))
        })
    }
}

/// What is known of a body before it is read.
pub(super) enum Begun {
    /// Each attempt encodes it.
    Encoded(AwsChunked),
    /// It is sent as it is, with these checksums.
    Digested(Digests),
}

/// A checksum that the request gets.
#[derive(Clone, Copy)]
struct Chosen {
    checksum: Checksum,
    /// Whether the call cannot do without it.
    is_wanted: bool,
}

/// Adds a checksum of the body. Returns whether it is added: a stream that can be read only once has none.
fn add(digests: &mut Digests, body: &ByteStream, Chosen { checksum, is_wanted }: Chosen) -> Result<bool, NoResponse> {
    if body.is_repeatable() {
        digests.add(checksum);
        return Ok(true);
    }
    let reason = "a stream that can be read only once has no checksum before it is sent; make it with \
                  `ByteStream::from_fn`, or set the checksum in the input";
    if is_wanted { Err(NoResponse::Invalid(Invalid::Payload(reason.to_owned()))) } else { Ok(false) }
}
