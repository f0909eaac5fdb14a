//! The settings of a builder that decide how calls are authenticated.

use std::sync::Arc;

use super::ClientBuilder;
use crate::call::auth::{AuthSettings, Preference};
use crate::credentials::{NoCredentials, ProvideBearerToken, ProvideCredentials};
use crate::model::auth::AuthScheme;
use crate::value::bearer_token::BearerToken;

#[derive(Clone, Default)]
pub(crate) struct Auth {
    pub(super) has_credentials: bool,
    /// Whether the credentials are those of the environment.
    pub(crate) finds_credentials: bool,
    token: Option<Arc<dyn ProvideBearerToken>>,
    /// The token of the SSO session in the environment's profile.
    pub(crate) session_token: Option<Arc<dyn ProvideBearerToken>>,
    preference: Option<Vec<AuthScheme>>,
    pub(crate) environment_preference: Vec<AuthScheme>,
    pub(crate) tokens_by_service: Vec<(String, BearerToken)>,
    #[cfg(feature = "sigv4a")]
    pub(crate) region_set: Option<String>,
}

impl Auth {
    /// The provider of credentials for a client that needs none, because it has a token.
    pub(super) fn without_credentials(&self) -> Option<Arc<dyn ProvideCredentials>> {
        self.token.as_ref().map(|_| Arc::new(NoCredentials::TokenAlone) as _)
    }

    pub(super) fn settings(self) -> AuthSettings {
        let preference = match self.preference {
            Some(preferred) => Preference::InCode(preferred),
            None if self.token.is_some() && self.finds_credentials => Preference::Bearer,
            None => Preference::OfEnvironment(self.environment_preference),
        };
        AuthSettings {
            preference,
            has_credentials: self.has_credentials || self.finds_credentials,
            token: self.token,
            session_token: self.session_token,
            tokens_by_service: self.tokens_by_service,
            #[cfg(feature = "sigv4a")]
            region_set: self.region_set,
        }
    }
}

impl ClientBuilder {
    /// The [`BearerToken`](crate::BearerToken) for operations with `auth = "bearer"`, or a provider of tokens. Such an
    /// operation is never sent over plain HTTP, except to loopback. A client with a token needs no credentials.
    ///
    /// Where an operation can also be signed, the order in its `auth` decides. A token that is set here goes before
    /// credentials of the environment. [`auth_scheme_preference`](Self::auth_scheme_preference) overrides both.
    ///
    /// ```
    /// let client = aws_operation::Client::builder().region("us-east-1").bearer_token("bedrock-api-key-..").build()?;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn bearer_token(mut self, source: impl ProvideBearerToken) -> Self {
        self.auth.token = Some(Arc::new(source));
        self
    }

    /// The preferred authentication schemes, the first one before the others. They are used where the `auth` of an operation
    /// has them and the client has credentials or a token for them. The others keep the order of `auth`.
    ///
    /// Without it, [`build_from_env`](Self::build_from_env) reads `AWS_AUTH_SCHEME_PREFERENCE`, and the token of a service in
    /// `AWS_BEARER_TOKEN_<SIGNING_NAME>` goes before its other schemes.
    pub fn auth_scheme_preference(mut self, schemes: impl IntoIterator<Item = AuthScheme>) -> Self {
        self.auth.preference = Some(schemes.into_iter().collect());
        self
    }

    /// The regions for which SigV4a signs: `*`, or regions and patterns such as `us-*`, separated by commas. The client's
    /// region by default. It has no effect on endpoints.
    ///
    /// ```
    /// let everywhere = aws_operation::Client::builder().region("us-east-1").sigv4a_signing_region_set("*");
    /// # let _ = everywhere;
    /// ```
    #[cfg(feature = "sigv4a")]
    pub fn sigv4a_signing_region_set(mut self, regions: impl Into<String>) -> Self {
        self.auth.region_set = Some(regions.into());
        self
    }
}
