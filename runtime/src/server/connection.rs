//! Serves HTTP/1.1 connections, and closes them early for injected faults.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::EXPECT;
use http::request::Parts;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::State;
use super::receive::{Reply, receive, reject_body};
use crate::model::streamed_body::SentEvents;

/// Accepts and serves connections until the task is aborted, which also ends the connections.
pub(crate) async fn accept(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(serve(stream, Arc::clone(&state)));
            }
            // The process may be out of file descriptors. Wait until connections end and free some.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    // Without this option, small responses are delayed. If it cannot be set, the connection still works.
    let _ = stream.set_nodelay(true);
    let reset = AtomicBool::new(false);
    let service = service_fn(|request: http::Request<Incoming>| {
        let (state, reset) = (&state, &reset);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = match read_body(&parts, body, state.max_request_bytes).await {
                Ok(body) => body,
                Err(BodyFailure::TooLong) => return Ok(complete(reject_body(state, &parts).await)),
                Err(BodyFailure::Broken) => return Err(Close),
            };
            match receive(state, parts, body).await {
                Reply::Response(response) => Ok(complete(response)),
                Reply::Truncated(response) => Ok(truncate(response)),
                Reply::Close => Err(Close),
                Reply::Reset => {
                    reset.store(true, Ordering::Relaxed);
                    Err(Close)
                }
            }
        })
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // Connection errors are ignored. The connection is reset only for an injected fault.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if reset.load(Ordering::Relaxed) {
        let _ = stream.set_zero_linger();
    }
}

/// Why a request body could not be read.
enum BodyFailure {
    /// The body exceeds the limit.
    TooLong,
    /// The connection failed before the end of the body.
    Broken,
}

/// Reads a body of at most `limit` bytes. A longer body is read to its end and discarded: a client that is still sending when
/// the connection closes may not receive the response.
async fn read_body(parts: &Parts, mut body: Incoming, limit: usize) -> Result<Bytes, BodyFailure> {
    let expects_continue = parts.headers.contains_key(EXPECT);
    if expects_continue && usize::try_from(body.size_hint().lower()).map_or(true, |length| length > limit) {
        return Err(BodyFailure::TooLong);
    }
    match Limited::new(&mut body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            while body.frame().await.transpose().map_err(|_| BodyFailure::Broken)?.is_some() {}
            Err(BodyFailure::TooLong)
        }
        Err(_) => Err(BodyFailure::Broken),
    }
}

/// An error that makes hyper close the connection without a response.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed by an injected fault")]
struct Close;

/// The body of a response, complete or truncated.
struct ResponseBody {
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

fn complete(mut response: http::Response<Bytes>) -> http::Response<ResponseBody> {
    let events = response.extensions_mut().remove::<SentEvents>();
    // Events can be sent once. A response that is replayed for its token has none.
    let events = events.and_then(|SentEvents(events)| events.take_body());
    response.map(|body| ResponseBody { body: Some(body), events, end: End::Complete })
}

fn truncate(response: http::Response<Bytes>) -> http::Response<ResponseBody> {
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
