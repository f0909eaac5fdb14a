//! Every fault that a server can inject, and the client's reaction.

mod served;

use std::time::Duration;

use aws_operation::server::{Faults, IncomingCall, Server};
use aws_operation::{Call as _, SendError, TimedOut, aws_operation};
use served::{AddThing, RawConnection, Things, client_of, thing};
use tokio::io::AsyncReadExt as _;

async fn serve(faults: Faults) -> (Things, Server) {
    let things = Things::default();
    let server = things.server().faults(faults).bind("127.0.0.1:0").await.unwrap();
    (things, server)
}

fn addition() -> AddThing {
    AddThing { kind: "k".into(), name: "n".into() }
}

/// The statuses of the recorded requests, and whether all had the same token.
fn statuses(server: &Server) -> (Vec<Option<u16>>, bool) {
    let recorded = server.recorded_requests();
    let one_token = recorded.windows(2).all(|pair| pair[0].token == pair[1].token);
    (recorded.iter().map(|request| request.status).collect(), one_token)
}

#[tokio::test]
async fn a_dropped_response_is_retried_with_the_same_token() {
    let (things, server) = serve(Faults::new().drop_response_once()).await;
    let made = thing("x").call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), made.number, things.made()), (2, 1, 1));
    assert_eq!(statuses(&server), (vec![None, Some(200)], true));
}

#[tokio::test]
async fn a_dropped_response_is_not_retried_without_a_token() {
    let (things, server) = serve(Faults::new().drop_response_once()).await;
    let error = addition().send(&client_of(&server).build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert!(error.is_ambiguous());
    assert_eq!((error.attempts(), things.made(), server.recorded_requests().len()), (1, 1, 1));
}

#[tokio::test]
async fn a_reset_is_retried_and_the_handler_did_not_run() {
    let (things, server) = serve(Faults::new().reset_once()).await;
    let made = thing("x").call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), things.made()), (2, 1));
    assert_eq!(statuses(&server), (vec![None, Some(200)], true));

    let (things, server) = serve(Faults::new().reset_once()).await;
    let error = addition().send(&client_of(&server).build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert_eq!(things.made(), 0);
}

#[tokio::test]
async fn a_truncated_response_is_retried() {
    let (things, server) = serve(Faults::new().truncate_once()).await;
    let made = thing("x").call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), made.number, things.made()), (2, 1, 1));
    assert_eq!(statuses(&server), (vec![Some(200), Some(200)], true));
}

#[tokio::test]
async fn a_server_error_is_retried_only_if_that_is_safe() {
    let (things, server) = serve(Faults::new().status_once(503)).await;
    let made = thing("x").call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), things.made()), (2, 1));
    assert_eq!(statuses(&server), (vec![Some(503), Some(200)], true));

    let (things, server) = serve(Faults::new().status_once(500)).await;
    let error = addition().send(&client_of(&server).build().unwrap()).await.unwrap_err();
    let SendError::Unmodeled { code, .. } = &error else { panic!("{error}") };
    assert_eq!((code.as_str(), error.attempts(), things.made()), ("InternalFailure", 1, 0));
    assert!(error.is_ambiguous() && error.to_string().contains("not retried"), "{error}");
}

#[tokio::test]
async fn throttling_is_always_retried() {
    let (things, server) = serve(Faults::new().throttle_once()).await;
    let made = addition().call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), things.made()), (2, 1));
    assert_eq!(statuses(&server).0, [Some(429), Some(200)]);
}

#[tokio::test]
async fn a_delay_beyond_the_attempt_timeout_is_retried_with_the_same_token() {
    let (things, server) = serve(Faults::new().delay_once(Duration::from_secs(60))).await;
    let client = client_of(&server).attempt_timeout(Duration::from_millis(200)).build().unwrap();
    let made = thing("x").call(&client).await.unwrap();
    assert_eq!((made.attempts(), things.made()), (2, 1));

    let (_, server) = serve(Faults::new().delay_once(Duration::from_secs(60))).await;
    let client = client_of(&server).operation_timeout(Duration::from_millis(200)).build().unwrap();
    let error = thing("x").send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Timeout(TimedOut::Operation(_), _)), "{error}");
    assert!(error.is_ambiguous() && error.idempotency_token().is_some());
}

#[tokio::test]
async fn with_random_faults_each_call_executes_once() {
    let faults = Faults::new().drop_response(0.2).reset(0.1).truncate(0.1).status(500, 0.1).throttle(0.1).seed(1);
    let (things, server) = serve(faults).await;
    let retry = aws_operation::RetryPolicy::standard().jitter(|| 0.0).max_attempts(50).quota(1_000_000);
    let client = client_of(&server).retry(retry).build().unwrap();
    for number in 1..=60 {
        let made = thing(&number.to_string()).send(&client).await.unwrap();
        assert_eq!(made.number, number);
    }
    assert_eq!(things.made(), 60);
    let recorded = server.recorded_requests();
    let dropped = recorded.iter().filter(|request| request.status.is_none()).count();
    assert!(recorded.len() > 80 && dropped > 10, "too few faults: {} requests, {dropped} dropped", recorded.len());
}

/// The bytes of a response on the wire, and how the stream ends.
async fn wire_of(faults: Faults) -> (String, Result<usize, std::io::ErrorKind>) {
    let (_, server) = serve(faults).await;
    let prepared = thing("x").prepare(&client_of(&server).build().unwrap()).await.unwrap();
    let mut stream = RawConnection::open(&server).await.into_stream(&prepared).await;
    let mut bytes = Vec::new();
    let end = loop {
        match stream.read_buf(&mut bytes).await {
            Ok(0) => break Ok(0),
            Ok(_) => {}
            Err(error) => break Err(error.kind()),
        }
    };
    (String::from_utf8(bytes).unwrap(), end)
}

#[tokio::test]
async fn each_fault_has_its_effect_on_the_wire() {
    assert_eq!(wire_of(Faults::new().drop_response_once()).await, (String::new(), Ok(0)));
    assert_eq!(wire_of(Faults::new().reset_once()).await, (String::new(), Err(std::io::ErrorKind::ConnectionReset)));
    let (response, end) = wire_of(Faults::new().truncate_once()).await;
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let length: usize = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    assert_eq!((body.len(), end), (length / 2, Ok(0)), "{response}");
}

#[aws_operation(name = "Nothing", service = served::Service, output = (), http = "POST /nothing", code = 204)]
struct Nothing {}

#[tokio::test]
async fn a_truncated_response_without_a_body_is_dropped() {
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<Nothing, _>(|_: IncomingCall<Nothing>| async move { Ok(()) })
        .faults(Faults::new().truncate_once())
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let error = Nothing {}.send(&client_of(&server).build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert_eq!(server.recorded_requests()[0].status, None);
}
