//! Calls with the same token, in every order in which they can start, wait and end.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::task::{Context, Poll, Wake};

use proptest::prelude::*;
use tokio::sync::oneshot;

use super::*;

/// The next event.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A call starts.
    Call,
    /// The running call succeeds.
    Succeeded,
    /// The running call fails.
    Failed,
    /// The running call is dropped, as by a panic or with its task.
    Dropped,
    /// The waiting call with this index is dropped.
    WaiterDropped(usize),
    /// This many seconds pass; the window is 10 s.
    TimePassed(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => Just(Event::Call),
        2 => Just(Event::Succeeded),
        3 => Just(Event::Failed),
        1 => Just(Event::Dropped),
        1 => (0..4usize).prop_map(Event::WaiterDropped),
        1 => (1..12i64).prop_map(Event::TimePassed),
    ]
}

/// Set when a call is woken.
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

type Response = Result<http::Response<Bytes>, DifferentParameters>;

/// A call, polled like by a runtime: only after it was woken.
struct Running<'t> {
    future: Pin<Box<dyn Future<Output = Response> + 't>>,
    woken: Arc<Woken>,
    /// Ends the call's work, once it runs.
    work: Arc<Mutex<Option<oneshot::Sender<bool>>>>,
}

fn fingerprint(text: &str) -> Fingerprint {
    Fingerprint::of(text).unwrap()
}

fn key(token: &str) -> TokenKey {
    TokenKey { caller: ("AKID".into(), None), route: 0, token: token.into() }
}

impl<'t> Running<'t> {
    fn new(tokens: &'t Tokens, number: usize) -> Self {
        let work = Arc::new(Mutex::new(None));
        let started = Arc::clone(&work);
        let working = async move {
            let (end, ended) = oneshot::channel();
            *started.lock().unwrap() = Some(end);
            let is_success = ended.await.unwrap();
            HandlerResponse { response: http::Response::new(number.to_string().into()), is_success }
        };
        let future = Box::pin(tokens.response(key("t"), fingerprint("parameters"), working));
        Self { future, woken: Arc::new(Woken(AtomicBool::new(true))), work }
    }

    fn poll(&mut self) -> Option<Bytes> {
        if !self.woken.0.swap(false, Ordering::SeqCst) {
            return None;
        }
        let waker = Arc::clone(&self.woken).into();
        match self.future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(response) => Some(response.unwrap().into_body()),
            Poll::Pending => None,
        }
    }

    fn is_executing(&self) -> bool {
        self.work.lock().unwrap().is_some()
    }
}

/// Polls the woken calls, in reverse order if `backwards`, until none makes progress; returns the responses.
fn turn(calls: &mut Vec<Running<'_>>, backwards: bool) -> Vec<Bytes> {
    let mut responses = Vec::new();
    while calls.iter().any(|call| call.woken.0.load(Ordering::SeqCst)) {
        let indices: Vec<_> = if backwards { (0..calls.len()).rev().collect() } else { (0..calls.len()).collect() };
        let ended: Vec<_> = indices.into_iter().filter_map(|index| Some((index, calls[index].poll()?))).collect();
        let mut indices: Vec<_> = ended.iter().map(|(index, _)| *index).collect();
        indices.sort_unstable();
        for index in indices.into_iter().rev() {
            drop(calls.remove(index));
        }
        responses.extend(ended.into_iter().map(|(_, response)| response));
    }
    responses
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn one_call_executes_at_a_time_and_one_succeeds(
        events in prop::collection::vec((event(), any::<bool>()), 1..40),
    ) {
        let time = Arc::new(AtomicI64::new(1_700_000_000));
        let now = Arc::clone(&time);
        let clock = Clock::from_fn(move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap());
        let tokens = Tokens::new(Some(IdempotencyWindow::of(Duration::from_secs(10))), clock);
        let mut calls = Vec::new();
        let (mut number, mut done): (usize, Option<(Bytes, i64)>) = (0, None);
        for (event, backwards) in events {
            let executing = calls.iter().position(Running::is_executing);
            match event {
                Event::Call => {
                    calls.push(Running::new(&tokens, number));
                    number += 1;
                }
                Event::Succeeded | Event::Failed => {
                    if let Some(end) = executing.and_then(|index| calls[index].work.lock().unwrap().take()) {
                        end.send(matches!(event, Event::Succeeded)).unwrap();
                    }
                }
                Event::Dropped => drop(executing.map(|index| calls.remove(index))),
                Event::WaiterDropped(nth) => {
                    let waiting = (0..calls.len()).filter(|index| !calls[*index].is_executing()).nth(nth);
                    drop(waiting.map(|index| calls.remove(index)));
                }
                Event::TimePassed(seconds) => drop(time.fetch_add(seconds, Ordering::SeqCst)),
            }
            let responses = turn(&mut calls, backwards);
            let now = time.load(Ordering::SeqCst);
            done = done.filter(|(_, since)| now - since <= 10);
            if executing.is_some() && matches!(event, Event::Succeeded) {
                prop_assert_eq!(&done, &None, "a second success");
                done = Some((responses[0].clone(), now));
            }
            if let Some((first, _)) = &done {
                prop_assert!(responses.iter().all(|response| response == first), "{:?} for {:?}", responses, first);
                prop_assert!(calls.is_empty(), "a call waits although a response is stored");
            }
            let executing = calls.iter().filter(|call| call.is_executing()).count();
            prop_assert_eq!(executing, usize::from(!calls.is_empty()), "of {} calls", calls.len());
        }
    }
}

/// Work that succeeds immediately.
fn immediate_success() -> impl Future<Output = HandlerResponse> {
    std::future::ready(HandlerResponse { response: http::Response::new(Bytes::new()), is_success: true })
}

#[tokio::test]
async fn expired_tokens_are_removed() {
    let time = Arc::new(AtomicI64::new(1_700_000_000));
    let now = Arc::clone(&time);
    let clock = Clock::from_fn(move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap());
    let tokens = Tokens::new(Some(IdempotencyWindow::of(Duration::from_secs(10))), clock);
    for token in 0..2000 {
        tokens.response(key(&token.to_string()), fingerprint("a"), immediate_success()).await.unwrap();
        time.fetch_add(1, Ordering::SeqCst);
        let stored = tokens.table.lock().unwrap().entries.len();
        assert!(stored <= 100, "{stored} tokens are stored, of which 11 are within the window");
    }
}

#[tokio::test]
async fn calls_wait_for_work_that_takes_longer_than_the_window() {
    let time = Arc::new(AtomicI64::new(1_700_000_000));
    let now = Arc::clone(&time);
    let clock = Clock::from_fn(move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap());
    let tokens = Tokens::new(Some(IdempotencyWindow::of(Duration::from_secs(10))), clock);
    let mut calls = vec![Running::new(&tokens, 0)];
    assert!(turn(&mut calls, false).is_empty());
    // Other tokens expire and are removed; the token of the running call is not.
    time.fetch_add(3600, Ordering::SeqCst);
    for token in 0..200 {
        tokens.response(key(&token.to_string()), fingerprint("a"), immediate_success()).await.unwrap();
    }
    calls.push(Running::new(&tokens, 1));
    assert!(turn(&mut calls, false).is_empty());
    calls[0].work.lock().unwrap().take().unwrap().send(true).unwrap();
    assert_eq!(turn(&mut calls, true), ["0", "0"]);
}
