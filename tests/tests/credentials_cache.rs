//! The cache of credentials: one load for all who wait, new ones before the old ones end, and what becomes of failures.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::{
    Clock, Credentials, CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials, Timestamp,
};
use tokio::time::{Instant, advance, sleep};

const START: i64 = 1_440_938_160;
const HOUR: u64 = 3600;

/// What one load does.
#[derive(Clone, Copy)]
enum Step {
    /// Gives credentials that hold for so many seconds more.
    Gives(u64),
    Endless,
    Fails,
    Hangs,
    Panics,
}

/// Plays its steps, each after a second, and numbers the keys that it gives.
#[derive(Clone)]
struct Source {
    steps: Arc<Mutex<VecDeque<Step>>>,
    loads: Arc<Mutex<Vec<Duration>>>,
    start: Instant,
}

impl Source {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = Arc::new(Mutex::new(steps.into_iter().collect()));
        Self { steps, loads: Arc::default(), start: Instant::now() }
    }

    fn clock(&self) -> Clock {
        let start = self.start;
        Clock::from_fn(move || Timestamp::from_second(START).unwrap().saturating_add(start.elapsed()))
    }

    /// A cache that refreshes as early as it may.
    fn cache(&self) -> CredentialsCache {
        self.cache_with(1.0)
    }

    fn cache_with(&self, jitter: f64) -> CredentialsCache {
        CredentialsCache::new(self.clone()).clock(self.clock()).jitter(move || jitter)
    }

    /// When the loads began, in seconds since the start.
    fn loads(&self) -> Vec<u64> {
        self.loads.lock().unwrap().iter().map(Duration::as_secs).collect()
    }
}

impl ProvideCredentials for Source {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let mut loads = self.loads.lock().unwrap();
        loads.push(self.start.elapsed());
        let key = Credentials::new(format!("AKID{}", loads.len()), "top-secret").session_token("token-secret");
        let step = self.steps.lock().unwrap().pop_front().expect("a step for every load");
        let end = self.clock().now();
        Box::pin(async move {
            sleep(Duration::from_secs(1)).await;
            match step {
                Step::Gives(seconds) => Ok(key.expires_at(end.saturating_add(Duration::from_secs(seconds)))),
                Step::Endless => Ok(key),
                Step::Fails => Err(CredentialsError::new("the vault is shut").because("no response")),
                Step::Hangs => std::future::pending().await,
                Step::Panics => panic!("the source is broken"),
            }
        })
    }
}

