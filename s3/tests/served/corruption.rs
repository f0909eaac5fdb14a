//! A transport that corrupts contents on their way.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::HttpTransport;
use aws_operation::{Body, Bytes, Transport, TransportFuture, http};

/// Whether the content of a message is corrupted: of a request, or of the response to it.
pub type Decides = dyn Fn(&http::request::Parts, bool) -> bool + Send + Sync;

pub struct Corrupting {
    inner: HttpTransport,
    decides: Arc<Decides>,
}

impl Corrupting {
    pub fn new(decides: impl Fn(&http::request::Parts, bool) -> bool + Send + Sync + 'static) -> Self {
        Self { inner: HttpTransport::new(Duration::from_secs(3)), decides: Arc::new(decides) }
    }
}

impl Transport for Corrupting {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let (of_request, of_response) = ((self.decides)(&parts, false), (self.decides)(&parts, true));
            let request = http::Request::from_parts(parts, corrupted(body, of_request));
            let response = self.inner.send(request).await?;
            Ok(response.map(|body| corrupted(body, of_response)))
        })
    }
}

fn corrupted(body: Body, is: bool) -> Body {
    if is { Body::new(Flipping { body, is_done: false }) } else { body }
}

/// A body with one wrong bit, in its first piece.
struct Flipping {
    body: Body,
    is_done: bool,
}

impl http_body::Body for Flipping {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        let frame = std::task::ready!(Pin::new(&mut self.body).poll_frame(context)).transpose()?;
        Poll::Ready(frame.map(|frame| {
            Ok(frame.map_data(|bytes| {
                let mut bytes = bytes.to_vec();
                if let (Some(last), false) = (bytes.last_mut(), self.is_done) {
                    *last ^= 1;
                    self.is_done = true;
                }
                bytes.into()
            }))
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}
