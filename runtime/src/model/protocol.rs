//! The traits of protocols, which convert inputs, outputs and errors to and from HTTP messages.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use serde_core::de::Error as _;

use crate::model::header_list::HeaderList;
use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::operation::{Operation, ServiceMeta};
use crate::model::page_token::PageToken;
use crate::model::streamed_body::{EventFormat, StreamedBody};
use crate::model::structure::{ReadMembers, WriteMembers};
use crate::sigv4::service_texts::without_texts;
use crate::value::body::BodyError;
use crate::value::byte_stream::ByteStream;
use crate::value::error_debug::debug_like_display;
use crate::value::timestamp_format::Format;
use crate::value::token::TokenSource;

/// Keeps [`Protocol`] to the types of this crate.
pub trait Sealed {}

/// An AWS protocol, for [`Service::Protocol`](crate::Service::Protocol).
///
/// Only types of this crate implement it. Its methods are not public, so that they may change.
pub trait Protocol: Sealed + 'static {
    /// The name of the protocol in Smithy.
    const NAME: &'static str;

    /// How the payloads of events are written.
    #[doc(hidden)]
    const EVENTS: EventFormat = EventFormat::Unsupported;

    /// The default format of timestamps in a body, and whether all values there are texts.
    #[doc(hidden)]
    const TIMESTAMPS: (Format, bool) = (Format::EpochSeconds, false);

    /// Encodes an input into a request. `fill` provides the values that the call adds.
    #[doc(hidden)]
    fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest>;

    /// Brings a request into the form that it has in a presigned URL.
    #[doc(hidden)]
    fn in_url(request: &mut EncodedRequest) {
        let _ = request;
    }

    /// Decodes an output of the operation with this name from a 2xx response. `stream` is the body, if it has not been
    /// read into `response`.
    #[doc(hidden)]
    fn decode_output<T: ReadMembers>(
        operation: &str,
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<T, serde_json::Error>;

    /// Decodes an output of operation `O`, by the rules of its service.
    #[doc(hidden)]
    fn decode_output_of<O: Operation>(
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<O::Output, serde_json::Error> {
        Self::decode_output(O::META.name, response, stream)
    }

    /// Reads the code and the message of an error response.
    #[doc(hidden)]
    fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts;

    /// What is wrong with the body of a response, if it is not the one that `service` sent.
    #[doc(hidden)]
    fn corruption(service: &ServiceMeta, response: &http::Response<Bytes>) -> Option<BodyError> {
        let _ = (service, response);
        None
    }

    /// What is wrong with a 2xx response of operation `O`, if it does not report a success. Read before it is decoded, so
    /// that the call can be retried.
    #[doc(hidden)]
    fn fault_in_success<O: Operation>(response: &http::Response<Bytes>) -> Option<FaultInSuccess> {
        let _ = response;
        None
    }

    /// The shape of an error response whose code is not that of a shape.
    #[doc(hidden)]
    fn shape_without_code<E: ModeledError>(response: &http::Response<Bytes>) -> Option<usize> {
        let _ = response;
        None
    }

    /// The request ID in the body, for a response without one in its headers.
    #[doc(hidden)]
    fn body_request_id(response: &http::Response<Bytes>) -> Option<String> {
        let _ = response;
        None
    }

    /// Decodes an error with the shape with index `shape`.
    #[doc(hidden)]
    fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, serde_json::Error>;

    /// Decodes an input in a server.
    #[doc(hidden)]
    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, serde_json::Error>;

    /// Encodes an output of the operation with this name in a server.
    #[doc(hidden)]
    fn encode_output<T: WriteMembers>(operation: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest>;

    /// Encodes the output of operation `O` in a server.
    #[doc(hidden)]
    fn encode_output_of<O: Operation<Output: WriteMembers>>(
        output: &O::Output,
    ) -> Result<http::Response<Bytes>, InvalidRequest> {
        Self::encode_output(O::META.name, output)
    }

    /// Encodes an error in a server.
    #[doc(hidden)]
    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest>;

    /// Brings an encoded error into the form of a service whose errors differ from those of its protocol.
    #[doc(hidden)]
    fn error_of_service(service: &ServiceMeta, response: http::Response<Bytes>) -> http::Response<Bytes> {
        let _ = service;
        response
    }

    /// Encodes an error that is not modeled, such as a rejected signature.
    #[doc(hidden)]
    fn encode_unmodeled(status: http::StatusCode, code: &str, message: &str) -> http::Response<Bytes>;
}

/// A protocol with Smithy's HTTP bindings: members can be in the path, the query and the headers.
pub trait HttpBindings: Protocol {}

/// A protocol with one path for all operations and all members in the body.
pub trait RpcProtocol: Protocol {}

/// A protocol whose requests can have maps: all but ec2Query.
pub trait Maps: Protocol {}

/// The values that a call adds to an input when it encodes it. The input itself is not changed.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'a> {
    /// The source of the idempotency token, if the operation has one and the input does not set it.
    pub tokens: &'a TokenSource,
    /// The index of the page token member, and the token.
    pub page: Option<(usize, &'a PageToken)>,
}

/// A request without a host and a signature.
#[derive(Clone)]
pub struct EncodedRequest {
    /// The method.
    pub method: http::Method,
    /// The prefix of the host. Empty for most operations.
    pub host_prefix: String,
    /// Path and query, percent-encoded ASCII.
    pub target: Bytes,
    /// The headers of the operation.
    pub headers: HeaderList,
    /// The body.
    pub body: ByteStream,
    /// Whether the body is a payload of bytes, and not a document.
    pub has_blob: bool,
    /// The idempotency token in the request.
    pub token: Option<String>,
}

/// Sensitive members can be in any part, so only the method is shown.
impl fmt::Debug for EncodedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedRequest").field("method", &self.method).finish_non_exhaustive()
    }
}

