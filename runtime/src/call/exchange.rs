//! One exchange: sends a request and reads the response. The caller reads a streamed response body.

use bytes::Bytes;
use tokio::time::timeout_at;

use super::connections::Connection;
use super::limits::Deadline;
use super::runtime::with_io;
use super::service_clock::clock_offset;
use super::upload::Upload;
use super::{Call, Response};
use crate::call::send_error::TimedOut;
use crate::model::streamed_body::Streams;
#[cfg(feature = "event-stream")]
use crate::protocol::event_stream::read_initial;
use crate::transport::{TransportError, TransportFuture};
#[cfg(feature = "event-stream")]
use crate::value::body::Body;
use crate::value::body::Idle;

/// The limit for the body of an error response. Only its status, code and message matter, so the rest is not read.
const MAX_ERROR_BYTES: usize = 1024 * 1024;

/// The result of one exchange.
pub(super) struct Exchanged {
    pub(super) response: Box<Response>,
    /// The service's time minus the local time in seconds, when the headers arrived.
    pub(super) clock_offset: Option<i64>,
}

impl Call<'_> {
    /// Runs the exchange within its time limits.
    pub(super) async fn bounded_exchange(
        &self,
        sending: TransportFuture<'_>,
        connection: Connection,
        upload: Option<&Upload>,
        deadline: Deadline,
    ) -> Result<Result<Exchanged, TransportError>, TimedOut> {
        if let Some(upload) = upload {
            let exchange = self.exchange(sending, connection, Some(upload));
            return Box::pin(upload.bound(exchange, deadline, &self.timeouts)).await;
        }
        match deadline.of_attempt(&self.timeouts) {
            (Some(until), over) => timeout_at(until, self.exchange(sending, connection, None)).await.map_err(|_| over),
            (None, _) => Ok(self.exchange(sending, connection, None).await),
        }
    }

    /// Sends a request and reads the response, except for a body that the caller reads.
    async fn exchange(
        &self,
        sending: TransportFuture<'_>,
        connection: Connection,
        upload: Option<&Upload>,
    ) -> Result<Exchanged, TransportError> {
        #[cfg_attr(not(feature = "rest-xml"), allow(unused_mut))] // only S3's headers are changed
        let (mut parts, mut body) = with_io(sending).await?.into_parts();
        #[cfg(feature = "rest-xml")]
        self.without_upload_encoding(&mut parts.headers);
        if let Some(upload) = upload {
            // A service may respond before it has received the whole body.
            upload.end();
            #[cfg(feature = "http2")]
            if self.goes_both_ways() {
                body = upload.ends_with(body);
            }
        }
        // Computed before the body is read, which may take long.
        let clock_offset = clock_offset(&parts.headers, self.client.clock.now());
        let is_success = parts.status.is_success();
        #[cfg(feature = "checksums")]
        let checksum = self.expected_checksum(&parts).map(|expected| {
            let algorithm = expected.algorithm;
            body = expected.check(std::mem::take(&mut body));
            algorithm
        });
        let mut response = Box::new(Response::new(http::Response::from_parts(parts, Bytes::new())));
        #[cfg(feature = "checksums")]
        {
            response.checksum = checksum;
        }
        if self.streams != Streams::No && is_success {
            let body = connection.read_by(body);
            #[cfg(feature = "event-stream")]
            let body = self.begin_events(body, &mut response).await?;
            response.stream =
                Some(body.with_idle(self.timeouts.idle.map(|limit| Idle::new(self.operation.name, limit))));
            return Ok(Exchanged { response, clock_offset });
        }
        let limit = self.limits.max_response_bytes;
        let bytes =
            if is_success { body.read(limit).await } else { body.read_beginning(limit.min(MAX_ERROR_BYTES)).await };
        *response.message.body_mut() = bytes.map_err(TransportError::unreadable)?;
        if let Some(corruption) = (self.corruption)(self.meta, &response.message) {
            return Err(TransportError::unreadable(corruption));
        }
        Ok(Exchanged { response, clock_offset })
    }
}

#[cfg(feature = "event-stream")]
impl Call<'_> {
    /// Reads the initial message of a stream of events, if the output has members in it.
    async fn begin_events(&self, body: Body, response: &mut Response) -> Result<Body, TransportError> {
        response.max_frame = self.limits.max_response_bytes;
        if !self.has_initial_message {
            return Ok(body);
        }
        let read = Box::pin(read_initial(body, response.max_frame)).await;
        let (initial, body) = read.map_err(TransportError::unreadable)?;
        *response.message.body_mut() = initial;
        Ok(body)
    }
}
