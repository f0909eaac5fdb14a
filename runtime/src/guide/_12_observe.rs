//! Logs, traces and metrics.
//!
//! | you want | do |
//! |--|--|
//! | a log line for each attempt and each call | install a `tracing` subscriber, and set `RUST_LOG=aws_operation=debug` |
//! | spans for OpenTelemetry | the same; each call is a span with OpenTelemetry's names |
//! | metrics in your own system | an [`Observe`](crate::Observe), which gets the same facts as values |
//! | metrics by the crate `metrics` | the feature `metrics`: [`MetricsObserver`](crate::MetricsObserver) |
//!
//! The subscriber is that of the crate `tracing-subscriber`, whose feature `env-filter` reads `RUST_LOG`:
//!
//! ```ignore
//! // cargo add tracing-subscriber --features env-filter
//! tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
//! ```
//!
//! An attempt that is retried is the event `attempt failed` with `next="retry"`, the reason and the delay.
//!
//! An observer in a few lines, which counts attempts:
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use std::sync::Arc;
//! use std::sync::atomic::{AtomicU32, Ordering};
//! use aws_operation::server::{Faults, IncomingCall, Server};
//! use aws_operation::{CallOutcome, CallReport, Client, Credentials, Observe, ServiceError, aws_operation, aws_service};
//!
//! # #[aws_service(id = "Doors", protocol = "restJson1")]
//! # struct Service;
//! # #[aws_operation(name = "Open", http = "GET /door", output = ())]
//! # struct Open {}
//! #[derive(Default)]
//! struct Attempts(AtomicU32);
//!
//! impl Observe for Attempts {
//!     fn call_ended(&self, call: &CallReport<'_>) {
//!         assert_eq!((call.service, call.operation, call.outcome), ("Doors", "Open", CallOutcome::Success));
//!         self.0.fetch_add(call.attempts, Ordering::Relaxed);
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Server::builder()
//! #     .credentials("AKID", "secret")
//! #     .operation::<Open, _>(|_: IncomingCall<Open>| async { Ok::<_, ServiceError>(()) })
//! #     .faults(Faults::new().reset_once())
//! #     .bind("127.0.0.1:0")
//! #     .await?;
//! # let builder = Client::builder().region("us-east-1").endpoint_url(server.url());
//! let attempts = Arc::new(Attempts::default());
//! let client = builder.credentials(Credentials::new("AKID", "secret")).observe(Arc::clone(&attempts)).build()?;
//! Open {}.send(&client).await?; // its first attempt is lost
//! assert_eq!(attempts.0.load(Ordering::Relaxed), 2);
//! # Ok(())
//! # }
//! ```
//!
//! No event, span or report has the value of a member, a secret, an idempotency token or the message of an error. A
//! call that is dropped is reported too. Without an observer and a subscriber, nothing is recorded and no clock is
//! read.
//!
//! The page [`observability`](crate::observability) has the events of a call, every field with its name in events,
//! spans and reports, and what durations include.
