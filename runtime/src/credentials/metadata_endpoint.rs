//! Requests to metadata endpoints: IMDS and the container credentials endpoint.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use zeroize::Zeroize as _;

use crate::transport::{NoProxy, Transport, TransportError, TransportErrorKind};
use crate::value::body::Body;
use crate::value::error_debug::debug_like_display;

/// The maximum size of a response; credentials documents have a few hundred bytes.
const MAX_RESPONSE_BYTES: usize = 64 * 1024;

/// Sends requests to a metadata endpoint through the client's transport.
#[derive(Clone)]
pub(super) struct MetadataEndpoint {
    pub(super) transport: Arc<dyn Transport>,
    /// The timeout of one request and its response.
    pub(super) timeout: Duration,
}

/// Why a metadata endpoint returned no response.
pub(crate) enum NoResponse {
    TimedOut(Duration),
    NotSent(TransportError),
    Lost(TransportError),
}

impl fmt::Display for NoResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut(limit) => write!(f, "no response within {limit:?}"),
            Self::NotSent(error) | Self::Lost(error) => error.fmt(f),
        }
    }
}

impl Error for NoResponse {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::TimedOut(_) => None,
            Self::NotSent(error) | Self::Lost(error) => Some(error),
        }
    }
}

debug_like_display!(text NoResponse);

impl MetadataEndpoint {
    /// Sends `request` without a proxy.
    pub(super) async fn send(&self, mut request: http::Request<Body>) -> Result<http::Response<Bytes>, NoResponse> {
        request.extensions_mut().insert(NoProxy);
        let exchange = async {
            let (parts, body) = self.transport.send(request).await?.into_parts();
            let bytes = body.bytes(MAX_RESPONSE_BYTES).await.map_err(TransportError::unreadable)?;
            Ok(http::Response::from_parts(parts, bytes))
        };
        match tokio::time::timeout(self.timeout, exchange).await {
            Err(_) => Err(NoResponse::TimedOut(self.timeout)),
            Ok(Ok(response)) => Ok(response),
            Ok(Err::<_, TransportError>(error)) if error.kind() == TransportErrorKind::NotSent => {
                Err(NoResponse::NotSent(error))
            }
            Ok(Err(error)) => Err(NoResponse::Lost(error)),
        }
    }
}

/// Zeroizes the body of a response, unless the HTTP client still references it.
pub(super) fn zeroize_body(body: Bytes) {
    if let Ok(mut body) = body.try_into_mut() {
        body.as_mut().zeroize();
    }
}
