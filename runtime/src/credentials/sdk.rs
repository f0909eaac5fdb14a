//! Credential providers of the official SDK (feature `aws-credential-types`).

use aws_credential_types::provider::ProvideCredentials as SdkProvider;
use zeroize::Zeroizing;

use super::{CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::value::credentials::Credentials;

impl CredentialsCache {
    /// A cache of the credentials of a provider of the official SDK, such as the default chain of `aws-config`.
    ///
    /// It needs the feature `aws-credential-types`, which requires Rust 1.94.1, and the crate that has the provider:
    ///
    /// ```ignore
    /// let provider = aws_config::default_provider::credentials::default_provider().await;
    /// let client = Client::builder().credentials(CredentialsCache::from_sdk(provider)).build_from_env().await?;
    /// ```
    pub fn from_sdk(provider: impl SdkProvider + 'static) -> Self {
        Self::new(FromSdk(provider))
    }
}

struct FromSdk<P>(P);

impl<P: SdkProvider + 'static> ProvideCredentials for FromSdk<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let provided = self.0.provide_credentials().await;
            let provided = provided
                .map_err(|error| CredentialsError::new("the official SDK's provider failed").with_cause(error))?;
            let owned = |text: &str| Zeroizing::new(text.to_owned());
            Ok(Credentials::from_parts(
                provided.access_key_id().to_owned(),
                owned(provided.secret_access_key()),
                provided.session_token().map(owned),
                provided.expiry().map(Into::into),
            )
            .of_account(provided.account_id().map(|account| account.as_str().to_owned())))
        })
    }
}
