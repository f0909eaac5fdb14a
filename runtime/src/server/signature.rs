//! Verifies the SigV4 or SigV4a signature of a request. The implementation is independent of the signer.
//!
//! Source: "AWS Signature Version 4 for API requests" of the IAM User Guide.

#[cfg(feature = "event-stream")]
mod frames;
mod headers;
mod presigned;
mod proof;
mod scope;

#[cfg(feature = "event-stream")]
pub(super) use frames::FrameKey;
use headers::check_headers;
pub(super) use presigned::is_signature_parameter;
#[cfg(feature = "checksums")]
pub(super) use proof::NotSigned;
use proof::check_signature;
use scope::{Algorithm, scope_of};

use std::fmt::Write as _;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use percent_encoding::{percent_decode_str, percent_encode, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

use super::rejection::Cause;
use crate::model::auth::AuthScheme;
use crate::model::structure::Bindings;
use crate::protocol::http_message::ESCAPED;
#[cfg(feature = "sigv4a")]
use crate::sigv4::asymmetric::KeyCache;
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;
#[cfg(feature = "checksums")]
use zeroize::Zeroizing;

/// The maximum clock skew between a request and the server.
const MAX_SKEW: Duration = Duration::from_secs(5 * 60);

/// Why a signature is rejected.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SignatureError {
    pub(super) cause: Cause,
    pub(super) message: String,
}

/// The requirements for a signature.
pub(crate) struct Requirements<'a> {
    pub(crate) region: &'a str,
    pub(crate) service: &'a str,
    /// The schemes of the operation.
    pub(crate) schemes: &'a [AuthScheme],
    /// Whether the operation leaves the payload out of signatures.
    pub(crate) unsigned_payload: bool,
    /// Whether the body is a stream of events, whose frames are signed.
    #[cfg(feature = "event-stream")]
    pub(crate) signs_frames: bool,
    #[cfg(feature = "sigv4a")]
    pub(crate) keys: &'a KeyCache,
    pub(crate) credentials: &'a [Credentials],
    pub(crate) now: Timestamp,
    /// The bindings of the operation's members: bound headers must be signed.
    pub(crate) members: Bindings,
}

/// A verified signature.
#[derive(Default)]
pub(crate) struct VerifiedSignature {
    /// The ID of the access key that signed the request.
    pub(crate) access_key_id: String,
    /// Whether the signature is in the query (a presigned URL).
    pub(crate) in_query: bool,
    /// What signs the chunks of the body.
    #[cfg(feature = "checksums")]
    pub(crate) chunks: Option<ChunkKey>,
    /// What signs the frames of the body.
    #[cfg(feature = "event-stream")]
    pub(crate) frames: Option<FrameKey>,
}

/// Verifies the signatures of the chunks of a body, each of which covers the one before.
#[cfg(feature = "checksums")]
pub(crate) struct ChunkKey {
    key: Zeroizing<Vec<u8>>,
    amz_date: String,
    scope: String,
    /// The signature of the chunk before, or of the request.
    previous: String,
}

/// The fields of a signature, from the `Authorization` header or the query.
struct Authorization {
    algorithm: Algorithm,
    access_key_id: String,
    date: String,
    /// The region, or the region set of SigV4a.
    region: String,
    service: String,
    signed_headers: String,
    signature: String,
    amz_date: String,
    session_token: Option<String>,
    /// The validity of a presigned URL; `None` for a signature in the header.
    expires: Option<Duration>,
}

impl Authorization {
    fn in_query(&self) -> bool {
        self.expires.is_some()
    }

    fn is_s3(&self) -> bool {
        S3.contains(&self.service.as_str())
    }

    /// Whether the service accepts a payload that is not signed. VPC Lattice accepts no other.
    fn may_be_unsigned(&self) -> bool {
        self.is_s3() || self.service == "vpc-lattice-svcs"
    }
}

fn reject<T>(cause: Cause, message: impl Into<String>) -> Result<T, SignatureError> {
    Err(SignatureError { cause, message: message.into() })
}

