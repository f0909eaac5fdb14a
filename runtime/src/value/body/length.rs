//! The stated length of a stream, to which its bytes are held.

use crate::value::error_debug::debug_like_display;

/// How many bytes a stream has by what was said of it, and how many of them have not come yet.
pub(super) struct Length {
    stated: u64,
    left: u64,
}

/// A stream that has other than its stated length.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum WrongLength {
    #[error("the stream ended after {given} of its {stated} bytes")]
    TooShort { given: u64, stated: u64 },
    #[error("the stream has more than its {stated} bytes")]
    TooLong { stated: u64 },
}

debug_like_display!(text WrongLength);

impl Length {
    pub(super) fn of(stated: u64) -> Self {
        Self { stated, left: stated }
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Counts `bytes` that have come.
    pub(super) fn count(&mut self, bytes: usize) -> Result<(), WrongLength> {
        let stated = self.stated;
        self.left = self.left.checked_sub(bytes as u64).ok_or(WrongLength::TooLong { stated })?;
        Ok(())
    }

    /// That no more bytes come.
    pub(super) fn end(&self) -> Result<(), WrongLength> {
        let (stated, given) = (self.stated, self.stated - self.left);
        if self.left == 0 { Ok(()) } else { Err(WrongLength::TooShort { given, stated }) }
    }
}
