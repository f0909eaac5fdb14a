//! How to see what calls do: logs, traces and metrics; a page without items.
//!
//! # Logs
//!
//! Each attempt and each call is one [`tracing`](https://docs.rs/tracing) event at level debug, with the target
//! `aws_operation`. A program shows them with the crate `tracing-subscriber` (feature `env-filter`):
//!
//! ```ignore
//! tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
//! ```
//!
//! and `RUST_LOG=aws_operation=debug` in its environment. The events are in the span of their call, and the lines begin
//! with its fields. `RUST_LOG=aws_operation=debug,aws_operation::call=off` leaves the spans out. This is a call that is
//! throttled once and then succeeds:
//!
//! ```text
//! 2026-11-26T08:13:57.541917Z DEBUG aws_operation: attempt failed rpc.service="LookoutVision" rpc.method="CreateProject" cloud.region="us-east-1" attempt=1 duration=34.007122ms http.response.status_code=429 error.type="ThrottlingException" aws.request_id="1918ee15-17bf-4cf6-8ef9-ee31b13474e2" next="retry" reason="throttling" delay=520.723382ms
//! 2026-11-26T08:13:58.097512Z DEBUG aws_operation: attempt succeeded rpc.service="LookoutVision" rpc.method="CreateProject" cloud.region="us-east-1" attempt=2 duration=33.542108ms http.response.status_code=200 aws.request_id="4da77263-faf6-467e-bcc3-fc06511e7844" next="done"
//! 2026-11-26T08:13:58.097626Z DEBUG aws_operation: call succeeded rpc.service="LookoutVision" rpc.method="CreateProject" cloud.region="us-east-1" attempts=2 duration=589.905807ms http.response.status_code=200 aws.request_id="4da77263-faf6-467e-bcc3-fc06511e7844" outcome="success"
//! ```
//!
//! The value of `reason` is one of [`RetryReason`] after `next="retry"`, one of [`FailReason`] after `next="fail"`; that
//! of `outcome` is one of [`CallOutcome`].
//!
//! No event and no report has the value of a member, a secret, an idempotency token or the message of an error: services
//! repeat members in their messages. The message is in the [`SendError`] that the caller gets. The code and the request ID
//! are texts of the service; what they repeat of the credentials' secrets is redacted.
//!
//! # Metrics
//!
//! An observer gets the same facts as values: [`ClientBuilder::observe`] takes an [`Observe`]. This one counts calls,
//! failed calls and attempts of each operation, and adds up their durations:
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
//! Labels of metrics should have few values. The service, the operation, the region, the status, the outcome and the
//! reasons have; the code is a text of the service, and a request ID is another one each time.
//!
//! # What is reported
//!
//! | | attempt | call |
//! |--|--|--|
//! | reported | when it is known what comes next | at its end, after all its attempts, once |
//! | duration begins | when its request is signed | with the first poll of `send` |
//! | duration ends | with the last byte of the response, or where nothing comes; with the headers of a streamed response | with the result of `send` |
//! | includes | connecting, sending, waiting, reading | encoding, credentials, waiting for a free connection, attempts, the delays between them, decoding |
//!
//! - **A call that never got to an attempt** is reported with 0 attempts: members that cannot be sent, no credentials, no
//!   runtime.
//! - **A call that is dropped** before its end is reported when it is dropped, as [`CallOutcome::Cancelled`], and so is the
//!   attempt that it was in. A `send` that was never polled is no call.
//! - **A response that does not read** as the output is a success of the attempt, and [`CallOutcome::Decode`] of the call.
//! - **The body of a streamed response** is read after the call has ended, and no part of the report.
//! - **Pages** are calls, one each. **Blocking** calls report as others do, on the thread that waits.
//! - **Calls to STS** by which a client gets its credentials go to the client's observer too; requests to the metadata
//!   endpoints of containers and instances do not.
//! - `prepare` and `presign` send nothing, and report nothing.
//!
//! Where there is no observer and no subscriber takes the events or the span, nothing is kept for reports and no clock is
//! read for them.
//!
//! # Traces
//!
//! Each call is a span at level debug, `aws_operation` with the target `aws_operation::call`. Its fields have the names of
//! OpenTelemetry's semantic conventions, so that `tracing-opentelemetry` exports them as they are:
//!
//! | name | span | events | report |
//! |--|--|--|--|
//! | `otel.name`, `otel.kind` | the operation, `client` | | |
//! | `rpc.system` | `aws-api` | | |
//! | `rpc.service` | the service ID | the same | `service` |
//! | `rpc.method` | the operation | the same | `operation` |
//! | `cloud.region` | the region of the client | the same | `region` |
//! | `server.address` | the host, without a prefix that the operation puts before it | | |
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
