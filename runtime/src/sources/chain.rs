//! Where credentials are looked for, in the order of the AWS SDK for Rust: variables, the profile, a web identity in
//! variables, the container, the instance. A profile that the code names comes first, as in botocore and the SDK for Go.
//!
//! A source that is not configured is passed over. One that is, but wrongly, is an error that names it: a client never
//! goes on with other credentials than the ones it was given, nor with none.

use std::sync::Arc;
use std::time::Duration;

use super::{profile, web_identity};
use crate::client::ClientBuilder;
use crate::config::environment::Environment;
use crate::config::profile::Profiles;
use crate::credentials::container::ContainerCredentials;
use crate::credentials::imds::{Imds, ImdsCredentials};
use crate::credentials::{
    CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials, ServiceTime, variables,
};
use crate::transport::Transport;
use crate::value::clock::Clock;

/// A program may wait for a human, and a role for another.
const LOAD_TIMEOUT: Duration = Duration::from_secs(120);

/// A source of credentials that is configured.
pub(super) type Source = Arc<dyn ProvideCredentials>;

/// What is looked through.
pub(crate) struct Surroundings<'a> {
    pub(crate) environment: &'a Environment,
    pub(crate) profiles: &'a Profiles,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Clock,
    /// What the environment says of a client: STS is asked by one.
    #[cfg_attr(not(feature = "sts"), allow(dead_code))]
    pub(crate) client: ClientBuilder,
}

impl Surroundings<'_> {
    /// The first source that is configured; what has to be loaded is loaded at the first call, and kept.
    ///
    /// # Errors
    /// [`CredentialsError`] names the source that is configured wrongly, or all that are not configured.
    pub(crate) fn credentials(&self) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        let source = self.source()?;
        if source.ready().is_some() {
            return Ok(source);
        }
        Ok(Arc::new(CredentialsCache::new(source).clock(self.clock.clone()).load_timeout(LOAD_TIMEOUT)))
    }

    fn source(&self) -> Result<Source, CredentialsError> {
        if self.profiles.is_chosen_in_code()
            && let Some(source) = profile::source(self)?
        {
            return Ok(source);
        }
        if let Some(credentials) = variables::credentials(self.environment)? {
            return Ok(Arc::new(credentials));
        }
        if let Some(source) = profile::source(self)? {
            return Ok(source);
        }
        if let Some(source) = web_identity::of_variables(self)? {
            return Ok(source);
        }
        if let Some(container) = self.container()? {
            return Ok(container);
        }
        match self.imds()? {
            Some(imds) => {
                Ok(Arc::new(LastResort { instance: ImdsCredentials::new(imds), looked_at: self.looked_at() }))
            }
            None => {
                let off = "the instance's metadata service (switched off by AWS_EC2_METADATA_DISABLED)";
                Err(CredentialsError::new(format!("{}, and {off}. {TO_DO}", self.looked_at())))
            }
        }
    }

    pub(super) fn container(&self) -> Result<Option<Source>, CredentialsError> {
        let container = ContainerCredentials::of(self.environment, &self.transport)?;
        Ok(container.map(|container| Arc::new(container) as Source))
    }

    /// The metadata service, unless it is switched off.
    pub(crate) fn imds(&self) -> Result<Option<Imds>, CredentialsError> {
        Imds::of(self.environment, self.profiles.chosen(), &self.transport, self.clock.clone())
    }

    fn looked_at(&self) -> String {
        let profile = match self.profiles.chosen() {
            Some(_) => "has none",
            None => "is not there",
        };
        format!(
            "none found in the variables AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE and \
             AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI (not set), {} ({profile})",
            profile::place(self.profiles, self.profiles.chosen_name())
        )
    }
}

/// Whether the variables alone settle which credentials are taken.
pub(crate) fn are_in_variables(environment: &Environment) -> bool {
    !matches!(variables::credentials(environment), Ok(None))
}

const TO_DO: &str = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile that has credentials";

/// The instance's role, of which nothing tells beforehand whether there is one.
struct LastResort {
    instance: ImdsCredentials,
    looked_at: String,
}

impl ProvideCredentials for LastResort {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.credentials_at(ServiceTime::Local)
    }

    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        Box::pin(async move {
            self.instance.credentials_at(time).await.map_err(|error| {
                let text = format!("{}, and the instance's metadata service ({error}). {TO_DO}", self.looked_at);
                CredentialsError::new(text).because(error)
            })
        })
    }
}
