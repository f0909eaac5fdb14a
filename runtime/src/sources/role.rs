//! Assumes the IAM role of a profile or of variables through STS. Without the feature `sts`, a role is an error.

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
    pub(super) mfa_serial: Option<String>,
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
    use crate::client::Client;
    use crate::credentials::{NoCredentials, TokenFile};
    use crate::sources::sts::{AssumeRole, AssumeRoleWithWebIdentity, AssumedRole, WebIdentityRole};

    /// The credentials of `role`, assumed with the credentials of `source`.
    pub(crate) fn assume_role(
        role: Role,
        source: Source,
        chain: &ProviderChain<'_>,
    ) -> Result<Source, CredentialsError> {
        // A retry must not load the credentials of the source once more: that may ask the user for another MFA code.
        let client = role.client(chain.cached(source), chain)?;
        let ask_mfa_code = match (&role.mfa_serial, &chain.client.mfa_code) {
            (Some(_), None) => return Err(CredentialsError::new(format!("{}: {NO_MFA_CODE}", role.location))),
            (_, ask) => ask.clone(),
        };
        let request = AssumeRole {
            role_arn: role.arn,
            role_session_name: role.session_name.unwrap_or_default(),
            duration_seconds: role.duration_seconds,
            external_id: role.external_id,
            serial_number: role.mfa_serial,
            ..AssumeRole::default()
        };
        Ok(Arc::new(AssumedRole { request, client, ask_mfa_code, location: Some(role.location) }))
    }

    /// The credentials of `role`, assumed with the web identity token in `file`.
    pub(crate) fn assume_role_with_web_identity(
        role: Role,
        file: PathBuf,
        chain: &ProviderChain<'_>,
    ) -> Result<Source, CredentialsError> {
        let client = role.client(Arc::new(NoCredentials::Chosen), chain)?;
        let token = TokenFile::of(file, chain.environment.clone(), &role.location);
        let request = AssumeRoleWithWebIdentity {
            role_arn: role.arn,
            role_session_name: role.session_name.unwrap_or_default(),
            duration_seconds: role.duration_seconds,
            ..AssumeRoleWithWebIdentity::default()
        };
        Ok(Arc::new(WebIdentityRole { request, client, token: Arc::new(token), location: Some(role.location) }))
    }

    impl Role {
        /// A client of STS in the region of the user's client, with the credentials of `source`.
        fn client(&self, source: Source, chain: &ProviderChain<'_>) -> Result<Client, CredentialsError> {
            let client = chain.client.clone().credentials(source).clock(chain.clock.clone()).build();
            client.map_err(|error| CredentialsError::new(format!("{}: {error}", self.location)))
        }
    }

    const NO_MFA_CODE: &str = "mfa_serial needs a code of the MFA device: call `.mfa_code(..)` on the client's builder";
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
