//! Idempotency tokens: replay, parameter mismatch, window.

mod served;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Call as _, Clock, Credentials, SendError, Timestamp, aws_operation};
use served::{CreateThing, Error, Things, client_of, thing};

fn with_token(name: &str, token: &str) -> CreateThing {
    CreateThing { token: Some(token.into()), ..thing(name) }
}

#[tokio::test]
async fn the_same_token_gives_the_same_response() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    let first = with_token("x", "t1").call(&client).await.unwrap();
    let again = with_token("x", "t1").call(&client).await.unwrap();
    assert_eq!(*first, *again);
    assert_ne!(first.request_id(), again.request_id());
    assert_eq!(things.made(), 1);
    with_token("x", "t2").send(&client).await.unwrap();
    assert_eq!(things.made(), 2);
}

#[tokio::test]
async fn the_same_token_with_different_parameters_is_rejected() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    with_token("x", "t").send(&client).await.unwrap();
    let others = [
        with_token("y", "t"),
        CreateThing { kind: "other".into(), ..with_token("x", "t") },
        CreateThing { dry_run: Some(true), ..with_token("x", "t") },
    ];
    for other in others {
        let error = other.send(&client).await.unwrap_err();
        let SendError::Service(Error::ConflictException { message }, _) = &error else { panic!("{error}") };
        assert_eq!(message, "CreateThing t");
        assert_eq!(error.status().unwrap().as_u16(), 409);
        assert_eq!(error.idempotency_token(), Some("t"));
    }
    assert_eq!(things.made(), 1);
}

#[tokio::test]
async fn a_token_expires_after_its_window() {
    let now = Arc::new(AtomicI64::new(1_700_000_000));
    let clock = {
        let now = Arc::clone(&now);
        Clock::from_fn(move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap())
    };
    let things = Things::default();
    let server = things.server().clock(clock.clone()).bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).clock(clock).build().unwrap();
    with_token("x", "t").send(&client).await.unwrap();
    now.fetch_add(8 * 3600, Ordering::SeqCst);
    with_token("x", "t").send(&client).await.unwrap();
    assert_eq!(things.made(), 1, "expired within the window");
    now.fetch_add(1, Ordering::SeqCst);
    with_token("y", "t").send(&client).await.unwrap();
    assert_eq!(things.made(), 2, "stored beyond the window");
}

#[tokio::test]
async fn an_error_frees_the_token() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    with_token("reject", "t").send(&client).await.unwrap_err();
    with_token("x", "t").send(&client).await.unwrap();
    assert_eq!(things.made(), 1);
}

#[tokio::test]
async fn concurrent_calls_execute_once() {
    let things = Things { delay: Some(Duration::from_millis(50)), ..Things::default() };
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { with_token("x", "t").send(&client).await.unwrap().number })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), 1);
    }
    assert_eq!(things.made(), 1);
}

#[tokio::test]
async fn tokens_of_different_callers_are_different() {
    let things = Things::default();
    let server = things.server().credentials("OTHER", "word").bind("127.0.0.1:0").await.unwrap();
    with_token("x", "t").send(&server.client().unwrap()).await.unwrap();
    let other = client_of(&server).credentials(Credentials::new("OTHER", "word")).build().unwrap();
    with_token("y", "t").send(&other).await.unwrap();
    assert_eq!(things.made(), 2);
}

/// Sends `CreateThing` with a blank token header, as some clients do.
async fn send_blank(server: &Server, token: &'static str, name: &str) -> (u16, String) {
    let body = format!(r#"{{"Name":"{name}"}}"#);
    let request = http::Request::post(format!("{}/things/k", server.url())).header("x-token", token);
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let credentials = Credentials::new("AKID", "secret");
    let payload = Payload::Bytes(body.as_bytes());
    Signer::new("us-east-1", "things").sign(&mut parts, payload, &credentials, Timestamp::now()).unwrap();
    served::RawConnection::open(server)
        .await
        .send(&http::Request::from_parts(parts, body.clone().into_bytes().into()))
        .await
}

#[tokio::test]
async fn an_empty_or_blank_token_counts_as_absent() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    for (made, (token, name)) in [("", "x"), ("", "y"), ("   ", "x"), ("   ", "y")].into_iter().enumerate() {
        let (status, body) = send_blank(&server, token, name).await;
        assert_eq!(status, 200, "`{token}`: {body}");
        assert_eq!(things.made() as usize, made + 1, "`{token}` counts as a token");
    }
    let tokens: Vec<_> = server.recorded_requests().into_iter().map(|request| request.token).collect();
    assert_eq!(tokens, [None, None, None, None]);
}

#[aws_operation(name = "CreateBox", service = served::Service, output = (), idempotent = "token", http = "POST /boxes")]
struct CreateBox {
    size: u32,
    token: Option<String>,
}

#[tokio::test]
async fn a_blank_token_in_a_body_counts_as_absent() {
    let things = Things::default();
    let server = things.server().operation::<CreateBox, _>(async |_: IncomingCall<CreateBox>| Ok(()));
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    for token in ["", "  ", "\t\n"] {
        for size in 0..2 {
            let sent = CreateBox { size, token: Some(token.into()) }.send(&client).await;
            assert!(sent.is_ok(), "{token:?} counts as a token");
        }
    }
    assert!(
        server.recorded_requests().iter().all(|request| request.token.is_none()),
        "{:?}",
        server.recorded_requests()
    );
}
