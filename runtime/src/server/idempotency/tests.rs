//! Every order in which calls with one token can come, wait and end.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::task::{Context, Poll, Wake};

use proptest::prelude::*;
use tokio::sync::oneshot;

use super::*;

/// What happens next.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A call comes.
    Call,
    /// The work that is under way ends well.
    Done,
    /// The work that is under way ends with an error.
    Rejected,
    /// The work that is under way is dropped, as by a panic or with its task.
    Dropped,
    /// A call that waits is dropped; of those, the one in this place.
    Gone(usize),
    /// So many seconds pass; the window is 10 s.
    Wait(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => Just(Event::Call),
        2 => Just(Event::Done),
        3 => Just(Event::Rejected),
        1 => Just(Event::Dropped),
        1 => (0..4usize).prop_map(Event::Gone),
        1 => (1..12i64).prop_map(Event::Wait),
    ]
}

/// Set when a call can go on.
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

type Response = Result<http::Response<Bytes>, OtherParameters>;

/// A call, polled as a runtime would: only when something woke it.
struct Running<'t> {
    future: Pin<Box<dyn Future<Output = Response> + 't>>,
    woken: Arc<Woken>,
    /// What ends the call's work, once the call works.
    work: Arc<Mutex<Option<oneshot::Sender<bool>>>>,
}

fn fingerprint(text: &str) -> Fingerprint {
    Fingerprint::of(text).unwrap()
}

fn key(token: &str) -> TokenKey {
    TokenKey { access_key_id: "AKID".into(), route: 0, token: token.into() }
}

impl<'t> Running<'t> {
    fn new(tokens: &'t Tokens, number: usize) -> Self {
        let work = Arc::new(Mutex::new(None));
        let under_way = Arc::clone(&work);
        let working = async move {
            let (end, ended) = oneshot::channel();
            *under_way.lock().unwrap() = Some(end);
            let done = ended.await.unwrap();
            Responded { message: http::Response::new(number.to_string().into()), done }
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

    fn works(&self) -> bool {
        self.work.lock().unwrap().is_some()
    }
}

/// Polls the calls, those of a later turn first if `backwards`, until none goes on; gives the responses.
fn turn(calls: &mut Vec<Running<'_>>, backwards: bool) -> Vec<Bytes> {
    let mut responses = Vec::new();
    while calls.iter().any(|call| call.woken.0.load(Ordering::SeqCst)) {
        let places: Vec<_> = if backwards { (0..calls.len()).rev().collect() } else { (0..calls.len()).collect() };
        let ended: Vec<_> = places.into_iter().filter_map(|place| Some((place, calls[place].poll()?))).collect();
        let mut places: Vec<_> = ended.iter().map(|(place, _)| *place).collect();
        places.sort_unstable();
        for place in places.into_iter().rev() {
            drop(calls.remove(place));
        }
        responses.extend(ended.into_iter().map(|(_, response)| response));
    }
    responses
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn there_is_one_piece_of_work_at_a_time_and_one_success(
        events in prop::collection::vec((event(), any::<bool>()), 1..40),
    ) {
        let time = Arc::new(AtomicI64::new(1_700_000_000));
        let now = Arc::clone(&time);
        let clock = Clock::from_fn(move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap());
        let tokens = Tokens::new(Some(Window::of(Duration::from_secs(10))), clock);
        let mut calls = Vec::new();
        let (mut number, mut done): (usize, Option<(Bytes, i64)>) = (0, None);
        for (event, backwards) in events {
            let working = calls.iter().position(Running::works);
            match event {
                Event::Call => {
                    calls.push(Running::new(&tokens, number));
                    number += 1;
                }
                Event::Done | Event::Rejected => {
                    if let Some(end) = working.and_then(|place| calls[place].work.lock().unwrap().take()) {
                        end.send(matches!(event, Event::Done)).unwrap();
                    }
                }
                Event::Dropped => drop(working.map(|place| calls.remove(place))),
                Event::Gone(place) => {
                    let waiting = (0..calls.len()).filter(|place| !calls[*place].works()).nth(place);
                    drop(waiting.map(|place| calls.remove(place)));
                }
                Event::Wait(seconds) => drop(time.fetch_add(seconds, Ordering::SeqCst)),
            }
            let responses = turn(&mut calls, backwards);
            let now = time.load(Ordering::SeqCst);
            done = done.filter(|(_, since)| now - since <= 10);
            if working.is_some() && matches!(event, Event::Done) {
                prop_assert_eq!(&done, &None, "a second success");
                done = Some((responses[0].clone(), now));
            }
            if let Some((first, _)) = &done {
                prop_assert!(responses.iter().all(|response| response == first), "{:?} for {:?}", responses, first);
                prop_assert!(calls.is_empty(), "a call waits for what is done");
            }
            let working = calls.iter().filter(|call| call.works()).count();
            prop_assert_eq!(working, usize::from(!calls.is_empty()), "of {} calls", calls.len());
        }
    }
}

/// A response at once.
fn done() -> impl Future<Output = Responded> {
    std::future::ready(Responded { message: http::Response::new(Bytes::new()), done: true })
}

#[tokio::test]
async fn what_is_past_its_window_is_thrown_out() {
    let time = Arc::new(AtomicI64::new(1_700_000_000));
    let now = Arc::clone(&time);
    let clock = Clock::from_fn(move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap());
    let tokens = Tokens::new(Some(Window::of(Duration::from_secs(10))), clock);
    for token in 0..2000 {
        tokens.response(key(&token.to_string()), fingerprint("a"), done()).await.unwrap();
        time.fetch_add(1, Ordering::SeqCst);
        let remembered = tokens.table.lock().unwrap().entries.len();
        assert!(remembered <= 100, "{remembered} are remembered, of which 11 are within the window");
    }
}

#[tokio::test]
async fn work_that_is_longer_than_the_window_is_waited_for() {
    let time = Arc::new(AtomicI64::new(1_700_000_000));
    let now = Arc::clone(&time);
    let clock = Clock::from_fn(move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap());
    let tokens = Tokens::new(Some(Window::of(Duration::from_secs(10))), clock);
    let mut calls = vec![Running::new(&tokens, 0)];
    assert!(turn(&mut calls, false).is_empty());
    // However many others come between: these are swept, and it is not.
    time.fetch_add(3600, Ordering::SeqCst);
    for token in 0..200 {
        tokens.response(key(&token.to_string()), fingerprint("a"), done()).await.unwrap();
    }
    calls.push(Running::new(&tokens, 1));
    assert!(turn(&mut calls, false).is_empty());
    calls[0].work.lock().unwrap().take().unwrap().send(true).unwrap();
    assert_eq!(turn(&mut calls, true), ["0", "0"]);
}
