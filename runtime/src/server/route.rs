//! The route of an operation: from a received request to a response.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use serde_core::ser::Serialize;

use super::fingerprint::Fingerprint;
use super::handler::{Handler, IncomingCall};
use super::media_type::MediaTypes;
use super::path_pattern::{PathPattern, Specificity};
use super::tasks::catch_panic;
use crate::model::modeled_error::ModeledError;
use crate::model::operation::{Operation, OperationMeta, Service, ServiceMeta};
use crate::model::payload::PayloadMember;
use crate::model::protocol::{DecodeError, InvalidRequest, Protocol, ReceivedRequest};
use crate::model::streamed_body::Streams;
use crate::model::structure::{Binding, Bindings, MemberWriter, ReadMembers, Structure, WriteMembers};
use crate::protocol::text::{TimestampFormat, text_of};
#[cfg(feature = "rpc-v2-cbor")]
use crate::protocol::{RpcV2Cbor, cbor_path_of};
use crate::protocol::{TARGET, target_of};
use crate::value::strict::strictly;

/// The future of a type-erased method below.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An operation and its handler, with their types erased.
pub(crate) trait Route: Send + Sync {
    fn service(&self) -> &'static ServiceMeta;
    fn operation(&self) -> &'static OperationMeta;
    /// The name of the protocol.
    fn protocol(&self) -> &'static str;
    /// The bindings of members that are not in the body.
    fn bindings(&self) -> Bindings;
    /// The media types of the request and the response.
    fn media_types(&self) -> &MediaTypes;
    /// Whether the input has a stream of events.
    #[cfg(feature = "event-stream")]
    fn reads_events(&self) -> bool;

    /// The label values, if the request matches this operation.
    fn matches(&self, input: &RouteInput<'_>) -> Option<Vec<(usize, String)>>;

    fn specificity(&self) -> &Specificity;

    /// Decodes the request.
    fn read(&self, request: &ReceivedRequest<'_>) -> Result<Box<dyn PendingCall>, DecodeError>;

    /// An unmodeled error, encoded in the protocol of the operation.
    fn rejection(&self, status: StatusCode, code: &str, message: &str) -> http::Response<Bytes>;

    /// An error that is encoded in the protocol of the operation, in the form of its service.
    fn error_of_service(&self, response: http::Response<Bytes>) -> http::Response<Bytes>;
}

/// The parts of a request that select its operation.
pub(crate) struct RouteInput<'a> {
    pub(crate) parts: &'a Parts,
    /// The path after the server's base path.
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(String, String)],
    /// The parameters that name an operation of a query protocol: of a form, or of the query if the body is not a form.
    pub(crate) naming: &'a [(String, String)],
}

/// A decoded request, ready to run.
pub(crate) trait PendingCall: Send {
    /// The idempotency token; an empty or blank token counts as absent.
    fn token(&self) -> Option<&str>;

    /// The fingerprint of all parameters except the token.
    fn fingerprint(&self) -> Fingerprint;

    /// Runs the handler.
    fn run(self: Box<Self>, caller: Caller) -> BoxFuture<'static, HandlerResponse>;
}

/// The caller and the time of a call.
pub(crate) struct Caller {
    pub(crate) access_key_id: String,
    /// The hash of the bearer token.
    pub(crate) bearer_token: Option<[u8; 32]>,
    pub(crate) region: String,
    pub(crate) time: crate::value::timestamp::Timestamp,
}

/// The encoded result of a handler.
pub(crate) struct HandlerResponse {
    pub(crate) response: http::Response<Bytes>,
    /// Whether the handler succeeded, so that the response is stored for the call's token.
    pub(crate) is_success: bool,
}

pub(crate) struct OperationRoute<O, H> {
    handler: Arc<H>,
    matcher: Matcher,
    specificity: Specificity,
    media_types: MediaTypes,
    operation: PhantomData<fn() -> O>,
}

/// How a request is matched to an operation.
enum Matcher {
    /// Method and path.
    Path(PathPattern),
    /// The value of `X-Amz-Target`.
    Target(String),
    /// `Action` and `Version` in a form, or in the query if the body is not a form.
    Form(&'static str, &'static str),
    /// The path of rpcv2Cbor.
    #[cfg(feature = "rpc-v2-cbor")]
    NamedPath(String),
}

