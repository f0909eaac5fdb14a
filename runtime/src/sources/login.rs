//! Profiles of `aws login`: credentials of the user's console session, in a file of the AWS CLI.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html>.

mod dpop;
mod endpoint;
mod es256;
mod operations;
mod private_key;
mod token;

use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use self::token::LoginToken;
use super::chain::{ProviderChain, Source};
use super::profile::location;
use super::session::{Origin, Session};
use crate::credentials::{CredentialsError, CredentialsFuture, ProvideCredentials, ServiceTime};
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;

const SIGN_IN: &str = "aws login";

/// The credentials of the session that the profile `name` names.
pub(super) fn credentials(
    name: &str,
    login_session: &str,
    chain: &ProviderChain<'_>,
) -> Result<Source, CredentialsError> {
    let origin = Origin::new(location(chain.profiles, name), SIGN_IN, name);
    es256::check().map_err(|what| CredentialsError::new(format!("{}: login_session {what}", origin.location)))?;
    let folder = match chain.environment.variable("AWS_LOGIN_CACHE_DIRECTORY") {
        Some(folder) => chain.environment.expand(&folder),
        None => {
            let home = chain.environment.home();
            home.ok_or_else(|| origin.error("there is no home directory: set HOME"))?.join(".aws/login/cache")
        }
    };
    let hash = Sha256::digest(login_session.trim());
    let file: String = hash.iter().map(|byte| format!("{byte:02x}")).chain([".json".to_owned()]).collect();
    let (client, transport, clock) = (chain.client.clone(), Arc::clone(&chain.transport), chain.clock.clone());
    let tokens = LoginToken { client, transport, clock, origin };
    let session = Session::new(tokens, folder.join(file), chain.environment, chain.clock.clone());
    Ok(Arc::new(LoginCredentials {
        session: Arc::new(session),
        clock: chain.clock.clone(),
        rejected: Mutex::default(),
    }))
}

/// The provider of the credentials of a session.
struct LoginCredentials {
    session: Arc<Session<LoginToken>>,
    clock: Clock,
    /// The credentials that a service rejected as expired.
    rejected: Mutex<Option<Credentials>>,
}

impl LoginCredentials {
    async fn load(&self, time: ServiceTime) -> Result<Credentials, CredentialsError> {
        let rejected = self.rejected.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let document = self.session.document(rejected.as_ref().and_then(Credentials::token)).await?;
        let credentials = token::credentials(&document);
        // The file has the expiration by the local clock. The caller compares it with the service's.
        Ok(match (time, credentials.expiry()) {
            (ServiceTime::Known(time), Some(expiry)) => {
                let offset = time.as_second() - self.clock.now().as_second();
                credentials.expires_at(expiry.offset_by(offset))
            }
            _ => credentials,
        })
    }
}

impl ProvideCredentials for LoginCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.credentials_at(ServiceTime::Local)
    }

    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        Box::pin(self.load(time))
    }

    fn drop_expired(&self, expired: &Credentials) {
        *self.rejected.lock().unwrap_or_else(PoisonError::into_inner) = Some(expired.clone());
    }
}
