//! Why there are no credentials.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::value::error_chain::with_causes;
use crate::value::error_debug::debug_like_display;

/// Why there are no credentials to sign with.
///
/// Cheap to clone, since all callers that waited for the same load get the same error.
///
/// `Display` says all of it in one line, the causes included, so that `source()` is `None`;
/// [`get_ref`](Self::get_ref) has the cause.
#[derive(Clone)]
pub struct CredentialsError {
    message: Arc<str>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

debug_like_display!(struct CredentialsError { message, cause });

impl CredentialsError {
    /// An error that says which source failed, and how.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into(), cause: None }
    }

    /// Keeps what went wrong underneath.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into().into());
        self
    }

    /// What went wrong underneath, as [`because`](Self::because) was given it.
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
