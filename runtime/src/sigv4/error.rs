use http::header::HeaderName;

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
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum SigningError {
    /// The request has neither a `Host` header nor a host in the URI.
    #[error("the request has no host: set the `Host` header or use an absolute uri")]
    NoHost,
    /// The value of this header contains control characters or is not UTF-8.
    #[error("the value of header `{0}` contains characters that cannot be signed")]
    Header(HeaderName),
    /// The access key ID or the secret access key is empty, or has white space at an end, as a line of a file has. No
    /// service would accept the signature.
    #[error("{0}")]
    Credentials(&'static str),
    /// The header map is full.
    #[error("the request has too many headers")]
    TooManyHeaders,
    /// [`Payload::Sha256`](super::Payload::Sha256) is not 64 lower-case hexadecimal digits.
    #[error("the payload hash is not 64 lower-case hexadecimal digits")]
    PayloadHash,
    /// The validity of a presigned URI, in seconds, is out of range.
    #[error("a presigned uri must expire after 1 to 604800 seconds, not {0}")]
    Expiry(u64),
    /// The URI with the signature in its query is not valid, for example too long.
    #[error("the presigned uri is not valid: {0}")]
    Uri(http::Error),
}

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
