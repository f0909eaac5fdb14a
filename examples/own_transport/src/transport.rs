//! A transport of your own, over hyper. A build without the features `reqwest` and `hyper` needs nothing else.

use std::error::Error;
use std::time::Duration;

use aws_operation::{Body, Transport, TransportError, TransportFuture, http};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

/// HTTP/1.1 without TLS, over a connection pool.
#[derive(Clone, Debug)]
pub struct OwnTransport(Client<HttpConnector, Body>);

impl OwnTransport {
    /// Creates a transport with an empty connection pool.
    pub fn new() -> Self {
        let mut builder = Client::builder(TokioExecutor::new());
        // Only the client may retry a signed request, so hyper must not. AWS load balancers close an idle connection
        // after 60 s. The idle timeout is shorter, because a request sent on a closing connection is lost.
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
                // The request may have arrived, so the client retries it only if that is safe.
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
