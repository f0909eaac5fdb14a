//! Transports, TLS and proxies: which HTTP client sends, and how to bring your own.
//!
//! | transport | feature | |
//! |--|--|--|
//! | [`ReqwestTransport`](crate::ReqwestTransport) | `reqwest` (default) | the HTTP client that most programs have already |
//! | [`HyperTransport`](crate::HyperTransport) | `hyper` | needs a third fewer crates, and less CPU time for each call |
//! | your own [`Transport`](crate::Transport) | none | another HTTP client, or a test |
//!
//! A client builds reqwest's if both features are enabled; pass the other by
//! [`.transport(..)`](crate::ClientBuilder::transport). For hyper alone, with TLS:
//!
//! ```toml
//! aws-operation = { version = "0.2", default-features = false, features = ["hyper", "rustls-ring"] }
//! ```
//!
//! **A reqwest client that you have already**, with its pool, proxies and TLS:
//!
#![cfg_attr(feature = "reqwest", doc = "```")]
#![cfg_attr(not(feature = "reqwest"), doc = "```ignore")]
//! use aws_operation::{Client, Credentials, ReqwestTransport};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # if false {
//! let http = ReqwestTransport::configure(reqwest::Client::builder()).build()?;
//! let client = Client::builder()
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKID", "secret"))
//!     .transport(ReqwestTransport::from(http.clone()))
//!     .build()?;
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! `configure` switches off what would change a signed request: redirects, retries, decompression. The documentation of
//! [`ReqwestTransport`](crate::ReqwestTransport) says what happens without it.
//!
//! # TLS
//!
//! A TLS feature enables no HTTP client; it applies to both.
//!
//! | feature | library | needs |
//! |--|--|--|
//! | `rustls-ring` (default) | rustls with ring, the platform's certificates | a C compiler |
//! | `rustls-aws-lc-rs` | rustls with aws-lc-rs; a crypto provider that the program installed is used | a C compiler; it builds in six times the time of ring |
//! | `native-tls` | OpenSSL, Secure Transport or SChannel | OpenSSL's headers on Linux |
//!
//! Without any of them, only plain HTTP is reached. Other certificates: `AWS_CA_BUNDLE`,
//! [`ca_bundle`](crate::ClientBuilder::ca_bundle) or `SSL_CERT_FILE`.
//!
//! # Proxies
//!
//! `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` count for every client, also for one whose settings are in
//! code. [`proxy`](crate::ClientBuilder::proxy) and [`no_proxy`](crate::ClientBuilder::no_proxy) override them. This
//! machine and metadata endpoints are called without a proxy. A proxy URL that is invalid is an error.
//!
//! # Connections
//!
//! A client has at most 128 connections ([`max_connections`](crate::ClientBuilder::max_connections)); further calls
//! wait. HTTP/1.1 is used, and HTTP/2 for [event streams both ways](super::_10_event_streams#both-ways) (feature
//! `http2`). An idle connection is closed after 15 s, well before AWS closes it, because a request that is sent at that
//! moment is lost. [All limits](crate::limits).
//!
//! # A transport of your own
//!
//! It sends one request unchanged, and says of a failure whether the request was certainly not sent. Signing, retries,
//! limits and decoding stay with the client:
//!
//! ```
//! use aws_operation::{Body, Client, Credentials, Transport, TransportError, TransportFuture, http};
//! # use aws_operation::{SendError, aws_operation, aws_service};
//!
//! # #[aws_service(id = "Doors", protocol = "restJson1")]
//! # struct Service;
//! # #[aws_operation(name = "Open", http = "GET /door", output = ())]
//! # struct Open {}
//! /// A link that is down on every second request.
//! #[derive(Default)]
//! struct Flaky(std::sync::atomic::AtomicUsize);
//!
//! impl Transport for Flaky {
//!     fn send(&self, _request: http::Request<Body>) -> TransportFuture<'_> {
//!         let number = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
//!         Box::pin(async move {
//!             match number % 2 {
//!                 0 => Err(TransportError::not_sent("the link is down")),
//!                 _ => Ok(http::Response::new(Body::from("{}"))),
//!             }
//!         })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
//! Open {}.send(&builder.transport(Flaky::default()).build()?).await?;
//! # Ok(())
//! # }
//! ```
//!
//! The example `own_transport` of the repository sends over hyper alone, with a connection pool.
