//! Reads frames from bytes that are cut anywhere.

use std::fmt;

use bytes::{Buf as _, Bytes, BytesMut};

use super::frame::{Frame, PRELUDE, Prelude};
use super::frame_error::FrameError;

/// Reads the frames of an event stream, which do not align with the parts in which a body arrives.
///
/// It keeps the bytes of one frame at most, beside the part that was pushed last. Frames that lie in one part are not copied.
/// After an error, all further frames are the same error.
#[derive(Clone)]
pub struct FrameReader {
    /// The longest frame that is accepted, in bytes.
    limit: usize,
    /// The start of a frame whose end has not arrived.
    started: BytesMut,
    /// What arrived last.
    part: Bytes,
    failed: Option<FrameError>,
}

impl fmt::Debug for FrameReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrameReader").field("limit", &self.limit).field("failed", &self.failed).finish_non_exhaustive()
    }
}

impl FrameReader {
    /// A reader that rejects frames longer than `limit` bytes. Smithy's limits for a server are 24 MiB of payload and 128 KiB
    /// of headers; a client should accept more.
    pub fn new(limit: usize) -> Self {
        Self { limit, started: BytesMut::new(), part: Bytes::new(), failed: None }
    }

    /// Adds the next part of the body. Read all frames with [`next_frame`](Self::next_frame) before the next part.
    pub fn push(&mut self, part: Bytes) {
        if self.part.is_empty() {
            self.part = part;
        } else {
            let mut joined = BytesMut::from(std::mem::take(&mut self.part));
            joined.extend_from_slice(&part);
            self.part = joined.freeze();
        }
    }

    /// The next frame. `None` until more of it has arrived.
    ///
    /// # Errors
    /// [`FrameError`] if the bytes are not a frame. There is no way to find the next one.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        match &self.failed {
            Some(error) => Err(error.clone()),
            None => self.read().inspect_err(|error| self.failed = Some(error.clone())),
        }
    }

    /// Checks that the body ends between two frames.
    ///
    /// # Errors
    /// [`FrameError::Truncated`] if the start of a frame has arrived, and not its end.
    pub fn finish(&self) -> Result<(), FrameError> {
        match self.started.len() + self.part.len() {
            0 => Ok(()),
            arrived => Err(FrameError::Truncated(arrived)),
        }
    }

    /// What has arrived after the frames that were read.
    pub(super) fn into_rest(self) -> Bytes {
        if self.started.is_empty() {
            return self.part;
        }
        let mut rest = self.started;
        rest.extend_from_slice(&self.part);
        rest.freeze()
    }

    fn read(&mut self) -> Result<Option<Frame>, FrameError> {
        if self.started.is_empty()
            && let Some(prelude) = Prelude::read(&self.part, self.limit)?
            && self.part.len() >= prelude.frame
        {
            return Frame::read(self.part.split_to(prelude.frame), prelude.headers).map(Some);
        }
        self.take_until(PRELUDE);
        let Some(prelude) = Prelude::read(&self.started, self.limit)? else { return Ok(None) };
        self.take_until(prelude.frame);
        if self.started.len() < prelude.frame {
            return Ok(None);
        }
        Frame::read(self.started.split().freeze(), prelude.headers).map(Some)
    }

    /// Moves bytes of the part to the started frame, until it has this length.
    fn take_until(&mut self, length: usize) {
        let missing = length.saturating_sub(self.started.len()).min(self.part.len());
        self.started.extend_from_slice(self.part.get(..missing).unwrap_or_default());
        self.part.advance(missing);
    }
}
