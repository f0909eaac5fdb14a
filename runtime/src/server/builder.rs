//! A server's settings.

use std::fmt;
use std::io;
use std::net::ToSocketAddrs;
use std::sync::Arc;

use tokio::net::TcpListener;

use super::faults::{FaultPlan, Faults};
use super::handler::Handler;
use super::idempotency::{Mismatch, MismatchResponse, Tokens, Window};
use super::received::Log;
use super::route::{OperationRoute, Route};
use super::tasks::Tasks;
use super::{Server, State, connection};
use crate::model::modeled_error::ModeledError;
use crate::model::operation::Operation;
use crate::model::protocol::Protocol as _;
use crate::model::structure::{ReadMembers, WriteMembers};
use crate::protocol::{RestJson1, encode_error_in};
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;

/// A server's settings; made by [`Server::builder`].
#[must_use]
pub struct ServerBuilder {
    region: String,
    base_path: String,
    credentials: Vec<Credentials>,
    routes: Vec<Box<dyn Route>>,
    idempotency: Option<(Window, MismatchResponse)>,
    faults: Faults,
    clock: Clock,
    max_request_bytes: usize,
}

impl ServerBuilder {
    pub(super) fn new() -> Self {
        Self {
            region: "us-east-1".to_owned(),
            base_path: String::new(),
            credentials: Vec::new(),
            routes: Vec::new(),
            idempotency: None,
            faults: Faults::new(),
            clock: Clock::system(),
            max_request_bytes: 64 * 1024 * 1024,
        }
    }

    /// The region that requests must be signed for; `us-east-1` by default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The path that all requests start with, as `/prod` where an API Gateway has a stage of that name. It is part of
    /// what is signed; the operations come behind it.
    pub fn base_path(mut self, path: &str) -> Self {
        let path = path.trim_matches('/');
        self.base_path = if path.is_empty() { String::new() } else { format!("/{path}") };
        self
    }

    /// An access key that may call; a server without one rejects everything.
    pub fn credentials(self, access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        self.accept(Credentials::new(access_key_id, secret_access_key))
    }

    /// Credentials that may call, with their session token if they have one.
    pub fn accept(mut self, credentials: Credentials) -> Self {
        self.credentials.push(credentials);
        self
    }

    /// Serves operation `O` with `handler`.
    pub fn operation<O, H>(mut self, handler: H) -> Self
    where
        O: Operation<Output: WriteMembers> + ReadMembers + Send + 'static,
        H: Handler<O>,
    {
        self.routes.push(Box::new(OperationRoute::<O, H>::new(handler)));
        self
    }

    /// Gives the first response to a repeated idempotency token for as long as `window`; `reject` makes the error for
    /// a token that comes again with other parameters. Without this, tokens mean nothing.
    ///
    /// A token belongs to one caller and one operation. While a call is worked on, others with its token wait for it.
    /// An error frees the token: nothing was done under it. Parameters are compared as they were read, a `HashSet` or
    /// a map in any order; the items of a `Vec` in another order are other parameters.
    pub fn idempotency<E: ModeledError>(
        mut self,
        window: Window,
        reject: impl Fn(&Mismatch) -> E + Send + Sync + 'static,
    ) -> Self {
        let response = move |protocol: &str, mismatch: &Mismatch| {
            encode_error_in(protocol, &reject(mismatch)).unwrap_or_else(|error| {
                let status = http::StatusCode::INTERNAL_SERVER_ERROR;
                RestJson1::encode_unmodeled(status, "InternalFailure", &error.to_string())
            })
        };
        self.idempotency = Some((window, Box::new(response)));
        self
    }

    /// What goes wrong on purpose.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The clock that signatures and tokens are held against.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// How many bytes the body of a request may have, 64 MiB by default. One with more is rejected with status 413,
    /// `RequestEntityTooLargeException`; what is beyond is not kept.
    pub fn max_request_bytes(mut self, limit: usize) -> Self {
        self.max_request_bytes = limit;
        self
    }

    /// Listens and serves; port 0 takes a free one. A host name is looked up on the calling thread: give an address where
    /// that must not wait.
    ///
    /// # Errors
    /// Those of binding a socket to `address`.
    pub async fn bind(self, address: impl ToSocketAddrs) -> io::Result<Server> {
        let addresses: Vec<_> = address.to_socket_addrs()?.collect();
        let listener = TcpListener::bind(&*addresses).await?;
        let address = listener.local_addr()?;
        let (window, mismatch) = self.idempotency.unzip();
        let state = Arc::new(State {
            region: self.region,
            base_path: self.base_path,
            credentials: self.credentials,
            routes: self.routes,
            tokens: Tokens::new(window, self.clock.clone()),
            mismatch: mismatch.unwrap_or_else(|| {
                Box::new(|_, _| {
                    let status = http::StatusCode::INTERNAL_SERVER_ERROR;
                    RestJson1::encode_unmodeled(status, "InternalFailure", "tokens are not remembered")
                })
            }),
            faults: FaultPlan::new(&self.faults),
            clock: self.clock,
            max_request_bytes: self.max_request_bytes,
            received: Log::default(),
            tasks: Tasks::new(),
        });
        let accepting = tokio::spawn(connection::accept(listener, Arc::clone(&state)));
        Ok(Server { address, state, accepting })
    }
}

impl fmt::Debug for ServerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations: Vec<_> = self.routes.iter().map(|route| route.operation().name).collect();
        f.debug_struct("ServerBuilder")
            .field("region", &self.region)
            .field("operations", &operations)
            .finish_non_exhaustive()
    }
}
