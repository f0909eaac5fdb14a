//! The body of a request: as received, which the signature and the checksum cover, and as the operation reads it.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;

use super::State;
use super::receive::Rejection;
use crate::model::operation::OperationMeta;

/// The body of a request, as received and as decompressed.
pub(super) struct RequestBody<'a> {
    pub(super) received: &'a Bytes,
    /// `None` if it is not compressed, or no operation of the server decompresses.
    #[cfg(feature = "compression")]
    decompressed: Option<Result<Bytes, crate::protocol::gzip::NotDecompressed>>,
}

impl<'a> RequestBody<'a> {
    pub(super) fn of(state: &State, parts: &Parts, received: &'a Bytes) -> Self {
        let _ = (state, parts);
        Self {
            received,
            #[cfg(feature = "compression")]
            decompressed: super::compression::decompressed(state, &parts.headers, received),
        }
    }

    /// The body in which the operation may be named.
    pub(super) fn decompressed(&self) -> &Bytes {
        #[cfg(feature = "compression")]
        if let Some(Ok(body)) = &self.decompressed {
            return body;
        }
        self.received
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
        match &self.decompressed {
            Some(Ok(body)) if operation.compress => {
                let mut headers = headers.into_owned();
                super::compression::remove_encoding(&mut headers);
                return Ok((Cow::Owned(headers), body));
            }
            Some(Err(reason)) if operation.compress => {
                return Err(super::compression::rejection(*reason, state.max_request_bytes));
            }
            _ => {}
        }
        Ok((headers, self.received))
    }
}
