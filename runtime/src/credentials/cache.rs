//! Keeps credentials until shortly before they end.

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
/// They end by the time of the service that is called ([`ServiceTime`]), where that is known. Credentials that a service
/// rejects as expired are dropped; the same ones are dropped once in 30 s, however many calls are rejected with them.
///
/// A load runs on the runtime of the call that began it, and only calls on that runtime wait for it: another may not be
/// driven any more.
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
    /// The last that a service rejected as expired, and when they were dropped for it.
    rejected: Option<(Credentials, Timestamp)>,
    /// Those under way, at most one for each runtime.
    loads: Vec<Load>,
}

struct Held {
    credentials: Credentials,
    /// How long before their end they are to be refreshed.
    window: Duration,
    /// No refresh begins before this, by the cache's clock.
    earliest: Timestamp,
}

/// The time for one caller: that of the cache's clock, and that by which the caller's credentials end.
#[derive(Clone, Copy)]
struct Moment {
    ours: Timestamp,
    service: Timestamp,
}

type Loaded = Result<Credentials, CredentialsError>;

/// A load that is under way, in a task of its own.
struct Load {
    runtime: runtime::Id,
    end: watch::Receiver<Option<Loaded>>,
    task: AbortHandle,
    /// It began beside the calls, which did not need it yet.
    is_refresh: bool,
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

    async fn load(&self, time: ServiceTime) -> Loaded {
        let ahead = self.timing.ahead(time);
        let mut last = CredentialsError::new("the source of credentials was cut off");
        // Once more where a load was cut off, by a panic of the source, or began long ago on a runtime that stood still.
        for _ in 0..2 {
            let (mut end, is_refresh) = match self.join_or_begin(time, false)? {
                Joined::Fresh(credentials) => return Ok(credentials),
                Joined::Load { end, is_refresh } => (end, is_refresh),
            };
            let loaded = end.wait_for(Option::is_some).await.ok().and_then(|loaded| loaded.clone());
            let Some(loaded) = loaded else { continue };
            match loaded.and_then(|credentials| not_ended(credentials, time, self.timing.moment(ahead))) {
                Err(error) if is_refresh => last = error,
                loaded => return loaded,
            }
        }
        Err(last)
    }

    /// Joins the load that is under way on this runtime, or begins one.
    fn join_or_begin(&self, time: ServiceTime, is_refresh: bool) -> Result<Joined, CredentialsError> {
        let runtime = Handle::try_current()
            .map_err(|_| CredentialsError::new("credentials are loaded on a tokio runtime, and there is none"))?;
        // The clock and the trace are the user's, and may ask for credentials themselves: nothing of them under the lock.
        let moment = self.timing.moment(self.timing.ahead(time));
        let (tell, end) = watch::channel(None);
        let load = self.loading(time, tell).in_current_span();
        let mut state = write(&self.state);
        if let Some(held) = state.held.as_ref().filter(|held| !held.is_due(moment) && held.lasts(moment, LAST_MOMENTS))
        {
            return Ok(Joined::Fresh(held.credentials.clone()));
        }
        if let Some(load) = state.load_on(runtime.id()) {
            return Ok(Joined::Load { end: load.end.clone(), is_refresh: load.is_refresh });
        }
        let task = runtime.spawn(load).abort_handle();
        state.loads.retain(Load::is_under_way);
        state.loads.push(Load { runtime: runtime.id(), end: end.clone(), task, is_refresh });
        Ok(Joined::Load { end, is_refresh: false })
    }

    /// Asks the source, keeps what it gives and reports the end to `tell`.
    fn loading(
        &self,
        time: ServiceTime,
        tell: watch::Sender<Option<Loaded>>,
    ) -> impl Future<Output = ()> + Send + use<> {
        let (source, timing, kept) = (Arc::clone(&self.source), self.timing.clone(), Arc::clone(&self.state));
        async move {
            let ahead = timing.ahead(time);
            let loaded = match tokio::time::timeout(timing.load_timeout, source.credentials_at(time)).await {
                Ok(loaded) => loaded,
                Err(_) => Err(CredentialsError::new(format!("no credentials within {:?}", timing.load_timeout))),
            };
            let moment = timing.moment(ahead);
            let next = moment.ours.saturating_add(timing.shortened(PAUSE));
            let ended = loaded.clone().and_then(|credentials| not_ended(credentials, time, moment)).err();
            let old = ended.and_then(|error| {
                let old = write(&kept).hold_on(moment, next)?;
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "no new credentials, the old ones hold");
                Some(old)
            });
            // New ones that have ended for this caller may hold for another, to whose service it is earlier.
            if let (Ok(credentials), None) = (&loaded, &old) {
                let held = timing.held(credentials, moment);
                write(&kept).held = Some(held);
            }
            let end = old.map_or(loaded, Ok);
            // Waiters may all be gone.
            let _ = tell.send(Some(end));
        }
    }
}

