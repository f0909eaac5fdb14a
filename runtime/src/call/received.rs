//! A response before it is decoded.

use bytes::Bytes;

use crate::model::protocol::ErrorFacts;
#[cfg(feature = "checksums")]
use crate::protocol::checksum::ChecksumAlgorithm;
use crate::value::body::Body;

/// A response of the service.
pub(crate) struct Response {
    pub(crate) message: http::Response<Bytes>,
    /// The body as a stream, if the caller reads it. The body in `message` is empty then.
    pub(crate) stream: Option<Body>,
    /// The longest frame of an event stream that is accepted, in bytes.
    #[cfg(feature = "event-stream")]
    pub(crate) max_frame: usize,
    /// The code and message, if this is an error response.
    pub(crate) error: Option<ErrorFacts>,
    /// Whether an error response repeats a secret of the request. Its members must not be decoded then.
    pub(crate) repeats_secret: bool,
    /// The algorithm with which the body is checked.
    #[cfg(feature = "checksums")]
    pub(crate) checksum: Option<ChecksumAlgorithm>,
}

impl Response {
    pub(super) fn new(message: http::Response<Bytes>) -> Self {
        Self {
            message,
            stream: None,
            #[cfg(feature = "event-stream")]
            max_frame: 0,
            error: None,
            repeats_secret: false,
            #[cfg(feature = "checksums")]
            checksum: None,
        }
    }
}