impl<O: Operation<Output: Structure>, H> OperationRoute<O, H> {
    pub(crate) fn new(handler: H) -> Self {
        let matcher = match &O::META.http {
            Some(http) => Matcher::Path(PathPattern::new(http)),
            #[cfg(feature = "rpc-v2-cbor")]
            None if ProtocolOf::<O>::NAME == RpcV2Cbor::NAME => {
                Matcher::NamedPath(cbor_path_of(O::Service::META.target_prefix, O::META.name))
            }
            None if !O::Service::META.version.is_empty() => Matcher::Form(O::META.name, O::Service::META.version),
            None => Matcher::Target(target_of(O::Service::META.target_prefix, O::META.name)),
        };
        let specificity = match &matcher {
            Matcher::Path(pattern) => pattern.specificity(),
            Matcher::Target(_) | Matcher::Form(..) => Specificity::Name,
            #[cfg(feature = "rpc-v2-cbor")]
            Matcher::NamedPath(_) => Specificity::NameInPath,
        };
        let media_types = MediaTypes::of::<O>();
        Self { handler: Arc::new(handler), matcher, specificity, media_types, operation: PhantomData }
    }
}

type ProtocolOf<O> = <<O as Operation>::Service as Service>::Protocol;

impl<O, H> Route for OperationRoute<O, H>
where
    O: Operation<Output: WriteMembers> + ReadMembers + Send + 'static,
    H: Handler<O>,
{
    fn service(&self) -> &'static ServiceMeta {
        O::Service::META
    }

    fn operation(&self) -> &'static OperationMeta {
        O::META
    }

    fn protocol(&self) -> &'static str {
        ProtocolOf::<O>::NAME
    }

    fn bindings(&self) -> Bindings {
        O::BINDINGS
    }

    fn media_types(&self) -> &MediaTypes {
        &self.media_types
    }

    #[cfg(feature = "event-stream")]
    fn reads_events(&self) -> bool {
        O::STREAMS == Streams::Events
    }

    fn matches(&self, input: &RouteInput<'_>) -> Option<Vec<(usize, String)>> {
        let RouteInput { parts, path, query, naming } = *input;
        let is_match = match &self.matcher {
            Matcher::Path(pattern) => return pattern.matches(parts.method.as_str(), path, query),
            Matcher::Target(target) => {
                parts.method == http::Method::POST
                    && parts.headers.get(TARGET).is_some_and(|value| value.as_bytes() == target.as_bytes())
            }
            Matcher::Form(action, version) => {
                let has = |name, value| naming.iter().any(|(key, found)| key == name && found == value);
                has("Action", *action) && has("Version", *version)
            }
            #[cfg(feature = "rpc-v2-cbor")]
            Matcher::NamedPath(own) => parts.method == http::Method::POST && path == own,
        };
        is_match.then(Vec::new)
    }

    fn specificity(&self) -> &Specificity {
        &self.specificity
    }

    fn read(&self, request: &ReceivedRequest<'_>) -> Result<Box<dyn PendingCall>, DecodeError> {
        let request = ReceivedRequest { events: ProtocolOf::<O>::EVENTS, ..request.clone() };
        let (timestamps, are_texts) = ProtocolOf::<O>::TIMESTAMPS;
        let input = strictly(timestamps, are_texts, || ProtocolOf::<O>::decode_input::<O>(&request));
        let input = input.map_err(DecodeError::of)?;
        let mut parameters = Parameters::of::<O>();
        if parameters.token_member.is_some() {
            input.write_members(&mut parameters).map_err(DecodeError::of)?;
        }
        let fingerprint = Fingerprint::of_all(&parameters.others);
        Ok(Box::new(Pending { input, handler: Arc::clone(&self.handler), token: parameters.token, fingerprint }))
    }

    fn rejection(&self, status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        self.error_of_service(ProtocolOf::<O>::encode_unmodeled(status, code, message))
    }

    fn error_of_service(&self, response: http::Response<Bytes>) -> http::Response<Bytes> {
        ProtocolOf::<O>::error_of_service(O::Service::META, response)
    }
}

