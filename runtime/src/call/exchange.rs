//! One exchange: the request goes, the response comes and is read, but for a stream that is the caller's.

use bytes::Bytes;
use http::HeaderMap;
use tokio::time::timeout_at;

use super::Call;
use super::connections::Connection;
use super::limits::Deadline;
use super::runtime::with_io;
use super::upload::Upload;
use crate::call::send_error::TimedOut;
use crate::transport::TransportError;
use crate::value::body::{Body, Idle};
use crate::value::timestamp::Timestamp;

/// How much is read of an error response: its status and code count, and no service says more in good faith.
const MAX_ERROR_BYTES: usize = 1024 * 1024;

/// What came of one exchange.
pub(super) struct Exchanged {
    pub(super) response: http::Response<Bytes>,
    /// The body, if it is left to the caller; the response's is empty then.
    pub(super) stream: Option<Body>,
    /// The service's clock less ours, when the response began.
    pub(super) clock_offset: Option<i64>,
}

impl Call<'_> {
    /// The exchange, for as long as it may take.
    pub(super) async fn bounded_exchange(
        &self,
        request: http::Request<Body>,
        connection: Connection,
        upload: Option<&Upload>,
        deadline: Deadline,
    ) -> Result<Result<Exchanged, TransportError>, TimedOut> {
        // Every place that an exchange is moved to makes the future of each call larger, so the rare one is a box.
        if let Some(upload) = upload {
            let exchange = self.exchange(request, connection, Some(upload));
            return Box::pin(upload.bound(exchange, deadline, &self.timeouts)).await;
        }
        match deadline.of_attempt(&self.timeouts) {
            (Some(until), over) => timeout_at(until, self.exchange(request, connection, None)).await.map_err(|_| over),
            (None, _) => Ok(self.exchange(request, connection, None).await),
        }
    }

    /// Sends a request and reads the response, but for a body that is the caller's to read.
    async fn exchange(
        &self,
        request: http::Request<Body>,
        connection: Connection,
        upload: Option<&Upload>,
    ) -> Result<Exchanged, TransportError> {
        let (parts, body) = with_io(self.client.transport.send(request)).await?.into_parts();
        if let Some(upload) = upload {
            // Whatever of it was sent: a service may respond before.
            upload.end();
        }
        // Now, since the body may take long.
        let clock_offset = clock_offset(&parts.headers, self.client.clock.now());
        if self.streams && parts.status.is_success() {
            let response = http::Response::from_parts(parts, Bytes::new());
            let body = connection.read_by(body);
            let body = body.with_idle(self.timeouts.idle.map(|limit| Idle::new(self.operation.name, limit)));
            return Ok(Exchanged { response, stream: Some(body), clock_offset });
        }
        let limit = self.limits.max_response_bytes;
        let bytes = if parts.status.is_success() {
            body.bytes(limit).await
        } else {
            body.beginning(limit.min(MAX_ERROR_BYTES)).await
        };
        let bytes = bytes.map_err(TransportError::unreadable)?;
        Ok(Exchanged { response: http::Response::from_parts(parts, bytes), stream: None, clock_offset })
    }
}

/// The service's clock less ours; unknown of a response that a cache has kept, or whose date is none of HTTP's.
fn clock_offset(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    if headers.contains_key(http::header::AGE) {
        return None;
    }
    let date = Timestamp::from_http_date(headers.get(http::header::DATE)?.to_str().ok()?)?;
    Some(date.as_second() - now.as_second())
}
