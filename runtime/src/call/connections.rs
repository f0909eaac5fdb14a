//! The limit on connections that a client uses at the same time.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::NoResponse;
use super::limits::Deadline;
use crate::call::send_error::TimedOut;
use crate::value::body::Body;

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
            return Ok(Connection { permit: Some(permit) });
        }
        tracing::debug!(target: "aws_operation", connections = self.all, "waiting for a connection");
        match Box::pin(deadline.bound(free().acquire_owned())).await {
            // Never an error: nothing closes the semaphore.
            Ok(permit) => Ok(Connection { permit: permit.ok() }),
            Err(NoResponse::Timeout(TimedOut::Operation(limit))) => {
                Err(NoResponse::Timeout(TimedOut::Connection { limit, connections: self.all }))
            }
            Err(other) => Err(other),
        }
    }
}

/// A connection in use. Dropping it frees the connection.
pub(super) struct Connection {
    permit: Option<OwnedSemaphorePermit>,
}

impl Connection {
    /// Passes the connection to `body`, which frees it when it is read to its end or dropped.
    pub(super) fn read_by(self, body: Body) -> Body {
        match self.permit {
            Some(permit) => body.with_connection(permit),
            None => body,
        }
    }
}
