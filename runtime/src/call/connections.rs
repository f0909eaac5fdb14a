//! The limit on connections that a client uses at the same time.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::NoResponse;
use super::limits::Deadline;
use crate::call::send_error::TimedOut;
use crate::value::body::{Body, BoxError};

/// The connections of a client. An attempt takes one after it has credentials, because loading them may need a call, and
/// before it is signed, because a signature expires.
pub(crate) struct Connections {
    free: Arc<Semaphore>,
    all: usize,
}

impl Connections {
    pub(crate) fn new(all: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(all.min(Semaphore::MAX_PERMITS))), all }
    }

    /// The same maximum number of connections, none of them in use.
    #[cfg(feature = "blocking")]
    pub(crate) fn with_same_limit(&self) -> Self {
        Self::new(self.all)
    }

    /// Waits for a free connection. Waiting calls get one in the order of their arrival.
    pub(super) async fn take(&self, deadline: Deadline) -> Result<Connection, NoResponse> {
        let free = || Arc::clone(&self.free);
        if let Ok(permit) = free().try_acquire_owned() {
            return Ok(Connection { _permit: Some(permit) });
        }
        tracing::debug!(target: "aws_operation", connections = self.all, "waiting for a connection");
        match Box::pin(deadline.bound(free().acquire_owned())).await {
            // Never an error: nothing closes the semaphore.
            Ok(permit) => Ok(Connection { _permit: permit.ok() }),
            Err(NoResponse::Timeout(TimedOut::Operation(limit))) => {
                Err(NoResponse::Timeout(TimedOut::Connection { limit, connections: self.all }))
            }
            Err(other) => Err(other),
        }
    }
}

/// A connection in use. Dropping it frees the connection.
pub(super) struct Connection {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Connection {
    /// Passes the connection to `body`, which frees it when it is read to its end or dropped.
    pub(super) fn read_by(self, body: Body) -> Body {
        if body.as_bytes().is_some() || is_read(&body) {
            body
        } else {
            Body::new(Received { body, connection: Some(self) })
        }
    }
}

/// Whether all bytes of a body are read. Some body types of HTTP libraries report that only by their length.
fn is_read(body: &Body) -> bool {
    http_body::Body::is_end_stream(body) || http_body::Body::size_hint(body).exact() == Some(0)
}

/// The body of a response, with the connection that it is read from.
struct Received {
    body: Body,
    connection: Option<Connection>,
}

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if !matches!(frame, Some(Ok(_))) || is_read(&self.body) {
            self.connection = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
