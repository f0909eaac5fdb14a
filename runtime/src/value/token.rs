//! Idempotency tokens.

use std::fmt;
use std::sync::Arc;

use crate::value::random::{NoRandomness, random_uuid};

/// Where the idempotency tokens of a client come from: a random UUID (version 4) for each call, unless told otherwise.
///
/// ```
/// use aws_operation::TokenSource;
///
/// assert_eq!(TokenSource::random().token()?.len(), 36);
/// assert_eq!(TokenSource::fixed("my-token").token()?, "my-token");
/// # Ok::<(), aws_operation::NoRandomness>(())
/// ```
#[derive(Clone, Default)]
pub struct TokenSource(Option<Arc<dyn Fn() -> String + Send + Sync>>);

impl TokenSource {
    /// A fresh random UUID each time.
    pub fn random() -> Self {
        Self(None)
    }

    /// The same token each time, for tests.
    pub fn fixed(token: impl Into<String>) -> Self {
        let token = token.into();
        Self::from_fn(move || token.clone())
    }

    /// Whatever `next` returns, for instance tokens that are written to a log first.
    pub fn from_fn(next: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(next)))
    }

    /// The next token.
    ///
    /// # Errors
    /// [`NoRandomness`] where the system has none.
    pub fn token(&self) -> Result<String, NoRandomness> {
        match &self.0 {
            Some(next) => Ok(next()),
            None => Ok(random_uuid()?.to_string()),
        }
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "TokenSource::from_fn(..)" } else { "TokenSource::random()" })
    }
}
