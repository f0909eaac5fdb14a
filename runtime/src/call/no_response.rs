//! Why a call has no response.

use std::error::Error as StdError;

use crate::call::observe::CallOutcome;
use crate::call::send_error::{Invalid, TimedOut};
use crate::credentials::CredentialsError;
use crate::transport::TransportError;

/// Why a call has no response.
pub(crate) enum NoResponse {
    Ambiguous(Box<dyn StdError + Send + Sync>),
    Timeout(TimedOut),
    Transport(TransportError),
    Credentials(CredentialsError),
    Invalid(Invalid),
}

impl NoResponse {
    /// The outcome of the call in reports.
    pub(super) fn outcome(&self) -> CallOutcome {
        match self {
            Self::Ambiguous(_) => CallOutcome::Ambiguous,
            Self::Timeout(_) => CallOutcome::Timeout,
            Self::Transport(_) => CallOutcome::Transport,
            Self::Credentials(_) => CallOutcome::Credentials,
            Self::Invalid(_) => CallOutcome::Invalid,
        }
    }

    /// The error itself.
    pub(super) fn into_cause(self) -> Box<dyn StdError + Send + Sync> {
        match self {
            Self::Ambiguous(source) => source,
            Self::Timeout(limit) => limit.into(),
            Self::Transport(error) => error.into(),
            Self::Credentials(error) => error.into(),
            Self::Invalid(reason) => reason.into(),
        }
    }
}
