//! Caches credentials until shortly before they expire.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use tokio::runtime::{self, Handle};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tracing::Instrument as _;

use super::{CredentialsError, CredentialsFuture, ProvideCredentials, ServiceTime};
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;
use crate::value::random::random_fraction;
use crate::value::timestamp::Timestamp;

/// Credentials without expiration are reloaded after this time, so that a changed key is noticed.
const RELOAD_INTERVAL: Duration = Duration::from_secs(15 * 60);
/// Cached credentials are used only if they remain valid for longer than this, because a request takes time.
const EXPIRY_MARGIN: Duration = Duration::from_secs(10);
/// The longest delay after a failed refresh while the cached credentials are valid.
const REFRESH_DELAY: Duration = Duration::from_secs(30);

/// Caches the credentials of a provider, and refreshes them shortly before they expire.
///
/// Concurrent calls share one load; dropping a call does not cancel the load of the others. In the last minutes before
/// expiry ([`refresh_before`](Self::refresh_before), with jitter so that many processes do not refresh at once), one
/// refresh runs in the background while calls use the cached credentials. If the refresh fails, the cached credentials
/// are used until they expire.
///
/// Expiry is judged by the time of the called service ([`ServiceTime`]), if known. Credentials that a service rejects as
/// expired are dropped from the cache. The same credentials are dropped at most once in 30 s, however many calls they
/// fail.
///
/// A load runs on the tokio runtime of the call that started it. Only calls on that runtime wait for it, because another
/// runtime may have stopped.
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
    provider: Arc<dyn ProvideCredentials>,
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
    cached: Option<Cached>,
    /// The last credentials that a service rejected as expired, and when they were dropped.
    rejected: Option<(Credentials, Timestamp)>,
    /// The running loads, at most one for each runtime.
    loads: Vec<Load>,
}

struct Cached {
    credentials: Credentials,
    /// How long before expiry a refresh is due.
    window: Duration,
    /// No refresh starts before this time, by the cache's clock.
    refresh_not_before: Timestamp,
}

/// The current time for one caller: by the cache's clock, and by the clock that decides the expiry for this caller.
#[derive(Clone, Copy)]
struct Moment {
    local: Timestamp,
    service: Timestamp,
}

type Loaded = Result<Credentials, CredentialsError>;

/// A load that runs in its own task.
struct Load {
    runtime: runtime::Id,
    result: watch::Receiver<Option<Loaded>>,
    task: AbortHandle,
    /// Whether the load is a background refresh that no call waited for when it started.
    is_refresh: bool,
}

impl CredentialsCache {
    /// A cache of the credentials of `provider`.
    pub fn new(provider: impl ProvideCredentials) -> Self {
        let timing = Timing {
            clock: Clock::system(),
            refresh_before: Duration::from_secs(5 * 60),
            load_timeout: Duration::from_secs(60),
            jitter: None,
        };
        Self { provider: Arc::new(provider), timing, state: Arc::default() }
    }

    /// How long before expiry credentials are refreshed: 5 minutes by default, at most half their lifetime. With jitter, the
    /// refresh starts between this time and half of it before expiry.
    #[must_use]
    pub fn refresh_before(mut self, time: Duration) -> Self {
        self.timing.refresh_before = time;
        self
    }

    /// The timeout of a load from the provider, 60 s by default.
    #[must_use]
    pub fn load_timeout(mut self, limit: Duration) -> Self {
        self.timing.load_timeout = limit;
        self
    }

