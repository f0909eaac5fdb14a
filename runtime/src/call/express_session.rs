//! Sessions of S3 Express: the credentials with which requests for a directory bucket are signed.
//!
//! `CreateSession` exchanges the credentials of the client for those of a session, which are valid for five minutes, for one
//! bucket. Source: "Authenticating and authorizing requests" of directory buckets in the Amazon S3 User Guide.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{HeaderMap, Method};
use tokio::sync::Mutex as AsyncMutex;
use tokio::time::Instant;
use zeroize::Zeroizing;

use super::limits::Deadline;
use super::nested::Nested;
use super::service_endpoint::ServiceEndpoint;
use super::{Call, NoResponse, Response};
use crate::credentials::CredentialsError;
use crate::model::auth::AuthScheme;
use crate::model::header_list::HeaderList;
use crate::model::operation::OperationMeta;
use crate::protocol::element::parse_xml;
use crate::value::credentials::Credentials;
use crate::value::error_chain::chain;
use crate::value::timestamp::Timestamp;

static CREATE_SESSION: OperationMeta = OperationMeta::new("CreateSession").readonly();

/// How long before its end a session is used no more, because a request takes time.
const MARGIN: Duration = Duration::from_secs(10);
/// How long before its end a session is replaced. Other calls use it meanwhile.
const REFRESH: Duration = Duration::from_secs(60);
/// The delay after a session could not be replaced.
const DELAY: Duration = Duration::from_secs(15);
/// The lifetime of a session that does not say when it ends.
const LIFETIME: Duration = Duration::from_secs(300);
/// The number of credentials whose sessions are kept for a bucket. Most programs have one.
const CAPACITY: usize = 16;

/// The sessions of one directory bucket, each for the credentials that it was created with.
pub(crate) struct Sessions {
    bucket: Box<str>,
    /// The endpoint at which requests are signed with the credentials themselves.
    home: Arc<ServiceEndpoint>,
    entries: Mutex<Vec<Arc<Entry>>>,
}

/// The session for some credentials. While one call creates it, the others wait.
struct Entry {
    base: Credentials,
    state: Mutex<State>,
    creating: AsyncMutex<()>,
}

#[derive(Default)]
struct State {
    session: Option<Session>,
    /// How many sessions could not be created, and why the last one.
    failures: u64,
    error: Option<CredentialsError>,
}

#[derive(Clone)]
struct Session {
    credentials: Credentials,
    ends: Instant,
    refresh: Instant,
}

impl Session {
    /// A session that began now.
    fn new(credentials: Credentials, lifetime: Duration) -> Self {
        let now = Instant::now();
        let ends = now + lifetime;
        Self { credentials, ends, refresh: (ends - REFRESH.min(lifetime)).max(now + lifetime / 2) }
    }
}

impl Sessions {
    pub(super) fn new(bucket: &str, home: Arc<ServiceEndpoint>) -> Self {
        Self { bucket: bucket.into(), home, entries: Mutex::default() }
    }

    fn of(&self, base: &Credentials) -> Arc<Entry> {
        let mut entries = lock(&self.entries);
        if let Some(entry) = entries.iter().find(|entry| entry.base.is_same_key(base)) {
            return Arc::clone(entry);
        }
        if entries.len() == CAPACITY {
            entries.remove(0);
        }
        let new = Entry { base: base.clone(), state: Mutex::default(), creating: AsyncMutex::default() };
        let new = Arc::new(new);
        entries.push(Arc::clone(&new));
        new
    }

    /// Drops a session that S3 rejected as expired.
    pub(super) fn drop_expired(&self, expired: &Credentials) {
        for entry in &*lock(&self.entries) {
            let session = &mut lock(&entry.state).session;
            session.take_if(|session| session.credentials.is_same_key(expired));
        }
    }
}

impl Entry {
    /// The session, unless it has to be replaced.
    fn fresh(&self) -> Option<Credentials> {
        self.session().filter(|session| Instant::now() < session.refresh).map(|session| session.credentials)
    }

    /// The session, if it has not ended.
    fn session(&self) -> Option<Session> {
        lock(&self.state).session.clone().filter(|session| Instant::now() + MARGIN < session.ends)
    }

    fn failures(&self) -> u64 {
        lock(&self.state).failures
    }

    /// Why a call that was waited for could not create a session.
    fn error_since(&self, failures: u64) -> Option<CredentialsError> {
        let state = lock(&self.state);
        state.error.clone().filter(|_| state.failures != failures)
    }

