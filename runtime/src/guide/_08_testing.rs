//! Testing: your program against a server of the same structs, without AWS and without a container.
//!
//! | you want to test | use |
//! |--|--|
//! | what your code does with an output | construct the output: outputs are plain structs |
//! | that a request is right | `prepare`, and look at method, URI, headers and body |
//! | your program's calls, errors and retries | [the server half](#the-server-half), in the process of the test |
//! | programs that are not this crate's clients, or are in another process | the same server, [on a port](#a-service-of-its-own) |
//! | against an independent implementation | [MiniStack, moto](#independent-emulators) |
//!
//! # The server half
//!
//! With the feature `server`, a [`Server`] decodes a request into your operation's struct, calls a closure, and encodes
//! what it returns, in the protocol of the service. It listens on a loopback port, so your program's own HTTP client,
//! signer and retries are tested too. It verifies signatures as AWS does. Enable the feature for tests alone, so that
//! programs do not contain it:
//!
//! ```toml
//! [dev-dependencies]
//! aws-operation = { version = "0.2", features = ["server"] }
//! tokio = { version = "1", features = ["macros", "rt"] } # for `#[tokio::test]`
//! ```
//!
//! Until 0.2.0 is released, `path = "../aws-operation/runtime"` takes the place of `version`.
//!
//! The structs of this test are those of [the first chapter](super::_01_start#a-call-on-this-machine).
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use std::collections::BTreeSet;
//! use std::sync::{Arc, Mutex};
//! use aws_operation::server::{Faults, IdempotencyWindow, IncomingCall, Server};
//! use aws_operation::{Client, SendError};
//! # use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};
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
//! /// The program under test.
//! async fn set_up(client: &Client) -> Result<String, SendError<Error>> {
//!     let group = CreateScheduleGroup { name: "reports".into(), client_token: None };
//!     Ok(group.send(client).await?.schedule_group_arn)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let groups = Arc::new(Mutex::new(BTreeSet::new()));
//! let state = Arc::clone(&groups);
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .operation::<CreateScheduleGroup, _>(move |call: IncomingCall<CreateScheduleGroup>| {
//!         let is_new = state.lock().unwrap().insert(call.name.clone());
//!         async move {
//!             if !is_new {
//!                 return Err(Error::ConflictException { message: format!("{} exists", call.name) });
//!             }
//!             Ok(CreateScheduleGroupOutput { schedule_group_arn: format!("arn:aws:scheduler:{}", call.name) })
//!         }
//!     })
//!     .idempotency(IdempotencyWindow::hours(8), |mismatch| Error::ConflictException {
//!         message: format!("the token {} was used with other parameters", mismatch.token),
//!     })
//!     .bind("127.0.0.1:0")
//!     .await?;
//!
//! // The response of the program's first attempt is lost, after the group was created.
//! server.inject_faults(&Faults::new().drop_response_once());
//! assert_eq!(set_up(&server.client()?).await?, "arn:aws:scheduler:reports");
//! assert_eq!(groups.lock().unwrap().len(), 1);
//!
//! // What was received: twice the same token, and one response.
//! let requests = server.recorded_requests();
//! assert_eq!(requests.len(), 2);
//! assert!(requests[0].token.is_some() && requests[0].token == requests[1].token);
//! assert_eq!([requests[0].status, requests[1].status], [None, Some(200)]);
//!
//! // A second call has another token: a conflict.
//! let error = set_up(&server.client()?).await.unwrap_err();
//! assert!(matches!(error, SendError::Service(Error::ConflictException { .. }, _)));
//! # Ok(())
//! # }
//! ```
//!
//! An operation for which there is no handler is an error response. Register only what the test should need.
//!
//! # Faults
//!
//! | fault of [`Faults`] | the handler | the client sees |
//! |--|--|--|
//! | `reset` | does not run | a lost connection |
//! | `drop_response` | runs | a lost connection |
//! | `truncate` | runs | a response that is cut off |
//! | `status(503, ..)` | does not run | an error response |
//! | `throttle` | does not run | `ThrottlingException` |
//! | `delay(time, ..)` | runs after the time, whatever the client does | a timeout, if its limit is shorter |
//! | `cut_event_once`, `corrupt_event_once`, `end_events_once`, `delay_event_once` | runs | a [broken event stream](super::_10_event_streams#fake-and-break-them) |
//!
//! `.._once` meets the next request; the others take a rate from 0 to 1, drawn from a seeded generator. A client cannot
//! tell `reset` from `drop_response`: both end as [`Ambiguous`](super::_05_errors_and_retries#what-is-retried) if the
//! operation is not safe to retry, and a program that handles it is tested with both.
//!
//! # Time
//!
//! - **Retries without delays**: `RetryPolicy::standard().jitter(|| 0.0)`.
//! - **Timeouts**: a short `attempt_timeout` on the client and `Faults::delay_once`; or tokio's paused clock, with a
//!   transport in memory.
//! - **Signatures and expiry**: [`Clock`](crate::Clock) of the client and of the server. Both of the following
//!   signatures are from 2015:
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use aws_operation::server::{IncomingCall, Server};
//! use aws_operation::{Client, Clock, Credentials, ServiceError, Timestamp, aws_operation, aws_service};
//!
//! # #[aws_service(id = "Doors", protocol = "restJson1")]
//! # struct Service;
//! # #[aws_operation(name = "Open", http = "GET /door", output = ())]
//! # struct Open {}
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let then = Timestamp::from_second(1_440_938_160)?;
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .clock(Clock::fixed(then))
//!     .operation::<Open, _>(|call: IncomingCall<Open>| async move {
//!         assert_eq!(call.time.as_second(), 1_440_938_160);
//!         Ok::<_, ServiceError>(())
//!     })
//!     .bind("127.0.0.1:0")
//!     .await?;
//! let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
//! let client = builder.endpoint_url(server.url()).clock(Clock::fixed(then)).build()?;
//! Open {}.send(&client).await?;
//! # Ok(())
//! # }
//! ```
//!
//! - **Idempotency tokens**: [`TokenSource::fixed`](crate::TokenSource::fixed) in `ClientBuilder::tokens`, for exact
//!   bytes.
//!
//! # Without a socket
//!
//! A [`Transport`](crate::Transport) is a function from a request to a response: for a canned response, or for what no
//! server does. The documentation of the trait has one of eight lines. It needs no feature.
//!
//! # A service of its own
//!
//! `Server::run` serves until it is dropped, for other processes and other clients: `cargo run --example local_service
//! -- --port 4577 --access-key AKID --secret-key SECRET` in the repository is Lookout for Vision, and `local_s3` a
//! little of S3 in memory. boto3, the AWS CLI and the official SDKs call them in this project's tests. Point any
//! program at one by `AWS_ENDPOINT_URL`.
//!
//! # Independent emulators
//!
//! A server of your own structs cannot show that a wire name is wrong: both ends have it. For that, compare the structs
//! with the model (`aws-operation check`), or call an implementation by others. Two are
//! packages for Python, without a container:
//!
//! ```sh
//! pip install 'moto[server]' && moto_server -H 127.0.0.1 -p 5000
//! pip install ministack && BIND_HOST=127.0.0.1 GATEWAY_PORT=4566 ministack
//! export AWS_ENDPOINT_URL=http://127.0.0.1:5000 AWS_REGION=us-east-1 # or port 4566
//! export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
//! ```
//!
//! Every client of [`from_env`](crate::Client::from_env) calls them then. Both keep everything in memory, until they
//! end. Signatures are not checked: moto takes any key, and MiniStack too, except in presigned URLs, where the key must
//! be `test`. An emulator is not AWS: at present MiniStack runs instances although `dry_run` is set.
//!
//! **With signature checks**, as this project's tests call both: create a user with a policy and an access key by IAM
//! (`CreateUser`, `PutUserPolicy`, `CreateAccessKey`). moto then checks all requests after a `POST` of `0` to
//! `/moto-api/reset-auth`, and MiniStack checks if it was started with `AUTH=true`. The client for moto:
//!
//! ```
//! use aws_operation::{Client, Credentials};
//!
//! let client = Client::builder()
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKID", "secret")) // those of `CreateAccessKey`
//!     .endpoint_url("http://127.0.0.1:5000")
//!     // moto verifies the signatures of GET requests and of forms only with the hash of the body in this header.
//!     .content_sha256(true)
//!     .build()?;
//! # Ok::<(), aws_operation::ConfigError>(())
//! ```
//!
//! **Coming from LocalStack**: `AWS_ENDPOINT_URL` and `AWS_ENDPOINT_URL_<ID>` are read by `from_env` as by other SDKs.
//! Tests of your own logic need no container: a handler for each operation that the program calls is usually a few
//! lines. **Coming from `aws-smithy-mocks`**: a rule with an output is a handler that returns it; a rule with an error,
//! a handler that returns the error; a sequence, a handler with a counter, or `.._once` faults in order.
//!
//! [`Faults`]: crate::server::Faults
//! [`Server`]: crate::server::Server
