//! Providers of the official SDK (feature `aws-credential-types`).

use aws_credential_types::provider::ProvideCredentials as SdkProvider;
use zeroize::Zeroizing;

use super::{CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::value::credentials::Credentials;

impl CredentialsCache {
    /// Keeps what a provider of the official SDK gives: of IAM Identity Center (SSO), of `aws login`, of a chain of
    /// `aws-config`.
    ///
    /// Besides this, the only crates needed are the feature `aws-credential-types`, which asks for Rust 1.94.1, and the
    /// one that has the provider:
    ///
    /// ```ignore
    /// let provider = aws_config::default_provider::credentials::default_provider().await;
    /// let client = Client::builder().credentials(CredentialsCache::from_sdk(provider)).build_from_env().await?;
    /// ```
    pub fn from_sdk(provider: impl SdkProvider + 'static) -> Self {
        Self::new(OfSdk(provider))
    }
}

struct OfSdk<P>(P);

impl<P: SdkProvider + 'static> ProvideCredentials for OfSdk<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let given = self.0.provide_credentials().await;
            let given =
                given.map_err(|error| CredentialsError::new("the official SDK's provider failed").because(error))?;
            let owned = |text: &str| Zeroizing::new(text.to_owned());
            Ok(Credentials::from_parts(
                given.access_key_id().to_owned(),
                owned(given.secret_access_key()),
                given.session_token().map(owned),
                given.expiry().map(Into::into),
            ))
        })
    }
}
