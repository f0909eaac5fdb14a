//! HTTP/1.1 at the server's end, and ways to end it badly.

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

/// Serves every connection until the task is aborted; the connections end with it.
pub(crate) async fn accept(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(serve(stream, Arc::clone(&state)));
            }
            // The process may be out of descriptors; the connections that end will free some.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    // A response is small; waiting to fill a packet only delays it. It serves without as well.
    let _ = stream.set_nodelay(true);
    let reset = AtomicBool::new(false);
    let service = service_fn(|request: http::Request<Incoming>| {
        let (state, reset) = (&state, &reset);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = match read_body(&parts, body, state.max_request_bytes).await {
                Ok(body) => body,
                Err(Unread::TooLong) => return Ok(whole(reject_body(state, &parts).await)),
                Err(Unread::Broken) => return Err(Cut),
            };
            match receive(state, parts, body).await {
                Reply::Response(response) => Ok(whole(response)),
                Reply::Truncated(response) => Ok(truncate(response)),
                Reply::Close => Err(Cut),
                Reply::Reset => {
                    reset.store(true, Ordering::Relaxed);
                    Err(Cut)
                }
            }
        })
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // How a connection ends is the client's affair, unless it is to end with a reset.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if reset.load(Ordering::Relaxed) {
        let _ = stream.set_zero_linger();
    }
}

/// Why there is no body.
enum Unread {
    /// It has more bytes than the limit.
    TooLong,
    /// It did not come to its end.
    Broken,
}

/// The body of at most `limit` bytes. What is beyond is read and dropped: a client that is still sending when the
/// connection ends may never see the response.
async fn read_body(parts: &Parts, mut body: Incoming, limit: usize) -> Result<Bytes, Unread> {
    let waits = parts.headers.contains_key(EXPECT);
    if waits && usize::try_from(body.size_hint().lower()).map_or(true, |length| length > limit) {
        return Err(Unread::TooLong);
    }
    match Limited::new(&mut body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            while body.frame().await.transpose().map_err(|_| Unread::Broken)?.is_some() {}
            Err(Unread::TooLong)
        }
        Err(_) => Err(Unread::Broken),
    }
}

/// Ends a connection without a response.
#[derive(Debug, thiserror::Error)]
#[error("the connection is cut on purpose")]
struct Cut;

/// The whole of a response's body, or half of it.
struct ResponseBody {
    body: Option<Bytes>,
    end: End,
}

/// What comes after the bytes of a body.
#[derive(PartialEq, Eq)]
enum End {
    Whole,
    /// The connection is to be cut, once the bytes are sent: what is only buffered is lost with it.
    Truncated,
    Cut,
}

fn whole(response: http::Response<Bytes>) -> http::Response<ResponseBody> {
    response.map(|body| ResponseBody { body: Some(body), end: End::Whole })
}

fn truncate(response: http::Response<Bytes>) -> http::Response<ResponseBody> {
    let length = response.body().len();
    let mut response = response.map(|body| ResponseBody { body: Some(body.slice(..length / 2)), end: End::Truncated });
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
        if let Some(body) = self.body.take() {
            return Poll::Ready(Some(Ok(Frame::data(body))));
        }
        match self.end {
            End::Whole => Poll::Ready(None),
            End::Truncated => {
                // While there is nothing to write, the connection sends what it has.
                self.end = End::Cut;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Cut => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.end == End::Whole && self.body.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        if self.end != End::Whole {
            return SizeHint::default();
        }
        SizeHint::with_exact(self.body.as_ref().map_or(0, |body| body.len() as u64))
    }
}
