//! The server half: the same structs, served. For tests against the exact wire, and for local services.
//!
//! A [`Server`] decodes a request into the operation's struct, hands it to a closure and encodes what that returns. It
//! verifies signatures as AWS does, responses a repeated idempotency token with the stored response, and can be told to
//! misbehave ([`Faults`]).
//!
//! What is routed and read is what was signed, and where AWS leaves that to each service, this is strict: outside of S3
//! a path with dot segments or empty segments is rejected, since a signature is also one of the path without them; a
//! header that a member is read from must be signed, but for those that clients leave unsigned, as `Range`; a query
//! parameter that holds one value occurs once. SigV4 itself does not tell these apart: the order of the values of a query
//! parameter that is a list, how many spaces stand together in a header's value, and characters escaped or not. A map of
//! headers (`prefix_headers`) has none of those that the signature, the SDK, HTTP or a proxy adds.
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
//!     .faults(Faults::new().drop_response_once())
//!     .bind("127.0.0.1:0")
//!     .await?;
//!
//! let greeted = server.client()?.call(&Greet { name: "Ada".into(), token: None }).await?;
//! assert_eq!(greeted.greeting, "hello, Ada");
//! assert_eq!(greeted.attempts(), 2);
//! # Ok(())
//! # }
//! ```

mod builder;
mod connection;
mod faults;
mod fingerprint;
mod handler;
mod idempotency;
mod path_pattern;
mod receive;
mod received;
mod route;
mod signature;
mod tasks;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::task::JoinHandle;

pub use builder::ServerBuilder;
pub use faults::Faults;
pub use handler::{Call, Handler, HandlerFuture};
pub use idempotency::{Mismatch, Window};
pub use received::Received;

use crate::client::Client;
use crate::config::config_error::ConfigError;
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;
use faults::FaultPlan;
use idempotency::{MismatchResponse, Tokens};
use received::Log;
use route::Route;
use tasks::Tasks;

/// A running server; it stops when it is dropped.
///
/// A call that was received is worked on whether or not its client waits: the response is kept for its token, and a
/// later call with the token gets it. With the server, work ends where it next awaits, and nothing is kept of it. A panic
/// in the user's code (a handler, a member's `Deserialize`, the closure of [`idempotency`](ServerBuilder::idempotency))
/// makes an `InternalFailure` with status 500; as after any error, the token of its call is free again.
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
    /// The response to a token that came again with other parameters.
    mismatch: MismatchResponse,
    faults: FaultPlan,
    clock: Clock,
    max_request_bytes: usize,
    received: Log,
    tasks: Tasks,
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
        self.state.received.all()
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
        self.state.tasks.end();
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
