//! Call AWS with plain structs. (Unofficial: not made or endorsed by AWS.)
//!
//! The struct is the API. Its attributes add facts in the words of AWS's models. The runtime signs (SigV4), fills in the
//! idempotency token, retries as the AWS SDKs do, except what is not safe to run twice, and decodes.
//!
//! ```
//! use aws_operation::{Client, aws_error, aws_operation, aws_service, aws_shape};
//! # use aws_operation::SendError;
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
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env().await?;
//! let group = CreateScheduleGroup { name: "reports".into(), client_token: None };
//! let created = group.send(&client).await?;
//! println!("{}", created.schedule_group_arn);
//! # Ok(())
//! # }
//! ```
//!
//! # The guide
//!
//! | you want to | read |
//! |--|--|
//! | make a first call, without an account and with one | [start](guide::_01_start) |
//! | write a struct from a page of AWS's API reference | [write an operation](guide::_02_write_an_operation) |
//! | have structs written, compared with AWS's models, and an IAM policy | [let it be written](guide::_03_let_it_be_written) |
//! | get request IDs, dry runs, URLs, pages; wait for a state | [call it](guide::_04_call) |
//! | know what is retried, and never create anything twice | [errors and retries](guide::_05_errors_and_retries) |
//! | use SSO, `aws login`, roles, MFA, bearer tokens | [credentials](guide::_06_credentials) |
//! | reach other partitions, FIPS, emulators | [endpoints](guide::_07_endpoints) |
//! | test without AWS | [testing](guide::_08_testing) |
//! | send and receive streams, S3's too | [payloads](guide::_09_payloads), [event streams](guide::_10_event_streams), [S3](guide::_11_s3) |
//! | see what happens | [logs, traces and metrics](guide::_12_observe) |
//! | choose the HTTP client and TLS, or call without async | [transports](guide::_13_transports), [blocking](guide::_14_blocking) |
//! | run in Lambda | [Lambda](guide::_15_lambda) |
//! | choose features | [features and weight](guide::_16_features) |
//! | understand a compile error | [compile errors](guide::_17_compile_errors) |
//!
//! Reference: the attributes [`aws_service`], [`aws_operation`], [`aws_shape`], [`aws_error`]; all [`limits`]; what single
//! services want, [`customizations`]; what is reported, [`observability`].
//!
//! # Overview of the API
//!
//! | purpose | names |
//! |--|--|
//! | **attributes** | [`aws_service`], [`aws_operation`], [`aws_shape`], [`aws_error`]: they add the methods `send`, `prepare`, `presign` and `paginate` |
//! | **client** | [`Client`], [`ClientBuilder`], [`RetryPolicy`], [`limits`]; [`blocking`] for code that is not async |
//! | **results** | [`Response`], [`Pages`] and [`PageItems`], [`PreparedRequest`], [`PresignedRequest`] |
//! | **waiting** | [`Wait`], [`Waiter`], [`Waited`], [`WaitError`] |
//! | **errors** | [`SendError`] of a call, [`ConfigError`] of a client; [`ServiceError`] for a service without an error enum; [`AccessDenied`] |
//! | **values** | [`Timestamp`], [`Blob`], [`Document`], [`UrlEncoded`], [`Sensitive`]; [`ByteStream`] and [`Body`] for payloads that are not in memory; [`EventStream`] |
//! | **DynamoDB** | [`dynamodb`]: items as your own types |
//! | **credentials** | [`Credentials`], [`ProvideCredentials`], [`CredentialsCache`], [`Environment`]; [`sts`] for roles; [`BearerToken`], [`TokenFile`], [`AuthScheme`] |
//! | **transport** | [`Transport`], [`ReqwestTransport`], [`HyperTransport`]; [`http`] and [`Bytes`], re-exported from the crates `http` and `bytes` |
//! | **tests** | [`Clock`], [`TokenSource`]; [`server`] for a server with the same structs |
//! | **generic code** | [`Operation`], [`Service`], [`ModeledError`], [`Paginated`]; [`SendResult`] and similar aliases |
//! | **other requests** | [`Client::sign`], [`Client::execute`], [`SafeToRetry`] |
//! | **low level** | [`sigv4`] to sign any request; [`codec`], the traits that the attributes implement |
//!
//! The other items are parameters, results and errors of these. A `#[non_exhaustive]` type may get more fields or variants in
//! a compatible release.
#![cfg_attr(not(feature = "blocking"), doc = "", doc = "[`blocking`]: #overview-of-the-api")]
#![cfg_attr(not(feature = "dynamodb"), doc = "", doc = "[`dynamodb`]: #overview-of-the-api")]
#![cfg_attr(not(feature = "server"), doc = "", doc = "[`server`]: #overview-of-the-api")]
#![cfg_attr(not(feature = "sts"), doc = "", doc = "[`sts`]: #overview-of-the-api")]
#![cfg_attr(not(feature = "reqwest"), doc = "", doc = "[`ReqwestTransport`]: #overview-of-the-api")]
#![cfg_attr(not(feature = "hyper"), doc = "", doc = "[`HyperTransport`]: #overview-of-the-api")]
#![cfg_attr(not(feature = "event-stream"), doc = "", doc = "[`EventStream`]: #overview-of-the-api")]
#![forbid(unsafe_code)]
// Labels of features, on docs.rs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod client;
pub mod codec;
mod config;
mod credentials;
pub mod customizations;
#[cfg(feature = "dynamodb")]
pub mod dynamodb;
#[cfg(any(doc, doctest))]
pub mod guide;
pub mod limits;
mod model;
pub mod observability;
mod protocol;
mod reference;
#[cfg(feature = "server")]
pub mod server;
pub mod sigv4;
mod sources;
mod transport;
mod value;

