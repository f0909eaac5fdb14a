//! Calls without async, with the feature `blocking`.
//!
#![cfg_attr(all(feature = "server", feature = "blocking"), doc = "```")]
#![cfg_attr(not(all(feature = "server", feature = "blocking")), doc = "```ignore")]
//! use aws_operation::{ServiceError, aws_operation, aws_service, aws_shape, blocking};
//! # use aws_operation::server::{IncomingCall, Server};
//!
//! #[aws_service(id = "Doors", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "Count", http = "GET /doors/{house}")]
//! struct Count {
//!     house: String,
//! }
//!
//! #[aws_shape]
//! struct CountOutput {
//!     doors: u32,
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
//! # let server = runtime.block_on(
//! #     Server::builder()
//! #         .credentials("AKID", "secret")
//! #         .operation::<Count, _>(|_: IncomingCall<Count>| async { Ok::<_, ServiceError>(CountOutput { doors: 3 }) })
//! #         .bind("127.0.0.1:0"),
//! # )?;
//! # let client = server.client()?;
//! let client = blocking::Client::new(client)?; // or blocking::Client::from_env()?
//! let counted = client.send(&Count { house: "A".into() })?;
//! assert_eq!(counted.doors, 3);
//! # Ok(())
//! # }
//! ```
//!
//! [`blocking::Client`](crate::blocking::Client) has `send`, `call`, `prepare`, `presign`, `paginate` (an iterator) and
//! `events`. [`wait`](crate::blocking::Client::wait) runs any other future of this crate, such as one that reads a
//! body, `client.wait(body.bytes(limit))`, or a transfer of `aws-operation-s3`.
//!
//! With settings of the command line over those of the environment, as in a tool:
//!
#![cfg_attr(feature = "blocking", doc = "```no_run")]
#![cfg_attr(not(feature = "blocking"), doc = "```ignore")]
//! use aws_operation::{Client, blocking};
//!
//! # let (profile, endpoint_url) = (Some("work"), Some("http://127.0.0.1:5000"));
//! let mut settings = Client::builder();
//! if let Some(name) = profile {
//!     settings = settings.profile(name);
//! }
//! if let Some(url) = endpoint_url {
//!     settings = settings.endpoint_url(url);
//! }
//! let client = blocking::Client::build_from_env(settings)?; // the builder's own `build_from_env` is async
//! # Ok::<(), aws_operation::ConfigError>(())
//! ```
//!
//! - The same futures run on the calling thread. One background thread drives timers and connections. There is no
//!   second HTTP client and no further crate.
//! - **In async code**, a blocking call blocks the thread of its task. Use [`Client`](crate::Client) there.
//! - **After a fork**, create a client anew: the thread is the parent's. A call with the old one is
//!   [`Invalid::Forked`](crate::Invalid::Forked).
//! - Settings are those of the client that it wraps. `client.with_client(client.client().with_region("eu-west-1")?)`
//!   calls in another region.
