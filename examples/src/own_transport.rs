//! A transport of one's own, over hyper: all that a build without the features `reqwest` and `hyper` needs besides.

use std::error::Error;
use std::time::Duration;

use aws_operation::{Body, Transport, TransportError, TransportFuture, http};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

/// HTTP/1.1 without TLS, over a pool of connections.
#[derive(Clone, Debug)]
pub struct OwnTransport(Client<HttpConnector, Body>);

impl OwnTransport {
    /// With an empty pool.
    pub fn new() -> Self {
        let mut builder = Client::builder(TokioExecutor::new());
        // A signed request is the client's to repeat, and no one else's. A connection rests for less than the 60 s after
        // which AWS's load balancers close it, since a request that crosses such a close is lost.
        builder.retry_canceled_requests(false).pool_timer(TokioTimer::new()).pool_idle_timeout(Duration::from_secs(15));
        Self(builder.build_http())
    }
}

impl Default for OwnTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for OwnTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            match self.0.request(request).await {
                Ok(response) => Ok(response.map(Body::new)),
                Err(error) if error.is_connect() || is_unwritten(&error) => Err(TransportError::not_sent(error)),
                // It may have arrived, so that only what is harmless twice is sent again.
                Err(error) => Err(TransportError::lost(error)),
            }
        })
    }
}

/// Whether the connection was closed before a byte of the request was written to it.
fn is_unwritten(error: &(dyn Error + 'static)) -> bool {
    let is_canceled = error.downcast_ref().is_some_and(hyper::Error::is_canceled);
    is_canceled || error.source().is_some_and(is_unwritten)
}
