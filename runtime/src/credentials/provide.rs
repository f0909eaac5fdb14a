//! The trait of whatever gives credentials.

use std::future::Future;
use std::pin::Pin;

use super::{CredentialsError, ServiceTime};
use crate::value::credentials::Credentials;

/// The future of [`ProvideCredentials::credentials`].
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A source of credentials, asked before every attempt.
///
/// The client does not keep what a source gives: a source that has to fetch its credentials is wrapped in a
/// [`CredentialsCache`](crate::CredentialsCache).
///
/// ```
/// use aws_operation::{Client, Credentials, CredentialsCache, CredentialsFuture, ProvideCredentials};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn credentials(&self) -> CredentialsFuture<'_> {
///         Box::pin(async { Ok(Credentials::new("AKIDEXAMPLE", "from the vault")) })
///     }
/// }
///
/// let client = Client::builder().region("us-east-1").credentials(CredentialsCache::new(Vault)).build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
pub trait ProvideCredentials: Send + Sync + 'static {
    /// The credentials to sign the next attempt with.
    fn credentials(&self) -> CredentialsFuture<'_>;

    /// The credentials themselves, from a source that need not wait; `None` sends the client to
    /// [`credentials`](Self::credentials).
    fn ready(&self) -> Option<Credentials> {
        None
    }

    /// As [`credentials`](Self::credentials), which end by the time of the service that is called; this is what the
    /// client asks. A source that keeps credentials or judges their end overrides it.
    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        let _ = time;
        self.credentials()
    }

    /// As [`ready`](Self::ready), of credentials that end by the time of the service that is called.
    fn ready_at(&self, time: ServiceTime) -> Option<Credentials> {
        let _ = time;
        self.ready()
    }

    /// A service rejected `expired` as expired: a source that keeps them drops them, so that it is asked for others.
    fn drop_expired(&self, expired: &Credentials) {
        let _ = expired;
    }
}

impl ProvideCredentials for Credentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }

    fn ready(&self) -> Option<Credentials> {
        Some(self.clone())
    }
}

/// One source, shared by several clients.
impl<P: ProvideCredentials + ?Sized> ProvideCredentials for std::sync::Arc<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        (**self).credentials()
    }

    fn ready(&self) -> Option<Credentials> {
        (**self).ready()
    }

    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        (**self).credentials_at(time)
    }

    fn ready_at(&self, time: ServiceTime) -> Option<Credentials> {
        (**self).ready_at(time)
    }

    fn drop_expired(&self, expired: &Credentials) {
        (**self).drop_expired(expired);
    }
}
