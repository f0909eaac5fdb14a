//! A panic in user code results in a recorded error response, and does not close the connection.

mod served;

use aws_operation::server::{Faults, IdempotencyWindow, IncomingCall};
use aws_operation::{Clock, ModeledError, RetryPolicy, SendError, aws_operation, aws_service};
use served::{CreateThing, RawConnection, Things, client_of, thing};

#[aws_service(id = "Doors", protocol = "awsJson1_1", target_prefix = "Doors")]
struct Doors;

/// A user-defined type whose `Deserialize` panics for some values.
#[derive(serde::Serialize)]
struct Panicking(String);

impl<'de> serde::Deserialize<'de> for Panicking {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        assert!(!text.starts_with("panic"), "the secret is {text}");
        Ok(Self(text))
    }
}

#[aws_operation(name = "OpenDoor", service = Doors, output = ())]
struct OpenDoor {
    key: Panicking,
}

fn with_token(name: &str) -> CreateThing {
    CreateThing { token: Some("t".into()), ..thing(name) }
}

/// Checks that `error` is the response to a panic in a call of `operation`, without the panic's message.
#[track_caller]
fn assert_panicked<E: ModeledError>(error: &SendError<E>, operation: &str) {
    assert_eq!(error.code(), Some("InternalFailure"), "{error}");
    assert_eq!(error.status().unwrap(), 500);
    let text = error.to_string();
    assert!(text.contains(&format!("a call of {operation} panicked")) && !text.contains("secret"), "{text}");
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn a_panic_in_a_members_deserialize_is_an_error_response() {
    // Its protocol differs from that of the first operation.
    let server = Things::default().server().operation::<OpenDoor, _>(async |_: IncomingCall<OpenDoor>| Ok(()));
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).retry(RetryPolicy::never()).build().unwrap();
    let open = |key: &str| OpenDoor { key: Panicking(key.into()) };
    assert_panicked(&open("panic").send(&client).await.unwrap_err(), "OpenDoor");

    let mut wire = RawConnection::open(&server).await;
    let (status, body) = wire.send(&open("panic").prepare(&client).await.unwrap()).await;
    assert_eq!(status, 500);
    assert!(body.contains("__type"), "{body}");
    assert_eq!(wire.send(&open("fits").prepare(&client).await.unwrap()).await.0, 200);
    let statuses: Vec<_> = server.recorded_requests().iter().map(|call| (call.operation, call.status)).collect();
    assert_eq!(statuses, [500, 500, 200].map(|status| (Some("OpenDoor"), Some(status))));
}

#[tokio::test]
async fn a_panic_in_the_mismatch_closure_is_an_error_response() {
    let server = Things::default().server().idempotency(IdempotencyWindow::hours(8), |mismatch| -> served::Error {
        panic!("the secret is {}", mismatch.token)
    });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).retry(RetryPolicy::never()).build().unwrap();
    with_token("x").send(&client).await.unwrap();
    assert_panicked(&with_token("y").send(&client).await.unwrap_err(), "CreateThing");
    with_token("x").send(&client).await.unwrap();
    // A fault drawn for the call still applies.
    server.inject_faults(&Faults::new().drop_response_once());
    let error = with_token("y").send(&client).await.unwrap_err();
    assert!(error.status().is_none(), "{error}");
    let statuses: Vec<_> = server.recorded_requests().iter().map(|call| call.status).collect();
    assert_eq!(statuses, [Some(200), Some(500), Some(200), None]);
}

#[tokio::test]
async fn a_panic_in_the_servers_clock_is_an_error_response() {
    let things = Things::default();
    let server =
        things.server().clock(Clock::from_fn(|| panic!("the secret clock"))).bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).retry(RetryPolicy::never()).build().unwrap();
    assert_panicked(&thing("x").send(&client).await.unwrap_err(), "CreateThing");
    assert_eq!((things.made(), server.recorded_requests()[0].status), (0, Some(500)));
}
