//! The body of a response: bytes, events, or bytes that an injected fault cuts off.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

use crate::model::streamed_body::SentEvents;

/// The body of a response, complete or truncated.
pub(super) struct ResponseBody {
    body: Option<Bytes>,
    /// The events that are sent in place of a body.
    events: Option<crate::value::body::Body>,
    end: End,
}

/// How a body ends after its data.
#[derive(PartialEq, Eq)]
enum End {
    Complete,
    /// The connection is to be aborted after the data is sent. Buffered data would be lost.
    Truncated,
    Abort,
}

pub(super) fn complete(mut response: http::Response<Bytes>) -> http::Response<ResponseBody> {
    let events = response.extensions_mut().remove::<SentEvents>();
    // Events can be sent once. A response that is replayed for its token has none.
    let events = events.and_then(|SentEvents(events)| events.take_body());
    response.map(|body| ResponseBody { body: Some(body), events, end: End::Complete })
}

pub(super) fn truncate(response: http::Response<Bytes>) -> http::Response<ResponseBody> {
    let length = response.body().len();
    let mut response =
        response.map(|body| ResponseBody { body: Some(body.slice(..length / 2)), events: None, end: End::Truncated });
    response.headers_mut().insert(http::header::CONTENT_LENGTH, length.into());
    response
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(events) = &mut self.events {
            return Pin::new(events).poll_frame(context).map_err(io::Error::other);
        }
        if let Some(body) = self.body.take() {
            return Poll::Ready(Some(Ok(Frame::data(body))));
        }
        match self.end {
            End::Complete => Poll::Ready(None),
            End::Truncated => {
                // The connection flushes its buffer while the body is pending.
                self.end = End::Abort;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Abort => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.events.is_none() && self.end == End::Complete && self.body.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        if self.events.is_some() || self.end != End::Complete {
            return SizeHint::default();
        }
        SizeHint::with_exact(self.body.as_ref().map_or(0, |body| body.len() as u64))
    }
}
