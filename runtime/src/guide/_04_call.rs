//! Call it: what there is beside `send`.
//!
//! | call | gives |
//! |--|--|
//! | `op.send(&client).await?` | the output |
//! | `op.call(&client).await?` ([`Call`]), `client.call(&op)` | a [`Response`]: the output with request ID, status, headers and the number of attempts |
//! | `op.prepare(&client).await?` | the signed request, which is not sent |
//! | `op.presign(&client, ttl).await?` | a URL |
//! | `op.paginate(&client)` | pages, and their items |
//! | `op.wait(&client, waiter).await?` ([`Wait`]) | the response that is in a state |
//! | `client.sign(request, "es").await?`, `client.execute(..)` | a request that is no operation, signed or sent |
//!
//! `send` borrows the struct, which can be sent several times. Each time is a new call, with a new idempotency token
//! unless the field sets it. [`Client::send`](crate::Client::send) is the same, generic over operations, for wrappers.
//!
//! # Settings of the client
//!
//! ```
//! use std::time::Duration;
//! use aws_operation::{Client, Credentials, RetryPolicy};
//!
//! let client = Client::builder() // reads no file, and no variable except those of proxies and certificates
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
//!     .endpoint_url("http://127.0.0.1:4577")
//!     .retry(RetryPolicy::standard().max_attempts(5))
//!     .attempt_timeout(Duration::from_secs(10))
//!     .build()?;
//! # Ok::<(), aws_operation::ConfigError>(())
//! ```
//!
//! [`Client::from_env`](crate::Client::from_env) reads all settings from variables and profile files; its table lists
//! them. [`build_from_env`](crate::ClientBuilder::build_from_env) at the end of a builder reads those that the code did
//! not set.
//!
//! One call can have its own settings: [`client.with_operation_timeout(limit)`](crate::Client::with_operation_timeout),
//! `with_attempt_timeout`, `with_stream_idle_timeout`, `with_max_response_bytes`, `with_retry`, `with_credentials`,
//! `with_region`, `with_endpoint_url` and `with_idempotency_key` return a client that shares connections. An operation
//! that takes long by design has `attempt_timeout = "15m"`. The page [`limits`](crate::limits) lists each limit, its
//! default and its error.
//!
//! # Dry runs and URLs
//!
//! `prepare` builds and signs the request. Its [`to_curl`](crate::PreparedRequest::to_curl) shows it without any
//! secret. `presign` makes a URL that anyone can use until it expires, after at most seven days.
//!
//! ```
//! use std::time::Duration;
//! use aws_operation::{Client, Credentials, aws_operation, aws_service};
//!
//! #[aws_service(id = "Scheduler", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "DeleteScheduleGroup", http = "DELETE /schedule-groups/{name}", output = ())]
//! struct DeleteScheduleGroup {
//!     name: String,
//!     #[aws(query = "clientToken")]
//!     client_token: Option<String>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let delete = DeleteScheduleGroup { name: "reports".into(), client_token: None };
//!
//! let request = delete.prepare(&client).await?;
//! assert_eq!(request.method(), "DELETE");
//! let curl = request.to_curl();
//! assert!(curl.contains("https://scheduler.eu-west-1.amazonaws.com/schedule-groups/reports"), "{curl}");
//!
//! let url = delete.presign(&client, Duration::from_secs(300)).await?;
//! assert!(url.contains("X-Amz-Expires=300"));
//! assert_eq!(url.method(), "DELETE");
//! # Ok(())
//! # }
//! ```
//!
//! A **dry run of EC2**, `dry_run: Some(true)`, is another thing: EC2 asks whether the call is allowed, and responds
//! with an error in any case. [`is_dry_run_success`](crate::SendError::is_dry_run_success) tells the good one, whose
//! code is `DryRunOperation`.
//!
//! # Pages
//!
//! `paginated(..)` names the fields of the page token in input and output, and the field with the items:
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! # use aws_operation::server::{IncomingCall, Server};
//! use aws_operation::{PageToken, ServiceError, aws_operation, aws_service, aws_shape};
//!
//! #[aws_service(id = "Scheduler", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "ListScheduleGroups", http = "GET /schedule-groups")]
//! #[aws(paginated(input = "next_token", output = "next_token", items = "schedule_groups"))]
//! #[derive(Default)]
//! struct ListScheduleGroups {
//!     #[aws(query = "NextToken")]
//!     next_token: Option<String>,
//! }
//!
//! #[aws_shape]
//! struct ListScheduleGroupsOutput {
//!     next_token: Option<String>,
//!     #[aws(default)]
//!     schedule_groups: Vec<ScheduleGroup>,
//! }
//!
//! #[aws_shape]
//! struct ScheduleGroup {
//!     name: Option<String>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Server::builder()
//! #     .credentials("AKID", "secret")
//! #     .operation::<ListScheduleGroups, _>(|call: IncomingCall<ListScheduleGroups>| async move {
//! #         let page = call.next_token.as_deref().map_or(0, |token| token.parse::<usize>().unwrap_or_default());
//! #         let names = [["a", "b"], ["c", "d"]][page];
//! #         Ok::<_, ServiceError>(ListScheduleGroupsOutput {
//! #             next_token: (page == 0).then(|| "1".to_owned()),
//! #             schedule_groups: names.map(|name| ScheduleGroup { name: Some(name.to_owned()) }).into(),
//! #         })
//! #     })
//! #     .bind("127.0.0.1:0")
//! #     .await?;
//! # let client = server.client()?;
//! let mut groups = ListScheduleGroups::default().paginate(&client).items();
//! let mut names = Vec::new();
//! while let Some(group) = groups.next().await {
//!     names.extend(group?.name);
//! }
//! assert_eq!(names, ["a", "b", "c", "d"]);
//!
//! // A page at a time, and on in another process.
//! let mut pages = ListScheduleGroups::default().paginate(&client);
//! pages.next().await.expect("a first page")?;
//! let stored = pages.token().map(PageToken::to_json).expect("more pages");
//! let mut rest = ListScheduleGroups::default().paginate(&client).resume_at(PageToken::from_json(&stored)?);
//! assert_eq!(rest.next().await.expect("a second page")?.schedule_groups[0].name.as_deref(), Some("c"));
//! # Ok(())
//! # }
//! ```
//!
//! After an error, `next()` requests the same page again, so that no page is skipped: leave the loop with `?`. Pages
//! are also a `Stream`, which ends after an error. [`Pages`] says what happens at repeated tokens and dropped futures.
//!
//! # Wait for a state
//!
//! A [`Waiter`] is made of closures over outputs and errors, with a greatest wait. [`Wait`] has an example.
//! `aws-operation add --waiters` writes those of AWS's models as functions: `describe.wait(&client,
//! dynamodb::table_exists(Duration::from_secs(300)))`. The method needs the trait in scope: `use aws_operation::Wait;`.
//!
//! # Requests that are no operations
//!
//! For OpenSearch, Prometheus, AgentCore or function URLs, sign an ordinary `http::Request`.
//! [`Client::execute`](crate::Client::execute) also sends it, with retries.
//!
//! ```
//! use aws_operation::{Client, Credentials, http};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let request = http::Request::get("https://search-logs.us-east-1.es.amazonaws.com/_cat/indices").body("")?;
//! let signed = client.sign(request, "es").await?;
//! assert!(signed.headers()["authorization"].to_str()?.contains("/us-east-1/es/aws4_request"));
//! # Ok(())
//! # }
//! ```
//!
//! The examples `signing_layer` (for `tower`) and `signing_middleware` (for `reqwest-middleware`) of the repository do
//! it for every request of a program. The module [`sigv4`](crate::sigv4) signs without a client.
//!
//! # What single services want
//!
//! The page [`customizations`](crate::customizations) lists it: IDs of Route 53, endpoints of Timestream, tokens for
//! RDS and EKS, copies between regions, and so on.
//!
//! [`Call`]: crate::Call
//! [`Pages`]: crate::Pages
//! [`Response`]: crate::Response
//! [`Wait`]: crate::Wait
//! [`Waiter`]: crate::Waiter
