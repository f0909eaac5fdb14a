use std::fmt;

use super::SigningError;
use super::digest::{EMPTY_SHA256_HEX, Hex};

/// The payload hash of a signature that does not cover the body.
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";
/// The payload hash of a request whose frames have signatures of their own.
#[cfg(feature = "event-stream")]
const EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// How the signature covers the body.
///
/// ```
/// use aws_operation::sigv4::Payload;
///
/// let body = Payload::Bytes(b"{}");
/// assert_eq!(format!("{body:?}"), "Bytes(2 bytes)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Payload<'a> {
    /// The body, which the signer hashes.
    Bytes(&'a [u8]),
    /// The SHA-256 hash of the body, as 64 lower-case hexadecimal digits.
    Sha256(&'a str),
    /// `UNSIGNED-PAYLOAD`: the signature does not cover the body. For operations with the trait
    /// `aws.auth#unsignedPayload`, for S3 over TLS, and for services behind VPC Lattice.
    Unsigned,
    /// A word that begins with `STREAMING-`, for a body that is signed in parts, or that is followed by its checksum.
    /// For uploads to S3 with `Content-Encoding: aws-chunked`. The parts are not signed by [`Signer`](super::Signer).
    Streaming(&'a str),
    /// `STREAMING-AWS4-HMAC-SHA256-EVENTS`: the body is an event stream, and each frame has a signature of its own
    /// ([`EventChain`](super::EventChain)).
    #[cfg(feature = "event-stream")]
    Events,
}

impl<'a> Payload<'a> {
    /// The payload hash, which is the last line of the canonical request.
    pub(super) fn hash(self) -> Result<PayloadHash<'a>, SigningError> {
        match self {
            Self::Bytes([]) => Ok(PayloadHash::Text(EMPTY_SHA256_HEX)),
            Self::Bytes(body) => Ok(PayloadHash::Digest(Hex::sha256(body))),
            Self::Sha256(hash) if is_hash(hash) => Ok(PayloadHash::Text(hash)),
            Self::Unsigned => Ok(PayloadHash::Text(UNSIGNED_PAYLOAD)),
            Self::Streaming(word) if is_streaming(word) => Ok(PayloadHash::Text(word)),
            Self::Sha256(_) | Self::Streaming(_) => Err(SigningError::PayloadHash),
            #[cfg(feature = "event-stream")]
            Self::Events => Ok(PayloadHash::Text(EVENTS)),
        }
    }
}

/// Whether this is a word for a body that is not hashed, which a service learns from `X-Amz-Content-Sha256` alone.
pub(super) fn is_word(payload_hash: &[u8]) -> bool {
    payload_hash.first().is_some_and(u8::is_ascii_uppercase)
}

/// The hash of a payload, or what stands for it.
pub(super) enum PayloadHash<'a> {
    Text(&'a str),
    Digest(Hex),
}

impl PayloadHash<'_> {
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Digest(digits) => digits.as_bytes(),
        }
    }
}

impl fmt::Debug for Payload<'_> {
    /// A body may contain secrets, so only its length is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(body) => write!(f, "Bytes({} bytes)", body.len()),
            Self::Sha256(hash) => f.debug_tuple("Sha256").field(hash).finish(),
            Self::Unsigned => f.write_str("Unsigned"),
            Self::Streaming(word) => f.debug_tuple("Streaming").field(word).finish(),
            #[cfg(feature = "event-stream")]
            Self::Events => f.write_str("Events"),
        }
    }
}

fn is_hash(text: &str) -> bool {
    // without an end at the first other byte, so that many bytes are compared at once
    let is_digit = |byte: u8| byte.is_ascii_digit() | (b'a'..=b'f').contains(&byte);
    text.len() == 64 && text.bytes().fold(true, |are_digits, byte| are_digits & is_digit(byte))
}

/// Whether the payload of a request is signed in parts, or not at all.
fn is_streaming(word: &str) -> bool {
    word.strip_prefix("STREAMING-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_graphic()))
}
