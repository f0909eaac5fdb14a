//! How a signed request reaches the service.

#[cfg(feature = "hyper")]
mod hyper_transport;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod proxy;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod routes;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod tls;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "hyper")]
pub use hyper_transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
pub(crate) use {proxy::Proxies, routes::Settings, tls::Bundle};

use crate::value::body::{Body, BodyError};

/// Sends one request and gives its response; the client signs, retries, waits and reads the response's body.
///
/// The limits of time are the client's affair, streams included: an implementation needs none of its own. It should take
/// of a request's body only what it can soon send.
///
/// An implementation must send the request exactly as it is: no redirects, no retries of its own, no changed headers
/// or path, since each would break the signature. It must tell a request that was surely not sent
/// ([`TransportError::not_sent`]) from one that may have arrived ([`TransportError::lost`]): whether a call may be
/// repeated hangs on it.
///
/// ```
/// use aws_operation::{Body, Client, Credentials, Transport, TransportFuture, http};
///
/// /// Responses every call with `{}`, for a test.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, _request: http::Request<Body>) -> TransportFuture<'_> {
///         Box::pin(async { Ok(http::Response::new(Body::from("{}"))) })
///     }
/// }
///
/// let client =
///     Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).transport(Canned).build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`.
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_>;

    /// The same transport with connections of its own, for a blocking client: connections that an async runtime drives
    /// stand still while a thread of it is blocked. `None` where connections are not driven by a runtime.
    fn with_own_connections(&self) -> Option<Arc<dyn Transport>> {
        None
    }
}

/// How long a connection may rest by default: well below the 60 s after which AWS's load balancers close it. A request that
/// crosses such a close is lost, and nobody knows whether it ran.
pub(crate) const MAX_IDLE_TIME: Duration = Duration::from_secs(15);

/// In the extensions of a request that must not pass through a proxy: one to an address that hands out credentials.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoProxy;

/// The future of [`Transport::send`].
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'a>>;

/// Why there is no response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// What is known of a request without a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportErrorKind {
    /// It surely did not reach the service: no connection came about.
    NotSent,
    /// It may have reached the service, and the service may have acted on it.
    Lost,
    /// The service responded with more bytes than the client takes.
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

    /// The response's body cannot be read.
    pub(crate) fn unreadable(error: BodyError) -> Self {
        let kind = match error {
            BodyError::TooLarge(_) => TransportErrorKind::TooLarge,
            BodyError::Broken(_) | BodyError::TimedOut { .. } => TransportErrorKind::Lost,
        };
        Self { kind, source: error.into() }
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
            TransportErrorKind::Lost => "the response was lost",
            TransportErrorKind::TooLarge => "the response is too large",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_ref())
    }
}
