//! A bearer token in a file.

use std::fmt;
use std::future::ready;
use std::path::PathBuf;

use super::bearer_token::{BearerTokenFuture, ProvideBearerToken};
use super::container::read_token;
use crate::config::environment::Environment;
use crate::value::bearer_token::BearerToken;

/// The token in a file, which is read at each use, because another program replaces the file when the token is rotated.
/// Blanks and line breaks around the token do not count.
///
/// ```
/// use aws_operation::{Client, TokenFile};
///
/// let client = Client::builder().region("eu-west-1").bearer_token(TokenFile::new("/run/secrets/token")).build()?;
/// # let _ = client;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
pub struct TokenFile {
    path: PathBuf,
    environment: Environment,
    /// The setting that names the file, for errors.
    origin: String,
}

impl TokenFile {
    /// The token in the file at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::of(path.into(), Environment::process(), "the token file")
    }

    /// The token in a file of `environment`. `origin` names the setting, for errors.
    pub(crate) fn of(path: PathBuf, environment: Environment, origin: &str) -> Self {
        Self { path, environment, origin: origin.to_owned() }
    }
}

impl ProvideBearerToken for TokenFile {
    fn bearer_token(&self) -> BearerTokenFuture<'_> {
        let text = read_token(&self.environment, &self.path, &self.origin);
        Box::pin(ready(text.map(|text| BearerToken::new(text.trim()))))
    }
}

impl fmt::Debug for TokenFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TokenFile").field(&self.path).finish()
    }
}
