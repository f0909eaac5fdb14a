//! A role that is taken on: with an access key, or with the token of an identity provider. STS does it, so without the
//! feature `sts` it is an error.

use std::path::PathBuf;

use super::chain::{Source, Surroundings};
use crate::credentials::CredentialsError;

/// The role, and where it is asked for.
#[cfg_attr(not(feature = "sts"), allow(dead_code))] // what the error does not tell
pub(super) struct Role {
    pub(super) arn: String,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) duration_seconds: Option<i32>,
    pub(super) place: String,
}

#[cfg(feature = "sts")]
pub(super) use with_sts::{take_on, take_on_with_token};
#[cfg(not(feature = "sts"))]
pub(super) use without_sts::{take_on, take_on_with_token};

/// What takes the place of both without STS.
#[cfg(not(feature = "sts"))]
mod without_sts {
    use super::{CredentialsError, PathBuf, Role, Source, Surroundings};

    type Taken = Result<Source, CredentialsError>;

    pub(crate) fn take_on(role: Role, _: Source, _: &Surroundings<'_>) -> Taken {
        reject(role)
    }

    pub(crate) fn take_on_with_token(role: Role, _: PathBuf, _: &Surroundings<'_>) -> Taken {
        reject(role)
    }

    fn reject(Role { place, arn, .. }: Role) -> Taken {
        let what = "switch on the feature `sts` of aws-operation";
        Err(CredentialsError::new(format!("{place}: to take on the role {arn}, {what}")))
    }
}

#[cfg(feature = "sts")]
mod with_sts {
    use std::sync::Arc;

    use super::{CredentialsError, PathBuf, Role, Source, Surroundings};
    use crate::call::send_error::SendError;
    use crate::client::Client;
    use crate::config::environment::Environment;
    use crate::credentials::container::read_token;
    use crate::credentials::error_text::names_credentials;
    use crate::credentials::{CredentialsFuture, ProvideCredentials};
    use crate::model::modeled_error::ModeledError;
    use crate::sources::sts::{AssumeRole, AssumeRoleWithWebIdentity};
    use crate::value::clock::Clock;
    use crate::value::credentials::Credentials;
    use crate::value::sensitive::Sensitive;

    /// The credentials of `role`, which those of `source` may take on.
    pub(crate) fn take_on(role: Role, source: Source, around: &Surroundings<'_>) -> Result<Source, CredentialsError> {
        let (client, clock) = (role.client(source, around)?, around.clock.clone());
        Ok(Arc::new(AssumedRole { role, client, clock }))
    }

    /// The credentials of `role`, which the token in `file` may take on.
    pub(crate) fn take_on_with_token(
        role: Role,
        file: PathBuf,
        around: &Surroundings<'_>,
    ) -> Result<Source, CredentialsError> {
        let (client, clock) = (role.client(Arc::new(Unsigned), around)?, around.clock.clone());
        Ok(Arc::new(IdentifiedRole { role, client, clock, file, environment: around.environment.clone() }))
    }

    impl Role {
        /// A client of STS in the client's region, which asks with the credentials of `source`.
        fn client(&self, source: Source, around: &Surroundings<'_>) -> Result<Client, CredentialsError> {
            let client = around.client.clone().credentials(source).clock(around.clock.clone()).build();
            client.map_err(|error| CredentialsError::new(format!("{}: {error}", self.place)))
        }

        /// The name that was given, or one that tells the sessions apart.
        fn session_name(&self, clock: &Clock) -> String {
            let given = self.session_name.clone();
            given.unwrap_or_else(|| format!("aws-operation-{}", clock.now().as_second()))
        }

        fn rejected<E: ModeledError + Send + Sync + 'static>(&self, error: SendError<E>) -> CredentialsError {
            let Self { place, arn, .. } = self;
            let what = format!("{place}: the role {arn} cannot be taken on");
            match &error {
                // The text of a response that is none of STS, such as one that was cut.
                SendError::Unmodeled { message, .. } if names_credentials(message) => {
                    let status = error.status().map(|status| format!(" with status {}", status.as_u16()));
                    let status = status.unwrap_or_default();
                    CredentialsError::new(format!("{what}: STS rejected{status}, in a text that may hold credentials"))
                }
                _ => CredentialsError::new(what).because(error),
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
                let assumed = request.send(&self.client).await.map_err(|error| self.role.rejected(error))?;
                Ok(assumed.credentials.into())
            })
        }
    }

    struct IdentifiedRole {
        role: Role,
        client: Client,
        clock: Clock,
        /// Read at each load: the token in it is replaced now and then.
        file: PathBuf,
        environment: Environment,
    }

    impl ProvideCredentials for IdentifiedRole {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(async {
                let token = read_token(&self.environment, &self.file, &self.role.place)?;
                let request = AssumeRoleWithWebIdentity {
                    role_arn: self.role.arn.clone(),
                    role_session_name: self.role.session_name(&self.clock),
                    web_identity_token: Sensitive(token.trim().to_owned()),
                    duration_seconds: self.role.duration_seconds,
                    ..AssumeRoleWithWebIdentity::default()
                };
                let assumed = request.send(&self.client).await.map_err(|error| self.role.rejected(error))?;
                Ok(assumed.credentials.into())
            })
        }
    }

    /// The credentials of a client that signs nothing.
    struct Unsigned;

    impl ProvideCredentials for Unsigned {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(std::future::ready(Err::<Credentials, _>(CredentialsError::new("this client signs nothing"))))
        }
    }
}

#[cfg(all(test, not(feature = "sts")))]
mod tests {
    use crate::client::Client;
    use crate::config::environment::Environment;
    use crate::transport::{Transport, TransportFuture};
    use crate::value::body::Body;

    /// In place of the HTTP client, which is another feature.
    struct Silent;

    impl Transport for Silent {
        fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
            Box::pin(std::future::pending())
        }
    }

    #[tokio::test]
    async fn without_the_feature_a_role_says_what_to_switch_on() {
        let role = "[default]\nregion = x\nrole_arn = r\nsource_profile = default\naws_access_key_id = A\naws_secret_access_key = B";
        let of_profile = Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", role);
        let identity = Environment::empty().with_variable("AWS_REGION", "x").with_variable("AWS_ROLE_ARN", "r");
        let identity = identity.with_variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/t");
        let what = "to take on the role r, switch on the feature `sts` of aws-operation";
        for (environment, place) in [
            (of_profile, "the profile `default` of /h/.aws/config and /h/.aws/credentials"),
            (identity, "AWS_WEB_IDENTITY_TOKEN_FILE"),
        ] {
            let error = Client::builder().transport(Silent).build_from(&environment).await.unwrap_err().to_string();
            assert_eq!(error, format!("no credentials: {place}: {what}"));
        }
    }
}
