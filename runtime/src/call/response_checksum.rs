//! Checks the body of a response against its checksum: Smithy's `httpChecksum`, in a response.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use http_body::{Frame, SizeHint};

use super::Call;
use super::body_rules::ENABLED;
use crate::protocol::checksum::{Checksum, ChecksumAlgorithm, RunningChecksum};
use crate::value::body::{Body, BodyError, BoxError};

/// Whether a checksum is that of the whole object, or is made of those of its parts.
const CHECKSUM_TYPE: HeaderName = HeaderName::from_static("x-amz-checksum-type");

/// The algorithm with which the body of a response is checked, and the value that it must have.
pub(super) struct ExpectedChecksum {
    pub(super) algorithm: ChecksumAlgorithm,
    value: HeaderValue,
}

impl Call<'_> {
    /// The checksum of a response, if the request asked for one, and the response has one of its whole body.
    pub(super) fn expected_checksum(&self, response: &Parts) -> Option<ExpectedChecksum> {
        let mut modes = self.request.headers.values_named(self.operation.checksum.mode?);
        let asked = modes.any(|mode| *mode == ENABLED);
        // The response to HEAD describes a body that is not sent. Ranges have the checksum of the whole object, if any.
        let is_whole = self.request.method != Method::HEAD && response.status != StatusCode::PARTIAL_CONTENT;
        let headers = &response.headers;
        if !asked || !is_whole || !response.status.is_success() {
            return None;
        }
        let mut all = Checksum::all_in(headers);
        let expected = all.find_map(|(checksum, value)| match checksum {
            Checksum::Of(algorithm) => Some(ExpectedChecksum { algorithm, value: value.clone() }),
            Checksum::ContentMd5 | Checksum::TreeHash => None,
        })?;
        // The checksum of an object that was uploaded in parts may be made of the checksums of the parts. Its end is
        // `-<number of parts>`.
        let is_composite = headers.get(CHECKSUM_TYPE).is_some_and(|kind| kind == "COMPOSITE");
        (!is_composite && !expected.value.as_bytes().contains(&b'-')).then_some(expected)
    }
}

impl ExpectedChecksum {
    /// The same body. Reading it fails if it does not have this checksum.
    pub(super) fn check(self, body: Body) -> Body {
        let running = Checksum::Of(self.algorithm).begin();
        Body::new(CheckedBody { body, check: Some((running, self)) })
    }
}

/// A body that is checked while it is read.
struct CheckedBody {
    body: Body,
    /// `None` after the check.
    check: Option<(RunningChecksum, ExpectedChecksum)>,
}

impl CheckedBody {
    /// Compares the checksum at the end of the body.
    fn end(&mut self) -> Result<(), BodyError> {
        let Some((running, expected)) = self.check.take() else { return Ok(()) };
        if running.finish().as_bytes() == expected.value.as_bytes().trim_ascii() {
            return Ok(());
        }
        Err(BodyError::WrongChecksum { algorithm: expected.algorithm.as_str() })
    }
}

impl http_body::Body for CheckedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context)).transpose()?;
        if let (Some((running, _)), Some(bytes)) = (&mut self.check, frame.as_ref().and_then(Frame::data_ref)) {
            running.update(bytes);
        }
        // A reader that knows the length may not ask for the end, so the check is before the last bytes are passed on.
        let is_last = frame.is_none() || self.body.is_end_stream() || self.body.size_hint().exact() == Some(0);
        if is_last && let Err(error) = self.end() {
            return Poll::Ready(Some(Err(error.into())));
        }
        Poll::Ready(frame.map(Ok))
    }

    fn is_end_stream(&self) -> bool {
        self.check.is_none() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
