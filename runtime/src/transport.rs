//! Transports: they send signed requests and return responses.

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

#[cfg(any(feature = "reqwest", feature = "hyper"))]
use http::header::HOST;
#[cfg(feature = "hyper")]
pub use hyper_transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
pub(crate) use {proxy::Proxies, routes::Settings, tls::Bundle};

#[cfg(all(feature = "http2", any(feature = "reqwest", feature = "hyper")))]
use crate::config::endpoint::is_loopback;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
use crate::sigv4::headers::host;
use crate::value::body::{Body, BodyError};
use crate::value::error_chain::with_causes;
use crate::value::error_debug::debug_like_display;

/// Sends one request and returns its response. The client signs, retries and reads the response's body.
///
/// The client enforces all timeouts, including those of streamed bodies, so an implementation needs none. It should poll a
/// request's body only as fast as it can send the data.
///
/// A request with the version HTTP/2 has events both ways: it must be sent over HTTP/2, and its response be returned while its
/// body is still being sent.
///
/// An implementation must send the request unchanged, without following redirects and without retries, because a change
/// would break the signature. It must distinguish a request that was certainly not sent ([`TransportError::not_sent`]) from
/// one that may have arrived ([`TransportError::lost`]): the client decides by this whether it may retry.
///
/// ```
/// use aws_operation::{Body, Client, Credentials, Transport, TransportFuture, http};
///
/// /// Responds to every call with `{}`, for a test.
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
    /// Sends `request` and returns the response.
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_>;

    /// A transport with the same settings and its own connections, for a blocking client: connections driven by an async
    /// runtime make no progress while that runtime's thread is blocked. `None` if no runtime drives the connections.
    fn with_own_connections(&self) -> Option<Arc<dyn Transport>> {
        None
    }
}

/// The default connect timeout.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// The default idle timeout of a connection: well below the 60 s after which AWS's load balancers close it. If a request is
/// sent while the connection is being closed, the client cannot know whether the request ran.
pub(crate) const IDLE_TIMEOUT: Duration = Duration::from_secs(15);

/// An extension that marks a request to a metadata endpoint, which must not be sent through a proxy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoProxy;

/// Sets the `Host` header as an HTTP/1.1 client would set it, which makes more copies.
#[cfg(any(feature = "reqwest", feature = "hyper"))]
fn set_host(request: &mut http::Request<Body>) {
    if !request.headers().contains_key(HOST)
        && let Some(host) = host(request.uri())
        && let Ok(host) = http::HeaderValue::from_str(host)
    {
        request.headers_mut().insert(HOST, host);
    }
}

/// Refuses HTTP/2 without TLS to another machine: there is no ALPN to ask whether the service speaks it.
#[cfg(all(feature = "http2", any(feature = "reqwest", feature = "hyper")))]
fn check_http2(uri: &http::Uri) -> Result<(), TransportError> {
    if uri.scheme() == Some(&http::uri::Scheme::HTTPS) || is_loopback(uri.host().unwrap_or_default()) {
        return Ok(());
    }
    Err(TransportError::not_sent("HTTP/2 without TLS goes only to loopback: use an endpoint with `https`"))
}

/// The future of [`Transport::send`].
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'a>>;

/// Why a transport returned no response.
///
/// `Display` is one line that includes the causes, so that `source()` is `None`. [`get_ref`](Self::get_ref) returns the
/// cause.
pub struct TransportError {
    kind: TransportErrorKind,
    cause: Box<dyn std::error::Error + Send + Sync>,
}

debug_like_display!(struct TransportError { kind, cause });

/// Whether a request without a response may have reached the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request did not reach the service: there was no connection.
    NotSent,
    /// The request may have reached the service, and the service may have executed it.
    Lost,
    /// The response is longer than the client's limit.
    TooLarge,
    /// The body of the response does not have the checksum that its header says. The service executed the request.
    Corrupted,
}

impl TransportError {
    /// The request did not reach the service.
    pub fn not_sent(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind: TransportErrorKind::NotSent, cause: cause.into() }
    }

    /// The request may have reached the service.
    pub fn lost(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind: TransportErrorKind::Lost, cause: cause.into() }
    }

    /// The response's body cannot be read.
    pub(crate) fn unreadable(error: BodyError) -> Self {
        let kind = match error {
            BodyError::TooLarge(_) => TransportErrorKind::TooLarge,
            BodyError::WrongChecksum { .. } => TransportErrorKind::Corrupted,
            BodyError::Broken(_) | BodyError::TimedOut { .. } => TransportErrorKind::Lost,
        };
        Self { kind, cause: error.into() }
    }

    /// Whether the request may have reached the service.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// What went wrong underneath, as the transport gave it.
    ///
    /// ```
    /// use std::io;
    ///
    /// use aws_operation::TransportError;
    ///
    /// let error = TransportError::lost(io::Error::other("reset by peer"));
    /// assert!(error.get_ref().is::<io::Error>());
    /// assert_eq!(error.to_string(), "the response was lost: reset by peer");
    /// ```
    pub fn get_ref(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self.cause.as_ref()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            TransportErrorKind::NotSent => "no connection to the service",
            TransportErrorKind::Lost => "the response was lost",
            TransportErrorKind::TooLarge => "the response is too large",
            TransportErrorKind::Corrupted => "the response is corrupted",
        };
        f.write_str(&with_causes(what, Some(self.cause.as_ref())))
    }
}

impl std::error::Error for TransportError {}
