//! How a signed request reaches the service.

#[cfg(feature = "reqwest")]
mod reqwest_transport;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;

/// Sends one request and reads its answer; the client signs, retries and waits.
///
/// An implementation must send the request exactly as it is: no redirects, no retries of its own, no changed headers
/// or path, since each would break the signature. It must tell a request that was surely not sent
/// ([`TransportError::not_sent`]) from one that may have arrived ([`TransportError::lost`]): whether a call may be
/// repeated hangs on it.
///
/// ```
/// use aws_operation::{Bytes, Client, Credentials, Transport, TransportFuture, http};
///
/// /// Answers every call with `{}`, for a test.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, _request: http::Request<Bytes>, _max_answer_bytes: usize) -> TransportFuture<'_> {
///         Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{}"))) })
///     }
/// }
///
/// let client =
///     Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).transport(Canned).build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`; refuses an answer whose body is longer than `max_answer_bytes`.
    fn send(&self, request: http::Request<Bytes>, max_answer_bytes: usize) -> TransportFuture<'_>;
}

/// The future of [`Transport::send`].
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

/// Why there is no answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// What is known of a request without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportErrorKind {
    /// It surely did not reach the service: no connection came about.
    NotSent,
    /// It may have reached the service, and the service may have acted on it.
    Lost,
    /// The service answered with more bytes than the client takes.
    TooLarge,
}

impl TransportError {
    /// The request surely did not reach the service.
    pub fn not_sent(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind: TransportErrorKind::NotSent, source: source.into() }
    }

    /// The request may have reached the service.
    pub fn lost(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind: TransportErrorKind::Lost, source: source.into() }
    }

    /// The answer's body is longer than `max_answer_bytes`.
    pub fn too_large(max_answer_bytes: usize) -> Self {
        let source = format!("the answer is longer than the limit of {max_answer_bytes} bytes").into();
        Self { kind: TransportErrorKind::TooLarge, source }
    }

    /// What is known of the request.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::NotSent => "no connection to the service",
            TransportErrorKind::Lost => "the answer was lost",
            TransportErrorKind::TooLarge => "the answer is too large",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_ref())
    }
}