/// A request that a server received, with its path split into labels.
#[derive(Clone, Debug)]
pub struct ReceivedRequest<'a> {
    /// The percent-decoded values of the labels, each with the index of its member.
    pub labels: &'a [(usize, String)],
    /// The percent-decoded query parameters in order.
    pub query: &'a [(String, String)],
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body. Empty where it is a stream.
    pub body: &'a [u8],
    /// The body, if the operation reads it while it arrives.
    pub stream: Option<StreamedBody>,
    /// How the payloads of events are written.
    pub events: EventFormat,
}

/// The code and the message of an error response, read before its shape is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorFacts {
    /// The error code, without namespace and URI.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The legacy error code of awsQuery, if the response contains it. Users know the error by this code.
    pub query_code: Option<String>,
}

/// Why a 2xx response is not a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultInSuccess {
    /// The body is an error. The service failed after it had sent the status.
    Error(ErrorFacts),
    /// The body is cut off or otherwise unreadable.
    Unreadable,
}

/// A message that cannot be encoded, because of a member, or of the operation or structure itself. Nothing was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidRequest {
    subject: Subject,
    reason: String,
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.subject, self.reason)
    }
}

impl Error for InvalidRequest {}

/// What is invalid, with its name on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Member(&'static str),
    Operation(&'static str),
    Structure(&'static str),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(name) => write!(f, "member `{name}`"),
            Self::Operation(name) => write!(f, "operation `{name}`"),
            Self::Structure(name) => write!(f, "structure `{name}`"),
        }
    }
}

debug_like_display!(struct InvalidRequest { subject, reason });

impl InvalidRequest {
    pub(crate) fn new(member: &'static str, reason: impl Into<String>) -> Self {
        Self { subject: Subject::Member(member), reason: reason.into() }
    }

    pub(crate) fn of_operation(operation: &'static str, reason: impl Into<String>) -> Self {
        Self { subject: Subject::Operation(operation), reason: reason.into() }
    }

    pub(crate) fn of_structure(structure: &'static str, reason: impl Into<String>) -> Self {
        Self { subject: Subject::Structure(structure), reason: reason.into() }
    }

    /// The wire name of the invalid member. `None` if the operation or the structure itself is invalid.
    pub fn member(&self) -> Option<&'static str> {
        match self.subject {
            Subject::Member(name) => Some(name),
            Subject::Operation(_) | Subject::Structure(_) => None,
        }
    }
}

/// A response (in a server, a request) that cannot be decoded as its shape.
pub struct DecodeError(serde_json::Error);

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for DecodeError {}

debug_like_display!(struct DecodeError(cause));

impl DecodeError {
    pub(crate) fn of(error: serde_json::Error) -> Self {
        // The message may repeat an unexpected value, such as the texts that a service signed.
        let message = error.to_string();
        let kept = without_texts(&message);
        Self(if kept == message { error } else { serde_json::Error::custom(kept) })
    }
}

/// The shape of `error`. An error outside of [`ModeledError::SHAPES`] has only its message as a member.
pub(crate) fn shape_of<E: ModeledError>(error: &E) -> ErrorShape {
    const UNMODELED: ErrorShape = ErrorShape::new("", &["message"]);
    E::SHAPES.get(error.shape()).copied().unwrap_or(UNMODELED)
}