/// As a call does: what is ready, or what is worth the wait.
async fn take(cache: &CredentialsCache) -> Result<String, String> {
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

/// Lets a load that began beside the calls end.
async fn load_ends() {
    sleep(Duration::from_millis(1500)).await;
}

#[tokio::test(start_paused = true)]
async fn a_thousand_callers_make_one_load() {
    let source = Source::new([Step::Gives(HOUR)]);
    let cache = Arc::new(source.cache());
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            tokio::spawn({
                let cache = Arc::clone(&cache);
                async move { take(&cache).await }
            })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), key(1));
    }
    assert_eq!(source.loads(), [0]);
    assert_eq!(cache.ready().unwrap().access_key_id(), "AKID1", "it is ready now, without a wait");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_callers_on_several_threads_make_one_load() {
    let source = Source::new([Step::Gives(HOUR)]);
    let cache = Arc::new(source.cache());
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            tokio::spawn({
                let cache = Arc::clone(&cache);
                async move { take(&cache).await }
            })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), key(1));
    }
    assert_eq!(source.loads().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn all_who_wait_get_the_same_failure_and_the_next_caller_tries_again() {
    let source = Source::new([Step::Fails, Step::Gives(HOUR)]);
    let cache = source.cache();
    let (one, other) = tokio::join!(take(&cache), take(&cache));
    assert_eq!((one.as_ref().unwrap_err().as_str(), &one), ("the vault is shut: no response", &other));
    assert_eq!(take(&cache).await, key(2));
    assert_eq!(source.loads(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_is_dropped_takes_the_load_from_nobody() {
    let source = Source::new([Step::Gives(HOUR)]);
    let cache = source.cache();
    {
        let first = std::pin::pin!(take(&cache));
        assert!(tokio::time::timeout(Duration::from_millis(500), first).await.is_err());
    }
    assert_eq!(take(&cache).await, key(1));
    assert_eq!(source.loads(), [0], "the load went on without its first caller");
}

#[tokio::test(start_paused = true)]
async fn a_load_without_any_caller_left_serves_the_next_one() {
    let source = Source::new([Step::Gives(HOUR)]);
    let cache = source.cache();
    assert!(tokio::time::timeout(Duration::from_millis(1), take(&cache)).await.is_err());
    load_ends().await;
    assert_eq!(cache.ready().unwrap().access_key_id(), "AKID1");
}

#[tokio::test(start_paused = true)]
async fn new_credentials_are_loaded_beside_the_calls_that_go_on_with_the_old() {
    let source = Source::new([Step::Gives(HOUR), Step::Gives(HOUR)]);
    let cache = source.cache();
    assert_eq!(take(&cache).await, key(1));
    pass(HOUR - 303).await;
    assert_eq!(take(&cache).await, key(1));
    assert_eq!(source.loads().len(), 1, "five minutes and two seconds are left");
    pass(2).await;
    for _ in 0..100 {
        assert_eq!(cache.ready().unwrap().access_key_id(), "AKID1");
    }
    load_ends().await;
    assert_eq!(cache.ready().unwrap().access_key_id(), "AKID2");
    assert_eq!(source.loads().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_begins_between_half_of_the_window_and_all_of_it() {
    for (jitter, left) in [(0.0, 150), (0.5, 225), (1.0, 300), (-3.0, 150), (7.0, 300), (f64::NAN, 300)] {
        let source = Source::new([Step::Gives(HOUR), Step::Gives(HOUR)]);
        let cache = source.cache_with(jitter);
        take(&cache).await.unwrap();
        // A second has passed in the load.
        pass(HOUR - 1 - left - 1).await;
        take(&cache).await.unwrap();
        tokio::task::yield_now().await;
        assert_eq!(source.loads().len(), 1, "{left} s and one are left; jitter {jitter}");
        pass(1).await;
        take(&cache).await.unwrap();
        tokio::task::yield_now().await;
        assert_eq!(source.loads().len(), 2, "{left} s are left; jitter {jitter}");
    }
}

#[tokio::test(start_paused = true)]
async fn random_jitter_stays_within_the_window() {
    let mut starts = Vec::new();
    for _ in 0..50 {
        let source = Source::new([Step::Gives(HOUR), Step::Gives(HOUR)]);
        let cache = CredentialsCache::new(source.clone()).clock(source.clock());
        take(&cache).await.unwrap();
        pass(HOUR - 302).await;
        while source.loads().len() < 2 {
            take(&cache).await.unwrap();
            pass(1).await;
        }
        starts.push(source.loads()[1]);
    }
    assert!(starts.iter().all(|start| (HOUR - 300..=HOUR - 149).contains(start)), "{starts:?}");
    assert!(starts.iter().any(|start| *start != starts[0]), "{starts:?}");
}

#[tokio::test(start_paused = true)]
async fn short_lived_credentials_are_kept_for_half_their_life_at_least() {
    let source = Source::new([Step::Gives(121), Step::Gives(HOUR)]);
    let cache = source.cache();
    take(&cache).await.unwrap();
    pass(59).await;
    assert_eq!(take(&cache).await, key(1));
    tokio::task::yield_now().await;
    assert_eq!(source.loads(), [0]);
    pass(1).await;
    assert_eq!(take(&cache).await, key(1));
    load_ends().await;
    assert_eq!(source.loads(), [0, 61]);
}

#[tokio::test(start_paused = true)]
async fn credentials_without_an_end_are_loaded_again_after_a_quarter_of_an_hour() {
    let source = Source::new([Step::Endless, Step::Fails, Step::Endless]);
    let cache = source.cache_with(0.0);
    take(&cache).await.unwrap();
    pass(750).await;
    assert_eq!(take(&cache).await, key(1));
    load_ends().await;
    assert_eq!(take(&cache).await, key(1), "a failure takes nothing away");
    pass(16).await;
    assert_eq!(take(&cache).await, key(1));
    load_ends().await;
    assert_eq!(take(&cache).await, key(3));
}

#[tokio::test(start_paused = true)]
async fn the_old_ones_serve_to_their_end_while_refreshes_fail_and_not_beyond() {
    let source = Source::new([Step::Gives(HOUR)].into_iter().chain(std::iter::repeat_n(Step::Fails, 100)));
    let cache = source.cache();
    take(&cache).await.unwrap();
    pass(HOUR - 301).await;
    while source.start.elapsed() < Duration::from_secs(HOUR - 2) {
        assert_eq!(take(&cache).await, key(1));
        pass(1).await;
    }
    let failed = source.loads().len() - 1;
    assert!((9..=25).contains(&failed), "{failed} loads: one each 30 s, and one for each call at the very end");
    pass(2).await;
    assert_eq!(take(&cache).await, Err("the vault is shut: no response".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn in_the_last_moments_a_call_waits_for_new_ones() {
    let source = Source::new([Step::Gives(HOUR), Step::Gives(HOUR)]);
    let cache = source.cache();
    take(&cache).await.unwrap();
    pass(HOUR - 11).await;
    assert!(cache.ready().is_none(), "ten seconds are left");
    assert_eq!(take(&cache).await, key(2));
}

#[tokio::test(start_paused = true)]
async fn new_credentials_that_ended_already_are_an_error() {
    let source = Source::new([Step::Gives(0)]);
    let error = take(&source.cache()).await.unwrap_err();
    let ended = "new credentials that ended at 2015-08-30T12:36:00Z already; it is 2015-08-30T12:36:01Z by the clock";
    assert_eq!(error, ended);
    // A load takes a second: these end in the moment in which they come.
    let source = Source::new([Step::Gives(1)]);
    let error = take(&source.cache()).await.unwrap_err();
    assert_eq!(error, ended.replace("ended at 2015-08-30T12:36:00Z", "ended at 2015-08-30T12:36:01Z"));
    assert_eq!(take(&Source::new([Step::Gives(2)]).cache()).await, key(1));
}

#[tokio::test(start_paused = true)]
async fn the_old_ones_do_not_serve_in_the_moment_of_their_end() {
    for (left, expected) in [(2, key(1)), (1, Err("the vault is shut: no response".to_owned()))] {
        let source = Source::new([Step::Gives(HOUR), Step::Fails]);
        let cache = source.cache();
        take(&cache).await.unwrap();
        // The load that fails ends a second later, as the first took one.
        pass(HOUR - 1 - left).await;
        assert!(cache.ready().is_none(), "these are their last moments");
        assert_eq!(take(&cache).await, expected, "the load began {left} s before the end");
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_moments_are_ten_seconds() {
    let source = Source::new([Step::Gives(HOUR), Step::Hangs]);
    let cache = source.cache();
    take(&cache).await.unwrap();
    pass(HOUR - 12).await;
    assert!(cache.ready().is_some(), "eleven seconds are left");
    pass(1).await;
    assert!(cache.ready().is_none(), "ten seconds are left");
}

#[tokio::test(start_paused = true)]
async fn a_source_that_hangs_is_given_up() {
    let source = Source::new([Step::Hangs, Step::Gives(HOUR)]);
    let cache = source.cache().load_timeout(Duration::from_secs(7));
    assert_eq!(take(&cache).await, Err("no credentials within 7s".to_owned()));
    assert_eq!(take(&cache).await, key(2));
    assert_eq!(source.loads(), [0, 7]);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_panics_is_asked_once_more() {
    let source = Source::new([Step::Panics, Step::Gives(HOUR)]);
    assert_eq!(take(&source.cache()).await, key(2));
    let source = Source::new([Step::Panics, Step::Panics]);
    assert_eq!(take(&source.cache()).await, Err("the source of credentials was cut off".to_owned()));
}

#[test]
fn a_load_that_ended_with_its_runtime_begins_anew_in_the_next() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let first = runtime();
    let (source, cache) = first.block_on(async {
        let source = Source::new([Step::Gives(HOUR), Step::Gives(HOUR)]);
        let cache = source.cache();
        assert!(tokio::time::timeout(Duration::from_millis(1), take(&cache)).await.is_err());
        (source, cache)
    });
    drop(first);
    assert_eq!(runtime().block_on(take(&cache)), key(2));
    assert_eq!(source.loads().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_load_ends_with_its_cache() {
    let source = Source::new([Step::Hangs]);
    let cache = CredentialsCache::new(source.clone());
    assert!(tokio::time::timeout(Duration::from_millis(1), take(&cache)).await.is_err());
    assert_eq!(Arc::strong_count(&source.loads), 2, "ours and the cache's, which the load holds too");
    drop(cache);
    tokio::task::yield_now().await;
    assert_eq!(Arc::strong_count(&source.loads), 1, "the load holds it no more");
}

#[tokio::test(start_paused = true)]
async fn debug_shows_no_secret() {
    let source = Source::new([Step::Gives(HOUR)]);
    let cache = source.cache();
    take(&cache).await.unwrap();
    let shown = format!("{cache:?} {:?}", cache.credentials().await);
    assert!(shown.contains("AKID1") && !shown.contains("secret:") && !shown.contains("-secret"), "{shown}");
}

/// As a program does that makes a runtime for each of its calls, and one for others beside.
#[test]
fn a_load_on_a_runtime_that_stands_still_holds_up_no_other() {
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
    assert_eq!(runtimes[0].block_on(take(&cache)), key(1));
    at(58);
    // This begins a refresh, which nobody drives once the call has its credentials.
    assert_eq!(runtimes[0].block_on(take(&cache)), key(1));
    at(61);
    assert_eq!(runtimes[1].block_on(take(&cache)), key(2));
    assert_eq!(*loads.lock().unwrap(), 2);
}

/// Gives credentials that hold for an hour.
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
            let end = self.clock.now().saturating_add(Duration::from_secs(HOUR));
            Ok(Credentials::new(format!("AKID{loads}"), "top-secret").expires_at(end))
        })
    }
}

/// A refresh that began long ago may fail for what has passed since; the call that needs it asks once more.
#[tokio::test(start_paused = true)]
async fn a_refresh_that_fails_while_a_call_waits_for_it_is_tried_once_more() {
    let source = Source::new([Step::Gives(60), Step::Fails, Step::Gives(HOUR)]);
    let cache = source.cache();
    assert_eq!(take(&cache).await, key(1));
    // The load of the refresh takes a second, in which the old ones come to their last moments.
    pass(49).await;
    assert_eq!(take(&cache).await, key(1));
    pass(12).await;
    assert_eq!(take(&cache).await, key(3));
}

/// A subscriber that ships what is logged, signed with the same credentials.
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
fn what_logs_and_tells_the_time_may_ask_the_cache_itself() {
    let (done, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let source = Source::new([Step::Gives(HOUR), Step::Fails]);
            let asking: Arc<std::sync::OnceLock<Arc<CredentialsCache>>> = Arc::default();
            let (clock, within, again) = (source.clock(), Arc::clone(&asking), Arc::clone(&asking));
            let clock = Clock::from_fn(move || {
                if let Some(cache) = within.get() {
                    // Shows the cache, for which its lock is taken.
                    let _ = format!("{cache:?}");
                }
                clock.now()
            });
            let cache = CredentialsCache::new(source)
                .clock(clock)
                .jitter(move || again.get().map_or(1.0, |cache| format!("{cache:?}").len() as f64));
            let cache = Arc::new(cache);
            assert!(asking.set(Arc::clone(&cache)).is_ok());
            take(&cache).await.unwrap();
            pass(HOUR - 300).await;
            let _guard = tracing::subscriber::set_default(Shipper(Arc::clone(&cache)));
            assert_eq!(take(&cache).await, key(1));
            load_ends().await;
        });
        done.send(()).unwrap();
    });
    end.recv_timeout(Duration::from_secs(60)).expect("the cache waits for itself");
    assert!(SHIPPED.load(std::sync::atomic::Ordering::SeqCst));
}
