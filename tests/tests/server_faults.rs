//! Every fault that a server can be told to make, and what a client makes of it.

mod served;

use std::time::Duration;

use aws_operation::server::{Call, Faults, Server};
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

/// The statuses of the requests received, and whether they had one token.
fn statuses(server: &Server) -> (Vec<Option<u16>>, bool) {
    let received = server.received();
    let one_token = received.windows(2).all(|pair| pair[0].token == pair[1].token);
    (received.iter().map(|request| request.status).collect(), one_token)
}

#[tokio::test]
async fn a_dropped_response_is_asked_for_again_with_the_same_token() {
    let (things, server) = serve(Faults::new().drop_response_once()).await;
    let made = thing("x").call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), made.number, things.made()), (2, 1, 1));
    assert_eq!(statuses(&server), (vec![None, Some(200)], true));
}

#[tokio::test]
async fn a_dropped_response_is_not_asked_for_again_without_a_token() {
    let (things, server) = serve(Faults::new().drop_response_once()).await;
    let error = addition().send(&client_of(&server).build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert!(error.is_ambiguous());
    assert_eq!((error.attempts(), things.made(), server.received().len()), (1, 1, 1));
}

#[tokio::test]
async fn a_reset_is_asked_again_and_nothing_was_done_before() {
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
async fn a_truncated_response_is_asked_for_again() {
    let (things, server) = serve(Faults::new().truncate_once()).await;
    let made = thing("x").call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), made.number, things.made()), (2, 1, 1));
    assert_eq!(statuses(&server), (vec![Some(200), Some(200)], true));
}

#[tokio::test]
async fn a_server_error_is_asked_again_only_where_that_is_harmless() {
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
async fn throttling_is_asked_again_always() {
    let (things, server) = serve(Faults::new().throttle_once()).await;
    let made = addition().call(&client_of(&server).build().unwrap()).await.unwrap();
    assert_eq!((made.attempts(), things.made()), (2, 1));
    assert_eq!(statuses(&server).0, [Some(429), Some(200)]);
}

#[tokio::test]
async fn a_delay_beyond_the_attempt_timeout_is_asked_again_with_the_same_token() {
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
async fn faults_by_rate_leave_one_piece_of_work_a_call() {
    let faults = Faults::new().drop_response(0.2).reset(0.1).truncate(0.1).status(500, 0.1).throttle(0.1).seed(1);
    let (things, server) = serve(faults).await;
    let retry = aws_operation::RetryPolicy::standard().jitter(|| 0.0).max_attempts(50).quota(1_000_000);
    let client = client_of(&server).retry(retry).build().unwrap();
    for number in 1..=60 {
        let made = thing(&number.to_string()).send(&client).await.unwrap();
        assert_eq!(made.number, number);
    }
    assert_eq!(things.made(), 60);
    let received = server.received();
    let cut = received.iter().filter(|request| request.status.is_none()).count();
    assert!(received.len() > 80 && cut > 10, "the faults did not happen: {} requests, {cut} cut", received.len());
}

/// What a client without retries sees on the wire: the bytes of the response, and how they end.
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
async fn a_cut_is_seen_on_the_wire_as_what_it_is() {
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
async fn a_truncated_response_without_a_body_is_none() {
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<Nothing, _>(|_: Call<Nothing>| async move { Ok(()) })
        .faults(Faults::new().truncate_once())
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let error = Nothing {}.send(&client_of(&server).build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert_eq!(server.received()[0].status, None);
}
