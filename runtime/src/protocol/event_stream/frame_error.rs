//! Why a frame cannot be read or written.

use crate::value::error_debug::debug_like_display;
use std::error::Error;
use std::fmt;

/// Why a frame of an event stream cannot be read or written.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameError {
    /// The first eight bytes do not have the checksum that follows them.
    PreludeChecksum,
    /// The frame does not have the checksum at its end.
    Checksum,
    /// The headers are longer than the frame, or the frame is shorter than an empty one.
    Lengths {
        /// The length of the frame in bytes.
        frame: usize,
        /// The length of its headers in bytes.
        headers: usize,
    },
    /// The frame is longer than the limit.
    TooLong(usize, usize),
    /// The stream ended within a frame.
    Truncated(usize),
    /// The stream ended without its last event, so events are missing.
    EndMissing(&'static str),
    /// The headers end within a header.
    HeaderTruncated,
    /// A name is empty, longer than 255 bytes or not UTF-8.
    HeaderName,
    /// A header has a type that is not known.
    HeaderType(u8),
    /// The text or the bytes of a header are longer than 65,535 bytes, or a text is not UTF-8.
    HeaderValue(String),
    /// Two headers have the same name.
    DuplicateHeader(String),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PreludeChecksum => f.write_str("the lengths of a frame do not have the checksum that follows them"),
            Self::Checksum => f.write_str("a frame does not have the checksum at its end"),
            Self::Lengths { frame, headers } => {
                write!(f, "a frame of {frame} bytes cannot have {headers} bytes of headers")
            }
            Self::TooLong(length, limit) => {
                write!(f, "a frame of {length} bytes is longer than the limit of {limit} bytes")
            }
            Self::Truncated(length) => write!(f, "the stream ended within a frame, after {length} bytes of it"),
            Self::EndMissing(event) => write!(f, "the stream ended without its last event `{event}`"),
            Self::HeaderTruncated => f.write_str("the headers of a frame end within a header"),
            Self::HeaderName => {
                f.write_str("a frame has a header whose name is empty, longer than 255 bytes or not UTF-8")
            }
            Self::HeaderType(number) => write!(f, "a frame has a header of the unknown type {number}"),
            Self::HeaderValue(name) => {
                write!(f, "the header `{name}` of a frame is longer than 65,535 bytes or not UTF-8")
            }
            Self::DuplicateHeader(name) => write!(f, "a frame has the header `{name}` twice"),
        }
    }
}

impl Error for FrameError {}

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
