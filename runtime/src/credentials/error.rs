//! The error of a credential provider.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why a credential provider returned no credentials.
///
/// Cheap to clone: all callers that waited for the same load get the same error.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    message: Arc<str>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl CredentialsError {
    /// An error whose message says which credential source failed, and how.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into(), source: None }
    }

    /// Sets the underlying error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into().into());
        self
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

// Written by hand: a derived `source` would return the `Arc`, which a caller cannot downcast to the underlying error.
impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
