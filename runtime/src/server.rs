//! A server for operation structs: for tests over real HTTP, and for local services.
//!
//! A [`Server`] decodes a request into the operation's struct, calls a handler and encodes its result. It verifies
//! signatures as AWS does, replays the stored response to a repeated idempotency token, and can inject faults
//! ([`Faults`]). The guide has a chapter on [testing](crate::guide::_08_testing).
//!
//! The server routes and reads only what the signature covers. Where AWS leaves a rule to each service, this server is
//! strict:
//!
//! - Outside of S3, a path with dot segments or empty segments is rejected, because its signature also matches the path
//!   without them.
//! - A header that is read into a member must be signed, except headers that clients leave unsigned, such as `Range`.
//! - A query parameter with a single value must occur only once.
//!
//! It reads requests as the model says, where a client reads more of what services send:
//!
//! - A timestamp has the format of its member or its location, without an offset from UTC.
//! - A null in a list or a map is rejected unless its items are `Option`s, and so is an unknown member of a union.
//! - With restJson1, a body has the `Content-Type` of the operation (415), and `Accept`, if there is one, includes that of
//!   the response (406). With rpcv2Cbor, a body is CBOR.
//!
//! SigV4 itself does not distinguish the order of the values of a list in the query, repeated spaces in a header's value,
//! and percent-encoded from unencoded characters. A map of headers (`prefix_headers`) excludes the headers that the
//! signature, the SDK, HTTP or a proxy adds.
//!
//! ```
//! use aws_operation::server::{IncomingCall, Faults, IdempotencyWindow, Server};
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
//!     .operation::<Greet, _>(|call: IncomingCall<Greet>| async move {
//!         Ok(GreetOutput { greeting: format!("hello, {}", call.name) })
//!     })
//!     .idempotency(IdempotencyWindow::hours(8), |mismatch| Error::ConflictException {
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

mod authenticate;
#[cfg(feature = "checksums")]
mod aws_chunked;
mod bearer;
mod builder;
#[cfg(feature = "checksums")]
mod checksum;
#[cfg(feature = "compression")]
mod compression;
mod connection;
#[cfg(feature = "event-stream")]
mod event_faults;
mod faults;
mod find;
mod fingerprint;
mod handler;
mod http1;
#[cfg(feature = "http2")]
mod http2;
mod idempotency;
mod media_type;
mod path_pattern;
mod receive;
#[cfg(feature = "event-stream")]
mod received_events;
mod recorded;
mod rejection;
mod request_body;
mod response_body;
mod route;
mod signature;
mod tasks;
#[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
mod tls;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::task::JoinHandle;

pub use builder::ServerBuilder;
pub use faults::Faults;
pub use handler::{Handler, HandlerFuture, IncomingCall};
pub use idempotency::{IdempotencyWindow, ParameterMismatch};
pub use recorded::RecordedRequest;

use crate::client::Client;
use crate::config::config_error::ConfigError;
#[cfg(feature = "sigv4a")]
use crate::sigv4::asymmetric::KeyCache;
use crate::value::bearer_token::BearerToken;
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;
use faults::FaultPlan;
use idempotency::{MismatchResponse, Tokens};
use recorded::RequestLog;
use route::Route;
use tasks::Tasks;

/// A running server. It stops when it is dropped.
///
/// A call continues even if its client disconnects: its response is stored for its idempotency token and replayed to a later
/// call with the same token. When the server is dropped, running calls are cancelled and their results are discarded. A
/// panic in user code (a handler, a member's `Deserialize`, the closure of [`idempotency`](ServerBuilder::idempotency))
/// results in an `InternalFailure` with status 500. As after any error, the token of the call can be used again.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    accept_task: JoinHandle<()>,
}

/// The state shared by all connections of a server.
pub(crate) struct State {
    region: String,
    /// The base path: empty, or with a leading slash and without a trailing slash.
    base_path: String,
    credentials: Vec<Credentials>,
    bearer_tokens: Vec<BearerToken>,
    /// The keys of SigV4a of `credentials`.
    #[cfg(feature = "sigv4a")]
    keys: KeyCache,
    routes: Vec<Box<dyn Route>>,
    tokens: Tokens,
    /// Creates the response to a token that is reused with different parameters.
    mismatch: MismatchResponse,
    faults: FaultPlan,
    clock: Clock,
    max_request_bytes: usize,
    recorded: RequestLog,
    tasks: Tasks,
    /// `None` for plain HTTP.
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
    tls: Option<tokio_rustls::TlsAcceptor>,
    /// The certificate that clients of this server trust.
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
    certificates: Vec<u8>,
}

impl Server {
    /// A builder of a server.
    pub fn builder() -> ServerBuilder {
        ServerBuilder::new()
    }

    /// The address on which the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of the server with its [base path](ServerBuilder::base_path), for a client's `endpoint_url`. With
    /// [`tls`](ServerBuilder::tls), it names `localhost`, because certificates seldom name addresses.
    pub fn url(&self) -> String {
        #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
        if self.state.tls.is_some() {
            return format!("https://localhost:{}{}", self.address.port(), self.state.base_path);
        }
        format!("http://{}{}", self.address, self.state.base_path)
    }

    /// A client of this server, with the server's first access key and its first bearer token.
    ///
    /// # Errors
    /// [`ConfigError`] if the server has neither, or the crate is built without an HTTP client.
    pub fn client(&self) -> Result<Client, ConfigError> {
        let mut client = Client::builder().region(self.state.region.as_str()).endpoint_url(self.url());
        #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
        if self.state.tls.is_some() {
            client = client.ca_bundle(self.state.certificates.clone());
        }
        if let Some(credentials) = self.state.credentials.first() {
            client = client.credentials(credentials.clone());
        }
        if let Some(token) = self.state.bearer_tokens.first() {
            client = client.bearer_token(token.clone());
        }
        client.build()
    }

    /// Adds faults to the running server.
    pub fn inject_faults(&self, faults: &Faults) {
        self.state.faults.add(faults);
    }

    /// The requests received so far, oldest first; at most the last thousand.
    pub fn recorded_requests(&self) -> Vec<RecordedRequest> {
        self.state.recorded.all()
    }

    /// Serves until the future is dropped.
    pub async fn run(mut self) {
        // The task ends only by a panic, after which the server cannot continue.
        let _ = (&mut self.accept_task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accept_task.abort();
        self.state.tasks.cancel();
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
