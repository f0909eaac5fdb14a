#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod blob;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod byte_stream;
mod call;
mod client;
mod clock;
mod credentials;
mod document;
mod endpoint;
mod environment;
mod invocation;
pub mod limits;
mod modeled_error;
mod operation;
mod paginate;
mod payload;
mod prepared;
mod presigned;
mod profile;
mod protocol;
mod reference;
mod response;
mod retry;
mod send;
mod send_error;
mod sensitive;
#[cfg(feature = "server")]
pub mod server;
mod signature_mismatch;
pub mod sigv4;
mod structure;
#[cfg(feature = "sts")]
pub mod sts;
mod timestamp;
mod timestamp_format;
mod token;
mod transport;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use bytes::Bytes;
pub use http;

pub use blob::Blob;
pub use body::{Body, BodyError};
pub use byte_stream::ByteStream;
pub use client::{Client, ClientBuilder, ConfigError};
pub use clock::Clock;
pub use credentials::{
    Credentials, CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials, ServiceTime,
};
pub use document::Document;
pub use environment::{Environment, FileError};
pub use modeled_error::{ErrorShape, ModeledError, Retryable, ServiceError};
pub use operation::{HttpTrait, Operation, OperationMeta, Segment, Service, ServiceMeta};
pub use paginate::{Items, PageItems, PageToken, PageTokenError, Pages, Paginated, PaginatedItems};
pub use payload::{PayloadKind, PayloadMember};
pub use prepared::PreparedRequest;
pub use presigned::PresignedRequest;
#[cfg(feature = "aws-query")]
pub use protocol::AwsQuery;
pub use protocol::{
    AwsJson1_0, AwsJson1_1, DecodeError, EncodedRequest, ErrorFacts, HttpBindings, InvalidRequest, Protocol, RestJson1,
    RpcProtocol,
};
pub use reference::{aws_error, aws_operation, aws_service, aws_shape};
pub use response::Response;
pub use retry::RetryPolicy;
pub use send::{PrepareResult, PresignResult, SendResult};
pub use send_error::{CallContext, Invalid, SendError, TimedOut};
pub use sensitive::Sensitive;
pub use signature_mismatch::SignatureMismatch;
pub use structure::{Binding, Bindings, MemberReader, MemberWriter, ReadMembers, Structure, WriteMembers};
pub use timestamp::{InvalidTimestamp, Timestamp};
pub use token::{NoRandomness, TokenSource};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{Transport, TransportError, TransportErrorKind, TransportFuture};
