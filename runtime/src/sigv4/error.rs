use http::header::HeaderName;
use std::error::Error;
use std::fmt;

use crate::value::error_debug::debug_like_display;

/// Why a request cannot be signed.
///
/// A retry does not help: the request or the credentials must change.
///
/// ```
/// use aws_operation::sigv4::{Payload, Signer, SigningError};
/// use aws_operation::{Credentials, Timestamp};
///
/// let (mut request, ()) = http::Request::get("/without/a/host").body(())?.into_parts();
/// let signer = Signer::new("us-east-1", "service");
/// let signed = signer.sign(&mut request, Payload::Bytes(b""), &Credentials::new("AKID", "secret"), Timestamp::now());
/// assert!(matches!(signed, Err(SigningError::NoHost)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[non_exhaustive]
pub enum SigningError {
    /// The request has neither a `Host` header nor a host in the URI.
    NoHost,
    /// The value of this header contains control characters or is not UTF-8.
    Header(HeaderName),
    /// The access key ID or the secret access key is empty, or has white space at an end, as a line of a file has. No
    /// service would accept the signature.
    Credentials(&'static str),
    /// The header map is full.
    TooManyHeaders,
    /// [`Payload::Sha256`](super::Payload::Sha256) is not 64 lower-case hexadecimal digits.
    PayloadHash,
    /// The validity of a presigned URI, in seconds, is out of range.
    Expiry(u64),
    /// The URI with the signature in its query is not valid, for example too long.
    Uri(http::Error),
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHost => f.write_str("the request has no host: set the `Host` header or use an absolute uri"),
            Self::Header(name) => write!(f, "the value of header `{name}` contains characters that cannot be signed"),
            Self::Credentials(fault) => f.write_str(fault),
            Self::TooManyHeaders => f.write_str("the request has too many headers"),
            Self::PayloadHash => f.write_str("the payload hash is not 64 lower-case hexadecimal digits"),
            Self::Expiry(seconds) => write!(f, "a presigned uri must expire after 1 to 604800 seconds, not {seconds}"),
            Self::Uri(cause) => write!(f, "the presigned uri is not valid: {cause}"),
        }
    }
}

impl Error for SigningError {}

debug_like_display!(
    enum SigningError {
        NoHost,
        Header(name),
        Credentials(fault),
        TooManyHeaders,
        PayloadHash,
        Expiry(seconds),
        Uri(cause),
    }
);
