//! What a protocol is: how an operation's input, output and errors become HTTP messages.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use serde_core::de::Error as _;

use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::operation::Operation;
use crate::model::page_token::PageToken;
use crate::model::structure::{ReadMembers, WriteMembers};
use crate::sigv4::service_texts::without_texts;
use crate::value::byte_stream::ByteStream;
use crate::value::token::TokenSource;

/// A protocol of AWS.
///
/// The methods are the two halves of a codec; user code names a protocol only in
/// [`Service::Protocol`](crate::Service::Protocol).
pub trait Protocol: 'static {
    /// The protocol's name, in Smithy's spelling.
    const NAME: &'static str;

    /// Writes an input, with what the call fills into it.
    fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest>;

    /// Reads an output of the operation of that name from a 2xx response; `stream` is its body where that is not read
    /// beforehand.
    fn decode_output<T: ReadMembers>(
        operation: &str,
        response: &http::Response<Bytes>,
        stream: Option<ByteStream>,
    ) -> Result<T, DecodeError>;

    /// Reads what every error says: its code and its message.
    fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts;

    /// The request ID in the body of a response that has none in its headers.
    fn body_request_id(response: &http::Response<Bytes>) -> Option<String> {
        let _ = response;
        None
    }

    /// Reads an error of the shape in place `shape`.
    fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, DecodeError>;

    /// Reads an input at the server's end.
    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, DecodeError>;

    /// Writes an output of the operation of that name at the server's end.
    fn encode_output<T: WriteMembers>(operation: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest>;

    /// Writes an error at the server's end.
    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest>;

    /// Writes an error that no model names, such as a rejected signature.
    fn encode_unmodeled(status: http::StatusCode, code: &str, message: &str) -> http::Response<Bytes>;
}

/// A protocol that puts members in paths, queries and headers: Smithy's HTTP bindings.
pub trait HttpBindings: Protocol {}

/// A protocol that sends every operation to one path, and everything in the body.
pub trait RpcProtocol: Protocol {}

/// What a call fills into an input, which itself stays as it is.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'a> {
    /// Where the idempotency token comes from, if the operation has one and the input does not.
    pub tokens: &'a TokenSource,
    /// The token of a page, and the place of its member.
    pub page: Option<(usize, &'a PageToken)>,
}

/// A request before it has a host and a signature.
#[derive(Clone)]
pub struct EncodedRequest {
    /// The method.
    pub method: http::Method,
    /// What comes before the host; empty for most operations.
    pub host_prefix: String,
    /// Path and query, percent-encoded.
    pub target: String,
    /// The headers that the operation itself sends.
    pub headers: HeaderMap,
    /// The body.
    pub body: ByteStream,
    /// The idempotency token in it.
    pub token: Option<String>,
}

/// Members may be sensitive, wherever they are.
impl fmt::Debug for EncodedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedRequest").field("method", &self.method).finish_non_exhaustive()
    }
}

/// A request as a server has it, with its path cut at the labels.
#[derive(Clone, Debug)]
pub struct ReceivedRequest<'a> {
    /// The values of the labels, by their place among the members; percent-decoded.
    pub labels: &'a [(usize, String)],
    /// The query parameters in order, percent-decoded.
    pub query: &'a [(String, String)],
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
}

/// What every error says, read before its type is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorFacts {
    /// The code, without namespace and URI.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The code that the service's query protocol of old had, where the response tells it: what users know it by.
    pub query_code: Option<String>,
}

/// A request that cannot be built: nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("member `{member}` {reason}")]
pub struct InvalidRequest {
    member: &'static str,
    reason: String,
}

impl InvalidRequest {
    pub(crate) fn new(member: &'static str, reason: impl Into<String>) -> Self {
        Self { member, reason: reason.into() }
    }

    /// The member that is wrong, by its wire name.
    pub fn member(&self) -> &'static str {
        self.member
    }
}

/// A response (or, at the server's end, a request) that does not read as its shape.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DecodeError(serde_json::Error);

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        // It may repeat a value that it did not expect.
        let told = error.to_string();
        let kept = without_texts(&told);
        Self(if kept == told { error } else { serde_json::Error::custom(kept) })
    }
}

/// The shape of `error`; one that no enum lists has its message alone.
pub(crate) fn shape_of<E: ModeledError>(error: &E) -> ErrorShape {
    const UNLISTED: ErrorShape =
        ErrorShape { code: "", status: 400, retryable: None, members: &["message"], bindings: &[] };
    E::SHAPES.get(error.shape()).copied().unwrap_or(UNLISTED)
}
