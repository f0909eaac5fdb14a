//! A session in which a developer signed in with the AWS CLI: tokens in a file, which a refresh token renews.
//!
//! The CLI and other programs use the same file, and a refresh token may work once only. So the file is read again
//! before a refresh and after a failed one, and a refresh is written back.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html> and the providers of botocore
//! 1.44.8 (`tokens.py`, `credentials.py`).

mod document;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Mutex as AsyncMutex;
use tokio::time::sleep;
use tracing::Instrument as _;
use zeroize::Zeroizing;

use crate::call::send_error::SendError;
use crate::config::environment::Environment;
use crate::credentials::CredentialsError;
use crate::credentials::error_text::names_credentials;
use crate::model::modeled_error::ModeledError;
use crate::value::clock::Clock;
use crate::value::error_chain::chain;
use crate::value::timestamp::Timestamp;
pub(super) use document::{Document, time};

/// A token is refreshed if it is valid for no longer than this, as in the AWS SDKs.
const WINDOW: Duration = Duration::from_secs(5 * 60);
/// The delay before the next refresh after a failed one, while the token is valid.
const RETRY_DELAY: Duration = Duration::from_secs(30);
/// When the file is read again after the service rejected a refresh: another process may have refreshed at the same
/// moment, and not yet have written the file.
const READ_AGAIN_AFTER: [Duration; 3] = [Duration::ZERO, Duration::from_millis(200), Duration::from_secs(1)];

/// Where a session is configured, and how the user signs in.
pub(super) struct Origin {
    /// The profile, for errors.
    pub(super) location: String,
    /// `aws sso login --profile work`.
    pub(super) command: String,
}

impl Origin {
    /// `command` is the part of the command before the profile's name.
    pub(super) fn new(location: String, command: &str, profile: &str) -> Self {
        let is_plain = profile.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-/.%@:+".contains(&byte));
        let profile = if is_plain { profile.to_owned() } else { format!("'{}'", profile.replace('\'', r"'\''")) };
        Self { location, command: format!("{command} --profile {profile}") }
    }

    pub(super) fn error(&self, what: impl fmt::Display) -> CredentialsError {
        CredentialsError::new(format!("{}: {what}; run `{}`", self.location, self.command))
    }

    /// The error of a call. It shows no text of the service that may contain one of `secrets`.
    pub(super) fn failed<E: ModeledError>(
        &self,
        what: impl fmt::Display,
        error: SendError<E>,
        secrets: &[&str],
    ) -> CredentialsError
    where
        SendError<E>: std::error::Error + Send + Sync,
    {
        let text = chain(&error);
        // A shorter secret could be an ordinary word.
        let mut secrets = secrets.iter().filter(|secret| secret.len() >= 8);
        let is_secret = names_credentials(&text) || secrets.any(|secret| text.contains(*secret));
        let what = format!("{}: {what}; to sign in again, run `{}`", self.location, self.command);
        if is_secret {
            let status = error.status().map(|status| format!(" (status {})", status.as_u16())).unwrap_or_default();
            return CredentialsError::new(format!(
                "{what}: the service returned an error{status}, whose text is not shown because it may contain secrets"
            ));
        }
        CredentialsError::new(what).with_cause(error)
    }
}

/// What distinguishes the tokens of SSO from those of `aws login`.
pub(super) trait Tokens: Send + Sync + 'static {
    /// What the file holds, for errors.
    const WHAT: &'static str;

    fn origin(&self) -> &Origin;

    /// When the token expires, or what is wrong with the document.
    fn expiry(&self, document: &Document) -> Result<Timestamp, String>;

    /// The token itself.
    fn token<'a>(&self, document: &'a Document) -> Option<&'a str>;

    /// Why the token cannot be refreshed, if it cannot.
    fn check_refresh(&self, document: &Document, now: Timestamp) -> Result<(), String>;

    /// Gets new tokens by the refresh token.
    fn refresh(&self, document: &Document) -> impl Future<Output = Result<Refreshed, RefreshFailed>> + Send;
}

/// Puts the new tokens into a document, given the time at which they arrived.
pub(super) type Refreshed = Box<dyn Fn(&mut Document, Timestamp) + Send + Sync>;

