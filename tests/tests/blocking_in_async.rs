//! The blocking client inside async code: any number of calls, after anything that the surrounding task did.

mod served;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Call as _, Client, Credentials, blocking};
use served::{ListThings, ListThingsOutput, Things, thing};

/// More calls than the steps of a task's cooperative budget in tokio.
const CALLS: u32 = 400;

/// A server that runs on a runtime of its own.
fn serve(things: &Things) -> (Server, tokio::runtime::Runtime) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = things.server().operation::<ListThings, _>(|call: IncomingCall<ListThings>| async move {
        let page: u32 = call.next_token.as_deref().unwrap_or("0").parse().unwrap();
        let next_token = (page + 1 < CALLS).then(|| (page + 1).to_string());
        Ok(ListThingsOutput { things: vec![page], next_token })
    });
    let server = runtime.block_on(server.bind("127.0.0.1:0")).unwrap();
    (server, runtime)
}

/// Runs `work` with a client on a new thread; the test fails if it hangs.
fn run_without_hanging<T: Send + 'static>(work: impl FnOnce(blocking::Client) -> T + Send + 'static) -> T {
    let (server, _runtime) = serve(&Things::default());
    let client = blocking::Client::new(server.client().unwrap()).unwrap();
    let (done, end) = mpsc::channel();
    thread::spawn(move || done.send(work(client)));
    end.recv_timeout(Duration::from_secs(120)).expect("the calls hang")
}

fn current_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn call_often(client: &blocking::Client) -> u32 {
    (0..CALLS).map(|call| client.call(&thing(&call.to_string())).unwrap().attempts()).sum()
}

#[test]
fn many_calls_in_one_task_do_not_hang() {
    let calls = run_without_hanging(|client| current_thread().block_on(async move { call_often(&client) }));
    assert_eq!(calls, CALLS);
}

#[test]
fn many_calls_in_a_task_of_a_multi_thread_runtime_do_not_hang() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let calls = run_without_hanging(move |client| {
        let calls = runtime.spawn(async move { call_often(&client) });
        runtime.block_on(calls).unwrap()
    });
    assert_eq!(calls, CALLS);
}

#[test]
fn many_pages_and_items_do_not_hang() {
    let items = run_without_hanging(|client| {
        current_thread().block_on(async move {
            let list = ListThings { next_token: None };
            let pages = client.paginate(list.clone()).map(|page| page.unwrap().things.len()).sum::<usize>();
            let items = client.paginate(list.clone()).items().map(Result::unwrap).collect::<Vec<_>>();
            assert_eq!(pages, items.len());
            items
        })
    });
    assert_eq!(items, (0..CALLS).collect::<Vec<_>>());
}

#[test]
fn a_worker_that_receives_and_calls_many_times_does_not_hang() {
    let calls = run_without_hanging(|client| {
        current_thread().block_on(async move {
            let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
            (0..CALLS).for_each(|call| sender.send(call).unwrap());
            drop(sender);
            let worker = tokio::spawn(async move {
                let mut calls = 0;
                while let Some(call) = receiver.recv().await {
                    calls += client.call(&thing(&call.to_string())).unwrap().attempts();
                }
                calls
            });
            worker.await.unwrap()
        })
    });
    assert_eq!(calls, CALLS);
}

#[test]
fn a_call_does_not_consume_a_wake_of_the_surrounding_code() {
    run_without_hanging(|client| {
        thread::current().unpark();
        client.send(&thing("x")).unwrap();
        // Returns, because the call did not consume the wake.
        thread::park();
    });
}

#[test]
fn a_callers_own_future_is_awaited() {
    let client = run_without_hanging(|client| client);
    let mut polls = 0;
    let waited = client.wait(std::future::poll_fn(|context| {
        polls += 1;
        if polls < 3 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(polls)
    }));
    assert_eq!(waited, 3);
}

/// The runtime that drives the connection of an async call is blocked by the blocking call.
#[test]
fn a_client_that_made_async_calls_can_make_blocking_calls() {
    let attempts = run_without_hanging(|client| {
        let client = client.client().clone();
        current_thread().block_on(async move {
            let again = thing("y");
            let first = thing("x").call(&client).await.unwrap().attempts();
            let blocking = blocking::Client::new(client.clone()).unwrap();
            let blocked = blocking.call(&again).unwrap().attempts();
            let with = blocking.with_client(client.with_attempt_timeout(Duration::from_secs(50)));
            [first, blocked, with.call(&thing("z")).unwrap().attempts(), again.call(&client).await.unwrap().attempts()]
        })
    });
    assert_eq!(attempts, [1, 1, 1, 1]);
}

/// A background task may make blocking calls: another thread drives their timers and connections.
#[test]
fn a_blocking_call_in_a_background_task_does_not_deadlock() {
    let attempts = run_without_hanging(|client| {
        let inner = blocking::Client::clone(&client);
        let call = async move { inner.call(&thing("x")).unwrap().attempts() };
        client.wait(async { tokio::spawn(call).await.unwrap() })
    });
    assert_eq!(attempts, 1);
}

/// A client with limits for one call needs no new connection.
#[test]
fn a_client_derived_from_a_blocking_client_shares_its_connections() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = builder.endpoint_url(format!("http://{}", listener.local_addr().unwrap())).build().unwrap();
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    thread::spawn(move || {
        for stream in listener.incoming() {
            counter.fetch_add(1, Ordering::SeqCst);
            thread::spawn(move || serve_without_end(stream.unwrap()));
        }
    });
    let client = blocking::Client::new(client).unwrap();
    let list = ListThings { next_token: None };
    for _ in 0..3 {
        let limited = client.client().with_attempt_timeout(Duration::from_secs(50));
        assert!(client.with_client(limited).send(&list).unwrap().things.is_empty());
        // The background thread returns the connection to the pool after it passed the response on. It does that before
        // it waits for a timer.
        client.wait(async { tokio::time::sleep(Duration::from_millis(1)).await });
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

/// Responds to each request without a body on one connection.
fn serve_without_end(mut stream: TcpStream) {
    let mut request = Vec::new();
    let mut byte = [0];
    while stream.read(&mut byte).is_ok_and(|read| read == 1) {
        request.push(byte[0]);
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"Things\":[]}").unwrap();
        }
    }
}
