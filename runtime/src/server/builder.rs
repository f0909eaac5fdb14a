//! The builder of a server.

use std::fmt;
use std::io;
use std::net::ToSocketAddrs;
use std::sync::Arc;

use tokio::net::TcpListener;

use super::faults::{FaultPlan, Faults};
use super::handler::Handler;
use super::idempotency::{IdempotencyWindow, MismatchResponse, ParameterMismatch, Tokens};
use super::recorded::RequestLog;
use super::route::{OperationRoute, Route};
use super::tasks::Tasks;
#[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
use super::tls::{Identity, acceptor};
use super::{Server, State, connection};
use crate::model::modeled_error::ModeledError;
use crate::model::operation::Operation;
use crate::model::structure::{ReadMembers, WriteMembers};
use crate::protocol::encode_error_in;
#[cfg(feature = "sigv4a")]
use crate::sigv4::asymmetric::KeyCache;
use crate::value::bearer_token::BearerToken;
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;

/// The settings of a server, created by [`Server::builder`].
#[must_use]
pub struct ServerBuilder {
    region: String,
    base_path: String,
    credentials: Vec<Credentials>,
    bearer_tokens: Vec<BearerToken>,
    routes: Vec<Box<dyn Route>>,
    idempotency: Option<(IdempotencyWindow, MismatchResponse)>,
    faults: Faults,
    clock: Clock,
    max_request_bytes: usize,
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
    tls: Option<Identity>,
}

impl ServerBuilder {
    pub(super) fn new() -> Self {
        Self {
            region: "us-east-1".to_owned(),
            base_path: String::new(),
            credentials: Vec::new(),
            bearer_tokens: Vec::new(),
            routes: Vec::new(),
            idempotency: None,
            faults: Faults::new(),
            clock: Clock::system(),
            max_request_bytes: 64 * 1024 * 1024,
            #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
            tls: None,
        }
    }

    /// The region that requests must be signed for; `us-east-1` by default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The base path of all requests, such as `/prod` for an API Gateway stage. It is part of the signed path; the paths of
    /// operations follow it.
    pub fn base_path(mut self, path: &str) -> Self {
        let path = path.trim_matches('/');
        self.base_path = if path.is_empty() { String::new() } else { format!("/{path}") };
        self
    }

    /// Adds an access key whose requests are accepted. A server without credentials rejects all signed requests.
    pub fn credentials(self, access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        self.accept_credentials(Credentials::new(access_key_id, secret_access_key))
    }

    /// Adds credentials whose requests are accepted, including their session token if they have one.
    pub fn accept_credentials(mut self, credentials: Credentials) -> Self {
        self.credentials.push(credentials);
        self
    }

    /// Adds a bearer token whose requests are accepted, for operations with `auth = "bearer"`. Without the right token, they
    /// are rejected with status 401, `UnauthorizedException`.
    pub fn bearer_token(mut self, token: impl Into<BearerToken>) -> Self {
        self.bearer_tokens.push(token.into());
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

    /// Replays the stored response to a repeated idempotency token within `window`. `on_mismatch` creates the error for a
    /// token that is reused with different parameters. Without this setting, the server ignores tokens.
    ///
    /// A token is scoped to an access key and an operation. While a call runs, other calls with its token wait for its result.
    /// After an error the token can be used again, and no response is stored. Decoded parameters are compared: the order of a
    /// `HashSet` or a map does not matter, the order of a `Vec` does.
    pub fn idempotency<E: ModeledError>(
        mut self,
        window: IdempotencyWindow,
        on_mismatch: impl Fn(&ParameterMismatch) -> E + Send + Sync + 'static,
    ) -> Self {
        let response = move |route: &dyn Route, mismatch: &ParameterMismatch| {
            let encoded = encode_error_in(route.protocol(), &on_mismatch(mismatch));
            match encoded {
                Ok(response) => route.error_of_service(response),
                Err(error) => {
                    let status = http::StatusCode::INTERNAL_SERVER_ERROR;
                    route.rejection(status, "InternalFailure", &error.to_string())
                }
            }
        };
        self.idempotency = Some((window, Box::new(response)));
        self
    }

    /// The faults to inject.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The clock that decides the validity of signatures and the age of tokens.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The maximum size of a request body in bytes, 64 MiB by default. A longer body is rejected with status 413,
    /// `RequestEntityTooLargeException`.
    pub fn max_request_bytes(mut self, limit: usize) -> Self {
        self.max_request_bytes = limit;
        self
    }

    /// Serves HTTPS instead of HTTP, with the certificate and its private key in PEM form. The certificates are that of the
    /// server first, which names `localhost`, and then those of its authorities: [`Server::client`] trusts them.
    ///
    /// With the feature `http2`, clients choose between HTTP/1.1 and HTTP/2. Without TLS, a client may begin with HTTP/2, too.
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
    pub fn tls(mut self, certificates: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.tls = Some(Identity { certificates: certificates.into(), key: key.into() });
        self
    }

    /// Binds to `address` and starts the server. Port 0 selects a free port. A host name is looked up on the calling thread:
    /// pass an address where that must not block.
    ///
    /// # Errors
    /// An I/O error if the socket cannot be bound to `address`, or the certificate cannot be used.
    pub async fn bind(self, address: impl ToSocketAddrs) -> io::Result<Server> {
        #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
        let tls = self.tls.as_ref().map(acceptor).transpose()?;
        let addresses: Vec<_> = address.to_socket_addrs()?.collect();
        let listener = TcpListener::bind(&*addresses).await?;
        let address = listener.local_addr()?;
        let (window, mismatch) = self.idempotency.unzip();
        let state = Arc::new(State {
            region: self.region,
            base_path: self.base_path,
            credentials: self.credentials,
            bearer_tokens: self.bearer_tokens,
            #[cfg(feature = "sigv4a")]
            keys: KeyCache::default(),
            routes: self.routes,
            tokens: Tokens::new(window, self.clock.clone()),
            mismatch: mismatch.unwrap_or_else(|| {
                Box::new(|route, _| {
                    let status = http::StatusCode::INTERNAL_SERVER_ERROR;
                    route.rejection(status, "InternalFailure", "the server stores no idempotency tokens")
                })
            }),
            faults: FaultPlan::new(&self.faults),
            clock: self.clock,
            max_request_bytes: self.max_request_bytes,
            recorded: RequestLog::default(),
            tasks: Tasks::new(),
            #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
            tls,
            #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
            certificates: self.tls.map(|identity| identity.certificates).unwrap_or_default(),
        });
        let accept_task = tokio::spawn(connection::accept(listener, Arc::clone(&state)));
        Ok(Server { address, state, accept_task })
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
