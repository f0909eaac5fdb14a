//! Frames: headers and a payload between lengths and checksums.

use std::fmt;

use bytes::Bytes;

use super::frame_error::FrameError;
use super::frame_header::{FrameValue, Headers};
use crate::protocol::crc32::CRC32;

/// The two lengths and their checksum, at the start of a frame.
pub(super) const PRELUDE: usize = 12;
/// The checksum at the end of a frame.
pub(super) const TRAILER: usize = 4;

/// A frame of an event stream, which was read and checked.
///
/// ```
/// use aws_operation::codec::{Frame, FrameBuilder, FrameReader, FrameValue};
///
/// let bytes = FrameBuilder::new().header(":event-type", FrameValue::Text("chunk"))?.finish(b"{}")?;
/// let mut reader = FrameReader::new(1024);
/// reader.push(bytes);
/// let frame: Frame = reader.next_frame()?.expect("a whole frame");
/// assert_eq!(frame.header(":event-type"), Some(FrameValue::Text("chunk")));
/// assert_eq!(frame.payload(), "{}");
/// # Ok::<(), aws_operation::codec::FrameError>(())
/// ```
///
/// `Debug` shows the length of the payload, which may contain secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Frame {
    headers: Bytes,
    payload: Bytes,
}

impl Frame {
    /// Reads a whole frame, whose prelude has been checked.
    pub(super) fn read(mut bytes: Bytes, headers: usize) -> Result<Self, FrameError> {
        let trailer = bytes.split_off(bytes.len() - TRAILER);
        if CRC32.checksum(&bytes).to_be_bytes() != *trailer {
            return Err(FrameError::Checksum);
        }
        let payload = bytes.split_off(PRELUDE + headers);
        let frame = Self { headers: bytes.split_off(PRELUDE), payload };
        Headers(&frame.headers).check()?;
        Ok(frame)
    }

    /// The headers in the order of the frame.
    pub fn headers(&self) -> impl Iterator<Item = (&str, FrameValue<'_>)> {
        // The frame was checked when it was read.
        Headers(&self.headers).map_while(Result::ok)
    }

    /// The value of the header `name`.
    pub fn header(&self, name: &str) -> Option<FrameValue<'_>> {
        self.headers().find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// The payload.
    pub fn payload(&self) -> &Bytes {
        &self.payload
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Frame({} bytes)", self.payload.len())
    }
}

/// The lengths of a frame: all of it, and its headers.
#[derive(Clone, Copy)]
pub(super) struct Prelude {
    pub(super) frame: usize,
    pub(super) headers: usize,
}

impl Prelude {
    /// Reads the lengths, if `bytes` has them. They are believed after their checksum is right.
    pub(super) fn read(bytes: &[u8], limit: usize) -> Result<Option<Self>, FrameError> {
        let Some(&[f0, f1, f2, f3, h0, h1, h2, h3, c0, c1, c2, c3]) = bytes.first_chunk::<PRELUDE>() else {
            return Ok(None);
        };
        if CRC32.checksum(&[f0, f1, f2, f3, h0, h1, h2, h3]).to_be_bytes() != [c0, c1, c2, c3] {
            return Err(FrameError::PreludeChecksum);
        }
        let length = |bytes| usize::try_from(u32::from_be_bytes(bytes)).unwrap_or(usize::MAX);
        let (frame, headers) = (length([f0, f1, f2, f3]), length([h0, h1, h2, h3]));
        if frame.checked_sub(PRELUDE + TRAILER).is_none_or(|content| headers > content) {
            return Err(FrameError::Lengths { frame, headers });
        }
        if frame > limit {
            return Err(FrameError::TooLong(frame, limit));
        }
        Ok(Some(Self { frame, headers }))
    }
}

/// A frame under construction.
#[derive(Clone)]
pub struct FrameBuilder {
    /// Room for the prelude, and the headers.
    bytes: Vec<u8>,
}

impl fmt::Debug for FrameBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FrameBuilder")
    }
}

impl Default for FrameBuilder {
    fn default() -> Self {
        Self { bytes: vec![0; PRELUDE] }
    }
}

impl FrameBuilder {
    /// A frame without headers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header.
    ///
    /// # Errors
    /// [`FrameError`] if the frame has a header of this name, or if the name or the value is too long.
    pub fn header(mut self, name: &str, value: FrameValue<'_>) -> Result<Self, FrameError> {
        let length = u8::try_from(name.len()).ok().filter(|length| *length > 0).ok_or(FrameError::HeaderName)?;
        let headers = Headers(self.bytes.get(PRELUDE..).unwrap_or_default());
        if headers.map_while(Result::ok).any(|(known, _)| known == name) {
            return Err(FrameError::DuplicateHeader(name.to_owned()));
        }
        self.bytes.push(length);
        self.bytes.extend_from_slice(name.as_bytes());
        value.write(name, &mut self.bytes)?;
        Ok(self)
    }

    /// The bytes of the frame, with this payload.
    ///
    /// # Errors
    /// [`FrameError::TooLong`] if its length does not fit 32 bits.
    pub fn finish(self, payload: &[u8]) -> Result<Bytes, FrameError> {
        let Self { mut bytes } = self;
        let headers = bytes.len() - PRELUDE;
        let frame = bytes.len().saturating_add(payload.len()).saturating_add(TRAILER);
        let length = |length: usize| u32::try_from(length).map_err(|_| FrameError::TooLong(frame, u32::MAX as usize));
        let lengths = [length(frame)?.to_be_bytes(), length(headers)?.to_be_bytes()].concat();
        let prelude = [&lengths[..], &CRC32.checksum(&lengths).to_be_bytes()].concat();
        for (to, from) in bytes.iter_mut().zip(prelude) {
            *to = from;
        }
        bytes.reserve_exact(payload.len() + TRAILER);
        bytes.extend_from_slice(payload);
        bytes.extend_from_slice(&CRC32.checksum(&bytes).to_be_bytes());
        Ok(bytes.into())
    }
}
