//! Fields and methods that are named as what an operation is sent with.

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

/// A trait of the user's own for every value, whose `send` gives way to the operation's.
trait Phone {
    fn send(&self) -> &'static str {
        "the user's"
    }
}

impl<T> Phone for T {}

#[tokio::test]
async fn members_and_methods_named_call_and_send() {
    let wire = Wire::responding(r#"{"Call":1,"Send":"s","Status":"open"}"#);
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
    /// A method of the user's own comes before that of the trait.
    fn call(&self) -> u32 {
        self.call
    }
}

#[tokio::test]
async fn a_method_call_of_the_users_own() {
    let wire = Wire::responding(r#"{"Call":2}"#);
    let dial = Dial { call: 2 };
    assert_eq!(dial.call(), 2);
    assert_eq!(wire.client().call(&dial).await.unwrap().call, 2);
    assert_eq!(Call::call(&dial, &wire.client()).await.unwrap().attempts(), 1);
}