/// Why there are no new tokens.
pub(super) struct RefreshFailed {
    pub(super) error: CredentialsError,
    /// Whether the service rejected the request, for example because the refresh token was used before.
    pub(super) was_rejected: bool,
}

pub(super) struct Session<T> {
    tokens: T,
    file: PathBuf,
    environment: Environment,
    clock: Clock,
    held: Mutex<Held>,
    /// Held by the load that runs.
    loading: AsyncMutex<()>,
}

/// What is in memory.
#[derive(Clone, Default)]
struct Held {
    document: Option<Document>,
    /// The refresh token that was in the file when it was last read or written. If the file has another one, another
    /// program wrote it.
    in_file: Option<Zeroizing<String>>,
    /// No refresh of a valid token starts before this time.
    not_before: Option<Timestamp>,
}

impl<T: Tokens> Session<T> {
    pub(super) fn new(tokens: T, file: PathBuf, environment: &Environment, clock: Clock) -> Self {
        let environment = environment.clone();
        Self { tokens, file, environment, clock, held: Mutex::default(), loading: AsyncMutex::default() }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn origin(&self) -> &Origin {
        self.tokens.origin()
    }

    /// The document with a valid token other than `rejected`, a token that a service did not accept.
    pub(super) async fn document(self: &Arc<Self>, rejected: Option<&str>) -> Result<Document, CredentialsError> {
        let held = self.held().document.clone();
        // No call waits for the refresh of a token that is still valid.
        let is_loading = self.loading.try_lock().is_err();
        let is_usable = |document: &Document| {
            self.is_fresh(document, rejected)
                || is_loading && self.is_valid(document) && !self.is_rejected(document, rejected)
        };
        if let Some(document) = held.filter(is_usable) {
            return Ok(document);
        }
        let runtime = Handle::try_current()
            .map_err(|_| CredentialsError::new("loading credentials needs a tokio runtime, and none is running"))?;
        let (this, rejected) = (Arc::clone(self), rejected.map(|token| Zeroizing::new(token.to_owned())));
        // A task of its own, so that new tokens are not lost with a caller that goes away.
        let load = async move {
            let _loading = this.loading.lock().await;
            let mut held = this.held().clone();
            let loaded = this.load(&mut held, rejected.as_ref().map(|token| token.as_str())).await;
            *this.held() = held;
            loaded
        };
        let loaded = runtime.spawn(load.in_current_span()).await;
        loaded.unwrap_or_else(|_| Err(self.origin().error(format_args!("the load of {} was interrupted", T::WHAT))))
    }

    fn is_fresh(&self, document: &Document, rejected: Option<&str>) -> bool {
        let end = self.clock.now().saturating_add(WINDOW);
        !self.is_rejected(document, rejected) && self.tokens.expiry(document).is_ok_and(|expiry| end < expiry)
    }

    fn is_valid(&self, document: &Document) -> bool {
        self.tokens.expiry(document).is_ok_and(|expiry| self.clock.now() < expiry)
    }

    fn is_rejected(&self, document: &Document, rejected: Option<&str>) -> bool {
        rejected.is_some() && rejected == self.tokens.token(document)
    }

    async fn load(&self, held: &mut Held, rejected: Option<&str>) -> Result<Document, CredentialsError> {
        self.read_newest(held, rejected)?;
        *self.held() = held.clone();
        let Some(document) = held.document.clone() else { return Err(self.absent()) };
        let expiry = self.tokens.expiry(&document).map_err(|what| self.unusable(what))?;
        if self.is_fresh(&document, rejected) {
            return Ok(document);
        }
        let now = self.clock.now();
        let is_rejected = self.is_rejected(&document, rejected);
        let is_valid = !is_rejected && now < expiry;
        if is_valid && held.not_before.is_some_and(|time| now < time) {
            return Ok(document);
        }
        let state = if is_rejected { "was rejected by the service".to_owned() } else { format!("expired at {expiry}") };
        match self.refresh(held, &document, &state).await {
            Ok(refreshed) => Ok(refreshed),
            Err(error) if is_valid => {
                held.not_before = Some(now.saturating_add(RETRY_DELAY));
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "a token could not be refreshed, it is still valid"
                );
                Ok(document)
            }
            Err(error) => Err(error),
        }
    }

