//! What a server takes in, and what it remembers.

mod served;

use std::sync::Arc;

use aws_operation::server::{Call, Server};
use aws_operation::{RetryPolicy, SendError};
use served::{AddThing, CreateThingOutput, RawConnection, Things, client_of};
use tokio::sync::{Notify, Semaphore};

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read() {
    let things = Things::default();
    let server = things.server().max_request_bytes(100).bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).retry(RetryPolicy::never()).build().unwrap();
    let add = |name: &str| AddThing { kind: "k".into(), name: name.into() };
    let frame = r#"{"Name":""}"#.len();
    add(&"x".repeat(100 - frame)).send(&client).await.unwrap();
    let error = add(&"x".repeat(101 - frame)).send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert_eq!((things.made(), server.received().len()), (1, 1));
}

#[tokio::test]
async fn the_last_thousand_requests_are_remembered() {
    let (started, release) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<AddThing, _>({
            let (started, release) = (Arc::clone(&started), Arc::clone(&release));
            move |_: Call<AddThing>| {
                let (started, release) = (Arc::clone(&started), Arc::clone(&release));
                async move {
                    started.notify_one();
                    release.acquire().await.unwrap().forget();
                    Ok(CreateThingOutput { number: 0, label: String::new(), caller: None })
                }
            }
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let client = client_of(&server).build().unwrap();
    let long = tokio::spawn(async move { AddThing { kind: "k".into(), name: "n".into() }.send(&client).await });
    started.notified().await;
    let mut wire = RawConnection::open(&server).await;
    for number in 0..1003 {
        let (status, _) = wire.send_to("GET", &format!("/{number}"), &http::HeaderMap::new(), b"").await;
        assert_eq!(status, 404);
    }
    // It ends when it is no longer remembered.
    release.add_permits(1);
    assert_eq!(long.await.unwrap().unwrap().status(), 200);
    let received = server.received();
    let targets: Vec<_> = received.iter().map(|request| request.target.clone()).collect();
    assert_eq!(targets, (3..1003).map(|number| format!("/{number}")).collect::<Vec<_>>());
    assert!(received.iter().all(|request| request.status == Some(404)));
}