    /// The clock that decides whether credentials have expired, unless the time of the service is known.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.timing.clock = clock;
        self
    }

    /// The jitter of a refresh, from 0 (start as late as possible) to 1 (as early as possible): random by default, fixed in
    /// tests.
    #[must_use]
    pub fn jitter(mut self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.timing.jitter = Some(Arc::new(jitter));
        self
    }

    async fn load(&self, time: ServiceTime) -> Loaded {
        let offset = self.timing.offset(time);
        let mut last_error = CredentialsError::new("the load of credentials was interrupted");
        // A second try helps where the provider panicked, or where the load started long ago on a runtime that was blocked.
        for _ in 0..2 {
            let (mut result, is_refresh) = match self.join_or_start(time, false)? {
                Joined::Ready(credentials) => return Ok(credentials),
                Joined::Load { result, is_refresh } => (result, is_refresh),
            };
            let loaded = result.wait_for(Option::is_some).await.ok().and_then(|loaded| loaded.clone());
            let Some(loaded) = loaded else { continue };
            match loaded.and_then(|credentials| check_expiry(credentials, time, self.timing.moment(offset))) {
                Err(error) if is_refresh => last_error = error,
                loaded => return loaded,
            }
        }
        Err(last_error)
    }

    /// Joins the load that runs on this runtime, or starts one.
    fn join_or_start(&self, time: ServiceTime, is_refresh: bool) -> Result<Joined, CredentialsError> {
        let runtime = Handle::try_current()
            .map_err(|_| CredentialsError::new("loading credentials needs a tokio runtime, and none is running"))?;
        // The user's clock and trace subscriber may themselves request credentials, so neither is called under the lock.
        let moment = self.timing.moment(self.timing.offset(time));
        let (sender, result) = watch::channel(None);
        let load = self.load_task(time, sender).in_current_span();
        let mut state = write(&self.state);
        if let Some(cached) = state
            .cached
            .as_ref()
            .filter(|cached| !cached.needs_refresh(moment) && cached.is_valid_for(moment, EXPIRY_MARGIN))
        {
            return Ok(Joined::Ready(cached.credentials.clone()));
        }
        if let Some(load) = state.load_on(runtime.id()) {
            return Ok(Joined::Load { result: load.result.clone(), is_refresh: load.is_refresh });
        }
        let task = runtime.spawn(load).abort_handle();
        state.loads.retain(Load::is_running);
        state.loads.push(Load { runtime: runtime.id(), result: result.clone(), task, is_refresh });
        Ok(Joined::Load { result, is_refresh: false })
    }

    /// Loads credentials from the provider, caches them and sends the result to `sender`.
    fn load_task(
        &self,
        time: ServiceTime,
        sender: watch::Sender<Option<Loaded>>,
    ) -> impl Future<Output = ()> + Send + use<> {
        let (provider, timing, state) = (Arc::clone(&self.provider), self.timing.clone(), Arc::clone(&self.state));
        async move {
            let offset = timing.offset(time);
            let loaded = match tokio::time::timeout(timing.load_timeout, provider.credentials_at(time)).await {
                Ok(loaded) => loaded,
                Err(_) => Err(CredentialsError::new(format!(
                    "the provider returned no credentials within {:?}",
                    timing.load_timeout
                ))),
            };
            let moment = timing.moment(offset);
            let next = moment.local.saturating_add(timing.with_jitter(REFRESH_DELAY));
            let failure = loaded.clone().and_then(|credentials| check_expiry(credentials, time, moment)).err();
            let cached_credentials = failure.and_then(|error| {
                let cached_credentials = write(&state).keep_cached(moment, next)?;
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "the refresh failed, the cached credentials are still valid");
                Some(cached_credentials)
            });
            // Credentials that have expired for this caller may be valid for another, whose service's clock is behind.
            if let (Ok(credentials), None) = (&loaded, &cached_credentials) {
                let cached = timing.cached(credentials, moment);
                write(&state).cached = Some(cached);
            }
            let result = cached_credentials.map_or(loaded, Ok);
            // All receivers may have been dropped.
            let _ = sender.send(Some(result));
        }
    }
}

enum Joined {
    Ready(Credentials),
    Load {
        result: watch::Receiver<Option<Loaded>>,
        /// Whether the load started before a call waited for it.
        is_refresh: bool,
    },
}

impl Load {
    fn is_running(&self) -> bool {
        self.result.has_changed().is_ok() && self.result.borrow().is_none()
    }
}

impl State {
    /// The load that runs on a runtime.
    fn load_on(&self, runtime: runtime::Id) -> Option<&Load> {
        self.loads.iter().find(|load| load.runtime == runtime && load.is_running())
    }

    /// The cached credentials, if they are valid; their next refresh starts no earlier than `next`.
    fn keep_cached(&mut self, moment: Moment, next: Timestamp) -> Option<Credentials> {
        let cached = self.cached.as_mut().filter(|cached| cached.is_valid_for(moment, Duration::ZERO))?;
        cached.refresh_not_before = next;
        Some(cached.credentials.clone())
    }
}

/// The credentials, or an error if they have expired for the caller.
fn check_expiry(credentials: Credentials, time: ServiceTime, moment: Moment) -> Loaded {
    let now = moment.service;
    let clock = match time {
        ServiceTime::Local => "the local clock",
        ServiceTime::Known(_) => "the service's clock",
        ServiceTime::Unknown => return Ok(credentials),
    };
    match credentials.expiry() {
        Some(expiry) if expiry <= now => {
            Err(CredentialsError::new(format!("the new credentials expired at {expiry}; it is {now} by {clock}")))
        }
        _ => Ok(credentials),
    }
}