struct Pending<O, H> {
    input: O,
    handler: Arc<H>,
    token: Option<String>,
    fingerprint: Fingerprint,
}

impl<O, H> PendingCall for Pending<O, H>
where
    O: Operation<Output: WriteMembers> + Send + 'static,
    H: Handler<O>,
{
    fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    fn run(self: Box<Self>, caller: Caller) -> BoxFuture<'static, HandlerResponse> {
        let Caller { access_key_id, region, time, .. } = caller;
        Box::pin(async move {
            let result = catch_panic(async move {
                let call = IncomingCall { input: self.input, access_key_id, region, time };
                let result = self.handler.handle(call).await;
                let is_success = result.is_ok();
                let encoded = match &result {
                    Ok(output) => encode_output::<O>(output),
                    Err(error) => encode_error::<ProtocolOf<O>, _>(error)
                        .map(|response| ProtocolOf::<O>::error_of_service(O::Service::META, response)),
                };
                let response = encoded.unwrap_or_else(|error| internal_failure::<O>(&error.to_string()));
                HandlerResponse { response, is_success }
            });
            // The response omits the panic message, which may contain a secret; the panic hook has reported it.
            result.await.unwrap_or_else(|| {
                let response = internal_failure::<O>(&format!("the handler of {} panicked", O::META.name));
                HandlerResponse { response, is_success: false }
            })
        })
    }
}

/// The error response of a failure of the server.
fn internal_failure<O: Operation>(message: &str) -> http::Response<Bytes> {
    let response = ProtocolOf::<O>::encode_unmodeled(StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure", message);
    ProtocolOf::<O>::error_of_service(O::Service::META, response)
}

/// Encodes the output with the operation's success status. The status of the encoded output is kept if it is a member, or if
/// the operation's status allows no body and the output has one.
fn encode_output<O: Operation<Output: WriteMembers>>(
    output: &O::Output,
) -> Result<http::Response<Bytes>, InvalidRequest> {
    let mut response = ProtocolOf::<O>::encode_output_of::<O>(output)?;
    let has_status_member = O::Output::BINDINGS.iter().any(|(_, binding)| *binding == Binding::Status);
    let code = O::META.http.filter(|_| !has_status_member).and_then(|http| StatusCode::from_u16(http.code).ok());
    let is_empty = response.body().is_empty() || response.body().as_ref() == b"{}";
    if let Some(code) = code.filter(|code| is_empty || !BODILESS.contains(code)) {
        *response.status_mut() = code;
    }
    // A length set by a member could truncate the response. For HEAD it is kept: it describes a body that is not sent.
    if O::META.http.is_none_or(|http| http.method != "HEAD") {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    Ok(response)
}

/// Statuses of responses without a body: RFC 9110, 6.4.1 and 15.3.6.
const BODILESS: [StatusCode; 3] = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT, StatusCode::NOT_MODIFIED];

/// A separate function, because the caller cannot name the error's projected type.
fn encode_error<P: Protocol, E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
    P::encode_error(error)
}

/// Collects the token and the fingerprints of all other parameters.
struct Parameters {
    token_member: Option<usize>,
    token: Option<String>,
    /// In the order of the members, including absent ones. Names are not used, because they may not be unique.
    others: Vec<Fingerprint>,
}

impl Parameters {
    fn of<O: Operation + Structure>() -> Self {
        Self { token_member: O::META.idempotency_token, token: None, others: Vec::new() }
    }
}

impl MemberWriter for Parameters {
    type Error = serde_json::Error;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), serde_json::Error> {
        if self.token_member == Some(index) {
            let text = text_of(value, TimestampFormat::DateTime).map_err(serde_core::ser::Error::custom)?;
            self.token = text.into_one().filter(|token| !token.trim().is_empty());
        } else {
            self.others.push(Fingerprint::of(value)?);
        }
        Ok(())
    }

    fn payload<T: PayloadMember>(&mut self, index: usize, value: &T) -> Result<(), serde_json::Error> {
        // Events arrive after the call has begun, so calls with the same token are not compared by them.
        if T::KIND.streams() == Streams::Events { Ok(()) } else { self.member(index, value) }
    }
}
