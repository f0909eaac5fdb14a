//! A transport of one's own, over hyper: all that a build without the feature `reqwest` needs besides.

use aws_operation::{Body, Transport, TransportError, TransportFuture, http};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// HTTP/1.1 without TLS, over a pool of connections.
#[derive(Clone, Debug)]
pub struct HyperTransport(Client<HttpConnector, Body>);

impl HyperTransport {
    /// With an empty pool.
    pub fn new() -> Self {
        // A signed request is the client's to repeat, and no one else's.
        Self(Client::builder(TokioExecutor::new()).retry_canceled_requests(false).build_http())
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            match self.0.request(request).await {
                Ok(answer) => Ok(answer.map(Body::new)),
                Err(error) if error.is_connect() => Err(TransportError::not_sent(error)),
                // It may have arrived, so that only what is harmless twice is sent again.
                Err(error) => Err(TransportError::lost(error)),
            }
        })
    }
}
