//! What does not hold, and where.

use std::fmt;

use crate::source::Location;

/// Something that differs from the model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where.
    pub location: Location,
    /// How bad it is.
    pub severity: Severity,
    /// What differs, and what to write.
    pub text: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A call fails, or an answer is misread, or what acts each time is retried as if it only read.
    Error,
    /// A call may fail, or is less safe than it could be, or ends for want of a retry.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word for it.
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
