//! The trait of providers of bearer tokens.

use std::future::{Future, ready};
use std::pin::Pin;

use super::CredentialsError;
use crate::value::bearer_token::BearerToken;

/// The future of [`ProvideBearerToken::bearer_token`].
pub type BearerTokenFuture<'a> = Pin<Box<dyn Future<Output = Result<BearerToken, CredentialsError>> + Send + 'a>>;

/// A provider of bearer tokens. The client calls it before every attempt, and does not cache tokens.
///
/// A [`BearerToken`] and a string provide themselves.
///
/// ```
/// use aws_operation::{BearerToken, BearerTokenFuture, Client, CredentialsError, ProvideBearerToken};
///
/// struct TokenFile(&'static str);
///
/// impl ProvideBearerToken for TokenFile {
///     fn bearer_token(&self) -> BearerTokenFuture<'_> {
///         Box::pin(async {
///             let text = std::fs::read_to_string(self.0);
///             let text = text.map_err(|error| CredentialsError::new("no token file").with_cause(error))?;
///             Ok(BearerToken::new(text.trim()))
///         })
///     }
/// }
///
/// let client = Client::builder().region("us-east-1").bearer_token(TokenFile("/run/token")).build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
pub trait ProvideBearerToken: Send + Sync + 'static {
    /// The token of the next attempt.
    fn bearer_token(&self) -> BearerTokenFuture<'_>;
}

impl ProvideBearerToken for BearerToken {
    fn bearer_token(&self) -> BearerTokenFuture<'_> {
        Box::pin(ready(Ok(self.clone())))
    }
}

impl ProvideBearerToken for &'static str {
    fn bearer_token(&self) -> BearerTokenFuture<'_> {
        Box::pin(ready(Ok(BearerToken::new(*self))))
    }
}

impl ProvideBearerToken for String {
    fn bearer_token(&self) -> BearerTokenFuture<'_> {
        Box::pin(ready(Ok(BearerToken::new(self.as_str()))))
    }
}
