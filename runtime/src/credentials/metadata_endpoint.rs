//! Requests to the addresses at which AWS hands credentials to a container or a machine.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::timeout;
use zeroize::Zeroize as _;

use crate::transport::{NoProxy, Transport, TransportError, TransportErrorKind};
use crate::value::body::Body;
use crate::value::error_debug::debug_like_display;

/// The longest response that is read; credentials have a few hundred bytes.
const MAX_RESPONSE_BYTES: usize = 64 * 1024;

/// Asks one of these addresses, through the client's transport.
#[derive(Clone)]
pub(super) struct MetadataEndpoint {
    pub(super) transport: Arc<dyn Transport>,
    /// For one request and its response.
    pub(super) limit: Duration,
}

/// Why there is no response.
#[derive(thiserror::Error)]
pub(crate) enum NoResponse {
    #[error("no response within {0:?}")]
    Late(Duration),
    #[error("{0}")]
    NotSent(#[source] TransportError),
    #[error("{0}")]
    Lost(#[source] TransportError),
}

debug_like_display!(text NoResponse);

impl MetadataEndpoint {
    /// Sends `request`, past every proxy.
    pub(super) async fn send(&self, mut request: http::Request<Body>) -> Result<http::Response<Bytes>, NoResponse> {
        request.extensions_mut().insert(NoProxy);
        let exchange = async {
            let (parts, body) = self.transport.send(request).await?.into_parts();
            let bytes = body.bytes(MAX_RESPONSE_BYTES).await.map_err(TransportError::unreadable)?;
            Ok(http::Response::from_parts(parts, bytes))
        };
        match timeout(self.limit, exchange).await {
            Err(_) => Err(NoResponse::Late(self.limit)),
            Ok(Ok(response)) => Ok(response),
            Ok(Err::<_, TransportError>(error)) if error.kind() == TransportErrorKind::NotSent => {
                Err(NoResponse::NotSent(error))
            }
            Ok(Err(error)) => Err(NoResponse::Lost(error)),
        }
    }
}

/// Wipes a response that held secrets, unless the HTTP client still holds on to it.
pub(super) fn wipe(body: Bytes) {
    if let Ok(mut body) = body.try_into_mut() {
        body.as_mut().zeroize();
    }
}
