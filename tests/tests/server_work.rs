//! A running call continues if its client disconnects, and ends with the server.

mod served;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::server::{Faults, IdempotencyWindow, IncomingCall, Server, ServerBuilder};
use aws_operation::{Client, RetryPolicy, SendError};
use served::{AddThing, CreateThing, CreateThingOutput, Error, client_of, thing};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

/// The outcome of a call.
#[derive(Clone, Copy)]
enum Outcome {
    Done,
    Rejected,
    Panic,
}

/// A server whose calls end when the test releases them.
struct Bench {
    server: Server,
    client: Client,
    started: mpsc::UnboundedReceiver<()>,
    /// Receives, for each ended call, whether it ran to completion.
    ended: mpsc::UnboundedReceiver<bool>,
    release: Arc<Semaphore>,
    made: Arc<AtomicU32>,
}

/// Waits for `event`, with a timeout so that a failing test does not hang.
async fn within_timeout<T>(event: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), event).await.expect("nothing happened")
}

/// Reports on drop whether a call ran to completion.
struct EndReporter {
    is_complete: bool,
    ended: mpsc::UnboundedSender<bool>,
}

impl Drop for EndReporter {
    fn drop(&mut self) {
        let _ = self.ended.send(self.is_complete);
    }
}

impl Bench {
    async fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        Self::with(outcomes, |server| server).await
    }

    async fn with(
        outcomes: impl IntoIterator<Item = Outcome>,
        set_up: impl FnOnce(ServerBuilder) -> ServerBuilder,
    ) -> Self {
        let outcomes = Arc::new(Mutex::new(outcomes.into_iter().collect::<VecDeque<_>>()));
        let (starting, started) = mpsc::unbounded_channel();
        let (ending, ended) = mpsc::unbounded_channel();
        let (release, made) = (Arc::new(Semaphore::new(0)), Arc::new(AtomicU32::new(0)));
        let server = Server::builder()
            .credentials("AKID", "secret")
            .operation::<CreateThing, _>({
                let (release, made) = (Arc::clone(&release), Arc::clone(&made));
                move |call: IncomingCall<CreateThing>| {
                    let outcome = outcomes.lock().unwrap().pop_front().unwrap_or(Outcome::Done);
                    let (release, made) = (Arc::clone(&release), Arc::clone(&made));
                    let ending = EndReporter { is_complete: false, ended: ending.clone() };
                    starting.send(()).unwrap();
                    async move {
                        let mut ending = ending;
                        release.acquire().await.unwrap().forget();
                        ending.is_complete = true;
                        match outcome {
                            Outcome::Rejected => Err(Error::RejectedException { message: "no".into(), reason: None }),
                            Outcome::Panic => panic!("the secret is {}", call.name),
                            Outcome::Done => {
                                let number = made.fetch_add(1, Ordering::SeqCst) + 1;
                                Ok(CreateThingOutput { number, label: call.name.clone(), caller: None })
                            }
                        }
                    }
                }
            })
            .operation::<AddThing, _>(|call: IncomingCall<AddThing>| {
                assert_ne!(call.name, "at once", "a handler that panics before it returns a future");
                async move { Ok(CreateThingOutput { number: 0, label: call.name.clone(), caller: None }) }
            })
            .idempotency(IdempotencyWindow::hours(8), |_| Error::ConflictException {
                message: "other parameters".into(),
            });
        let server = set_up(server).bind("127.0.0.1:0").await.unwrap();
        let client = client_of(&server).retry(RetryPolicy::never()).build().unwrap();
        Self { server, client, started, ended, release, made }
    }

    fn call(&self) -> JoinHandle<Result<u32, String>> {
        let client = self.client.clone();
        tokio::spawn(async move {
            let call = CreateThing { token: Some("t".into()), ..thing("x") };
            call.send(&client).await.map(|made| made.number).map_err(|error| error.code().unwrap_or("none").to_owned())
        })
    }

    /// Waits until a call has started.
    async fn begun(&mut self) {
        within_timeout(self.started.recv()).await.unwrap();
    }

    /// Waits until a call has ended; returns whether it ran to completion.
    async fn ended(&mut self) -> bool {
        within_timeout(self.ended.recv()).await.unwrap()
    }

    /// Waits until requests sent before have arrived: completes other calls after them.
    async fn settle(&self) {
        for _ in 0..20 {
            AddThing { kind: "k".into(), name: "other".into() }.send(&self.client).await.unwrap();
        }
    }

    /// The statuses of the calls of `CreateThing`, after all have ended.
    async fn statuses(&self) -> Vec<u16> {
        let statuses = async {
            loop {
                let recorded = self.server.recorded_requests().into_iter();
                let statuses = recorded.filter(|call| call.operation == Some("CreateThing")).map(|call| call.status);
                if let Some(statuses) = statuses.collect() {
                    return statuses;
                }
                tokio::task::yield_now().await;
            }
        };
        within_timeout(statuses).await
    }
}

