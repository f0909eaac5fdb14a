//! A call that is dropped at any moment leaves the client in a valid state.

mod scripted;
mod served;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use aws_operation::{Call, Credentials, CredentialsCache, CredentialsFuture, ProvideCredentials};
use scripted::{CreateProject, Script, Service, Step};
use served::{Things, client_of, thing};
use tokio::time::sleep;

/// Polls `work` up to `times` times, with `pause` after each poll, and drops it; returns whether it completed.
async fn poll_times(work: impl Future, times: u32, pause: Duration) -> bool {
    let mut work = pin!(work);
    for _ in 0..times {
        if poll_fn(|context| Poll::Ready(work.as_mut().poll(context).is_ready())).await {
            return true;
        }
        sleep(pause).await;
    }
    false
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_returns_its_retry_quota() {
    let mut seen = Vec::new();
    for times in 0.. {
        let client = Script::new([Step::Lost, Step::Lost, Step::made().late()]).client();
        let call = CreateProject::paint();
        let done = poll_times(call.send(&client), times, Duration::from_millis(20)).await;
        let units = client.retry_quota::<Service>();
        if !seen.contains(&units) {
            seen.push(units);
        }
        if done {
            assert!(times > 20, "the call waited");
            break;
        }
    }
    // The first of the two retries failed, so its quota is not returned.
    assert_eq!(seen, [500, 486]);
}

#[tokio::test]
async fn a_dropped_call_does_not_mix_up_responses() {
    let things = Things { delay: Some(Duration::from_millis(1)), ..Things::default() };
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).build().unwrap();
    let mut ended = 0;
    for times in 0..60 {
        let dropped = thing("dropped");
        let pause = Duration::from_micros(u64::from(times) * 20);
        ended += u32::from(poll_times(dropped.send(&client), times % 6, pause).await);
        let name = format!("whole-{times}");
        let made = thing(&name).call(&client).await.unwrap();
        assert_eq!(made.label, format!("a b/c/{name}/None"));
        assert_eq!(made.attempts(), 1);
    }
    assert!(ended < 60, "some calls were dropped");
    assert_eq!(client.retry_quota::<served::Service>(), 500);
}

/// Takes a second to load, and counts the loads.
struct Slow(Arc<AtomicU32>);

impl ProvideCredentials for Slow {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            sleep(Duration::from_secs(1)).await;
            self.0.fetch_add(1, Ordering::SeqCst);
            Ok(Credentials::new("AKIDEXAMPLE", "secret"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_leaves_the_credentials_cache_usable() {
    for times in 0..12 {
        let count = Arc::new(AtomicU32::new(0));
        let cache = CredentialsCache::new(Slow(Arc::clone(&count)));
        let script = Script::new(vec![Step::made(); 2]);
        let client = script.client_with(|client| client.credentials(cache));
        let call = CreateProject::paint();
        poll_times(call.send(&client), times, Duration::from_millis(100)).await;
        call.send(&client).await.unwrap();
        assert_eq!(count.load(Ordering::SeqCst), 1, "after {times} polls");
    }
}
