//! Keeps credentials until shortly before they end.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tracing::Instrument as _;

use super::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::retry::random_fraction;
use crate::{Clock, Timestamp};

/// Credentials without an end are asked for again after this, so that a changed key is noticed.
const ENDLESS: Duration = Duration::from_secs(15 * 60);
/// How long before their end credentials are no longer handed out while better ones can be had: a request takes time.
const LAST_MOMENTS: Duration = Duration::from_secs(10);
/// The longest wait after a failed refresh while the old credentials hold.
const PAUSE: Duration = Duration::from_secs(30);

/// Keeps the credentials of a source, and loads new ones shortly before they end.
///
/// However many calls wait, the source is asked once; a call that is dropped takes nothing from the others. In the last
/// minutes ([`refresh_before`](Self::refresh_before), with a random part so that many processes do not ask at once) one
/// load runs beside the calls, which go on with the old credentials. If it fails they serve on to their end.
///
/// ```
/// use aws_operation::{Client, Credentials, CredentialsCache, CredentialsFuture, ProvideCredentials};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn credentials(&self) -> CredentialsFuture<'_> {
///         Box::pin(async { Ok(Credentials::new("AKIDEXAMPLE", "from the vault")) })
///     }
/// }
///
/// let client = Client::builder().region("us-east-1").credentials(CredentialsCache::new(Vault)).build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
pub struct CredentialsCache {
    source: Arc<dyn ProvideCredentials>,
    timing: Timing,
    state: Arc<RwLock<State>>,
}

#[derive(Clone)]
struct Timing {
    clock: Clock,
    refresh_before: Duration,
    load_timeout: Duration,
    jitter: Option<Arc<dyn Fn() -> f64 + Send + Sync>>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    load: Option<Load>,
}

struct Held {
    credentials: Credentials,
    refresh_at: Timestamp,
}

type Loaded = Result<Credentials, CredentialsError>;

/// A load that is under way, in a task of its own.
struct Load {
    end: watch::Receiver<Option<Loaded>>,
    task: AbortHandle,
}

impl CredentialsCache {
    /// Keeps what `source` gives.
    pub fn new(source: impl ProvideCredentials) -> Self {
        let timing = Timing {
            clock: Clock::system(),
            refresh_before: Duration::from_secs(5 * 60),
            load_timeout: Duration::from_secs(60),
            jitter: None,
        };
        Self { source: Arc::new(source), timing, state: Arc::default() }
    }

    /// How long before their end credentials are loaded anew, 5 minutes by default, and never more than half their
    /// life. The load begins between this and half of it before the end.
    #[must_use]
    pub fn refresh_before(mut self, time: Duration) -> Self {
        self.timing.refresh_before = time;
        self
    }

    /// How long the source may take, 60 s by default.
    #[must_use]
    pub fn load_timeout(mut self, limit: Duration) -> Self {
        self.timing.load_timeout = limit;
        self
    }

    /// The clock by which credentials end.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.timing.clock = clock;
        self
    }

    /// How early within its window a refresh begins, from 0 to 1: random by default, fixed in tests.
    #[must_use]
    pub fn jitter(mut self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.timing.jitter = Some(Arc::new(jitter));
        self
    }

    async fn load(&self) -> Loaded {
        // A load is cut off only with its runtime, or by a panic of the source: once more, then, in this runtime.
        for _ in 0..2 {
            let mut end = match self.join_or_begin()? {
                Joined::Fresh(credentials) => return Ok(credentials),
                Joined::Load(end) => end,
            };
            let loaded = end.wait_for(Option::is_some).await.ok().and_then(|loaded| loaded.clone());
            if let Some(loaded) = loaded {
                return loaded;
            }
        }
        Err(CredentialsError::new("the source of credentials was cut off"))
    }

    /// Joins the load that is under way, or begins one.
    fn join_or_begin(&self) -> Result<Joined, CredentialsError> {
        let runtime = Handle::try_current()
            .map_err(|_| CredentialsError::new("credentials are loaded on a tokio runtime, and there is none"))?;
        let mut state = write(&self.state);
        let now = self.timing.clock.now();
        let fresh = |held: &&Held| now < held.refresh_at && held.lasts(now, LAST_MOMENTS);
        if let Some(held) = state.held.as_ref().filter(fresh) {
            return Ok(Joined::Fresh(held.credentials.clone()));
        }
        if let Some(load) = state.load.as_ref().filter(|load| load.is_under_way()) {
            return Ok(Joined::Load(load.end.clone()));
        }
        let (tell, end) = watch::channel(None);
        let (source, timing, kept) = (Arc::clone(&self.source), self.timing.clone(), Arc::clone(&self.state));
        let load = async move {
            let loaded = match tokio::time::timeout(timing.load_timeout, source.credentials()).await {
                Ok(loaded) => loaded,
                Err(_) => Err(CredentialsError::new(format!("no credentials within {:?}", timing.load_timeout))),
            };
            // Waiters may all be gone.
            let _ = tell.send(Some(write(&kept).keep(loaded, &timing)));
        };
        let task = runtime.spawn(load.in_current_span()).abort_handle();
        state.load = Some(Load { end: end.clone(), task });
        Ok(Joined::Load(end))
    }
}