    /// Refreshes the token of `document`. `state` says why it cannot be used further, for errors.
    async fn refresh(&self, held: &mut Held, document: &Document, state: &str) -> Result<Document, CredentialsError> {
        self.tokens.check_refresh(document, self.clock.now()).map_err(|reason| {
            let file = self.file.display();
            self.origin().error(format_args!("{} in {file} {state} and cannot be refreshed: {reason}", T::WHAT))
        })?;
        match self.tokens.refresh(document).await {
            Ok(refreshed) => {
                let mut document = document.clone();
                let now = self.clock.now();
                refreshed(&mut document, now);
                held.document = Some(document.clone());
                held.not_before = None;
                self.write(held, &document, |document| refreshed(document, now));
                Ok(document)
            }
            Err(RefreshFailed { error, was_rejected }) => {
                let times = if was_rejected { &READ_AGAIN_AFTER[..] } else { &READ_AGAIN_AFTER[..1] };
                for delay in times {
                    sleep(*delay).await;
                    if let Some(newer) = self.newer_than(document) {
                        held.in_file = refresh_token(&newer);
                        held.document = Some(newer.clone());
                        return Ok(newer);
                    }
                }
                Err(error)
            }
        }
    }

    /// The document in the file, if another program has refreshed it.
    fn newer_than(&self, document: &Document) -> Option<Document> {
        let newer = self.read().ok().flatten()?;
        let is_other = self.tokens.token(&newer) != self.tokens.token(document);
        (is_other && self.is_valid(&newer)).then_some(newer)
    }

    /// Reads the file, and holds its document, unless the one in memory is newer because it could not be written.
    fn read_newest(&self, held: &mut Held, rejected: Option<&str>) -> Result<(), CredentialsError> {
        let in_file = match self.read() {
            Ok(Some(document)) => document,
            // The user signed out.
            Ok(None) => {
                *held = Held::default();
                return Err(self.absent());
            }
            // Old versions of the AWS CLI do not replace the file at once.
            Err(_) if held.document.as_ref().is_some_and(|document| self.is_valid(document)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let token = refresh_token(&in_file);
        let is_of_another_program = held.in_file != token && self.is_valid(&in_file);
        let expiry = |document: &Document| self.tokens.expiry(document).ok();
        let is_newer = |held: &Document| expiry(held) > expiry(&in_file) && !self.is_rejected(held, rejected);
        if is_of_another_program || !held.document.as_ref().is_some_and(is_newer) {
            held.document = Some(in_file);
        }
        held.in_file = token;
        Ok(())
    }

    /// Writes refreshed tokens into the file, unless another program wrote it or removed it meanwhile.
    fn write(&self, held: &mut Held, document: &Document, refreshed: impl Fn(&mut Document)) {
        let written = match self.read() {
            Ok(Some(mut in_file)) if refresh_token(&in_file) == held.in_file => {
                refreshed(&mut in_file);
                self.environment.replace(&self.file, &in_file.to_json()).map_err(|error| error.to_string())
            }
            Ok(_) => return,
            Err(error) => Err(error.to_string()),
        };
        match written {
            Ok(()) => held.in_file = refresh_token(document),
            Err(error) => {
                let file = self.file.display();
                tracing::warn!(%file, error, "a refreshed token could not be written and is kept in memory");
            }
        }
    }

    fn read(&self) -> Result<Option<Document>, CredentialsError> {
        let content = self.environment.read_bytes(&self.file);
        let content = content.map_err(|error| self.origin().error(format_args!("{}: {error}", T::WHAT)))?;
        let Some(content) = content.map(Zeroizing::new) else { return Ok(None) };
        Document::parse(&content).map(Some).map_err(|what| self.unusable(what))
    }

    fn absent(&self) -> CredentialsError {
        self.origin().error(format_args!("{} is not in {}", T::WHAT, self.file.display()))
    }

    fn unusable(&self, what: impl fmt::Display) -> CredentialsError {
        self.origin().error(format_args!("{} in {} {what}", T::WHAT, self.file.display()))
    }
}

fn refresh_token(document: &Document) -> Option<Zeroizing<String>> {
    document.text("refreshToken").map(|token| Zeroizing::new(token.to_owned()))
}
