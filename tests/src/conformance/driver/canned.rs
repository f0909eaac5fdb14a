//! A service that stores the last request, and always returns the same response.

use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::{Body, Bytes, Client, Credentials, RetryPolicy, TokenSource, Transport, TransportFuture};

/// The token of the cases.
pub(super) const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

#[derive(Clone)]
pub(super) struct Canned {
    response: http::Response<Bytes>,
    sent: Arc<Mutex<Option<http::Request<Bytes>>>>,
}

impl Canned {
    pub(super) fn new(response: http::Response<Bytes>) -> Self {
        Self { response, sent: Arc::default() }
    }

    pub(super) fn client(&self, endpoint: &str) -> Result<Client, String> {
        client_over(self.clone(), endpoint)
    }

    /// The last request, if one was sent.
    pub(super) fn sent(&self) -> Option<http::Request<Bytes>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A client of this endpoint, with the token of the cases.
pub(super) fn client_over(transport: impl Transport + 'static, endpoint: &str) -> Result<Client, String> {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(endpoint)
        .tokens(TokenSource::fixed(TOKEN))
        .retry(RetryPolicy::never())
        .transport(transport)
        .build()
        .map_err(|error| error.to_string())
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            let (parts, body) = request.into_parts();
            let body = body.bytes(1 << 24).await.unwrap_or_default();
            *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = Some(http::Request::from_parts(parts, body));
            Ok(self.response.clone().map(Body::from))
        })
    }
}