enum Joined {
    Fresh(Credentials),
    Load(watch::Receiver<Option<Loaded>>),
}

impl Load {
    fn is_under_way(&self) -> bool {
        self.end.has_changed().is_ok()
    }
}

impl State {
    /// Ends the load: keeps what came of it, or goes on with the old if that holds.
    fn keep(&mut self, loaded: Loaded, timing: &Timing) -> Loaded {
        self.load = None;
        let now = timing.clock.now();
        match loaded.and_then(|credentials| not_ended(credentials, now)) {
            Ok(credentials) => {
                let refresh_at = timing.refresh_at(&credentials, now);
                self.held = Some(Held { credentials: credentials.clone(), refresh_at });
                Ok(credentials)
            }
            Err(error) => match self.held.as_mut().filter(|held| held.lasts(now, Duration::ZERO)) {
                Some(held) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "no new credentials, the old ones hold");
                    held.refresh_at = now.saturating_add(timing.shortened(PAUSE));
                    Ok(held.credentials.clone())
                }
                None => Err(error),
            },
        }
    }
}

fn not_ended(credentials: Credentials, now: Timestamp) -> Loaded {
    match credentials.expiry() {
        Some(end) if end <= now => {
            Err(CredentialsError::new(format!("new credentials that ended at {end} already; it is {now} by the clock")))
        }
        _ => Ok(credentials),
    }
}

impl Held {
    /// Whether the credentials hold for `time` more.
    fn lasts(&self, now: Timestamp, time: Duration) -> bool {
        self.credentials.expiry().is_none_or(|end| now.saturating_add(time) < end)
    }
}

impl Timing {
    fn refresh_at(&self, credentials: &Credentials, now: Timestamp) -> Timestamp {
        let life = credentials.expiry().map_or(ENDLESS, |end| end.since(now));
        let window = self.refresh_before.min(life / 2);
        now.saturating_add(life.saturating_sub(self.shortened(window)))
    }

    /// A time between half of `longest` and all of it.
    fn shortened(&self, longest: Duration) -> Duration {
        let share = self.jitter.as_ref().map_or_else(random_fraction, |jitter| jitter());
        let share = if share.is_nan() { 1.0 } else { share.clamp(0.0, 1.0) };
        longest / 2 + (longest / 2).mul_f64(share)
    }
}

impl ProvideCredentials for CredentialsCache {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async move {
            match self.ready() {
                Some(credentials) => Ok(credentials),
                None => self.load().await,
            }
        })
    }

    /// The credentials held; begins to load new ones in the last minutes of these.
    fn ready(&self) -> Option<Credentials> {
        let now = self.timing.clock.now();
        let state = read(&self.state);
        let held = state.held.as_ref().filter(|held| held.lasts(now, LAST_MOMENTS))?;
        let credentials = held.credentials.clone();
        if now >= held.refresh_at && !state.load.as_ref().is_some_and(Load::is_under_way) {
            drop(state);
            // Without a runtime the old ones serve until somebody has one.
            let _ = self.join_or_begin();
        }
        Some(credentials)
    }
}

/// A load without anyone to serve ends.
impl Drop for CredentialsCache {
    fn drop(&mut self) {
        if let Some(load) = &read(&self.state).load {
            load.task.abort();
        }
    }
}

impl fmt::Debug for CredentialsCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = read(&self.state);
        let held = state.held.as_ref().map(|held| &held.credentials);
        f.debug_struct("CredentialsCache").field("held", &held).finish_non_exhaustive()
    }
}

fn read(state: &RwLock<State>) -> RwLockReadGuard<'_, State> {
    state.read().unwrap_or_else(PoisonError::into_inner)
}

fn write(state: &RwLock<State>) -> RwLockWriteGuard<'_, State> {
    state.write().unwrap_or_else(PoisonError::into_inner)
}
