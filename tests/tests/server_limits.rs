//! Limits of a server: request bodies and recorded requests.

mod served;

use std::sync::Arc;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Call as _, SendError};
use served::{AddThing, CreateThingOutput, RawConnection, Things, client_of};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::{Notify, Semaphore};

#[tokio::test]
async fn a_body_beyond_the_limit_is_rejected() {
    let things = Things::default();
    let server = things.server().max_request_bytes(100).bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).build().unwrap();
    let add = |name: &str| AddThing { kind: "k".into(), name: name.into() };
    let frame = r#"{"Name":""}"#.len();
    add(&"x".repeat(100 - frame)).send(&client).await.unwrap();
    // The client is still sending the long body when the limit is exceeded.
    for length in [101 - frame, 8 << 20] {
        let error = add(&"x".repeat(length)).send(&client).await.unwrap_err();
        let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error}") };
        assert_eq!((code.as_str(), error.status().unwrap().as_u16()), ("RequestEntityTooLargeException", 413));
        assert!(message.contains("100 bytes"), "{message}");
        assert!(error.request_id().is_some());
    }
    let statuses: Vec<_> = server.recorded_requests().iter().map(|request| request.status).collect();
    assert_eq!((things.made(), statuses), (1, vec![Some(200), Some(413), Some(413)]));
}

#[tokio::test]
async fn a_connection_stays_open_after_a_body_beyond_the_limit() {
    let server = Things::default().server().max_request_bytes(100).bind("127.0.0.1:0").await.unwrap();
    let mut wire = RawConnection::open(&server).await;
    let headers = http::HeaderMap::new();
    assert_eq!(wire.send_to("POST", "/additions/k", &headers, &[b'x'; 101]).await.0, 413);
    assert_eq!(wire.send_to("POST", "/nowhere", &headers, &[b'x'; 100]).await.0, 404);
}

/// A client that sends `Expect: 100-continue` gets the error response instead of `100 Continue`.
#[tokio::test]
async fn an_announced_body_beyond_the_limit_is_rejected_immediately() {
    let server = Things::default().server().max_request_bytes(100).bind("127.0.0.1:0").await.unwrap();
    let mut wire = tokio::net::TcpStream::connect(server.address()).await.unwrap();
    let head = "POST /additions/k HTTP/1.1\r\nhost: h\r\ncontent-length: 101\r\nexpect: 100-continue\r\n\r\n";
    wire.write_all(head.as_bytes()).await.unwrap();
    let mut response = vec![0; 12];
    wire.read_exact(&mut response).await.unwrap();
    assert_eq!(String::from_utf8(response).unwrap(), "HTTP/1.1 413");
}

#[tokio::test]
async fn the_last_thousand_requests_are_recorded() {
    let (started, release) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<AddThing, _>({
            let (started, release) = (Arc::clone(&started), Arc::clone(&release));
            move |_: IncomingCall<AddThing>| {
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
    let long = tokio::spawn(async move { AddThing { kind: "k".into(), name: "n".into() }.call(&client).await });
    started.notified().await;
    let mut wire = RawConnection::open(&server).await;
    for number in 0..1003 {
        let (status, _) = wire.send_to("GET", &format!("/{number}"), &http::HeaderMap::new(), b"").await;
        assert_eq!(status, 404);
    }
    // The call ends after its request was discarded.
    release.add_permits(1);
    assert_eq!(long.await.unwrap().unwrap().status(), 200);
    let recorded = server.recorded_requests();
    let targets: Vec<_> = recorded.iter().map(|request| request.target.clone()).collect();
    assert_eq!(targets, (3..1003).map(|number| format!("/{number}")).collect::<Vec<_>>());
    assert!(recorded.iter().all(|request| request.status == Some(404)));
}
