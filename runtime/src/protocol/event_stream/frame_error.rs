//! Why a frame cannot be read or written.

use crate::value::error_debug::debug_like_display;

/// Why a frame of an event stream cannot be read or written.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The first eight bytes do not have the checksum that follows them.
    #[error("the lengths of a frame do not have the checksum that follows them")]
    PreludeChecksum,
    /// The frame does not have the checksum at its end.
    #[error("a frame does not have the checksum at its end")]
    Checksum,
    /// The headers are longer than the frame, or the frame is shorter than an empty one.
    #[error("a frame of {frame} bytes cannot have {headers} bytes of headers")]
    Lengths {
        /// The length of the frame in bytes.
        frame: usize,
        /// The length of its headers in bytes.
        headers: usize,
    },
    /// The frame is longer than the limit.
    #[error("a frame of {0} bytes is longer than the limit of {1} bytes")]
    TooLong(usize, usize),
    /// The stream ended within a frame.
    #[error("the stream ended within a frame, after {0} bytes of it")]
    Truncated(usize),
    /// The stream ended without its last event, so events are missing.
    #[error("the stream ended without its last event `{0}`")]
    EndMissing(&'static str),
    /// The headers end within a header.
    #[error("the headers of a frame end within a header")]
    HeaderTruncated,
    /// A name is empty, longer than 255 bytes or not UTF-8.
    #[error("a frame has a header whose name is empty, longer than 255 bytes or not UTF-8")]
    HeaderName,
    /// A header has a type that is not known.
    #[error("a frame has a header of the unknown type {0}")]
    HeaderType(u8),
    /// The text or the bytes of a header are longer than 65,535 bytes, or a text is not UTF-8.
    #[error("the header `{0}` of a frame is longer than 65,535 bytes or not UTF-8")]
    HeaderValue(String),
    /// Two headers have the same name.
    #[error("a frame has the header `{0}` twice")]
    DuplicateHeader(String),
}

debug_like_display!(
    enum FrameError {
        PreludeChecksum,
        Checksum,
        Lengths { frame, headers },
        TooLong(bytes, limit),
        Truncated(bytes),
        EndMissing(event),
        HeaderTruncated,
        HeaderName,
        HeaderType(found),
        HeaderValue(name),
        DuplicateHeader(name),
    }
);
