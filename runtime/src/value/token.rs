//! Idempotency tokens.

use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

use crate::value::random::{NoRandomness, random_uuid};

/// The source of the idempotency tokens of a client. By default, each call gets a random UUID (version 4).
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
    /// A new random UUID for each token.
    pub fn random() -> Self {
        Self(None)
    }

    /// Always the same token, for tests.
    pub fn fixed(token: impl Into<String>) -> Self {
        let token = token.into();
        Self::from_fn(move || token.clone())
    }

    /// The tokens that `next` returns, for example tokens that it writes to a log first.
    pub fn from_fn(next: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(next)))
    }

    /// The next token.
    ///
    /// # Errors
    /// [`NoRandomness`] if the random number generator of the operating system failed.
    pub fn token(&self) -> Result<String, NoRandomness> {
        match &self.0 {
            Some(next) => Ok(next()),
            None => Ok(random_uuid()?.hyphenated().encode_lower(&mut Uuid::encode_buffer()).to_owned()),
        }
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "TokenSource::from_fn(..)" } else { "TokenSource::random()" })
    }
}
