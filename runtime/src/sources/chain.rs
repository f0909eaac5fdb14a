//! The default provider chain, in the order of the AWS SDK for Rust: variables, profile, web identity in variables,
//! container credentials, instance metadata service (IMDS). A profile named in code comes first, as in botocore and the AWS
//! SDK for Go.
//!
//! A source that is not configured is skipped. A source that is configured wrongly is an error that names it: a client never
//! falls back to credentials other than the configured ones.

use std::sync::Arc;
use std::time::Duration;

use super::{profile, sign_in, web_identity};
use crate::client::ClientBuilder;
use crate::config::environment::Environment;
use crate::config::profile::Profiles;
use crate::credentials::container::ContainerCredentials;
use crate::credentials::imds::{Imds, ImdsCredentials};
use crate::credentials::{
    CredentialsCache, CredentialsError, CredentialsFuture, ProvideBearerToken, ProvideCredentials, ServiceTime,
    variables,
};
use crate::transport::Transport;
use crate::value::clock::Clock;

/// Longer than the default, because a credential process or an MFA device may prompt the user, and a role may need
/// credentials of another role first.
pub(super) const LOAD_TIMEOUT: Duration = Duration::from_secs(120);

/// A configured credential source.
pub(crate) type Source = Arc<dyn ProvideCredentials>;

/// The default provider chain and its inputs.
pub(crate) struct ProviderChain<'a> {
    pub(crate) environment: &'a Environment,
    pub(crate) profiles: &'a Profiles,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Clock,
    /// The client settings of the environment, for clients of STS.
    #[cfg_attr(not(feature = "sts"), allow(dead_code))]
    pub(crate) client: ClientBuilder,
}

/// What the chain found.
pub(crate) enum Found {
    Credentials(Source),
    /// The profile gives a bearer token alone. The error is for calls that need credentials.
    TokenAlone(CredentialsError),
}

impl ProviderChain<'_> {
    /// The first configured source. Credentials that have to be loaded are loaded at the first call and cached.
    ///
    /// # Errors
    /// [`CredentialsError`] names the source that is configured wrongly, or all sources if none is configured.
    pub(crate) fn credentials(&self) -> Result<Found, CredentialsError> {
        if !self.profiles.is_selected_in_code()
            && let Some(credentials) = variables::credentials(self.environment)?
        {
            return Ok(Found::Credentials(Arc::new(credentials)));
        }
        // A profile that is named in code comes before the variables, if it gives anything.
        if let Some(error) = sign_in::token_alone(self) {
            let in_variables = variables::credentials(self.environment)?;
            return Ok(in_variables.map_or(Found::TokenAlone(error), |key| Found::Credentials(Arc::new(key))));
        }
        self.source().map(|source| Found::Credentials(self.cached(source)))
    }

    /// The bearer token of the profile's SSO session, if it has one.
    pub(crate) fn bearer_token(&self) -> Option<Arc<dyn ProvideBearerToken>> {
        sign_in::bearer_token(self)
    }

    /// The credentials of a source, loaded at the first call and cached if they are not known already.
    pub(super) fn cached(&self, source: Source) -> Source {
        if source.ready().is_some() {
            return source;
        }
        Arc::new(CredentialsCache::new(source).clock(self.clock.clone()).load_timeout(LOAD_TIMEOUT))
    }

    fn source(&self) -> Result<Source, CredentialsError> {
        if let Some(source) = profile::source(self)? {
            return Ok(source);
        }
        if let Some(credentials) = variables::credentials(self.environment)? {
            return Ok(Arc::new(credentials));
        }
        if let Some(source) = web_identity::from_variables(self)? {
            return Ok(source);
        }
        if let Some(container) = self.container()? {
            return Ok(container);
        }
        match self.imds()? {
            Some(imds) => {
                Ok(Arc::new(InstanceFallback { instance: ImdsCredentials::new(imds), searched: self.searched() }))
            }
            None => {
                let disabled = "the instance metadata service (disabled by AWS_EC2_METADATA_DISABLED)";
                Err(CredentialsError::new(format!("{}, and {disabled}. {ADVICE}", self.searched())))
            }
        }
    }

    pub(super) fn container(&self) -> Result<Option<Source>, CredentialsError> {
        let container = ContainerCredentials::from_environment(self.environment, &self.transport)?;
        Ok(container.map(|container| Arc::new(container) as Source))
    }

    /// The IMDS client, unless IMDS is disabled.
    pub(crate) fn imds(&self) -> Result<Option<Imds>, CredentialsError> {
        Imds::from_settings(self.environment, self.profiles.selected(), &self.transport, self.clock.clone())
    }

    /// The sources before IMDS and why each has no credentials, for errors.
    fn searched(&self) -> String {
        let profile = match self.profiles.selected() {
            Some(_) => "has none",
            None => "does not exist",
        };
        format!(
            "none found in the variables AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE and \
             AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI (not set), {} ({profile})",
            profile::location(self.profiles, self.profiles.selected_name())
        )
    }
}

/// Whether the variables alone determine the credentials.
pub(crate) fn are_in_variables(environment: &Environment) -> bool {
    !matches!(variables::credentials(environment), Ok(None))
}

const ADVICE: &str =
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile that has credentials";

/// The credentials of the instance's role, the last source of the chain. Only a request to IMDS shows whether they exist.
struct InstanceFallback {
    instance: ImdsCredentials,
    searched: String,
}

impl ProvideCredentials for InstanceFallback {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.credentials_at(ServiceTime::Local)
    }

    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        Box::pin(async move {
            self.instance.credentials_at(time).await.map_err(|error| {
                let text = format!("{}, and the instance metadata service ({error}). {ADVICE}", self.searched);
                CredentialsError::new(text).with_cause(error)
            })
        })
    }
}
