#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod client;
mod config;
mod credentials;
pub mod limits;
mod model;
mod protocol;
mod reference;
#[cfg(feature = "server")]
pub mod server;
pub mod sigv4;
mod sources;
mod transport;
mod value;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use bytes::Bytes;
pub use http;

pub use call::prepared::PreparedRequest;
pub use call::presigned::PresignedRequest;
pub use call::response::Response;
pub use call::retry::RetryPolicy;
pub use call::send_error::{CallContext, Invalid, SendError, TimedOut};
pub use call::signature_mismatch::SignatureMismatch;
pub use client::paginate::{Items, PageItems, Pages, Paginated, PaginatedItems};
pub use client::send::{PrepareResult, PresignResult, SendResult};
pub use client::{Client, ClientBuilder};
pub use config::config_error::ConfigError;
pub use config::environment::{Environment, FileError};
pub use credentials::{CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials, ServiceTime};
pub use model::modeled_error::{ErrorShape, ModeledError, Retryable, ServiceError};
pub use model::operation::{HttpTrait, Operation, OperationMeta, Segment, Service, ServiceMeta};
pub use model::page_token::{PageToken, PageTokenError};
pub use model::payload::{PayloadKind, PayloadMember};
pub use model::protocol::{
    DecodeError, EncodedRequest, ErrorFacts, HttpBindings, InvalidRequest, Protocol, RpcProtocol,
};
pub use model::structure::{Binding, Bindings, MemberReader, MemberWriter, ReadMembers, Structure, WriteMembers};
#[cfg(feature = "aws-query")]
pub use protocol::AwsQuery;
pub use protocol::{AwsJson1_0, AwsJson1_1, RestJson1};
pub use reference::{aws_error, aws_operation, aws_service, aws_shape};
#[cfg(feature = "sts")]
pub use sources::sts;
#[cfg(feature = "hyper")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{Transport, TransportError, TransportErrorKind, TransportFuture};
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