impl Cached {
    /// Whether the credentials remain valid for `time`.
    fn is_valid_for(&self, moment: Moment, time: Duration) -> bool {
        self.credentials.expiry().is_none_or(|expiry| moment.service.saturating_add(time) < expiry)
    }

    /// Whether a refresh is due.
    fn needs_refresh(&self, moment: Moment) -> bool {
        let is_near = |expiry| moment.service.saturating_add(self.window) >= expiry;
        moment.local >= self.refresh_not_before && self.credentials.expiry().is_none_or(is_near)
    }
}

impl Timing {
    /// By how many seconds the service's clock is ahead of the cache's clock.
    fn offset(&self, time: ServiceTime) -> i64 {
        let local = self.clock.now();
        match time {
            ServiceTime::Known(time) => time.as_second() - local.as_second(),
            ServiceTime::Local | ServiceTime::Unknown => 0,
        }
    }

    /// The current time, for a caller whose service's clock is `offset` seconds ahead of the cache's.
    fn moment(&self, offset: i64) -> Moment {
        let local = self.clock.now();
        Moment { local, service: local.offset_by(offset) }
    }

    fn cached(&self, credentials: &Credentials, moment: Moment) -> Cached {
        let lifetime = credentials.expiry().map_or(RELOAD_INTERVAL, |expiry| expiry.since(moment.service));
        let window = self.with_jitter(self.refresh_before.min(lifetime / 2));
        let refresh_not_before = match credentials.expiry() {
            Some(_) => moment.local,
            None => moment.local.saturating_add(lifetime.saturating_sub(window)),
        };
        Cached { credentials: credentials.clone(), window, refresh_not_before }
    }

    /// A time from half of `longest` to `longest`.
    fn with_jitter(&self, longest: Duration) -> Duration {
        let share = self.jitter.as_ref().map_or_else(random_fraction, |jitter| jitter());
        let share = if share.is_nan() { 1.0 } else { share.clamp(0.0, 1.0) };
        longest / 2 + (longest / 2).mul_f64(share)
    }
}

impl ProvideCredentials for CredentialsCache {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.credentials_at(ServiceTime::Local)
    }

    fn ready(&self) -> Option<Credentials> {
        self.ready_at(ServiceTime::Local)
    }

    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        Box::pin(async move {
            match self.ready_at(time) {
                Some(credentials) => Ok(credentials),
                None => self.load(time).await,
            }
        })
    }

    /// The cached credentials. Starts a background refresh if one is due.
    fn ready_at(&self, time: ServiceTime) -> Option<Credentials> {
        let moment = self.timing.moment(self.timing.offset(time));
        let state = read(&self.state);
        let cached = state.cached.as_ref().filter(|cached| cached.is_valid_for(moment, EXPIRY_MARGIN))?;
        let credentials = cached.credentials.clone();
        let needs_refresh = cached.needs_refresh(moment);
        drop(state);
        if needs_refresh {
            // Without a runtime, a later call on a runtime starts the refresh.
            let _ = self.join_or_start(time, true);
        }
        Some(credentials)
    }

    fn drop_expired(&self, expired: &Credentials) {
        let now = self.timing.clock.now();
        self.provider.drop_expired(expired);
        let mut state = write(&self.state);
        let is_cached = state.cached.as_ref().is_some_and(|cached| cached.credentials.is_same_key(expired));
        let was_dropped =
            |(rejected, at): &(Credentials, Timestamp)| rejected.is_same_key(expired) && now.since(*at) < REFRESH_DELAY;
        // If the provider has just returned the same credentials again, it has no others yet.
        if is_cached && !state.rejected.as_ref().is_some_and(was_dropped) {
            state.cached = None;
            state.rejected = Some((expired.clone(), now));
        }
    }
}

/// Running loads end with the cache.
impl Drop for CredentialsCache {
    fn drop(&mut self) {
        for load in &read(&self.state).loads {
            load.task.abort();
        }
    }
}

impl fmt::Debug for CredentialsCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = read(&self.state);
        let cached = state.cached.as_ref().map(|cached| &cached.credentials);
        f.debug_struct("CredentialsCache").field("cached", &cached).finish_non_exhaustive()
    }
}

fn read(state: &RwLock<State>) -> RwLockReadGuard<'_, State> {
    state.read().unwrap_or_else(PoisonError::into_inner)
}

fn write(state: &RwLock<State>) -> RwLockWriteGuard<'_, State> {
    state.write().unwrap_or_else(PoisonError::into_inner)
}
