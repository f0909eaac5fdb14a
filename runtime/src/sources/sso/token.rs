//! The token of an SSO session, and its refresh by SSO OIDC.

use std::time::Duration;

use zeroize::Zeroizing;

use super::operations::CreateToken;
use crate::client::Client;
use crate::sources::session::{Document, Origin, RefreshFailed, Refreshed, Tokens, time};
use crate::value::secret::Secret;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;

/// What a refresh needs besides the access token.
const FOR_REFRESH: [&str; 4] = ["refreshToken", "clientId", "clientSecret", "registrationExpiresAt"];

pub(super) struct SsoToken {
    pub(super) oidc: Client,
    /// Whether the token belongs to a section `[sso-session ..]`. Legacy tokens are not refreshed.
    pub(super) is_session: bool,
    pub(super) origin: Origin,
}

/// The token to send.
pub(super) fn access_token(document: &Document) -> Zeroizing<String> {
    Zeroizing::new(document.text("accessToken").unwrap_or_default().to_owned())
}

impl Tokens for SsoToken {
    const WHAT: &'static str = "the SSO token";

    fn origin(&self) -> &Origin {
        &self.origin
    }

    fn expiry(&self, document: &Document) -> Result<Timestamp, String> {
        let missing = ["accessToken", "expiresAt"].into_iter().find(|name| document.text(name).is_none());
        if let Some(name) = missing {
            return Err(format!("has no `{name}`"));
        }
        let expiry = document.text("expiresAt").and_then(time);
        expiry.ok_or_else(|| "has an `expiresAt` that is not a time".to_owned())
    }

    fn token<'a>(&self, document: &'a Document) -> Option<&'a str> {
        document.text("accessToken")
    }

    fn check_refresh(&self, document: &Document, now: Timestamp) -> Result<(), String> {
        if !self.is_session {
            return Err("the profile has no `sso_session`".to_owned());
        }
        if let Some(name) = FOR_REFRESH.into_iter().find(|name| document.text(name).is_none()) {
            return Err(format!("it has no `{name}`"));
        }
        let end = document.text("registrationExpiresAt").and_then(time);
        match end {
            Some(end) if now < end => Ok(()),
            Some(end) => Err(format!("the registration of its client expired at {end}")),
            None => Err("its `registrationExpiresAt` is not a time".to_owned()),
        }
    }

    async fn refresh(&self, document: &Document) -> Result<Refreshed, RefreshFailed> {
        let text = |name| document.text(name).unwrap_or_default();
        let secret = |name| Sensitive(Secret::from(text(name)));
        let request = CreateToken {
            grant_type: "refresh_token",
            client_id: text("clientId").to_owned(),
            client_secret: secret("clientSecret"),
            refresh_token: secret("refreshToken"),
        };
        let response = request.send(&self.oidc).await.map_err(|error| RefreshFailed {
            was_rejected: error.status().is_some_and(|status| status.is_client_error()),
            error: self.origin.failed(
                "the SSO token could not be refreshed",
                error,
                &[text("clientSecret"), text("refreshToken"), text("accessToken")],
            ),
        })?;
        Ok(Box::new(move |document, now| {
            let expiry = now.saturating_add(Duration::from_secs(response.expires_in.into()));
            document.set("accessToken", &response.access_token.0);
            // to the second, as the AWS CLI writes it
            document.set("expiresAt", &Timestamp::from_second(expiry.as_second()).unwrap_or(expiry).to_string());
            if let Some(token) = &response.refresh_token {
                document.set("refreshToken", &token.0);
            }
        }))
    }
}
