//! The declared length of a stream, and the check of its bytes against it.

use crate::value::error_debug::debug_like_display;
use std::error::Error;
use std::fmt;

/// The declared length of a stream, and how many of its bytes have not arrived yet.
pub(super) struct Length {
    declared: u64,
    left: u64,
}

/// The length of a stream differs from its declared length.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WrongLength {
    TooShort { received: u64, declared: u64 },
    TooLong { declared: u64 },
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort { received, declared } => {
                write!(f, "the stream ended after {received} of its {declared} bytes")
            }
            Self::TooLong { declared } => write!(f, "the stream has more than its {declared} bytes"),
        }
    }
}

impl Error for WrongLength {}

debug_like_display!(text WrongLength);

impl Length {
    pub(super) fn of(declared: u64) -> Self {
        Self { declared, left: declared }
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Counts `bytes` that arrived.
    pub(super) fn count(&mut self, bytes: usize) -> Result<(), WrongLength> {
        let declared = self.declared;
        self.left = self.left.checked_sub(bytes as u64).ok_or(WrongLength::TooLong { declared })?;
        Ok(())
    }

    /// Checks the length at the end of the stream.
    pub(super) fn end(&self) -> Result<(), WrongLength> {
        let (declared, received) = (self.declared, self.declared - self.left);
        if self.left == 0 { Ok(()) } else { Err(WrongLength::TooShort { received, declared }) }
    }
}
