//! The body of a request: as received, which the signature and the checksum cover, and as the operation reads it.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;

use super::State;
use super::rejection::Rejection;
use crate::model::operation::OperationMeta;
use crate::protocol::form_in;
#[cfg(feature = "compression")]
use crate::protocol::gzip::NotDecompressed;
#[cfg(feature = "compression")]
use crate::protocol::is_form;

/// The body of a request, as received and as decompressed.
pub(super) struct RequestBody<'a> {
    pub(super) received: &'a Bytes,
    #[cfg(feature = "compression")]
    decompressed: Decompressed,
}

/// The decompressed body, once it is needed. `None` if it is not compressed, or no operation of the server decompresses.
#[cfg(feature = "compression")]
type Decompressed = std::sync::OnceLock<Option<Result<Bytes, NotDecompressed>>>;

impl<'a> RequestBody<'a> {
    pub(super) fn of(received: &'a Bytes) -> Self {
        Self {
            received,
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
