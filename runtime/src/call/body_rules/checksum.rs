//! Smithy's `httpChecksum` and `httpChecksumRequired`, in a request.
//!
//! Source of the order of decisions: the specification of `aws.protocols#httpChecksum`, and the Rust SDK, which sends
//! `Content-MD5` for `httpChecksumRequired` alone.

use bytes::Bytes;
use http::HeaderValue;

use super::BodyRules;
use super::chunked::announce;
use crate::call::NoResponse;
use crate::call::body_settings::ChecksumPolicy;
use crate::call::payload::unread;
use crate::call::send_error::Invalid;
use crate::model::header_list::HeaderList;
use crate::model::protocol::{EncodedRequest, InvalidRequest};
use crate::protocol::aws_chunked::AwsChunked;
use crate::protocol::checksum::{Checksum, ChecksumAlgorithm, is_checksum};
use crate::value::byte_stream::ByteStream;

/// The value of the header that asks for a checksum of the response.
pub(in crate::call) const ENABLED: HeaderValue = HeaderValue::from_static("ENABLED");

impl BodyRules {
    /// Adds the checksum of the body, and asks for one of the response.
    pub(super) async fn add_checksum(self, request: &mut EncodedRequest) -> Result<Option<AwsChunked>, NoResponse> {
        if let Some(mode) = self.operation.checksum.mode_header()
            && self.uses_by_default(self.settings.response_checksums)
        {
            request.headers.set_default(mode, ENABLED);
        }
        if self.operation.checksum.tree_hash && !request.headers.contains(&Checksum::TreeHash.header()) {
            add(request, Chosen { checksum: Checksum::TreeHash, is_wanted: true }).await?;
        }
        let chosen = self.choose(&request.headers)?;
        let checksum = chosen.map(|chosen| chosen.checksum);
        if let Some(encoding) = self.encoding(&request.body, checksum) {
            self.name_algorithm(checksum, &mut request.headers);
            announce(&encoding, &mut request.headers)?;
            return Ok(Some(encoding));
        }
        if let Some(chosen) = chosen
            && add(request, chosen).await?
        {
            self.name_algorithm(Some(chosen.checksum), &mut request.headers);
        }
        Ok(None)
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
        if let Some(header) = of_trait.algorithm_header()
            && let Some(value) = headers.values_of(&header).next()
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

/// A checksum that the request gets.
#[derive(Clone, Copy)]
struct Chosen {
    checksum: Checksum,
    /// Whether the call cannot do without it.
    is_wanted: bool,
}

/// Adds a checksum of the body. Returns whether it is added: a stream that can be read only once has none.
async fn add(request: &mut EncodedRequest, Chosen { checksum, is_wanted }: Chosen) -> Result<bool, NoResponse> {
    if !request.body.is_repeatable() {
        let reason = "a stream that can be read only once has no checksum before it is sent; make it with \
                      `ByteStream::from_fn`, or set the checksum in the input";
        return if is_wanted { Err(NoResponse::Invalid(Invalid::Payload(reason.to_owned()))) } else { Ok(false) };
    }
    let value = checksum_of(&request.body, checksum).await?;
    let value = HeaderValue::from_maybe_shared(Bytes::from(value)).map_err(|error| unread(&error))?;
    request.headers.set(checksum.header(), value);
    Ok(true)
}

/// The checksum of a body, which is read for it.
pub(in crate::call) async fn checksum_of(body: &ByteStream, checksum: Checksum) -> Result<String, NoResponse> {
    if let Some(bytes) = body.as_bytes() {
        return Ok(checksum.of(bytes));
    }
    let mut body = body.open().await.map_err(|error| unread(&error))?;
    let mut running = checksum.begin();
    while let Some(part) = body.next().await {
        running.update(&part.map_err(|error| unread(&error))?);
    }
    Ok(running.finish())
}