enum Joined {
    Fresh(Credentials),
    Load {
        end: watch::Receiver<Option<Loaded>>,
        /// It began before this call needed it.
        is_refresh: bool,
    },
}

impl Load {
    fn is_under_way(&self) -> bool {
        self.end.has_changed().is_ok() && self.end.borrow().is_none()
    }
}

impl State {
    /// The load that is under way on a runtime.
    fn load_on(&self, runtime: runtime::Id) -> Option<&Load> {
        self.loads.iter().find(|load| load.runtime == runtime && load.is_under_way())
    }

    /// Goes on with the old credentials until the next refresh, if they hold.
    fn hold_on(&mut self, moment: Moment, next: Timestamp) -> Option<Credentials> {
        let held = self.held.as_mut().filter(|held| held.lasts(moment, Duration::ZERO))?;
        held.earliest = next;
        Some(held.credentials.clone())
    }
}

/// New credentials, unless they have ended for the caller.
fn not_ended(credentials: Credentials, time: ServiceTime, moment: Moment) -> Loaded {
    let now = moment.service;
    let clock = match time {
        ServiceTime::Local => "the clock",
        ServiceTime::Known(_) => "the service's clock",
        ServiceTime::Unknown => return Ok(credentials),
    };
    match credentials.expiry() {
        Some(end) if end <= now => {
            Err(CredentialsError::new(format!("new credentials that ended at {end} already; it is {now} by {clock}")))
        }
        _ => Ok(credentials),
    }
}

impl Held {
    /// Whether the credentials hold for `time` more.
    fn lasts(&self, moment: Moment, time: Duration) -> bool {
        self.credentials.expiry().is_none_or(|end| moment.service.saturating_add(time) < end)
    }

    /// Whether new ones are to be loaded.
    fn is_due(&self, moment: Moment) -> bool {
        let nears = |end| moment.service.saturating_add(self.window) >= end;
        moment.ours >= self.earliest && self.credentials.expiry().is_none_or(nears)
    }
}

impl Timing {
    /// By how many seconds the service's clock is ahead of the cache's.
    fn ahead(&self, time: ServiceTime) -> i64 {
        let ours = self.clock.now();
        match time {
            ServiceTime::Known(time) => time.as_second() - ours.as_second(),
            ServiceTime::Local | ServiceTime::Unknown => 0,
        }
    }

    /// Now, for a caller whose service's clock is so many seconds ahead.
    fn moment(&self, ahead: i64) -> Moment {
        let ours = self.clock.now();
        Moment { ours, service: ours.offset_by(ahead) }
    }

    fn held(&self, credentials: &Credentials, moment: Moment) -> Held {
        let life = credentials.expiry().map_or(ENDLESS, |end| end.since(moment.service));
        let window = self.shortened(self.refresh_before.min(life / 2));
        let earliest = match credentials.expiry() {
            Some(_) => moment.ours,
            None => moment.ours.saturating_add(life.saturating_sub(window)),
        };
        Held { credentials: credentials.clone(), window, earliest }
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

    /// The credentials held; begins to load new ones in the last minutes of these.
    fn ready_at(&self, time: ServiceTime) -> Option<Credentials> {
        let moment = self.timing.moment(self.timing.ahead(time));
        let state = read(&self.state);
        let held = state.held.as_ref().filter(|held| held.lasts(moment, LAST_MOMENTS))?;
        let credentials = held.credentials.clone();
        let is_due = held.is_due(moment);
        drop(state);
        if is_due {
            // Without a runtime the old ones serve until somebody has one.
            let _ = self.join_or_begin(time, true);
        }
        Some(credentials)
    }

    fn drop_expired(&self, expired: &Credentials) {
        let now = self.timing.clock.now();
        let mut state = write(&self.state);
        let are_held = state.held.as_ref().is_some_and(|held| held.credentials.is_same_key(expired));
        let were_dropped =
            |(rejected, at): &(Credentials, Timestamp)| rejected.is_same_key(expired) && now.since(*at) < PAUSE;
        // Given again by the source just now: it has no others yet.
        if are_held && !state.rejected.as_ref().is_some_and(were_dropped) {
            state.held = None;
            state.rejected = Some((expired.clone(), now));
        }
    }
}

/// A load without anyone to serve ends.
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
