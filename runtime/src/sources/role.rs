//! Assumes an IAM role through STS: with credentials, or with a web identity token. Without the feature `sts`, a role is an
//! error.

use std::path::PathBuf;

use super::chain::{ProviderChain, Source};
use crate::credentials::CredentialsError;

/// A role to assume, and the setting that names it.
#[cfg_attr(not(feature = "sts"), allow(dead_code))] // the error shows only some fields
pub(super) struct Role {
    pub(super) arn: String,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) duration_seconds: Option<i32>,
    /// The profile or the variable that names the role, for errors.
    pub(super) location: String,
}

#[cfg(feature = "sts")]
pub(super) use with_sts::{assume_role, assume_role_with_web_identity};
#[cfg(not(feature = "sts"))]
pub(super) use without_sts::{assume_role, assume_role_with_web_identity};

/// Both functions without STS: they return an error.
#[cfg(not(feature = "sts"))]
mod without_sts {
    use super::{CredentialsError, PathBuf, ProviderChain, Role, Source};

    pub(crate) fn assume_role(role: Role, _: Source, _: &ProviderChain<'_>) -> Result<Source, CredentialsError> {
        missing_feature(role)
    }

    pub(crate) fn assume_role_with_web_identity(
        role: Role,
        _: PathBuf,
        _: &ProviderChain<'_>,
    ) -> Result<Source, CredentialsError> {
        missing_feature(role)
    }

    fn missing_feature(Role { location, arn, .. }: Role) -> Result<Source, CredentialsError> {
        Err(CredentialsError::new(format!(
            "{location}: to assume the role {arn}, enable the feature `sts` of aws-operation"
        )))
    }
}

#[cfg(feature = "sts")]
mod with_sts {
    use std::sync::Arc;

    use super::{CredentialsError, PathBuf, ProviderChain, Role, Source};
    use crate::call::send_error::SendError;
    use crate::client::Client;
    use crate::config::environment::Environment;
    use crate::credentials::container::read_token;
    use crate::credentials::error_text::names_credentials;
    use crate::credentials::{CredentialsFuture, ProvideCredentials};
    use crate::model::modeled_error::ModeledError;
    use crate::sources::sts::{AssumeRole, AssumeRoleWithWebIdentity, AssumedRoleUser};
    use crate::value::clock::Clock;
    use crate::value::credentials::Credentials;
    use crate::value::sensitive::Sensitive;

    /// The account in the ARN of a session.
    fn account_of(user: Option<AssumedRoleUser>) -> Option<String> {
        Some(user?.arn.split(':').nth(4)?.to_owned())
    }

    /// The credentials of `role`, assumed with the credentials of `source`.
    pub(crate) fn assume_role(
        role: Role,
        source: Source,
        chain: &ProviderChain<'_>,
    ) -> Result<Source, CredentialsError> {
        let (client, clock) = (role.client(source, chain)?, chain.clock.clone());
        Ok(Arc::new(AssumedRole { role, client, clock }))
    }

    /// The credentials of `role`, assumed with the web identity token in `file`.
    pub(crate) fn assume_role_with_web_identity(
        role: Role,
        file: PathBuf,
        chain: &ProviderChain<'_>,
    ) -> Result<Source, CredentialsError> {
        let (client, clock) = (role.client(Arc::new(Unsigned), chain)?, chain.clock.clone());
        Ok(Arc::new(WebIdentityRole { role, client, clock, file, environment: chain.environment.clone() }))
    }

    impl Role {
        /// A client of STS in the region of the user's client, with the credentials of `source`.
        fn client(&self, source: Source, chain: &ProviderChain<'_>) -> Result<Client, CredentialsError> {
            let client = chain.client.clone().credentials(source).clock(chain.clock.clone()).build();
            client.map_err(|error| CredentialsError::new(format!("{}: {error}", self.location)))
        }

        /// The configured session name, or one that contains the current time.
        fn session_name(&self, clock: &Clock) -> String {
            let configured = self.session_name.clone();
            configured.unwrap_or_else(|| format!("aws-operation-{}", clock.now().as_second()))
        }

