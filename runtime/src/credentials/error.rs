//! The error of a credential provider.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::value::error_chain::with_causes;
use crate::value::error_debug::debug_like_display;

/// Why a credential provider returned no credentials.
///
/// Cheap to clone: all callers that waited for the same load get the same error.
///
/// `Display` is one line that includes the causes, so that `source()` is `None`. [`get_ref`](Self::get_ref) returns the
/// cause.
#[derive(Clone)]
pub struct CredentialsError {
    message: Arc<str>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

debug_like_display!(struct CredentialsError { message, cause });

impl CredentialsError {
    /// An error whose message says which credential source failed, and how.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into(), cause: None }
    }

    /// Sets the underlying error.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into().into());
        self
    }

    /// The underlying error that [`with_cause`](Self::with_cause) set.
    pub fn get_ref(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.cause.as_deref()
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause = self.cause.as_deref().map(|cause| cause as &(dyn Error + 'static));
        f.write_str(&with_causes(&self.message, cause))
    }
}

impl Error for CredentialsError {}
