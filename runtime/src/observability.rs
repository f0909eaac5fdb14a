//! How to observe calls with logs, traces and metrics. This module contains only documentation.
//!
//! # Logs
//!
//! Each attempt and each call is one [`tracing`](https://docs.rs/tracing) event at level debug, with the target
//! `aws_operation`. The crate `tracing-subscriber` (feature `env-filter`) prints them:
//!
//! ```ignore
//! tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
//! ```
//!
//! Set `RUST_LOG=aws_operation=debug` in the environment. The events are in the span of their call, and each line begins
//! with the fields of the span. `RUST_LOG=aws_operation=debug,aws_operation::call=off` omits the spans. The following call is
//! throttled once and then succeeds:
//!
//! ```text
//! 2026-11-26T08:13:57.541917Z DEBUG aws_operation: attempt failed rpc.service="LookoutVision" rpc.method="CreateProject" cloud.region="us-east-1" attempt=1 duration=34.007122ms http.response.status_code=429 error.type="ThrottlingException" aws.request_id="1918ee15-17bf-4cf6-8ef9-ee31b13474e2" next="retry" reason="throttling" delay=520.723382ms
//! 2026-11-26T08:13:58.097512Z DEBUG aws_operation: attempt succeeded rpc.service="LookoutVision" rpc.method="CreateProject" cloud.region="us-east-1" attempt=2 duration=33.542108ms http.response.status_code=200 aws.request_id="4da77263-faf6-467e-bcc3-fc06511e7844" next="done"
//! 2026-11-26T08:13:58.097626Z DEBUG aws_operation: call succeeded rpc.service="LookoutVision" rpc.method="CreateProject" cloud.region="us-east-1" attempts=2 duration=589.905807ms http.response.status_code=200 aws.request_id="4da77263-faf6-467e-bcc3-fc06511e7844" outcome="success"
//! ```
//!
//! After `next="retry"`, `reason` is a [`RetryReason`]. After `next="fail"`, it is a [`FailReason`]. `outcome` is a
//! [`CallOutcome`].
//!
//! No event and no report contains the value of a member, a secret, an idempotency token or the message of an error, because
//! services repeat members in their messages. The message is in the [`SendError`] of the call. The service chooses the code
//! and the request ID. If they repeat a secret of the credentials, it is redacted.
//!
//! # Metrics
//!
//! An observer gets the same facts as values: set an [`Observe`] with [`ClientBuilder::observe`]. This observer counts calls,
//! errors and attempts of each operation, and adds up the durations:
//!
//! ```
//! use std::collections::HashMap;
//! use std::sync::{Arc, Mutex};
//! use std::time::Duration;
//!
//! use aws_operation::{CallOutcome, CallReport, Client, Credentials, Observe};
//!
//! #[derive(Debug, Default)]
//! struct Counts {
//!     calls: u64,
//!     errors: HashMap<&'static str, u64>,
//!     attempts: u64,
//!     duration: Duration,
//! }
//!
//! #[derive(Default)]
//! struct Metrics(Mutex<HashMap<(&'static str, &'static str), Counts>>);
//!
//! impl Observe for Metrics {
//!     fn call_ended(&self, call: &CallReport<'_>) {
//!         let Ok(mut operations) = self.0.lock() else { return };
//!         let counts = operations.entry((call.service, call.operation)).or_default();
//!         counts.calls += 1;
//!         counts.attempts += u64::from(call.attempts);
//!         counts.duration += call.duration;
//!         if call.outcome != CallOutcome::Success {
//!             *counts.errors.entry(call.outcome.as_str()).or_default() += 1;
//!         }
//!     }
//! }
//!
//! let metrics = Arc::new(Metrics::default());
//! let client = Client::builder()
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
//!     .observe(Arc::clone(&metrics))
//!     .build()?;
//! // .. calls ..
//! println!("{:?}", metrics.0.lock());
//! # Ok::<(), aws_operation::ConfigError>(())
//! ```
//!
//! Labels of metrics should have few values, like the service, the operation, the region, the status, the outcome and the
//! reasons. The service chooses the code, so its values are not limited. Each request ID is different.
//!
//! # What is reported
//!
//! | | attempt | call |
//! |--|--|--|
//! | reported | when the next step is known | once, at its end, after all its attempts |
//! | duration begins | when its request is signed | with the first poll of `send` |
//! | duration ends | with the last byte of the response, with the headers of a streamed response, or with the error | with the result of `send` |
//! | includes | connecting, sending, waiting, reading | encoding, credentials, waiting for a free connection, attempts, the delays between them, decoding |
//!
//! - **A call without an attempt** is reported with 0 attempts, for example if a member cannot be encoded, or without
//!   credentials or a runtime.
//! - **A dropped call** is reported when it is dropped, as [`CallOutcome::Cancelled`]. The attempt that was running is
//!   reported too. A `send` that was never polled is not reported.
//! - **A response that cannot be decoded** is a success of the attempt, and [`CallOutcome::Decode`] of the call.
//! - **The body of a streamed response** is read after the call has ended. The report does not include it.
//! - **Pages** are separate calls. **Blocking** calls are reported like others, on the blocked thread.
//! - **Calls to STS and to SSO** by which a client loads its credentials are reported to the observer of the client.
//!   Requests to the metadata endpoints of containers and instances are not.
//! - `prepare` and `presign` send nothing, and report nothing.
//!
//! Without an observer and a subscriber for the events or the span, nothing is recorded and no clock is read.
//!
//! # Traces
//!
//! Each call is a span `aws_operation` at level debug, with the target `aws_operation::call`. Its fields have the names of
//! OpenTelemetry's semantic conventions, so that `tracing-opentelemetry` exports them unchanged:
//!
//! | name | span | events | report |
//! |--|--|--|--|
//! | `otel.name`, `otel.kind` | the operation, `client` | | |
//! | `rpc.system` | `aws-api` | | |
//! | `rpc.service` | the service ID | the same | `service` |
//! | `rpc.method` | the operation | the same | `operation` |
//! | `cloud.region` | the region of the client | the same | `region` |
//! | `server.address` | the host, without the `host_prefix` of the operation | | |
//! | `http.response.status_code` | of the last response | of the attempt, or of the last response | `status` |
//! | `aws.request_id` | of the last response | of the attempt, or of the last response | `request_id` |
//! | `http.request.resend_count` | attempts after the first | | `attempts - 1` |
//! | `error.type` | why the call failed | why the attempt or the call failed | `error_type` |
//! | none | | `attempt`, `attempts`, `duration`, `next`, `reason`, `delay`, `outcome` | of the same names |
//!
//! The metric `rpc.client.duration` of OpenTelemetry is [`CallReport::duration`], in seconds, with the attributes
//! `rpc.system`, `rpc.service`, `rpc.method` and `error.type`.
//!
//! [`CallReport::duration`]: crate::CallReport::duration
//! [`CallOutcome`]: crate::CallOutcome
//! [`CallOutcome::Cancelled`]: crate::CallOutcome::Cancelled
//! [`CallOutcome::Decode`]: crate::CallOutcome::Decode
//! [`ClientBuilder::observe`]: crate::ClientBuilder::observe
//! [`FailReason`]: crate::FailReason
//! [`Observe`]: crate::Observe
//! [`RetryReason`]: crate::RetryReason
//! [`SendError`]: crate::SendError