#[tokio::test]
async fn a_disconnecting_client_does_not_cancel_its_call() {
    let mut bench = Bench::new([]).await;
    let mut going = bench.call();
    bench.begun().await;
    for _ in 0..2 {
        going.abort();
        assert!(going.await.unwrap_err().is_cancelled());
        bench.settle().await;
        going = bench.call();
        bench.settle().await;
    }
    going.abort();
    let stays = bench.call();
    bench.settle().await;
    assert!(bench.started.try_recv().is_err(), "the work began again");
    bench.release.add_permits(10);
    assert_eq!(stays.await.unwrap(), Ok(1));
    assert!(bench.ended().await);
    assert_eq!(bench.made.load(Ordering::SeqCst), 1);
    let statuses = bench.statuses().await;
    assert!(statuses.len() >= 2 && statuses.iter().all(|status| *status == 200), "{statuses:?}");
}

#[tokio::test]
async fn the_response_for_a_disconnected_client_is_replayed() {
    let mut bench = Bench::new([]).await;
    let gone = bench.call();
    bench.begun().await;
    gone.abort();
    bench.settle().await;
    bench.release.add_permits(10);
    assert!(bench.ended().await);
    assert_eq!(bench.statuses().await, [200]);
    assert_eq!(bench.call().await.unwrap(), Ok(1));
    assert_eq!(bench.made.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_delayed_call_runs_although_its_client_disconnected() {
    let faults = Faults::new().delay_once(Duration::from_millis(50));
    let mut bench = Bench::with([], |server| server.faults(faults)).await;
    let gone = bench.call();
    while bench.server.recorded_requests().is_empty() {
        tokio::task::yield_now().await;
    }
    gone.abort();
    bench.begun().await;
    bench.release.add_permits(10);
    assert_eq!(bench.statuses().await, [200]);
    assert_eq!(bench.call().await.unwrap(), Ok(1));
}

#[tokio::test]
async fn a_running_call_is_recorded_without_a_status() {
    let mut bench = Bench::new([]).await;
    let call = bench.call();
    bench.begun().await;
    let recorded = bench.server.recorded_requests();
    assert_eq!((recorded.len(), recorded[0].status, recorded[0].token.as_deref()), (1, None, Some("t")));
    bench.release.add_permits(1);
    assert_eq!(call.await.unwrap(), Ok(1));
    assert_eq!(bench.server.recorded_requests()[0].status, Some(200));
}

#[tokio::test]
async fn a_third_call_waits_for_the_second_if_the_first_failed() {
    for outcome in [Outcome::Rejected, Outcome::Panic] {
        let mut bench = Bench::new([outcome]).await;
        let first = bench.call();
        bench.begun().await;
        let second = bench.call();
        bench.settle().await;
        bench.release.add_permits(1);
        assert!(first.await.unwrap().is_err());
        bench.begun().await;
        let third = bench.call();
        bench.settle().await;
        assert!(bench.started.try_recv().is_err(), "two calls run at the same time");
        bench.release.add_permits(10);
        assert_eq!((second.await.unwrap(), third.await.unwrap()), (Ok(1), Ok(1)));
        assert_eq!(bench.call().await.unwrap(), Ok(1));
        assert_eq!(bench.made.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_panic_is_an_error_response_and_frees_the_token() {
    let mut bench = Bench::new([Outcome::Panic]).await;
    bench.release.add_permits(10);
    let error = CreateThing { token: Some("t".into()), ..thing("x") }.send(&bench.client).await.unwrap_err();
    let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error}") };
    assert_eq!((code.as_str(), error.status().unwrap().as_u16()), ("InternalFailure", 500));
    assert!(message.contains("CreateThing") && !message.contains("secret"), "{message}");
    assert!(error.request_id().is_some());
    assert_eq!(bench.statuses().await, [500]);
    assert_eq!(bench.call().await.unwrap(), Ok(1));
    bench.begun().await;
}

#[tokio::test]
async fn a_connection_stays_open_after_a_handler_panics_immediately() {
    let bench = Bench::new([]).await;
    let target = |name: &str| AddThing { kind: "k".into(), name: name.into() };
    let mut wire = served::RawConnection::open(&bench.server).await;
    let panics = target("at once").prepare(&bench.client).await.unwrap();
    let (status, body) = wire.send(&panics).await;
    assert_eq!(status, 500, "{body}");
    assert!(body.contains("AddThing"), "{body}");
    let works = target("other").prepare(&bench.client).await.unwrap();
    assert_eq!(wire.send(&works).await.0, 200);
    let statuses: Vec<_> = bench.server.recorded_requests().iter().map(|call| call.status).collect();
    assert_eq!(statuses, [Some(500), Some(200)]);
}

#[tokio::test]
async fn the_response_to_a_panic_can_be_dropped() {
    let bench = Bench::with([Outcome::Panic], |server| server.faults(Faults::new().drop_response_once())).await;
    bench.release.add_permits(10);
    assert_eq!(bench.call().await.unwrap(), Err("none".into()));
    assert_eq!(bench.server.recorded_requests()[0].status, None);
    assert_eq!(bench.call().await.unwrap(), Ok(1));
}

#[tokio::test]
async fn calls_end_with_their_server() {
    let mut bench = Bench::new([]).await;
    let (gone, stays) = (bench.call(), bench.call());
    bench.begun().await;
    gone.abort();
    bench.settle().await;
    drop(bench.server);
    assert_eq!(within_timeout(bench.ended.recv()).await, Some(false));
    assert_eq!(stays.await.unwrap(), Err("none".into()));
    assert_eq!(bench.made.load(Ordering::SeqCst), 0);
}
