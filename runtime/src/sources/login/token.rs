//! The tokens of a session of `aws login`, and their refresh by AWS Sign-In.

use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::dpop::{ProofClock, WithProof};
use super::endpoint::with_endpoint;
use super::es256::Key;
use super::operations::{CreateOAuth2Token, Error};
use crate::call::send_error::SendError;
use crate::client::{Client, ClientBuilder};
use crate::credentials::NoCredentials;
use crate::sources::session::{Document, Origin, RefreshFailed, Refreshed, Tokens, time};
use crate::transport::Transport;
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;
use crate::value::secret::Secret;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;

const CREDENTIALS: [&str; 4] = ["accessKeyId", "secretAccessKey", "sessionToken", "expiresAt"];
const FOR_REFRESH: [&str; 3] = ["refreshToken", "clientId", "dpopKey"];

pub(super) struct LoginToken {
    pub(super) client: ClientBuilder,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) clock: Clock,
    pub(super) origin: Origin,
}

/// The credentials in a document, with their expiration by the local clock.
pub(super) fn credentials(document: &Document) -> Credentials {
    let text = |name| document.text_in("accessToken", name).unwrap_or_default();
    let secret = |name| Zeroizing::new(text(name).to_owned());
    let (secret_key, session_token) = (secret("secretAccessKey"), secret("sessionToken"));
    let id = text("accessKeyId").to_owned();
    let credentials = Credentials::from_parts(id, secret_key, Some(session_token), time(text("expiresAt")));
    credentials.of_account(document.text_in("accessToken", "accountId").map(str::to_owned))
}

impl LoginToken {
    /// A client of AWS Sign-In that proves that it has the session's key.
    fn signin(&self, document: &Document, proof_clock: &Arc<ProofClock>) -> Result<Client, String> {
        let key = Key::from_pem(document.text("dpopKey").unwrap_or_default())?;
        // Old versions of the AWS CLI write no region into the file.
        let region = document.text("signInRegion").or(self.client.region.as_deref()).unwrap_or_default();
        let (transport, clock) = (Arc::clone(&self.transport), self.clock.clone());
        let with_proof = WithProof { transport, key, clock: clock.clone(), proof_clock: Arc::clone(proof_clock) };
        let builder = with_endpoint(self.client.clone(), region).transport(with_proof);
        builder.credentials(NoCredentials::Chosen).clock(clock).build().map_err(|error| error.to_string())
    }

    fn failed(&self, error: SendError<Error>, secrets: &[&str]) -> RefreshFailed {
        let was_rejected = error.status().is_some_and(|status| status.is_client_error());
        let reason = match &error {
            SendError::Service(Error::AccessDeniedException { error, .. }, _) => error.as_str(),
            _ => "",
        };
        let what = match reason {
            "TOKEN_EXPIRED" => "the session has expired",
            "USER_CREDENTIALS_CHANGED" => "the user's password has changed since the sign-in",
            "INSUFFICIENT_PERMISSIONS" => {
                "the session may not be refreshed: the user's policy must allow signin:CreateOAuth2Token"
            }
            _ => "the session could not be refreshed",
        };
        RefreshFailed { error: self.origin.failed(what, error, secrets), was_rejected }
    }
}

impl Tokens for LoginToken {
    const WHAT: &'static str = "the session of `aws login`";

    fn origin(&self) -> &Origin {
        &self.origin
    }

    fn expiry(&self, document: &Document) -> Result<Timestamp, String> {
        if let Some(name) = CREDENTIALS.into_iter().find(|name| document.text_in("accessToken", name).is_none()) {
            return Err(format!("has no `accessToken` with `{name}`"));
        }
        let expiry = document.text_in("accessToken", "expiresAt").and_then(time);
        expiry.ok_or_else(|| "has an `expiresAt` that is not a time".to_owned())
    }

    fn token<'a>(&self, document: &'a Document) -> Option<&'a str> {
        document.text_in("accessToken", "sessionToken")
    }

    fn check_refresh(&self, document: &Document, _: Timestamp) -> Result<(), String> {
        match FOR_REFRESH.into_iter().find(|name| document.text(name).is_none()) {
            Some(name) => Err(format!("it has no `{name}`")),
            None => Ok(()),
        }
    }

    async fn refresh(&self, document: &Document) -> Result<Refreshed, RefreshFailed> {
        let proof_clock = Arc::default();
        let signin = self.signin(document, &proof_clock).map_err(|what| RefreshFailed {
            error: self.origin.error(format_args!("the session cannot be refreshed: {what}")),
            was_rejected: false,
        })?;
        let text = |name| document.text(name).unwrap_or_default();
        let request = CreateOAuth2Token {
            client_id: text("clientId").to_owned(),
            grant_type: "refresh_token",
            refresh_token: Sensitive(Secret::from(text("refreshToken"))),
        };
        let mut result = request.send(&signin).await;
        // Now the service's clock is known.
        if result.is_err() && proof_clock.was_wrong() {
            result = request.send(&signin).await;
        }
        let response = result.map_err(|error| self.failed(error, &[text("refreshToken")]))?;
        Ok(Box::new(move |document, now| {
            let expiry = now.saturating_add(Duration::from_secs(response.expires_in.into()));
            let expiry = Timestamp::from_second(expiry.as_second()).unwrap_or(expiry).to_string();
            let token = &response.access_token;
            document.set_in("accessToken", "accessKeyId", &token.access_key_id);
            document.set_in("accessToken", "secretAccessKey", &token.secret_access_key.0);
            document.set_in("accessToken", "sessionToken", &token.session_token.0);
            document.set_in("accessToken", "expiresAt", &expiry);
            document.set("refreshToken", &response.refresh_token.0);
        }))
    }
}