        fn error<E: ModeledError + Send + Sync + 'static>(&self, error: SendError<E>) -> CredentialsError {
            let Self { location, arn, .. } = self;
            let what = format!("{location}: cannot assume the role {arn}");
            match &error {
                // The response is not in the format of STS, for example truncated, so its text may contain credentials.
                SendError::Unmodeled { message, .. } if names_credentials(message) => {
                    let status = error.status().map(|status| format!(" with status {}", status.as_u16()));
                    let status = status.unwrap_or_default();
                    CredentialsError::new(format!(
                        "{what}: STS returned an error response{status}, whose text is not shown because it may contain credentials"
                    ))
                }
                _ => CredentialsError::new(what).with_cause(error),
            }
        }
    }

    struct AssumedRole {
        role: Role,
        client: Client,
        clock: Clock,
    }

    impl ProvideCredentials for AssumedRole {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(async {
                let request = AssumeRole {
                    role_arn: self.role.arn.clone(),
                    role_session_name: self.role.session_name(&self.clock),
                    duration_seconds: self.role.duration_seconds,
                    external_id: self.role.external_id.clone(),
                    ..AssumeRole::default()
                };
                let assumed = request.send(&self.client).await.map_err(|error| self.role.error(error))?;
                Ok(Credentials::from(assumed.credentials).of_account(account_of(assumed.assumed_role_user)))
            })
        }
    }

    struct WebIdentityRole {
        role: Role,
        client: Client,
        clock: Clock,
        /// Read at each load, because the file is replaced when the token is rotated.
        file: PathBuf,
        environment: Environment,
    }

    impl ProvideCredentials for WebIdentityRole {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(async {
                let token = read_token(&self.environment, &self.file, &self.role.location)?;
                let request = AssumeRoleWithWebIdentity {
                    role_arn: self.role.arn.clone(),
                    role_session_name: self.role.session_name(&self.clock),
                    web_identity_token: Sensitive(token.trim().to_owned()),
                    duration_seconds: self.role.duration_seconds,
                    ..AssumeRoleWithWebIdentity::default()
                };
                let assumed = request.send(&self.client).await.map_err(|error| self.role.error(error))?;
                Ok(Credentials::from(assumed.credentials).of_account(account_of(assumed.assumed_role_user)))
            })
        }
    }

    /// The provider of a client that sends only unsigned requests.
    struct Unsigned;

    impl ProvideCredentials for Unsigned {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(std::future::ready(Err::<Credentials, _>(CredentialsError::new(
                "this client sends only unsigned requests",
            ))))
        }
    }
}

#[cfg(all(test, not(feature = "sts")))]
mod tests {
    use crate::client::Client;
    use crate::config::environment::Environment;
    use crate::transport::{Transport, TransportFuture};
    use crate::value::body::Body;

    /// A transport that never responds. The built-in transport needs another feature.
    struct Silent;

    impl Transport for Silent {
        fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
            Box::pin(std::future::pending())
        }
    }

    #[tokio::test]
    async fn without_the_feature_a_role_names_the_feature_to_enable() {
        let role = "[default]\nregion = x\nrole_arn = r\nsource_profile = default\naws_access_key_id = A\naws_secret_access_key = B";
        let in_profile = Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", role);
        let in_variables = Environment::empty().with_variable("AWS_REGION", "x").with_variable("AWS_ROLE_ARN", "r");
        let in_variables = in_variables.with_variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/t");
        let what = "to assume the role r, enable the feature `sts` of aws-operation";
        for (environment, location) in [
            (in_profile, "the profile `default` of /h/.aws/config and /h/.aws/credentials"),
            (in_variables, "AWS_WEB_IDENTITY_TOKEN_FILE"),
        ] {
            let error = Client::builder().transport(Silent).build_from(&environment).await.unwrap_err().to_string();
            assert_eq!(error, format!("no credentials: {location}: {what}"));
        }
    }
}
