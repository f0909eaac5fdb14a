//! Errors and retries: which failures are retried, when a call may have run, and how nothing is created twice.
//!
//! # One flat error
//!
//! [`SendError`] is one enum, so that one `match` reaches the errors of the service:
//!
//! ```
//! use aws_operation::SendError;
//! # use aws_operation::{Client, aws_error, aws_operation, aws_service, aws_shape};
//! # #[aws_service(id = "Scheduler", protocol = "restJson1", error = Error)]
//! # struct Service;
//! # #[aws_operation(name = "CreateScheduleGroup", idempotent = "client_token")]
//! # #[aws(http = "POST /schedule-groups/{name}")]
//! # struct CreateScheduleGroup {
//! #     name: String,
//! #     client_token: Option<String>,
//! # }
//! # #[aws_shape]
//! # struct CreateScheduleGroupOutput {
//! #     schedule_group_arn: String,
//! # }
//! # #[aws_error]
//! # #[derive(Debug)]
//! # enum Error {
//! #     #[aws(status = 409)]
//! #     ConflictException { message: String },
//! # }
//!
//! /// Creates the group, unless it exists.
//! async fn ensure(client: &Client, group: &CreateScheduleGroup) -> Result<(), SendError<Error>> {
//!     match group.send(client).await {
//!         Ok(_) | Err(SendError::Service(Error::ConflictException { .. }, _)) => Ok(()),
//!         Err(error) => Err(error),
//!     }
//! }
//! ```
//!
//! | variant | what happened | may the call have run? |
//! |--|--|--|
//! | [`Service`](crate::SendError::Service) | an error response that the error enum lists; without an enum, any, as [`ServiceError`](crate::ServiceError) | after 5xx and 408 yes, else no |
//! | [`Unmodeled`](crate::SendError::Unmodeled) | any other error response | after 5xx and 408 yes, else no |
//! | [`Ambiguous`](crate::SendError::Ambiguous) | no response, and the operation is not safe to retry | yes |
//! | [`Timeout`](crate::SendError::Timeout), [`Transport`](crate::SendError::Transport) | no response; the call did not run, or is safe to retry | ask `is_ambiguous()` |
//! | [`Credentials`](crate::SendError::Credentials) | nothing to sign with | no |
//! | [`Invalid`](crate::SendError::Invalid) | the request cannot be built; nothing was sent. Or a streamed payload failed | ask `is_ambiguous()` |
//! | [`Decode`](crate::SendError::Decode) | a success that cannot be decoded | it has run |
//!
//! Every variant has [`code()`](crate::SendError::code), [`status()`](crate::SendError::status),
//! [`request_id()`](crate::SendError::request_id), [`attempts()`](crate::SendError::attempts),
//! [`idempotency_token()`](crate::SendError::idempotency_token), [`is_throttling()`](crate::SendError::is_throttling)
//! and [`is_ambiguous()`](crate::SendError::is_ambiguous). `Display` is one line with all of it and the causes; `{:?}`
//! is the same line, for a `main` that returns the error, and `{:#?}` the structure:
//!
//! ```text
//! CreateScheduleGroup failed: ConflictException: it exists (status 409, 1 attempt, request id 6f1c6f9a-…, idempotency
//! token 5b8ff6e6-…)
//! ```
//!
//! - **Access denied**: [`access_denied()`](crate::SendError::access_denied) has the principal, the action, the
//!   resource and the kind of policy. Its [`statement()`](crate::AccessDenied::statement) is the IAM statement to add.
//! - **A rejected signature**: if the service quotes what it signed,
//!   [`signature_mismatch()`](crate::SendError::signature_mismatch) names the first difference and its likely cause: a
//!   header that a proxy changed, the clock, the region, the secret.
//! - **Causes of other types**: [`find_cause`](crate::SendError::find_cause), such as the
//!   [`TransportError`](crate::TransportError) in any variant.
//!
//! # What is retried
//!
//! The policy is Retry Behavior 2.1 of the AWS SDKs: three attempts (four for DynamoDB), a random delay up to 50 ms
//! that doubles (25 ms for DynamoDB, 1 s after throttling) and ends at 20 s, the service's `x-amz-retry-after`, and a
//! quota of 500 units for each service, of which a retry takes 14, or 5 after throttling. One rule is added: **an
//! attempt that may have run is retried only if the operation is safe to retry**, that is `readonly`, `idempotent`, or
//! with an idempotency token.
//!
//! | failure of an attempt | safe to retry | any other operation |
//! |--|--|--|
//! | not sent: no connection, no name, TLS failed, connect timeout | retried, then `Transport` | retried, then `Transport` |
//! | throttling: a [code](#throttling) of it, or 429 | retried, then the error | retried, then the error |
//! | the clock was wrong, as the response's date shows | retried with the right time | retried with the right time |
//! | expired credentials | retried once, if the source has others | retried once, if the source has others |
//! | connection lost, response cut off or with a wrong checksum | retried, then `Transport` | **`Ambiguous`** |
//! | attempt timeout, or the request stalled | retried, then `Timeout` | **`Ambiguous`** |
//! | operation timeout during an attempt | `Timeout` | **`Ambiguous`** |
//! | response longer than the limit | `Transport` | **`Ambiguous`** |
//! | 500, 502, 503, 504, and 408 that the error enum does not list | retried, then the error | **the error, not retried** |
//! | `RequestTimeout`, or an error marked `transient`, with any status | retried, then the error | **the error, not retried** |
//! | any other 5xx | the error | the error |
//! | any other 4xx | the error | the error |
//! | a success that holds an error (restXml) | retried, then the error | **the error, not retried** |
//! | a success that is cut off (restXml) | retried, then `Decode` | **`Decode`, not retried** |
//! | a success that is not the operation's output | `Decode` | `Decode` |
//!
//! "The error" is `Service` or `Unmodeled`: a response has come, so it is returned and not replaced by `Ambiguous`.
//! `is_ambiguous()` is true where the row says that the service may have run the request. Exceptions: S3's
//! `RequestTimeout` with status 400 and STS's `IDPCommunicationError` mean that nothing was done, and are retried for
//! every operation. A request body that can be read only once is not sent again. A write of S3 that succeeds once, such
//! as a conditional `PutObject`, is [settled by looking](crate::customizations#writes-of-s3-that-succeed-once).
//! [`customizations`](crate::customizations) has more of single services.
//!
//! This program runs five of the rows, with a server that loses and delays responses on purpose:
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use std::time::Duration;
//! use aws_operation::server::{Faults, IncomingCall, Server};
//! use aws_operation::{Client, Credentials, RetryPolicy, SendError, ServiceError, aws_operation, aws_service};
//!
//! #[aws_service(id = "Queues", protocol = "restJson1")]
//! struct Service;
//!
//! /// Safe to retry: it has a token.
//! #[aws_operation(name = "CreateQueue", http = "POST /queues", idempotent = "token", output = ())]
//! #[derive(Default)]
//! struct CreateQueue {
//!     token: Option<String>,
//! }
//!
//! /// Not safe to retry: two messages are two messages.
//! #[aws_operation(name = "SendMessage", http = "POST /messages", output = ())]
//! struct SendMessage {}
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .operation::<CreateQueue, _>(|_: IncomingCall<CreateQueue>| async { Ok::<_, ServiceError>(()) })
//!     .operation::<SendMessage, _>(|_: IncomingCall<SendMessage>| async { Ok::<_, ServiceError>(()) })
//!     .bind("127.0.0.1:0")
//!     .await?;
//! let client = Client::builder()
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKID", "secret"))
//!     .endpoint_url(server.url())
//!     .retry(RetryPolicy::standard().jitter(|| 0.0)) // no delays
//!     .attempt_timeout(Duration::from_millis(500))
//!     .build()?;
//!
//! // The response is lost, or comes too late: the call has run.
//! for fault in [Faults::new().drop_response_once(), Faults::new().delay_once(Duration::from_secs(2))] {
//!     server.inject_faults(&fault);
//!     CreateQueue::default().send(&client).await?;
//!     server.inject_faults(&fault);
//!     let error = SendMessage {}.send(&client).await.expect_err("not retried");
//!     assert!(matches!(error, SendError::Ambiguous(..)) && error.is_ambiguous() && error.attempts() == 1);
//! }
//!
//! // A 503 may have run. A 501 may have too, but would come again.
//! for (status, retried) in [(503, true), (501, false)] {
//!     server.inject_faults(&Faults::new().status_once(status));
//!     assert_eq!(CreateQueue::default().send(&client).await.is_ok(), retried);
//!     server.inject_faults(&Faults::new().status_once(status));
//!     let error = SendMessage {}.send(&client).await.expect_err("not retried");
//!     assert!(matches!(error, SendError::Service(..)) && error.is_ambiguous() && error.attempts() == 1);
//! }
//!
//! // Throttling: nothing has run, so both are retried.
//! server.inject_faults(&Faults::new().throttle_once());
//! CreateQueue::default().send(&client).await?;
//! server.inject_faults(&Faults::new().throttle_once());
//! SendMessage {}.send(&client).await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`RetryPolicy::aws_standard`] retries all of it, as the AWS SDKs do. [`RetryPolicy::never`] retries nothing.
//! [`max_attempts`](crate::RetryPolicy::max_attempts) and [`max_backoff`](crate::RetryPolicy::max_backoff) change the
//! numbers, and [`Client::with_retry`](crate::Client::with_retry) those of one call. `AWS_MAX_ATTEMPTS` sets the
//! attempts of a client of `from_env`.
//!
//! # Throttling
//!
//! The codes are those of the AWS SDKs (`ThrottlingException`, `TooManyRequestsException`, `SlowDown`,
//! `RequestLimitExceeded`, `ProvisionedThroughputExceededException` and nine others), with any status, and the errors
//! that the enum marks `throttling`. 429 counts too, unless the enum lists the code without that mark.
//!
//! # The token outlives the failure
//!
//! If even the last attempt has failed, [`idempotency_token()`](crate::SendError::idempotency_token) is the token that
//! was sent, also if the client filled it in. Store it, and set the field when you try again, in whatever process: the
//! service runs the call once. An SDK that fills in a fresh token for each request makes a retry around the call create
//! twice.
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use aws_operation::server::{Faults, IdempotencyWindow, IncomingCall, Server};
//! use aws_operation::{Client, Credentials, RetryPolicy, ServiceError, aws_operation, aws_service};
//! # use std::sync::atomic::{AtomicUsize, Ordering};
//!
//! # #[aws_service(id = "Queues", protocol = "restJson1")]
//! # struct Service;
//! # #[aws_operation(name = "CreateQueue", http = "POST /queues", idempotent = "token", output = ())]
//! # struct CreateQueue {
//! #     token: Option<String>,
//! # }
//! # static CREATED: AtomicUsize = AtomicUsize::new(0);
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .operation::<CreateQueue, _>(|_: IncomingCall<CreateQueue>| async {
//!         CREATED.fetch_add(1, Ordering::Relaxed);
//!         Ok::<_, ServiceError>(())
//!     })
//!     .idempotency(IdempotencyWindow::hours(8), |_| ServiceError::new("ConflictException", "other parameters"))
//!     .faults(Faults::new().drop_response_once())
//!     .bind("127.0.0.1:0")
//!     .await?;
//! let client = server.client()?.with_retry(RetryPolicy::never());
//!
//! let error = CreateQueue { token: None }.send(&client).await.expect_err("the response is lost");
//! let token = error.idempotency_token().map(str::to_owned);
//! CreateQueue { token }.send(&client).await?;
//! assert_eq!(CREATED.load(Ordering::Relaxed), 1);
//! # Ok(())
//! # }
//! ```
//!
//! **A program that is killed** cannot store a token.
//! [`Client::with_idempotency_key`](crate::Client::with_idempotency_key) derives the token from your own name for the
//! call, such as an order number: started again, the program sends the same token. The example `idempotency_key` of the
//! repository is killed and started again.
//!
//! # What to do with `Ambiguous`
//!
//! - Look whether the call has run, with an operation that reads, and then decide. Only your program can know how.
//! - If running it twice is harmless, say so: `idempotent` on the operation. `aws-operation add` and `check` know a
//!   reviewed list of such operations.
//! - If the operation has a token that you left out, add its field with `idempotent = "field"`.
//! - If you prefer duplicates to errors, use [`RetryPolicy::aws_standard`].
//!
//! [`SendError`]: crate::SendError
//! [`RetryPolicy::aws_standard`]: crate::RetryPolicy::aws_standard
//! [`RetryPolicy::never`]: crate::RetryPolicy::never
