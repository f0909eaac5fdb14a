//! The facts about a call that failed.

use std::fmt;

use http::StatusCode;

use crate::call::access_denied::AccessDenied;
use crate::call::signature_mismatch::SignatureMismatch;
#[cfg(feature = "checksums")]
use crate::protocol::checksum::ChecksumAlgorithm;
use crate::value::error_chain::one_line;

/// The facts about a call that failed.
#[derive(Clone, PartialEq, Eq)]
pub struct CallContext(pub(super) Box<Facts>);

#[derive(Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub(crate) struct Facts {
    pub(crate) operation: &'static str,
    pub(crate) attempts: u32,
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: Option<String>,
    pub(crate) request_id: Option<String>,
    /// S3's second request ID.
    pub(crate) extended_request_id: Option<String>,
    pub(crate) token: Option<String>,
    /// Whether the token may be derived from a key of the caller.
    pub(crate) has_key: bool,
    pub(crate) throttling: bool,
    /// Why the service rejected the signature.
    pub(crate) mismatch: Option<Box<SignatureMismatch>>,
    /// What IAM denied.
    pub(crate) denied: Option<Box<AccessDenied>>,
    pub(crate) ambiguous: bool,
    /// A retryable failure was not retried, because the operation is not known to be safe to retry.
    pub(crate) not_safe_to_retry: bool,
    /// The algorithm with which the body of the last response was checked.
    #[cfg(feature = "checksums")]
    pub(crate) checksum: Option<ChecksumAlgorithm>,
}

impl Facts {
    /// Counts an attempt, and clears the facts about the response of the attempt before.
    pub(crate) fn begin_attempt(&mut self) {
        self.attempts += 1;
        self.status = None;
        self.code = None;
        self.request_id = None;
        self.extended_request_id = None;
        self.throttling = false;
        #[cfg(feature = "checksums")]
        {
            self.checksum = None;
        }
    }

    /// Writes what is behind the message of an error, in parentheses.
    pub(super) fn write_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts = match self.attempts {
            0 => None,
            1 => Some("1 attempt".to_owned()),
            several => Some(format!("{several} attempts")),
        };
        let details = [
            self.status.map(|status| format!("status {}", status.as_u16())),
            attempts,
            self.request_id.as_ref().map(|id| format!("request id {id}")),
            self.extended_request_id.as_ref().map(|id| format!("extended request id {id}")),
            self.token.as_ref().map(|token| format!("idempotency token {token}")),
        ];
        let details: Vec<String> = details.into_iter().flatten().collect();
        if details.is_empty() { Ok(()) } else { write!(f, " ({})", one_line(&details.join(", "))) }
    }
}

impl CallContext {
    pub(crate) fn new(facts: Facts) -> Self {
        Self(Box::new(facts))
    }
}

impl fmt::Debug for CallContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Prints the public names: of the type `CallContext`, and of the methods of `SendError`.
impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallContext")
            .field("operation", &self.operation)
            .field("attempts", &self.attempts)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("request_id", &self.request_id)
            .field("extended_request_id", &self.extended_request_id)
            .field("idempotency_token", &self.token)
            .field("is_throttling", &self.throttling)
            .field("is_ambiguous", &self.ambiguous)
            .field("signature_mismatch", &self.mismatch)
            .field("access_denied", &self.denied)
            .finish_non_exhaustive()
    }
}
