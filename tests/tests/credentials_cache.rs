//! The credentials cache: shared loads, refreshes before expiry, and failures.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::{
    Clock, Credentials, CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials, Timestamp,
};
use tokio::time::{Instant, advance, sleep};

const START: i64 = 1_440_938_160;
const HOUR: u64 = 3600;

/// The behavior of one load.
#[derive(Clone, Copy)]
enum Step {
    /// Returns credentials that expire after this many seconds.
    Expires(u64),
    NeverExpires,
    Fails,
    Hangs,
    Panics,
}

/// A provider that performs one step for each load, after a second. Its keys are numbered.
#[derive(Clone)]
struct Provider {
    steps: Arc<Mutex<VecDeque<Step>>>,
    loads: Arc<Mutex<Vec<Duration>>>,
    start: Instant,
}

impl Provider {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = Arc::new(Mutex::new(steps.into_iter().collect()));
        Self { steps, loads: Arc::default(), start: Instant::now() }
    }

    fn clock(&self) -> Clock {
        let start = self.start;
        Clock::from_fn(move || Timestamp::from_second(START).unwrap().saturating_add(start.elapsed()))
    }

    /// A cache that refreshes as early as possible.
    fn cache(&self) -> CredentialsCache {
        self.cache_with(1.0)
    }

    fn cache_with(&self, jitter: f64) -> CredentialsCache {
        CredentialsCache::new(self.clone()).clock(self.clock()).jitter(move || jitter)
    }

    /// The start times of the loads, in seconds since the start of the test.
    fn loads(&self) -> Vec<u64> {
        self.loads.lock().unwrap().iter().map(Duration::as_secs).collect()
    }
}

impl ProvideCredentials for Provider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let mut loads = self.loads.lock().unwrap();
        loads.push(self.start.elapsed());
        let key = Credentials::new(format!("AKID{}", loads.len()), "top-secret").session_token("token-secret");
        let step = self.steps.lock().unwrap().pop_front().expect("a step for every load");
        let now = self.clock().now();
        Box::pin(async move {
            sleep(Duration::from_secs(1)).await;
            match step {
                Step::Expires(seconds) => Ok(key.expires_at(now.saturating_add(Duration::from_secs(seconds)))),
                Step::NeverExpires => Ok(key),
                Step::Fails => Err(CredentialsError::new("the vault is shut").with_cause("no response")),
                Step::Hangs => std::future::pending().await,
                Step::Panics => panic!("the provider panics"),
            }
        })
    }
}

/// Returns credentials like a call: those that are ready, or those of a load.
async fn get(cache: &CredentialsCache) -> Result<String, String> {
    let credentials = match cache.ready() {
        Some(credentials) => Ok(credentials),
        None => cache.credentials().await,
    };
    credentials.map(|credentials| credentials.access_key_id().to_owned()).map_err(|error| error.to_string())
}

fn key(number: u32) -> Result<String, String> {
    Ok(format!("AKID{number}"))
}

async fn pass(seconds: u64) {
    advance(Duration::from_secs(seconds)).await;
}

/// Waits until a background load has ended.
async fn wait_for_load() {
    sleep(Duration::from_millis(1500)).await;
}

