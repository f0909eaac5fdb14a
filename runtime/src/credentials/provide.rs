//! The trait of credential providers.

use std::future::Future;
use std::pin::Pin;

use super::{CredentialsError, ServiceTime};
use crate::value::credentials::Credentials;

/// The future of [`ProvideCredentials::credentials`].
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A provider of credentials. The client calls it before every attempt.
///
/// The client does not cache credentials. Wrap a provider that fetches them in a
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

    /// The credentials, if they are available without waiting; otherwise `None`, and the client calls
    /// [`credentials`](Self::credentials).
    fn ready(&self) -> Option<Credentials> {
        None
    }

    /// Like [`credentials`](Self::credentials), with the time of the called service, by which the credentials expire. The
    /// client calls this method. A provider that caches credentials or checks their expiry overrides it.
    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        let _ = time;
        self.credentials()
    }

    /// Like [`ready`](Self::ready), with the time of the called service, by which the credentials expire.
    fn ready_at(&self, time: ServiceTime) -> Option<Credentials> {
        let _ = time;
        self.ready()
    }

    /// Called when a service rejected `expired` as expired. A provider that caches them drops them, so that the next call
    /// loads others.
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

/// A provider shared by several clients.
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
