//! Lambda functions and extensions.
//!
//! # One client, in the initialization
//!
//! Create the client before the loop of invocations, so that connections and credentials outlast an invocation:
//!
//! ```ignore
//! // With the crate `lambda_runtime`.
//! #[tokio::main]
//! async fn main() -> Result<(), lambda_runtime::Error> {
//!     let client = aws_operation::Client::from_env().await?;
//!     lambda_runtime::run(lambda_runtime::service_fn(|event| handle(&client, event))).await
//! }
//! ```
//!
//! In a function, region and credentials are in variables, so that `from_env` reads them and calls nobody. Its client
//! sends `X-Amzn-Trace-Id`, by which Lambda finds functions that call each other forever:
//!
//! ```
//! use aws_operation::{Body, Client, Environment, Transport, TransportFuture, aws_operation, aws_service, http};
//!
//! # #[aws_service(id = "Secrets Manager", protocol = "awsJson1_1", target_prefix = "secretsmanager")]
//! # #[aws(signing_name = "secretsmanager")]
//! # struct Service;
//! # #[aws_operation(name = "GetSecretValue", readonly, output = ())]
//! # struct GetSecretValue {
//! #     secret_id: String,
//! # }
//! /// Looks at the request, and responds.
//! struct Watch;
//!
//! impl Transport for Watch {
//!     fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
//!         assert_eq!(request.uri().host(), Some("secretsmanager.eu-west-1.amazonaws.com"));
//!         assert_eq!(request.headers()["x-amzn-trace-id"], "Root=1-2");
//!         Box::pin(async { Ok(http::Response::new(Body::from("{}"))) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let function = Environment::empty()
//!     .with_variable("AWS_REGION", "eu-west-1")
//!     .with_variable("AWS_ACCESS_KEY_ID", "ASIAEXAMPLE")
//!     .with_variable("AWS_SECRET_ACCESS_KEY", "secret")
//!     .with_variable("AWS_SESSION_TOKEN", "token")
//!     .with_variable("AWS_LAMBDA_FUNCTION_NAME", "greeter")
//!     .with_variable("_X_AMZN_TRACE_ID", "Root=1-2");
//! let client = Client::builder().transport(Watch).build_from(&function).await?;
//! GetSecretValue { secret_id: "db".into() }.send(&client).await?;
//! # Ok(())
//! # }
//! ```
//!
//! **Between invocations** the process is frozen. An idle connection that the service has closed meanwhile is noticed
//! when it is used; a request that was not written is sent over a new one. One that was written and lost is retried if
//! the operation is [safe to retry](super::_05_errors_and_retries#what-is-retried).
//!
//! **Limits**: an invocation has a deadline. `client.with_operation_timeout(rest)` ends a call in time to report it.
//!
//! # Small and quick to start
//!
//! ```toml
//! [dependencies]
//! aws-operation = { version = "0.2", default-features = false, features = ["hyper", "rustls-ring"] }
//!
//! [profile.release]
//! opt-level = "z"
//! lto = "fat"
//! codegen-units = 1
//! strip = true
//! panic = "abort"
//! ```
//!
//! A program with one call over TLS has then about 2 MiB on Linux, and each further operation adds about 5.1 kB;
//! `benches/budgets/budgets.txt` of the repository has the figures, and `.ci/budgets` measures them. ring compiles C,
//! so that a build for `aarch64` or musl on another machine needs a C compiler for that target; aws-lc-rs and its CMake
//! are not needed.
//!
//! # Extensions
//!
//! An extension is a process beside the function, and its memory and start count. The [blocking
//! client](super::_14_blocking) suits it: its code needs no async runtime. The registration with the extensions API is
//! plain HTTP to `AWS_LAMBDA_RUNTIME_API`, for any HTTP client.
//!
//! # Calls of functions
//!
//! A function that fails is a success of `Invoke`: `function_error` is set, and the payload is the error. `add` writes
//! `attempt_timeout = "15m"` for `Invoke`, because a function may run that long. A function URL is called by
//! [`client.execute(request, "lambda", ..)`](crate::Client::execute), a streamed response by
//! [`InvokeWithResponseStream`](super::_10_event_streams).
