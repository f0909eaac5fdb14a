//! The server half: the same structs, served. For tests against the exact wire, and for local services.
//!
//! A [`Server`] decodes a request into the operation's struct, hands it to a closure and encodes what that returns. It
//! verifies signatures as AWS does, answers a repeated idempotency token with the stored answer, and can be told to
//! misbehave ([`Faults`]).
//!
//! ```
//! use aws_operation::server::{Call, Faults, Server, Window};
//! use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};
//!
//! #[aws_service(id = "Greeter", protocol = "restJson1", error = Error)]
//! pub struct Service;
//!
//! #[aws_operation(name = "Greet", idempotent = "token", http = "POST /greetings/{name}")]
//! pub struct Greet {
//!     pub name: String,
//!     pub token: Option<String>,
//! }
//!
//! #[aws_shape]
//! pub struct GreetOutput {
//!     pub greeting: String,
//! }
//!
//! #[aws_error]
//! #[derive(Debug)]
//! pub enum Error {
//!     #[aws(status = 409)]
//!     ConflictException { message: String },
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .operation::<Greet, _>(|call: Call<Greet>| async move {
//!         Ok(GreetOutput { greeting: format!("hello, {}", call.name) })
//!     })
//!     .idempotency(Window::hours(8), |mismatch| Error::ConflictException {
//!         message: format!("token {} was used with other parameters", mismatch.token),
//!     })
//!     .faults(Faults::new().drop_answer_once())
//!     .bind("127.0.0.1:0")
//!     .await?;
//!
//! let greeted = Greet { name: "Ada".into(), token: None }.send(&server.client()?).await?;
//! assert_eq!(greeted.greeting, "hello, Ada");
//! assert_eq!(greeted.attempts(), 2);
//! # Ok(())
//! # }
//! ```

mod builder;
mod connection;
mod faults;
mod handler;
mod idempotency;
mod path_pattern;
mod receive;
mod route;
mod signature;

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinHandle;

pub use builder::ServerBuilder;
pub use faults::Faults;
pub use handler::{Call, Handler, HandlerFuture};
pub use idempotency::{Mismatch, Window};

use crate::client::{Client, ConfigError};
use crate::clock::Clock;
use crate::credentials::Credentials;
use crate::sensitive::REDACTED;
use faults::FaultPlan;
use idempotency::{MismatchAnswer, Tokens};
use route::Route;

/// A running server; it stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

/// What all connections of a server share.
pub(crate) struct State {
    region: String,
    /// What every path starts with; empty, or `/` and more without one at the end.
    base_path: String,
    credentials: Vec<Credentials>,
    routes: Vec<Box<dyn Route>>,
    tokens: Tokens,
    /// The answer to a token that came again with other parameters.
    mismatch: MismatchAnswer,
    faults: FaultPlan,
    clock: Clock,
    max_request_bytes: usize,
    received: Mutex<Vec<Received>>,
}

/// A request that a server received. Its `Debug` does not show what signs a presigned URL.
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    /// The method.
    pub method: String,
    /// Path and query, as they were on the wire.
    pub target: String,
    /// The operation, if the server has it.
    pub operation: Option<&'static str>,
    /// The idempotency token, if the operation has one and the request was read.
    pub token: Option<String>,
    /// The status of the answer; `None` while it is worked on, and where the connection was cut instead.
    pub status: Option<u16>,
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, query) =
            self.target.split_once('?').map_or((&*self.target, None), |(path, query)| (path, Some(query)));
        let shown = |pair: &str| match pair.split_once('=') {
            Some((name @ ("X-Amz-Signature" | "X-Amz-Security-Token"), _)) => format!("{name}={REDACTED}"),
            _ => pair.to_owned(),
        };
        let query = query.map(|query| query.split('&').map(shown).collect::<Vec<_>>().join("&"));
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("target", &query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
            .field("operation", &self.operation)
            .field("token", &self.token)
            .field("status", &self.status)
            .finish()
    }
}

impl Server {
    /// A server to be.
    pub fn builder() -> ServerBuilder {
        ServerBuilder::new()
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of the server with its [base path](ServerBuilder::base_path), for a client's `endpoint_url`.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.state.base_path)
    }

    /// A client of this server, with the first of its access keys.
    ///
    /// # Errors
    /// [`ConfigError`] where the server has no access key, or the build has no HTTP client.
    pub fn client(&self) -> Result<Client, ConfigError> {
        let credentials = self.state.credentials.first().cloned().ok_or(ConfigError::NoCredentials)?;
        Client::builder().region(self.state.region.as_str()).credentials(credentials).endpoint_url(self.url()).build()
    }

    /// Adds faults to those that the server was built with.
    pub fn inject(&self, faults: &Faults) {
        self.state.faults.add(faults);
    }

    /// The requests so far, oldest first; at most the last thousand.
    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves until the task is ended from outside.
    pub async fn run(mut self) {
        // Ends only by a panic in the accepting task, which there is no way to go on from.
        let _ = (&mut self.accepting).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .field("region", &self.state.region)
            .finish_non_exhaustive()
    }
}
