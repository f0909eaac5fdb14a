//! A difference from the model, and its location.

use std::fmt;

use crate::source::Location;

/// Something that differs from the model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where.
    pub location: Location,
    /// The severity.
    pub severity: Severity,
    /// The message: what differs, and what to write instead.
    pub text: String,
}

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A call fails, a response is misread, or a retry repeats an effect.
    Error,
    /// A call may fail, is less safe than it could be, or fails because it is not retried.
    Warning,
    /// Information; nothing needs to be changed.
    Note,
}

impl Severity {
    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.location, self.severity.name(), self.text)
    }
}