/// Verifies that the signature covers all parts of the request that the server routes by and reads.
pub(super) fn verify(
    parts: &Parts,
    body: &Bytes,
    required: &Requirements<'_>,
) -> Result<VerifiedSignature, SignatureError> {
    let authorization = authorization(parts)?;
    if !required.schemes.contains(&authorization.algorithm.scheme()) {
        let algorithm = authorization.algorithm.name();
        return reject(Cause::IncompleteSignature, format!("the operation does not accept signatures of {algorithm}"));
    }
    check_scope(&authorization, required)?;
    check_time(&authorization, required.now)?;
    let known = required.credentials.iter().find(|known| known.access_key_id() == authorization.access_key_id);
    let Some(credentials) = known else {
        return reject(Cause::UnknownKey, "the access key is unknown");
    };
    if authorization.session_token.as_deref() != credentials.token() {
        return reject(Cause::UnknownKey, "the session token does not belong to the access key");
    }
    check_headers(parts, &authorization, required.members)?;
    let payload_hash = payload_hash(parts, body, &authorization, required)?;
    let canonical = canonical_request(parts, &authorization, &payload_hash)?;
    check_signature(&canonical, &authorization, credentials, required)?;
    Ok(VerifiedSignature {
        in_query: authorization.in_query(),
        #[cfg(feature = "checksums")]
        chunks: payload_hash.starts_with(SIGNED_CHUNKS).then(|| ChunkKey::of(&authorization, credentials)),
        #[cfg(feature = "event-stream")]
        frames: required.signs_frames.then(|| FrameKey::of(&authorization, credentials)),
        access_key_id: authorization.access_key_id,
    })
}

fn authorization(parts: &Parts) -> Result<Authorization, SignatureError> {
    let in_query = presigned::find(parts);
    let Some(header) = header(parts, "authorization") else {
        return match in_query {
            Some(found) => found,
            None => reject(Cause::NotSigned, "the request is not signed"),
        };
    };
    if in_query.is_some() {
        return reject(Cause::IncompleteSignature, "the request is signed both in its headers and in its query");
    }
    let Some(amz_date) = self::header(parts, "x-amz-date") else {
        return reject(Cause::IncompleteSignature, "the request has no X-Amz-Date header");
    };
    let [token, of_session, region_set] =
        ["x-amz-security-token", "x-amz-s3session-token", "x-amz-region-set"].map(|name| self::header(parts, name));
    let authorization = parse(&header, amz_date, token.or(of_session), region_set);
    authorization
        .map_or_else(|| reject(Cause::IncompleteSignature, "the Authorization header is not in the SigV4 format"), Ok)
}

fn parse(
    header: &str,
    amz_date: String,
    session_token: Option<String>,
    region_set: Option<String>,
) -> Option<Authorization> {
    let (algorithm, fields) = header.split_once(' ')?;
    let algorithm = Algorithm::named(algorithm)?;
    let field = |name: &str| fields.split(',').find_map(|field| field.trim().strip_prefix(name)?.strip_prefix('='));
    let [access_key_id, date, region, service] = scope_of(field("Credential")?, algorithm, region_set)?;
    let (signed_headers, signature) = (field("SignedHeaders")?.to_owned(), field("Signature")?.to_owned());
    let expires = None;
    Some(Authorization {
        algorithm,
        access_key_id,
        date,
        region,
        service,
        signed_headers,
        signature,
        amz_date,
        session_token,
        expires,
    })
}

fn check_scope(authorization: &Authorization, required: &Requirements<'_>) -> Result<(), SignatureError> {
    let Authorization { date, region, service, amz_date, .. } = authorization;
    let fields = [
        ("date", date.as_str(), amz_date.get(..8).unwrap_or_default()),
        ("region", authorization.algorithm.region_for(region, required.region), required.region),
        ("service", service, if is_of_s3(service, required) { service } else { required.service }),
    ];
    match fields.into_iter().find(|(_, actual, expected)| actual != expected) {
        Some((field, actual, expected)) => reject(
            Cause::WrongSignature,
            format!("the {field} in the credential scope is `{actual}`, but must be `{expected}`"),
        ),
        None => Ok(()),
    }
}

/// Whether a request to S3 or S3 Control is signed under one of S3's names: those of directory buckets, Outposts and
/// Object Lambda.
///
/// Source: `signingName` in the endpoint rule sets of both services in botocore; no other service has several names.
fn is_of_s3(service: &str, required: &Requirements<'_>) -> bool {
    required.service == "s3" && S3.contains(&service)
}

fn check_time(authorization: &Authorization, now: Timestamp) -> Result<(), SignatureError> {
    let amz_date = &authorization.amz_date;
    let Some(signed_at) = Timestamp::from_amz_date(amz_date) else {
        return reject(Cause::IncompleteSignature, "X-Amz-Date must have the form 20150830T123600Z");
    };
    let validity = authorization.expires.unwrap_or(MAX_SKEW);
    if now.since(signed_at) > validity {
        return reject(
            Cause::WrongTime,
            format!("Signature expired: {amz_date} is more than {validity:?} before {}", now.to_amz_date()),
        );
    }
    if signed_at.since(now) > MAX_SKEW {
        return reject(
            Cause::WrongTime,
            format!("Signature not yet current: {amz_date} is more than {MAX_SKEW:?} after {}", now.to_amz_date()),
        );
    }
    Ok(())
}