/// The programs of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use bytes::Bytes;
pub use http;

pub use call::access_denied::{AccessDenied, PolicyKind};
#[cfg(feature = "checksums")]
pub use call::body_settings::ChecksumPolicy;
#[cfg(feature = "metrics")]
pub use call::metrics_observer::MetricsObserver;
pub use call::observe::{AttemptReport, CallOutcome, CallReport, FailReason, NextStep, Observe, RetryReason};
pub use call::prepared::PreparedRequest;
pub use call::presigned::PresignedRequest;
pub use call::response::Response;
pub use call::retry::RetryPolicy;
pub use call::send_error::{CallContext, Invalid, SendError, TimedOut};
pub use call::signature_mismatch::SignatureMismatch;
pub use client::call::Call;
pub use client::paginate::{Items, PageItems, Pages, Paginated, PaginatedItems};
pub use client::request::SafeToRetry;
pub use client::send::{CallResult, PrepareResult, PresignResult, SendResult};
pub use client::wait::{Wait, WaitError, Waited, Waiter};
pub use client::{Client, ClientBuilder};
pub use config::config_error::ConfigError;
pub use config::endpoint::account_id_mode::AccountIdEndpointMode;
pub use config::environment::{Environment, FileError};
pub use credentials::{
    BearerTokenFuture, CredentialsCache, CredentialsError, CredentialsFuture, ProvideBearerToken, ProvideCredentials,
    ServiceTime, TokenFile,
};
pub use model::auth::AuthScheme;
pub use model::modeled_error::{ModeledError, ServiceError};
pub use model::operation::{Operation, Service};
pub use model::page_token::{PageToken, PageTokenError};
pub use model::protocol::{DecodeError, InvalidRequest};
#[cfg(feature = "checksums")]
pub use protocol::checksum::ChecksumAlgorithm;
#[cfg(feature = "event-stream")]
pub use protocol::event_stream::{EventSender, EventStream, StreamClosed, StreamContext, StreamError};
pub use reference::{aws_error, aws_operation, aws_service, aws_shape};
#[cfg(feature = "sts")]
pub use sources::sts;
#[cfg(feature = "hyper")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{Transport, TransportError, TransportErrorKind, TransportFuture};
pub use value::bearer_token::BearerToken;
pub use value::blob::Blob;
pub use value::body::{Body, BodyError};
pub use value::byte_stream::ByteStream;
pub use value::clock::Clock;
pub use value::credentials::Credentials;
pub use value::document::Document;
pub use value::random::NoRandomness;
pub use value::sensitive::Sensitive;
pub use value::timestamp::{InvalidTimestamp, Timestamp};
pub use value::token::TokenSource;
pub use value::url_encoded::UrlEncoded;
