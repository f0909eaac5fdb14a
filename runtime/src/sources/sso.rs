//! Profiles of IAM Identity Center (SSO): a token of the user's session, and the credentials of a role that it gives.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html>.

mod operations;
mod settings;
mod token;

use std::sync::Arc;

use zeroize::Zeroizing;

use self::operations::{GetRoleCredentials, RoleCredentials};
use self::settings::{Role, SsoSettings};
use self::token::SsoToken;
use super::chain::{ProviderChain, Source};
use super::profile::location;
use super::session::{Origin, Session};
use crate::call::send_error::SendError;
use crate::client::Client;
use crate::config::profile::Profile;
use crate::credentials::{
    BearerTokenFuture, CredentialsError, CredentialsFuture, NoCredentials, ProvideBearerToken, ProvideCredentials,
};
use crate::model::modeled_error::ServiceError;
use crate::value::bearer_token::BearerToken;
use crate::value::credentials::Credentials;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;

const SIGN_IN: &str = "aws sso login";
const CONFIGURE: &str = "aws configure sso";

/// The properties of a profile that names a source of credentials.
const OTHER_SOURCES: [&str; 9] = [
    "aws_access_key_id",
    "aws_secret_access_key",
    "credential_process",
    "credential_source",
    "login_session",
    "role_arn",
    "sso_account_id",
    "sso_role_name",
    "web_identity_token_file",
];

/// The credentials of the role that the profile `name` names.
pub(super) fn credentials(
    name: &str,
    profile: &Profile,
    chain: &ProviderChain<'_>,
) -> Result<Source, CredentialsError> {
    let configure = configure(name, chain);
    let settings = SsoSettings::of_profile(profile, chain.profiles).map_err(|what| configure.error(what))?;
    let role = Role::of_profile(profile).map_err(|what| configure.error(what))?;
    let portal = client(&settings.region, chain).map_err(|what| configure.error(what))?;
    let session = session(&settings, name, chain).map_err(|what| configure.error(what))?;
    Ok(Arc::new(SsoCredentials { session, portal, role }))
}

/// The bearer token of the session that the selected profile names. `None` if it names none.
///
/// An invalid configuration is an error of the calls that need the token, because a profile may also have credentials.
pub(super) fn bearer_token(chain: &ProviderChain<'_>) -> Option<Arc<dyn ProvideBearerToken>> {
    let profile = chain.profiles.selected().filter(|profile| profile.get("sso_session").is_some())?;
    let name = chain.profiles.selected_name();
    let settings = SsoSettings::of_profile(profile, chain.profiles);
    let session = settings.and_then(|settings| session(&settings, name, chain));
    let configure = configure(name, chain);
    Some(Arc::new(SsoBearerToken(session.map_err(|what| configure.error(what)))))
}

/// The error of a client that needs credentials, if the selected profile gives a bearer token alone.
pub(super) fn token_alone(chain: &ProviderChain<'_>) -> Option<CredentialsError> {
    let profile = chain.profiles.selected().filter(|profile| profile.get("sso_session").is_some())?;
    let has_other = OTHER_SOURCES.iter().any(|property| profile.get(property).is_some());
    let configure = configure(chain.profiles.selected_name(), chain);
    let what = "sso_session alone gives a bearer token; credentials need sso_account_id and sso_role_name";
    (!has_other).then(|| configure.error(what))
}

fn session(settings: &SsoSettings, name: &str, chain: &ProviderChain<'_>) -> Result<Arc<Session<SsoToken>>, String> {
    let home = chain.environment.home().ok_or("there is no home directory: set HOME")?;
    let file = home.join(".aws/sso/cache").join(settings.file_name());
    let origin = Origin::new(location(chain.profiles, name), SIGN_IN, name);
    let tokens = SsoToken { oidc: client(&settings.region, chain)?, is_session: settings.session.is_some(), origin };
    Ok(Arc::new(Session::new(tokens, file, chain.environment, chain.clock.clone())))
}

/// The errors of settings.
fn configure(name: &str, chain: &ProviderChain<'_>) -> Origin {
    Origin::new(location(chain.profiles, name), CONFIGURE, name)
}

/// A client of SSO in the region of the session. Its requests are unsigned.
fn client(region: &str, chain: &ProviderChain<'_>) -> Result<Client, String> {
    let builder = chain.client.clone().region(region).credentials(NoCredentials::Chosen).clock(chain.clock.clone());
    builder.build().map_err(|error| format!("sso_region: {error}"))
}

/// The provider of the credentials of a role.
struct SsoCredentials {
    session: Arc<Session<SsoToken>>,
    portal: Client,
    role: Role,
}

impl SsoCredentials {
    async fn load(&self) -> Result<Credentials, CredentialsError> {
        let token = self.token(None).await?;
        let credentials = match self.request(&token).await {
            // The token is expired by the service's clock, or the user signed out and in again.
            Err(error) if error.status() == Some(http::StatusCode::UNAUTHORIZED) => {
                let other = self.token(Some(&token)).await?;
                self.request(&other).await.map_err(|error| self.failed(error, &other))
            }
            result => result.map_err(|error| self.failed(error, &token)),
        }?
        .into_credentials()
        .map_err(|what| self.session.origin().error(format_args!("the response of the SSO portal {what}")))?;
        Ok(credentials.of_account(Some(self.role.account_id.clone())))
    }

    async fn token(&self, rejected: Option<&str>) -> Result<Zeroizing<String>, CredentialsError> {
        let document = self.session.document(rejected).await?;
        Ok(token::access_token(&document))
    }

    async fn request(&self, token: &str) -> Result<RoleCredentials, SendError<ServiceError>> {
        let request = GetRoleCredentials {
            role_name: self.role.name.clone(),
            account_id: self.role.account_id.clone(),
            access_token: Sensitive(token.into()),
        };
        Ok(request.send(&self.portal).await?.role_credentials)
    }

    fn failed(&self, error: SendError<ServiceError>, token: &str) -> CredentialsError {
        let Role { name, account_id } = &self.role;
        let what = format!("cannot get credentials of the role {name} in the account {account_id}");
        self.session.origin().failed(what, error, &[token])
    }
}

impl ProvideCredentials for SsoCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.load())
    }
}

impl RoleCredentials {
    fn into_credentials(self) -> Result<Credentials, String> {
        let Self { access_key_id, secret_access_key, session_token, expiration } = self;
        let expiry = Timestamp::from_millisecond(expiration).map_err(|_| "has an invalid expiration".to_owned())?;
        Ok(Credentials::from_parts(access_key_id, secret_access_key.0.0, Some(session_token.0.0), Some(expiry)))
    }
}

/// The provider of the session's token, for operations with `auth = "bearer"`.
struct SsoBearerToken(Result<Arc<Session<SsoToken>>, CredentialsError>);

impl ProvideBearerToken for SsoBearerToken {
    fn bearer_token(&self) -> BearerTokenFuture<'_> {
        Box::pin(async {
            let document = self.0.as_ref().map_err(Clone::clone)?.document(None).await?;
            Ok(BearerToken::new(token::access_token(&document).as_str()))
        })
    }
}
