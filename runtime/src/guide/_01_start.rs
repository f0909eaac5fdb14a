//! Start: a first call on this machine, then at AWS.
//!
//! # A project
//!
//! The crate needs Rust 1.89. In the folder beside a checkout of `aws-operation`:
//!
//! ```sh
//! cargo new hello && cd hello
//! cargo add --path ../aws-operation/runtime --features server
//! cargo add tokio --features macros,rt-multi-thread
//! ```
//!
//! The feature `server` is for the first step only, which needs no account.
//!
//! # A call on this machine
//!
//! The operation is `CreateScheduleGroup` of EventBridge Scheduler. This is the whole `src/main.rs`:
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use aws_operation::server::{IncomingCall, Server};
//! use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};
//!
//! #[aws_service(id = "Scheduler", protocol = "restJson1", error = Error)]
//! pub struct Service;
//!
//! #[aws_operation(name = "CreateScheduleGroup", idempotent = "client_token")]
//! #[aws(http = "POST /schedule-groups/{name}")]
//! pub struct CreateScheduleGroup {
//!     pub name: String,
//!     pub client_token: Option<String>,
//! }
//!
//! #[aws_shape]
//! pub struct CreateScheduleGroupOutput {
//!     pub schedule_group_arn: String,
//! }
//!
//! #[aws_error]
//! #[derive(Debug)]
//! pub enum Error {
//!     #[aws(status = 409)]
//!     ConflictException { message: String },
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let server = Server::builder()
//!         .credentials("AKID", "secret")
//!         .operation::<CreateScheduleGroup, _>(|call: IncomingCall<CreateScheduleGroup>| async move {
//!             if call.name == "default" {
//!                 return Err(Error::ConflictException { message: "it exists".into() });
//!             }
//!             let arn = format!("arn:aws:scheduler:{}:111122223333:schedule-group/{}", call.region, call.name);
//!             Ok(CreateScheduleGroupOutput { schedule_group_arn: arn })
//!         })
//!         .bind("127.0.0.1:0")
//!         .await?;
//!
//!     let client = server.client()?;
//!     let group = CreateScheduleGroup { name: "reports".into(), client_token: None };
//!     println!("{}", group.send(&client).await?.schedule_group_arn);
//! #   assert_eq!(group.send(&client).await?.schedule_group_arn.rsplit('/').next(), Some("reports"));
//!
//!     let group = CreateScheduleGroup { name: "default".into(), client_token: None };
//!     println!("{}", group.send(&client).await.err().expect("a conflict"));
//!     Ok(())
//! }
//! ```
//!
//! `cargo run` prints:
//!
//! ```text
//! arn:aws:scheduler:us-east-1:111122223333:schedule-group/reports
//! CreateScheduleGroup failed: ConflictException: it exists (status 409, 1 attempt, request id 6f1c6f9a-…, idempotency
//! token 5b8ff6e6-…)
//! ```
//!
//! - The struct is the input. Its fields are the members: `name` is in the path, because `http` names it in braces;
//!   `client_token` is in the body.
//! - `idempotent = "client_token"` marks the idempotency token. It is `None`, so the client filled it in for each call.
//! - The output has the name of the operation and `Output`. `send` returns it.
//! - The error enum has the errors that the program handles. All others arrive as
//!   [`SendError::Unmodeled`](crate::SendError::Unmodeled), with their code.
//! - The request was encoded, signed with SigV4, sent over HTTP, and its signature was verified: as with AWS.
//!
//! # The same call at AWS
//!
//! [`Client::from_env`](crate::Client::from_env) takes region and credentials from the variables and profile files that
//! the AWS CLI reads:
//!
//! ```no_run
//! # use aws_operation::{aws_operation, aws_service, aws_shape};
//! # #[aws_service(id = "Scheduler", protocol = "restJson1")]
//! # pub struct Service;
//! # #[aws_operation(name = "CreateScheduleGroup", idempotent = "client_token")]
//! # #[aws(http = "POST /schedule-groups/{name}")]
//! # pub struct CreateScheduleGroup {
//! #     pub name: String,
//! #     pub client_token: Option<String>,
//! # }
//! # #[aws_shape]
//! # pub struct CreateScheduleGroupOutput {
//! #     pub schedule_group_arn: String,
//! # }
//! use aws_operation::Client;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::from_env().await?;
//!     let group = CreateScheduleGroup { name: "reports".into(), client_token: None };
//!     println!("{}", group.send(&client).await?.schedule_group_arn);
//!     Ok(())
//! }
//! ```
//!
//! It needs the permission `scheduler:CreateScheduleGroup`, and creates a group: delete it with `aws scheduler
//! delete-schedule-group --name reports`. Without credentials, the call fails and names what was looked for; nothing is
//! ever sent unsigned for lack of credentials. `AWS_ENDPOINT_URL=http://127.0.0.1:4577` sends the calls to a local
//! service instead.
//!
//! **Create the client once**, when the program starts, and pass it on: it keeps connections, credentials and signing
//! keys. Cloning it is cheap. One client serves all services of a region.
//!
//! # Next
//!
//! If you call more than two or three operations, [let the command write them](super::_03_let_it_be_written). To write
//! them by hand, see [the next chapter](super::_02_write_an_operation). Before you rely on a call that creates
//! something, read [which failures are retried](super::_05_errors_and_retries).