    /// Keeps what a call created. An earlier session is used on if it could not create one.
    fn keep(&self, created: Result<Session, CredentialsError>) -> Result<Credentials, CredentialsError> {
        let mut state = lock(&self.state);
        match (created, &mut state.session) {
            (Ok(session), _) => {
                let credentials = session.credentials.clone();
                state.session = Some(session);
                Ok(credentials)
            }
            (Err(_), Some(old)) if Instant::now() + MARGIN < old.ends => {
                old.refresh = Instant::now() + DELAY;
                Ok(old.credentials.clone())
            }
            (Err(error), _) => {
                state.failures += 1;
                state.error = Some(error.clone());
                Err(error)
            }
        }
    }
}

impl Call<'_> {
    /// The credentials of a session of the bucket, if the bucket has sessions.
    pub(super) async fn session_credentials(
        &self,
        sessions: &Sessions,
        base: Credentials,
        deadline: Deadline,
    ) -> Result<Credentials, NoResponse> {
        let entry = sessions.of(&base);
        match entry.fresh() {
            Some(fresh) => Ok(fresh),
            None => Box::pin(self.new_session(sessions, &entry, deadline)).await,
        }
    }

    async fn new_session(
        &self,
        sessions: &Sessions,
        entry: &Entry,
        deadline: Deadline,
    ) -> Result<Credentials, NoResponse> {
        let failures = entry.failures();
        let _creating = match (entry.creating.try_lock(), entry.session()) {
            (Ok(guard), _) => guard,
            (Err(_), Some(old)) => return Ok(old.credentials),
            (Err(_), None) => deadline.bound(entry.creating.lock()).await?,
        };
        if let Some(fresh) = entry.fresh() {
            return Ok(fresh);
        }
        if let Some(error) = entry.error_since(failures) {
            return Err(NoResponse::Credentials(error));
        }
        let created = self.create_session(sessions, deadline).await?;
        entry.keep(created).map_err(NoResponse::Credentials)
    }

    /// Calls `CreateSession`. The outer error is one of this call alone.
    async fn create_session(
        &self,
        sessions: &Sessions,
        deadline: Deadline,
    ) -> Result<Result<Session, CredentialsError>, NoResponse> {
        let nested = Nested {
            operation: &CREATE_SESSION,
            method: Method::GET,
            target: [self.in_endpoint.as_deref().unwrap_or_default(), "?session"].concat().into(),
            headers: HeaderList::default(),
            endpoint: Arc::clone(&sessions.home),
            auth: Some(AuthScheme::SigV4),
        };
        let error = |reason: &str| {
            let bucket = &sessions.bucket;
            CredentialsError::new(format!("there is no session for the directory bucket `{bucket}`: {reason}"))
        };
        Ok(match self.nest(nested, deadline).await {
            Err(timeout @ NoResponse::Timeout(_)) if deadline.remaining().is_zero() => return Err(timeout),
            Err(no_response) => {
                let cause = no_response.into_cause();
                Err(error(&format!("CreateSession failed: {}", chain(&*cause))).with_cause(cause))
            }
            Ok(response) => self.session_in(&response).map_err(|reason| error(&reason)),
        })
    }

    /// The session in a response, or why there is none.
    fn session_in(&self, response: &Response) -> Result<Session, String> {
        if let Some(failed) = &response.error {
            let code = failed.code.as_deref().unwrap_or_default();
            let message = failed.message.as_deref().map(|message| format!(": {message}")).unwrap_or_default();
            let status = response.message.status().as_u16();
            let advice = match code {
                "AccessDenied" => "; allow `s3express:CreateSession`",
                _ => "",
            };
            return Err(format!("CreateSession failed: {code}{message} (status {status}){advice}"));
        }
        let session = parse_xml(response.message.body()).ok().and_then(|tree| {
            let credentials = tree.root().child("Credentials")?;
            let text =
                |name: &str| credentials.child(name).map(|text| text.text().trim()).filter(|text| !text.is_empty());
            let secret = |name: &str| text(name).map(|text| Zeroizing::new(text.to_owned()));
            let ends = text("Expiration").and_then(|text| text.parse().ok());
            let token = secret("SessionToken")?;
            let key = text("AccessKeyId")?.to_owned();
            let credentials = Credentials::from_parts(key, secret("SecretAccessKey")?, Some(token), ends);
            Some(Session::new(credentials, self.lifetime(ends, response.message.headers())))
        });
        session.ok_or_else(|| "the response to CreateSession has no credentials".to_owned())
    }

    /// How long a session is valid that ends at this time. Both times are those of the service, if it says its own.
    fn lifetime(&self, ends: Option<Timestamp>, headers: &HeaderMap) -> Duration {
        let date = headers.get(http::header::DATE).and_then(|date| date.to_str().ok());
        let now = date.and_then(Timestamp::from_http_date).unwrap_or_else(|| self.client.clock.now());
        ends.map_or(LIFETIME, |ends| ends.since(now).min(12 * LIFETIME))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
