//! How a call is authenticated: the choice of a scheme, and what proves the caller's identity.

use std::sync::Arc;

use http::HeaderValue;
use http::header::AUTHORIZATION;
use http::request::Parts;

use super::limits::Deadline;
use super::shared::Shared;
use super::{Call, NoResponse};
use crate::credentials::{CredentialsError, ProvideBearerToken};
use crate::model::auth::{AuthScheme, schemes};
use crate::model::operation::{OperationMeta, ServiceMeta};
use crate::sigv4::Signer;
use crate::value::bearer_token::BearerToken;
use crate::value::credentials::Credentials;

/// What proves the caller's identity in one attempt.
pub(super) enum Identity {
    /// The request is unsigned.
    None,
    Credentials(Credentials),
    Token(BearerToken),
}

impl Identity {
    pub(super) fn credentials(&self) -> Option<&Credentials> {
        match self {
            Self::Credentials(credentials) => Some(credentials),
            Self::None | Self::Token(_) => None,
        }
    }

    /// The texts that must not be shown.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        let secrets = match self {
            Self::None => [None, None],
            Self::Credentials(credentials) => [Some(credentials.secret_access_key()), credentials.token()],
            Self::Token(token) => [Some(token.as_str()), None],
        };
        secrets.into_iter().flatten()
    }
}

/// The settings of a client that decide how its calls are authenticated.
#[derive(Clone)]
pub(crate) struct AuthSettings {
    pub(crate) preference: Preference,
    /// Whether there are credentials to sign with.
    pub(crate) has_credentials: bool,
    pub(crate) token: Option<Arc<dyn ProvideBearerToken>>,
    /// The token of the SSO session in the environment's profile.
    pub(crate) session_token: Option<Arc<dyn ProvideBearerToken>>,
    /// The tokens of single services, by the rest of the name of `AWS_BEARER_TOKEN_<SIGNING_NAME>`.
    pub(crate) tokens_by_service: Vec<(String, BearerToken)>,
    /// The regions of SigV4a signatures, instead of the client's region.
    #[cfg(feature = "sigv4a")]
    pub(crate) region_set: Option<String>,
}

/// What a client prefers among the schemes of an operation.
#[derive(Clone)]
pub(crate) enum Preference {
    /// Set in code: the preferred scheme first.
    InCode(Vec<AuthScheme>),
    /// A token was set in code, and credentials were not.
    Bearer,
    /// Of the environment. A token of the service in a variable goes before it.
    OfEnvironment(Vec<AuthScheme>),
}

impl AuthSettings {
    /// The scheme of a call. `None` if its request is unsigned.
    ///
    /// The preferred one of the schemes for which the client has credentials or a token. Without any, the preferred one, so
    /// that the error says what is missing. Schemes without a preference keep the order of the API.
    fn choose(&self, service: &ServiceMeta, operation: &OperationMeta) -> Option<AuthScheme> {
        let all = schemes(service, operation);
        // almost every operation has one
        if all.clone().count() < 2 {
            return all.clone().next();
        }
        let rank = |scheme: &AuthScheme| self.rank(*scheme, service);
        let available = all.clone().filter(|scheme| self.has_identity(*scheme, service)).min_by_key(rank);
        available.or_else(|| all.min_by_key(rank))
    }

    /// Of several schemes with the least rank, the first one in the list is chosen.
    fn rank(&self, scheme: AuthScheme, service: &ServiceMeta) -> usize {
        let among = |preferred: &[AuthScheme]| {
            preferred.iter().position(|preferred| *preferred == scheme).unwrap_or(preferred.len())
        };
        match &self.preference {
            Preference::InCode(preferred) => among(preferred),
            Preference::OfEnvironment(preferred) if self.token_of(service).is_none() => among(preferred),
            Preference::OfEnvironment(_) | Preference::Bearer => among(&[AuthScheme::Bearer]),
        }
    }

    fn has_identity(&self, scheme: AuthScheme, service: &ServiceMeta) -> bool {
        match scheme {
            AuthScheme::Bearer => {
                self.token.is_some() || self.session_token.is_some() || self.token_of(service).is_some()
            }
            AuthScheme::SigV4 | AuthScheme::SigV4a => self.has_credentials,
        }
    }