#[tokio::test(start_paused = true)]
async fn a_thousand_callers_make_one_load() {
    let provider = Provider::new([Step::Expires(HOUR)]);
    let cache = Arc::new(provider.cache());
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            tokio::spawn({
                let cache = Arc::clone(&cache);
                async move { get(&cache).await }
            })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), key(1));
    }
    assert_eq!(provider.loads(), [0]);
    assert_eq!(cache.ready().unwrap().access_key_id(), "AKID1", "it is ready without waiting");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_callers_on_several_threads_make_one_load() {
    let provider = Provider::new([Step::Expires(HOUR)]);
    let cache = Arc::new(provider.cache());
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            tokio::spawn({
                let cache = Arc::clone(&cache);
                async move { get(&cache).await }
            })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), key(1));
    }
    assert_eq!(provider.loads().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn all_waiting_callers_get_the_same_error_and_the_next_caller_retries() {
    let provider = Provider::new([Step::Fails, Step::Expires(HOUR)]);
    let cache = provider.cache();
    let (one, other) = tokio::join!(get(&cache), get(&cache));
    assert_eq!((one.as_ref().unwrap_err().as_str(), &one), ("the vault is shut: no response", &other));
    assert_eq!(get(&cache).await, key(2));
    assert_eq!(provider.loads(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn dropping_a_caller_does_not_cancel_the_load() {
    let provider = Provider::new([Step::Expires(HOUR)]);
    let cache = provider.cache();
    {
        let first = std::pin::pin!(get(&cache));
        assert!(tokio::time::timeout(Duration::from_millis(500), first).await.is_err());
    }
    assert_eq!(get(&cache).await, key(1));
    assert_eq!(provider.loads(), [0], "the load continued without its first caller");
}

#[tokio::test(start_paused = true)]
async fn a_load_continues_without_any_caller() {
    let provider = Provider::new([Step::Expires(HOUR)]);
    let cache = provider.cache();
    assert!(tokio::time::timeout(Duration::from_millis(1), get(&cache)).await.is_err());
    wait_for_load().await;
    assert_eq!(cache.ready().unwrap().access_key_id(), "AKID1");
}

#[tokio::test(start_paused = true)]
async fn a_refresh_runs_in_the_background_while_calls_use_the_cached_credentials() {
    let provider = Provider::new([Step::Expires(HOUR), Step::Expires(HOUR)]);
    let cache = provider.cache();
    assert_eq!(get(&cache).await, key(1));
    pass(HOUR - 303).await;
    assert_eq!(get(&cache).await, key(1));
    assert_eq!(provider.loads().len(), 1, "five minutes and two seconds are left");
    pass(2).await;
    for _ in 0..100 {
        assert_eq!(cache.ready().unwrap().access_key_id(), "AKID1");
    }
    wait_for_load().await;
    assert_eq!(cache.ready().unwrap().access_key_id(), "AKID2");
    assert_eq!(provider.loads().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_starts_between_half_of_the_window_and_the_whole_window() {
    for (jitter, left) in [(0.0, 150), (0.5, 225), (1.0, 300), (-3.0, 150), (7.0, 300), (f64::NAN, 300)] {
        let provider = Provider::new([Step::Expires(HOUR), Step::Expires(HOUR)]);
        let cache = provider.cache_with(jitter);
        get(&cache).await.unwrap();
        // The load took a second.
        pass(HOUR - 1 - left - 1).await;
        get(&cache).await.unwrap();
        tokio::task::yield_now().await;
        assert_eq!(provider.loads().len(), 1, "{left} s and one are left; jitter {jitter}");
        pass(1).await;
        get(&cache).await.unwrap();
        tokio::task::yield_now().await;
        assert_eq!(provider.loads().len(), 2, "{left} s are left; jitter {jitter}");
    }
}

#[tokio::test(start_paused = true)]
async fn random_jitter_stays_within_the_window() {
    let mut starts = Vec::new();
    for _ in 0..50 {
        let provider = Provider::new([Step::Expires(HOUR), Step::Expires(HOUR)]);
        let cache = CredentialsCache::new(provider.clone()).clock(provider.clock());
        get(&cache).await.unwrap();
        pass(HOUR - 302).await;
        while provider.loads().len() < 2 {
            get(&cache).await.unwrap();
            pass(1).await;
        }
        starts.push(provider.loads()[1]);
    }
    assert!(starts.iter().all(|start| (HOUR - 300..=HOUR - 149).contains(start)), "{starts:?}");
    assert!(starts.iter().any(|start| *start != starts[0]), "{starts:?}");
}

#[tokio::test(start_paused = true)]
async fn short_lived_credentials_are_cached_for_at_least_half_their_lifetime() {
    let provider = Provider::new([Step::Expires(121), Step::Expires(HOUR)]);
    let cache = provider.cache();
    get(&cache).await.unwrap();
    pass(59).await;
    assert_eq!(get(&cache).await, key(1));
    tokio::task::yield_now().await;
    assert_eq!(provider.loads(), [0]);
    pass(1).await;
    assert_eq!(get(&cache).await, key(1));
    wait_for_load().await;
    assert_eq!(provider.loads(), [0, 61]);
}

#[tokio::test(start_paused = true)]
async fn credentials_without_expiration_are_reloaded_after_15_minutes() {
    let provider = Provider::new([Step::NeverExpires, Step::Fails, Step::NeverExpires]);
    let cache = provider.cache_with(0.0);
    get(&cache).await.unwrap();
    pass(750).await;
    assert_eq!(get(&cache).await, key(1));
    wait_for_load().await;
    assert_eq!(get(&cache).await, key(1), "after a failure, the cached credentials are used");
    pass(16).await;
    assert_eq!(get(&cache).await, key(1));
    wait_for_load().await;
    assert_eq!(get(&cache).await, key(3));
}

#[tokio::test(start_paused = true)]
async fn cached_credentials_are_used_until_they_expire_while_refreshes_fail() {
    let provider = Provider::new([Step::Expires(HOUR)].into_iter().chain(std::iter::repeat_n(Step::Fails, 100)));
    let cache = provider.cache();
    get(&cache).await.unwrap();
    pass(HOUR - 301).await;
    while provider.start.elapsed() < Duration::from_secs(HOUR - 2) {
        assert_eq!(get(&cache).await, key(1));
        pass(1).await;
    }
    let failed = provider.loads().len() - 1;
    assert!((9..=25).contains(&failed), "{failed} loads: one each 30 s, and one for each call shortly before expiry");
    pass(2).await;
    assert_eq!(get(&cache).await, Err("the vault is shut: no response".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn shortly_before_expiry_a_call_waits_for_new_credentials() {
    let provider = Provider::new([Step::Expires(HOUR), Step::Expires(HOUR)]);
    let cache = provider.cache();
    get(&cache).await.unwrap();
    pass(HOUR - 11).await;
    assert!(cache.ready().is_none(), "ten seconds are left");
    assert_eq!(get(&cache).await, key(2));
}

#[tokio::test(start_paused = true)]
async fn new_credentials_that_have_expired_are_an_error() {
    let provider = Provider::new([Step::Expires(0)]);
    let error = get(&provider.cache()).await.unwrap_err();
    let expired = "the new credentials expired at 2015-08-30T12:36:00Z; it is 2015-08-30T12:36:01Z by the local clock";
    assert_eq!(error, expired);
    // A load takes a second, so these credentials expire at the moment at which they are returned.
    let provider = Provider::new([Step::Expires(1)]);
    let error = get(&provider.cache()).await.unwrap_err();
    assert_eq!(error, expired.replace("expired at 2015-08-30T12:36:00Z", "expired at 2015-08-30T12:36:01Z"));
    assert_eq!(get(&Provider::new([Step::Expires(2)]).cache()).await, key(1));
}

#[tokio::test(start_paused = true)]
async fn cached_credentials_are_not_used_at_their_expiration_time() {
    for (left, expected) in [(2, key(1)), (1, Err("the vault is shut: no response".to_owned()))] {
        let provider = Provider::new([Step::Expires(HOUR), Step::Fails]);
        let cache = provider.cache();
        get(&cache).await.unwrap();
        // The failing load also takes a second.
        pass(HOUR - 1 - left).await;
        assert!(cache.ready().is_none(), "they expire in less than ten seconds");
        assert_eq!(get(&cache).await, expected, "the load started {left} s before expiry");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_from_ten_seconds_before_expiry() {
    let provider = Provider::new([Step::Expires(HOUR), Step::Hangs]);
    let cache = provider.cache();
    get(&cache).await.unwrap();
    pass(HOUR - 12).await;
    assert!(cache.ready().is_some(), "eleven seconds are left");
    pass(1).await;
    assert!(cache.ready().is_none(), "ten seconds are left");
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_hangs_times_out() {
    let provider = Provider::new([Step::Hangs, Step::Expires(HOUR)]);
    let cache = provider.cache().load_timeout(Duration::from_secs(7));
    assert_eq!(get(&cache).await, Err("the provider returned no credentials within 7s".to_owned()));
    assert_eq!(get(&cache).await, key(2));
    assert_eq!(provider.loads(), [0, 7]);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_retried_once() {
    let provider = Provider::new([Step::Panics, Step::Expires(HOUR)]);
    assert_eq!(get(&provider.cache()).await, key(2));
    let provider = Provider::new([Step::Panics, Step::Panics]);
    assert_eq!(get(&provider.cache()).await, Err("the load of credentials was interrupted".to_owned()));
}

#[test]
fn a_load_that_ended_with_its_runtime_is_restarted_on_the_next() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let first = runtime();
    let (provider, cache) = first.block_on(async {
        let provider = Provider::new([Step::Expires(HOUR), Step::Expires(HOUR)]);
        let cache = provider.cache();
        assert!(tokio::time::timeout(Duration::from_millis(1), get(&cache)).await.is_err());
        (provider, cache)
    });
    drop(first);
    assert_eq!(runtime().block_on(get(&cache)), key(2));
    assert_eq!(provider.loads().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_load_ends_with_its_cache() {
    let provider = Provider::new([Step::Hangs]);
    let cache = CredentialsCache::new(provider.clone());
    assert!(tokio::time::timeout(Duration::from_millis(1), get(&cache)).await.is_err());
    assert_eq!(Arc::strong_count(&provider.loads), 2, "ours and that of the cache, which the load shares");
    drop(cache);
    tokio::task::yield_now().await;
    assert_eq!(Arc::strong_count(&provider.loads), 1, "the load has ended");
}

#[tokio::test(start_paused = true)]
async fn debug_shows_no_secret() {
    let provider = Provider::new([Step::Expires(HOUR)]);
    let cache = provider.cache();
    get(&cache).await.unwrap();
    let shown = format!("{cache:?} {:?}", cache.credentials().await);
    assert!(shown.contains("AKID1") && !shown.contains("secret:") && !shown.contains("-secret"), "{shown}");
}

/// A program may create a runtime for each of its calls, and use another runtime for other calls.
#[test]
fn a_load_on_a_blocked_runtime_does_not_block_other_runtimes() {
    let clock = Arc::new(std::sync::atomic::AtomicI64::new(START));
    let now = Arc::clone(&clock);
    let clock_of_cache =
        Clock::from_fn(move || Timestamp::from_second(now.load(std::sync::atomic::Ordering::SeqCst)).unwrap());
    let loads = Arc::new(Mutex::new(0));
    let cache = CredentialsCache::new(Hourly { clock: clock_of_cache.clone(), loads: Arc::clone(&loads) })
        .clock(clock_of_cache)
        .jitter(|| 1.0);
    let runtimes = [0, 1].map(|_| tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap());
    let at = |minute: i64| clock.store(START + 60 * minute, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(runtimes[0].block_on(get(&cache)), key(1));
    at(58);
    // This starts a refresh, which makes no progress after `block_on` returns.
    assert_eq!(runtimes[0].block_on(get(&cache)), key(1));
    at(61);
    assert_eq!(runtimes[1].block_on(get(&cache)), key(2));
    assert_eq!(*loads.lock().unwrap(), 2);
}

/// A provider of credentials that expire after an hour.
struct Hourly {
    clock: Clock,
    loads: Arc<Mutex<u32>>,
}

impl ProvideCredentials for Hourly {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            tokio::task::yield_now().await;
            let mut loads = self.loads.lock().unwrap();
            *loads += 1;
            let expiry = self.clock.now().saturating_add(Duration::from_secs(HOUR));
            Ok(Credentials::new(format!("AKID{loads}"), "top-secret").expires_at(expiry))
        })
    }
}

/// A refresh that started earlier may fail for a reason that has passed, so a call that needs credentials loads once more.
#[tokio::test(start_paused = true)]
async fn a_refresh_that_fails_while_a_call_waits_is_retried_once() {
    let provider = Provider::new([Step::Expires(60), Step::Fails, Step::Expires(HOUR)]);
    let cache = provider.cache();
    assert_eq!(get(&cache).await, key(1));
    // The refresh takes a second. Meanwhile, less than ten seconds remain until the cached credentials expire.
    pass(49).await;
    assert_eq!(get(&cache).await, key(1));
    pass(12).await;
    assert_eq!(get(&cache).await, key(3));
}

/// A trace subscriber that needs the same credentials, for example to send traces to AWS.
struct Shipper(Arc<CredentialsCache>);

impl tracing::Subscriber for Shipper {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        if event.metadata().target().starts_with("aws_operation") {
            SHIPPED.store(self.0.ready().is_some(), std::sync::atomic::Ordering::SeqCst);
        }
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

static SHIPPED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

#[test]
fn the_clock_and_the_trace_subscriber_may_use_the_cache() {
    let (done, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let provider = Provider::new([Step::Expires(HOUR), Step::Fails]);
            let installed: Arc<std::sync::OnceLock<Arc<CredentialsCache>>> = Arc::default();
            let (clock, in_clock, in_jitter) = (provider.clock(), Arc::clone(&installed), Arc::clone(&installed));
            let clock = Clock::from_fn(move || {
                if let Some(cache) = in_clock.get() {
                    // `Debug` takes the cache's lock.
                    let _ = format!("{cache:?}");
                }
                clock.now()
            });
            let cache = CredentialsCache::new(provider)
                .clock(clock)
                .jitter(move || in_jitter.get().map_or(1.0, |cache| format!("{cache:?}").len() as f64));
            let cache = Arc::new(cache);
            assert!(installed.set(Arc::clone(&cache)).is_ok());
            get(&cache).await.unwrap();
            pass(HOUR - 300).await;
            let _guard = tracing::subscriber::set_default(Shipper(Arc::clone(&cache)));
            assert_eq!(get(&cache).await, key(1));
            wait_for_load().await;
        });
        done.send(()).unwrap();
    });
    end.recv_timeout(Duration::from_secs(60)).expect("the cache deadlocks");
    assert!(SHIPPED.load(std::sync::atomic::Ordering::SeqCst));
}
