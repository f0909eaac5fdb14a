//! Fields and methods with the names of the methods that send an operation.

use aws_operation::{Call, aws_operation, aws_shape};

use crate::Service;
use crate::wire::Wire;

#[aws_operation(name = "Ring", output = Rung, http = "POST /ring")]
#[derive(Clone, Debug, PartialEq)]
struct Ring {
    call: u32,
    send: Option<String>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct Rung {
    call: u32,
    send: Option<String>,
    status: Option<String>,
}

/// A user's trait for every type. The operation's own `send` takes precedence over its `send`.
trait Phone {
    fn send(&self) -> &'static str {
        "the user's"
    }
}

impl<T> Phone for T {}

#[tokio::test]
async fn members_and_methods_can_be_named_call_and_send() {
    let wire = Wire::with_response(r#"{"Call":1,"Send":"s","Status":"open"}"#);
    let (client, ring) = (wire.client(), Ring { call: 1, send: None });
    let expected = || Rung { call: 1, send: Some("s".to_owned()), status: Some("open".to_owned()) };
    assert_eq!(ring.send(&client).await.unwrap(), expected());
    assert_eq!(client.send(&ring).await.unwrap(), expected());
    assert_eq!(wire.body(), r#"{"Call":1}"#);
    let response = ring.call(&client).await.unwrap();
    assert_eq!((response.call, response.status().as_u16(), response.status.as_deref()), (1, 200, Some("open")));
    assert_eq!(response.into_inner(), expected());
    assert_eq!(Phone::send(&ring), "the user's");
}

#[aws_operation(name = "Dial", output = Rung, http = "POST /dial")]
struct Dial {
    call: u32,
}

impl Dial {
    /// A user's own method takes precedence over the method of the trait.
    fn call(&self) -> u32 {
        self.call
    }
}

#[tokio::test]
async fn a_users_own_method_call_takes_precedence() {
    let wire = Wire::with_response(r#"{"Call":2}"#);
    let dial = Dial { call: 2 };
    assert_eq!(dial.call(), 2);
    assert_eq!(wire.client().call(&dial).await.unwrap().call, 2);
    assert_eq!(Call::call(&dial, &wire.client()).await.unwrap().attempts(), 1);
}