/// The beginning of `x-amz-content-sha256` of a body with signed chunks.
#[cfg(feature = "checksums")]
const SIGNED_CHUNKS: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

/// The signing names of S3, which has different signing rules.
const S3: [&str; 4] = ["s3", "s3-object-lambda", "s3-outposts", "s3express"];

/// The payload hash of the canonical request. Unless it is `UNSIGNED-PAYLOAD`, it must be the hash of the body. Most
/// clients send it only to the services that require it.
fn payload_hash(
    parts: &Parts,
    body: &Bytes,
    authorization: &Authorization,
    required: &Requirements<'_>,
) -> Result<String, SignatureError> {
    #[cfg(feature = "event-stream")]
    if required.signs_frames {
        return frames::payload_hash(header(parts, "x-amz-content-sha256"));
    }
    let may_be_unsigned = required.unsigned_payload || authorization.may_be_unsigned();
    if authorization.in_query() && may_be_unsigned {
        return Ok("UNSIGNED-PAYLOAD".to_owned());
    }
    let actual = hex(&Sha256::digest(body));
    match header(parts, "x-amz-content-sha256") {
        Some(stated) if stated == "UNSIGNED-PAYLOAD" && may_be_unsigned => Ok(stated),
        // The chunks are verified when they are decoded.
        #[cfg(feature = "checksums")]
        Some(stated) if stated.starts_with("STREAMING-") && authorization.is_s3() => Ok(stated),
        None if authorization.is_s3() => {
            reject(Cause::MissingHeader, "Missing required header for this request: x-amz-content-sha256")
        }
        Some(stated) if stated != actual => {
            reject(Cause::WrongSignature, "X-Amz-Content-Sha256 is not the hash of the body")
        }
        _ => Ok(actual),
    }
}

fn canonical_request(
    parts: &Parts,
    authorization: &Authorization,
    payload_hash: &str,
) -> Result<String, SignatureError> {
    let path = canonical_path(parts, authorization)?;
    let mut text = format!("{}\n{path}\n{}\n", parts.method, canonical_query(parts, authorization));
    for name in authorization.signed_headers.split(';') {
        let values = parts.headers.get_all(name).iter();
        let values: Vec<String> =
            values.map(|value| collapse_spaces(&String::from_utf8_lossy(value.as_bytes()))).collect();
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name}:{}", values.join(","));
    }
    let _ = write!(text, "\n{}\n{payload_hash}", authorization.signed_headers);
    Ok(text)
}

/// The canonical path: each segment is percent-encoded a second time; for S3, it is decoded and encoded once.
///
/// Outside of S3, the canonical path omits dot segments and empty segments. A path with such segments is rejected, because its
/// signature also matches the path without them, which may be that of a different call.
fn canonical_path(parts: &Parts, authorization: &Authorization) -> Result<String, SignatureError> {
    let path = parts.uri.path();
    if authorization.is_s3() {
        let segments = path.split('/').map(|segment| percent_decode_str(segment).collect::<Vec<u8>>());
        let escaped = segments.map(|segment| percent_encode(&segment, ESCAPED).to_string());
        return Ok(escaped.collect::<Vec<_>>().join("/"));
    }
    let mut canonical = String::with_capacity(path.len());
    // The part before the first slash is empty. A trailing slash yields an empty last segment, which is kept.
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let decoded: Vec<u8> = percent_decode_str(segment).collect();
        let what = match decoded.as_slice() {
            b"" if segments.peek().is_some() => "an empty segment".to_owned(),
            b"." | b".." => format!("the segment `{segment}`"),
            _ => {
                let _ = write!(canonical, "/{}", utf8_percent_encode(segment, ESCAPED));
                continue;
            }
        };
        let message =
            format!("the path `{path}` has {what}, which the signature does not distinguish from a path without it");
        return reject(Cause::WrongSignature, message);
    }
    Ok(canonical)
}

fn canonical_query(parts: &Parts, authorization: &Authorization) -> String {
    let query = parts.uri.query().unwrap_or_default();
    let escape = |text: &str| {
        let decoded: Vec<u8> = percent_decode_str(&text.replace('+', " ")).collect();
        percent_encode(&decoded, ESCAPED).to_string()
    };
    let is_signature = |pair: &str| authorization.in_query() && pair.starts_with("X-Amz-Signature=");
    let pairs = query.split('&').filter(|pair| !pair.is_empty() && !is_signature(pair));
    let mut pairs: Vec<(String, String)> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (escape(name), escape(value)))
        .collect();
    pairs.sort();
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn header(parts: &Parts, name: &str) -> Option<String> {
    parts.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// A header's value without surrounding spaces, and with repeated spaces collapsed.
fn collapse_spaces(value: &str) -> String {
    value.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}