    /// The token of the service in a variable.
    fn token_of(&self, service: &ServiceMeta) -> Option<&BearerToken> {
        if self.tokens_by_service.is_empty() {
            return None;
        }
        let name = variable_of(service);
        self.tokens_by_service.iter().find(|(service, _)| *service == name).map(|(_, token)| token)
    }
}

/// The part of `AWS_BEARER_TOKEN_<SIGNING_NAME>` that names the service, by botocore's rule.
fn variable_of(service: &ServiceMeta) -> String {
    service.signing_name.to_ascii_uppercase().replace([' ', '-'], "_")
}

impl Shared {
    pub(crate) fn auth_scheme(&self, service: &ServiceMeta, operation: &OperationMeta) -> Option<AuthScheme> {
        self.auth.choose(service, operation)
    }
}

impl Call<'_> {
    /// Whether the request is signed.
    pub(super) fn is_signed(&self) -> bool {
        matches!(self.auth, Some(AuthScheme::SigV4 | AuthScheme::SigV4a))
    }

    pub(super) fn signer(&self) -> &Signer {
        #[cfg(feature = "sigv4a")]
        if self.auth == Some(AuthScheme::SigV4a) {
            return &self.endpoint.signer_v4a;
        }
        &self.endpoint.signer
    }

    /// Uses a scheme whose signature can be in a URL.
    pub(super) fn sign_in_url(&mut self) -> Result<(), NoResponse> {
        if self.auth == Some(AuthScheme::Bearer) {
            let signed = schemes(self.meta, self.operation).filter(|scheme| *scheme != AuthScheme::Bearer);
            self.auth = signed.min_by_key(|scheme| self.client.auth.rank(*scheme, self.meta));
            if self.auth.is_none() {
                return Err(NoResponse::Credentials(CredentialsError::new(
                    "a URL cannot contain a bearer token, and the operation is authenticated by no other means: send it instead",
                )));
            }
        }
        Ok(())
    }

    /// What proves the caller's identity in the next attempt.
    pub(super) async fn identity(&self, deadline: Deadline) -> Result<Identity, NoResponse> {
        match self.auth {
            None => Ok(Identity::None),
            Some(AuthScheme::SigV4 | AuthScheme::SigV4a) => self.credentials(deadline).await.map(Identity::Credentials),
            Some(AuthScheme::Bearer) => Box::pin(self.bearer_token(deadline)).await.map(Identity::Token),
        }
    }

    async fn bearer_token(&self, deadline: Deadline) -> Result<BearerToken, NoResponse> {
        let auth = &self.client.auth;
        if let Some(source) = &auth.token {
            return deadline.bound(source.bearer_token()).await?.map_err(NoResponse::Credentials);
        }
        if let Some(token) = auth.token_of(self.meta) {
            return Ok(token.clone());
        }
        let source = auth.session_token.as_ref().ok_or_else(|| {
            NoResponse::Credentials(CredentialsError::new(format!(
                "the operation needs a bearer token; call `.bearer_token(..)` on the client's builder, or set AWS_BEARER_TOKEN_{} and build the \
                 client with `build_from_env()`",
                variable_of(self.meta)
            )))
        })?;
        deadline.bound(source.bearer_token()).await?.map_err(NoResponse::Credentials)
    }
}

/// Adds `Authorization: Bearer ..`.
pub(super) fn authorize(parts: &mut Parts, token: &BearerToken) -> Result<(), NoResponse> {
    let value = ["Bearer ", token.as_str()].concat();
    // an empty token or one with spaces would be another header
    let is_token = !token.as_str().is_empty() && token.as_str().bytes().all(|byte| byte.is_ascii_graphic());
    let mut value = HeaderValue::try_from(value).ok().filter(|_| is_token).ok_or_else(|| {
        NoResponse::Credentials(CredentialsError::new(
            "the bearer token is empty, or has characters other than letters, digits and punctuation of ASCII",
        ))
    })?;
    value.set_sensitive(true);
    parts.headers.insert(AUTHORIZATION, value);
    Ok(())
}
