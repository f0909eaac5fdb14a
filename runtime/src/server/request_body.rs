//! The body of a request: as received, which the signature and the checksum cover, and as the operation reads it.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::EXPECT;
use http::request::Parts;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};

use super::State;
use super::rejection::Rejection;
use crate::model::operation::OperationMeta;
use crate::protocol::form_in;
#[cfg(feature = "compression")]
use crate::protocol::gzip::NotDecompressed;
#[cfg(feature = "compression")]
use crate::protocol::is_form;
#[cfg(feature = "event-stream")]
use crate::value::body::Body;
#[cfg(feature = "event-stream")]
use crate::value::byte_stream::ByteStream;

/// The body of a request, as the connection has it.
pub(super) struct Received {
    /// Empty where it is a stream.
    pub(super) bytes: Bytes,
    /// The frames of the events that the operation reads while they arrive.
    #[cfg(feature = "event-stream")]
    pub(super) events: Option<ByteStream>,
}

impl Received {
    pub(super) fn bytes(bytes: Bytes) -> Self {
        Self {
            bytes,
            #[cfg(feature = "event-stream")]
            events: None,
        }
    }

    #[cfg(feature = "event-stream")]
    pub(super) fn events(body: Body) -> Self {
        Self { bytes: Bytes::new(), events: Some(ByteStream::once(body)) }
    }
}

/// Why a request body could not be read.
pub(super) enum BodyFailure {
    /// The body exceeds the limit.
    TooLong,
    /// The connection failed before the end of the body.
    Broken,
}

/// Reads a body of at most `limit` bytes. A longer body is read to its end and discarded: a client that is still sending when
/// the connection closes may not receive the response.
pub(super) async fn read_body(parts: &Parts, mut body: Incoming, limit: usize) -> Result<Bytes, BodyFailure> {
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

/// The body of a request, as received and as decompressed.
pub(super) struct RequestBody<'a> {
    pub(super) received: &'a Bytes,
    /// The frames of events that are read while they arrive.
    #[cfg(feature = "event-stream")]
    pub(super) events: Option<&'a ByteStream>,
    #[cfg(feature = "compression")]
    decompressed: Decompressed,
}

/// The decompressed body, once it is needed. `None` if it is not compressed, or no operation of the server decompresses.
#[cfg(feature = "compression")]
type Decompressed = std::sync::OnceLock<Option<Result<Bytes, NotDecompressed>>>;

impl<'a> RequestBody<'a> {
    pub(super) fn of(body: &'a Received) -> Self {
        Self {
            received: &body.bytes,
            #[cfg(feature = "event-stream")]
            events: body.events.as_ref(),
            #[cfg(feature = "compression")]
            decompressed: Decompressed::new(),
        }
    }

    /// The text of a form, which may name the operation. Any other body is decompressed only for a caller that is
    /// authenticated.
    pub(super) fn form(&self, state: &State, parts: &Parts) -> Cow<'_, str> {
        let _ = state;
        #[cfg(feature = "compression")]
        if is_form(&parts.headers)
            && let Some(Ok(body)) = self.decompressed(state, &parts.headers)
        {
            return form_in(&parts.headers, body);
        }
        form_in(&parts.headers, self.received)
    }

    #[cfg(feature = "compression")]
    fn decompressed(&self, state: &State, headers: &HeaderMap) -> Option<&Result<Bytes, NotDecompressed>> {
        let decompress = || super::compression::decompressed(state, headers, self.received);
        self.decompressed.get_or_init(decompress).as_ref()
    }

    /// The headers and the body that the operation reads.
    #[cfg_attr(not(feature = "compression"), allow(clippy::unnecessary_wraps))] // only decompression fails
    pub(super) fn of_operation<'b>(
        &'b self,
        state: &State,
        operation: &OperationMeta,
        headers: Cow<'b, HeaderMap>,
    ) -> Result<(Cow<'b, HeaderMap>, &'b [u8]), Rejection> {
        let _ = (state, operation);
        #[cfg(feature = "compression")]
        if operation.compress {
            match self.decompressed(state, &headers) {
                Some(Ok(body)) => {
                    let mut headers = headers.into_owned();
                    super::compression::remove_encoding(&mut headers);
                    return Ok((Cow::Owned(headers), body));
                }
                Some(Err(reason)) => return Err(super::compression::rejection(*reason, state.max_request_bytes)),
                None => {}
            }
        }
        Ok((headers, self.received))
    }
}
