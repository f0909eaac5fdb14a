//! The blocking client: outside of async code, inside it, and from many threads.

mod served;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Client, Credentials, CredentialsFuture, PageToken, ProvideCredentials, SendError, blocking};
use served::{Error, ListThings, ListThingsOutput, Things, client_of, thing};

/// A server that runs on a runtime of its own, because the tests are not async.
fn serve(things: &Things) -> (Server, tokio::runtime::Runtime) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = things.server().operation::<ListThings, _>(|call: IncomingCall<ListThings>| async move {
        let start: u32 = call.next_token.as_deref().unwrap_or("0").parse().unwrap();
        let next_token = (start < 4).then(|| (start + 2).to_string());
        if start == 4 && call.access_key_id == "REJECTED" {
            return Err(Error::ConflictException { message: "no more".into() });
        }
        Ok(ListThingsOutput { things: vec![start, start + 1], next_token })
    });
    let server = runtime
        .block_on(server.accept_credentials(Credentials::new("REJECTED", "secret")).bind("127.0.0.1:0"))
        .unwrap();
    (server, runtime)
}

#[test]
fn a_call_works_without_async() {
    let things = Things::default();
    let (server, _runtime) = serve(&things);
    let client = blocking::Client::new(server.client().unwrap()).unwrap();
    let made = client.call(&thing("x")).unwrap();
    assert_eq!((made.number, made.attempts(), things.made()), (1, 1, 1));
    let error = client.send(&thing("reject")).unwrap_err();
    assert!(matches!(error, SendError::Service(Error::RejectedException { .. }, _)), "{error}");
    assert!(client.prepare(&thing("x")).unwrap().to_curl().starts_with("curl "));
    let url = client.presign(&thing("x"), Duration::from_secs(60)).unwrap();
    assert!(url.contains("&X-Amz-Signature="), "{url}");
}

#[test]
fn pages_and_items_are_iterators() {
    let (server, _runtime) = serve(&Things::default());
    let client = blocking::Client::new(server.client().unwrap()).unwrap();
    let list = ListThings { next_token: None };
    let pages: Result<Vec<_>, _> =
        client.paginate(list.clone()).map(|page| page.map(|page| page.things.len())).collect();
    assert_eq!(pages.unwrap(), [2, 2, 2]);
    let items: Result<Vec<u32>, _> = client.paginate(list.clone()).items().collect();
    assert_eq!(items.unwrap(), [0, 1, 2, 3, 4, 5]);
    let rejected = client_of(&server).credentials(Credentials::new("REJECTED", "secret")).build().unwrap();
    let client = client.with_client(rejected);
    let items: Vec<_> = client.paginate(list.clone()).items().collect();
    assert_eq!(items.len(), 5);
    assert!(items[4].as_ref().unwrap_err().to_string().contains("no more"));
}

#[test]
fn pages_continue_after_an_error_and_from_a_stored_token() {
    let (server, _runtime) = serve(&Things::default());
    let rejected = client_of(&server).credentials(Credentials::new("REJECTED", "secret")).build().unwrap();
    let client = blocking::Client::new(rejected).unwrap();
    let list = ListThings { next_token: None };

    let mut pages = client.paginate(list.clone());
    let sizes: Vec<_> = pages.by_ref().map_while(|page| Some(page.ok()?.things.len())).collect();
    assert_eq!((sizes, pages.next().unwrap().is_err(), pages.next().unwrap().is_err()), (vec![2, 2], true, true));
    assert!(Iterator::next(&mut pages).is_none(), "a loop ends after an error");
    let token = PageToken::from_json(&pages.token().unwrap().to_json()).unwrap();

    let client = client.with_client(server.client().unwrap());
    let mut items = client.paginate(list).resume_at(token).items();
    assert_eq!(items.next().unwrap().unwrap(), 4);
    assert_eq!(items.token().unwrap().to_json(), "\"4\"");
    assert_eq!((items.next().unwrap().unwrap(), items.next().is_none()), (5, true));
}

#[test]
fn threads_share_a_client() {
    let things = Things::default();
    let (server, _runtime) = serve(&things);
    let client = blocking::Client::new(server.client().unwrap()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let client = client.clone();
            scope.spawn(move || {
                for call in 0..10 {
                    let name = format!("{thread}-{call}");
                    assert_eq!(client.send(&thing(&name)).unwrap().label, format!("a b/c/{name}/None"));
                }
            });
        }
    });
    assert_eq!(things.made(), 80);
}

#[tokio::test(flavor = "current_thread")]
async fn a_call_inside_async_code_blocks_and_does_not_panic() {
    let things = Things::default();
    let (server, runtime) = std::thread::spawn(move || serve(&things)).join().unwrap();
    let client = blocking::Client::new(server.client().unwrap()).unwrap();
    assert_eq!(client.send(&thing("x")).unwrap().number, 1);
    // An async client with the same settings. The last clone of the blocking client is dropped here.
    assert_eq!(thing("y").send(&server.client().unwrap()).await.unwrap().number, 2);
    drop(client);
    runtime.shutdown_background();
}

#[test]
fn timeouts_apply_to_blocking_calls() {
    let things = Things { delay: Some(Duration::from_secs(3600)), ..Things::default() };
    let (server, runtime) = serve(&things);
    let client = server.client().unwrap().with_operation_timeout(Duration::from_millis(50));
    let error = blocking::Client::new(client).unwrap().send(&thing("x")).unwrap_err();
    assert!(matches!(error, SendError::Timeout(..)), "{error}");
    runtime.shutdown_background();
}

static DROPPED: AtomicBool = AtomicBool::new(false);

/// Signals when it is dropped.
struct Flag;

impl Drop for Flag {
    fn drop(&mut self) {
        DROPPED.store(true, Ordering::SeqCst);
    }
}

/// Spawns a task that never ends.
struct Leaving;

impl ProvideCredentials for Leaving {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let flag = Flag;
            tokio::spawn(async move {
                let _flag = flag;
                std::future::pending::<()>().await;
            });
            Err(aws_operation::CredentialsError::new("none"))
        })
    }
}

#[test]
fn the_background_thread_ends_when_the_last_client_is_dropped() {
    let client = Client::builder().region("us-east-1").credentials(Leaving).build().unwrap();
    let client = blocking::Client::new(client).unwrap();
    let error = client.send(&thing("x")).unwrap_err();
    assert!(matches!(error, SendError::Credentials(..)), "{error}");
    let clone = client.clone();
    drop(client);
    assert!(clone.send(&thing("x")).is_err());
    assert!(!DROPPED.load(Ordering::SeqCst));
    drop(clone);
    while !DROPPED.load(Ordering::SeqCst) {
        std::thread::yield_now();
    }
}
