use http::header::HeaderName;

/// Why a request cannot be signed.
///
/// None of these is worth a retry: the request or the credentials have to change.
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
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SigningError {
    /// There is neither a `Host` header nor a host in the URI.
    #[error("the request names no host: it has no host header, and its uri has no authority")]
    NoHost,
    /// The value of this header would hold, or holds, what cannot be signed: control characters, or bytes that are no
    /// UTF-8.
    #[error("the value of header `{0}` holds characters that cannot be signed")]
    Header(HeaderName),
    /// The header map is full.
    #[error("the request has too many headers")]
    TooManyHeaders,
    /// [`Payload::Sha256`](super::Payload::Sha256) is not 64 lower-case hexadecimal digits.
    #[error("the payload hash is not 64 lower-case hexadecimal digits")]
    PayloadHash,
    /// A presigned URI cannot last this number of seconds.
    #[error("a presigned uri lasts 1 to 604800 seconds, not {0}")]
    Expiry(u64),
    /// The URI with the signature in its query is none.
    #[error("the presigned uri is not valid")]
    Uri(#[source] http::Error),
}
