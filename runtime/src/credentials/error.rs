//! Why there are no credentials.

use std::error::Error;
use std::sync::Arc;

/// Why there are no credentials to sign with.
///
/// Cheap to clone, since all callers that waited for the same load get the same error.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct CredentialsError {
    message: Arc<str>,
    #[source]
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl CredentialsError {
    /// An error that says which source failed, and how.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into(), source: None }
    }

    /// Keeps what went wrong underneath.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into().into());
        self
    }
}
