//! The generic part of a call: encode, run, decode.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::call::idempotency_key;
use crate::call::observation::Observation;
use crate::call::prepared::PreparedRequest;
use crate::call::presigned::PresignedRequest;
use crate::call::response::{Response, hide_sensitive};
use crate::call::send_error::{CallContext, Facts, Invalid, SendError};
use crate::call::{self, Call, NoResponse, Timeouts};
use crate::client::Client;
use crate::client::discovery::{self, RunDiscovered};
use crate::model::endpoint_params::EndpointParams;
use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::operation::{Operation, OperationMeta, Service, ServiceMeta};
use crate::model::page_token::PageToken;
use crate::model::protocol::{DecodeError, EncodedRequest, ErrorFacts, FaultInSuccess, Fill, InvalidRequest, Protocol};
#[cfg(feature = "event-stream")]
use crate::model::streamed_body::EventFacts;
use crate::model::streamed_body::{StreamedBody, Streams};
use crate::model::structure::{Structure as _, binding_of};
use crate::sigv4::service_texts::{holds_texts, without_texts};
use crate::value::body::BodyError;
use crate::value::byte_stream::ByteStream;
use crate::value::sensitive::{noting, redacting};
use crate::value::token::TokenSource;

type ProtocolOf<O> = <<O as Operation>::Service as Service>::Protocol;

/// The result of `send` of operation `O`: the output.
pub type SendResult<O> = Result<<O as Operation>::Output, SendError<<O as Operation>::Error>>;
/// The result of `call` of operation `O`, and of each page: the output, with the facts about the call.
pub type CallResult<O> = Result<Response<<O as Operation>::Output>, SendError<<O as Operation>::Error>>;
/// The result of `prepare` of operation `O`.
pub type PrepareResult<O> = Result<PreparedRequest, SendError<<O as Operation>::Error>>;
/// The result of `presign` of operation `O`.
pub type PresignResult<O> = Result<PresignedRequest, SendError<<O as Operation>::Error>>;

/// Runs a call of `input`. With [`output_of`], it implements `send` of every operation.
///
/// The future does not depend on the type of the operation, so that its code is compiled once.
pub fn run<'a, O: Operation>(input: &O, client: &'a Client) -> impl Future<Output = Ended<'a>> + use<'a, O> {
    Started::of(input, client, None).run()
}

/// The output of a call of `input` that has ended.
///
/// # Errors
/// [`SendError`](crate::SendError): the call has no output.
pub fn output_of<O: Operation>(input: &O, ended: Ended<'_>) -> SendResult<O> {
    let mut success = ended.success::<ProtocolOf<O>, O::Error>(input, None)?;
    match success.decode::<O>() {
        Ok(output) => {
            success.observation.decoded();
            Ok(output)
        }
        Err(error) => Err(success.undecoded(error)),
    }
}

/// Sends `input` and waits for the output with the facts about the call. `page` replaces the value of the member with this
/// index by a page token.
pub(crate) async fn call<O: Operation>(input: &O, client: &Client, page: Page<'_>) -> CallResult<O> {
    let ended = Started::of(input, client, page).run().await;
    let mut success = ended.success::<ProtocolOf<O>, O::Error>(input, page)?;
    match noting(|| success.decode::<O>()) {
        (Ok(output), sensitive) => {
            success.observation.decoded();
            let (mut parts, _) = success.response.message.into_parts();
            let bindings = sensitive.into_iter().filter_map(|index| binding_of(O::Output::BINDINGS, index));
            hide_sensitive(&mut parts.headers, &bindings.collect::<Vec<_>>());
            Ok(Response::new(output, parts.status, parts.headers, success.facts))
        }
        (Err(error), _) => Err(success.undecoded(error)),
    }
}

/// Builds and signs the request of `input`, and does not send it. Implements `prepare` of every operation.
///
/// # Errors
/// [`SendError`](crate::SendError) if the request cannot be built or signed.
pub async fn prepare<O: Operation>(input: &O, client: &Client) -> PrepareResult<O> {
    let call = call_of(input, client, None).map_err(|invalid| unsent::<O>(invalid, None))?;
    let token = call.request.token.clone();
    let shown = shown(input, token.as_deref(), None);
    call.prepare(shown).await.map_err(|no_response| unsent::<O>(no_response, token))
}

/// Presigns the URL of `input`. Implements `presign` of every operation.
///
/// # Errors
/// [`SendError`](crate::SendError) if the request cannot be built or signed.
pub async fn presign<O: Operation>(input: &O, client: &Client, ttl: Duration) -> PresignResult<O> {
    presign_changed(input, client, ttl, |_| {}).await
}

/// Presigns the URL of `input`, after `change` has changed its request.
pub(crate) async fn presign_changed<O: Operation>(
    input: &O,
    client: &Client,
    ttl: Duration,
    change: impl FnOnce(&mut EncodedRequest),
) -> PresignResult<O> {
    let mut call = call_of(input, client, None).map_err(|invalid| unsent::<O>(invalid, None))?;
    ProtocolOf::<O>::in_url(&mut call.request);
    change(&mut call.request);
    let token = call.request.token.clone();
    call.presign(ttl).await.map_err(|no_response| unsent::<O>(no_response, token))
}

/// An error of a call that was never sent.
pub(crate) fn unsent<O: Operation>(no_response: NoResponse, token: Option<String>) -> SendError<O::Error> {
    no_response.into_send_error(CallContext::new(facts_of(O::META, token)))
}

fn facts_of(operation: &'static OperationMeta, token: Option<String>) -> Facts {
    Facts { operation: operation.name, token, ..Facts::default() }
}

/// An input without its type. The code that takes it is compiled once, and not for each operation.
trait Input {
    fn outline(&self) -> &'static Outline;
    fn encode(&self, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest>;
    fn endpoint_params(&self) -> EndpointParams;
}

/// What a call needs to know of its operation.
struct Outline {
    service: &'static ServiceMeta,
    operation: &'static OperationMeta,
    modeled: &'static [ErrorShape],
    error_facts: fn(&http::Response<Bytes>) -> ErrorFacts,
    corruption: fn(&ServiceMeta, &http::Response<Bytes>) -> Option<BodyError>,
    fault_in_success: fn(&http::Response<Bytes>) -> Option<FaultInSuccess>,
    request_id: fn(&http::Response<Bytes>) -> Option<String>,
    /// Runs the call at the endpoint that the service reports.
    run_discovered: Option<RunDiscovered>,
    streams: Streams,
    #[cfg(feature = "event-stream")]
    has_initial_message: bool,
    /// Whether events go both ways at the same time.
    #[cfg(all(feature = "event-stream", not(feature = "http2")))]
    both_ways: bool,
}

impl<O: Operation> Input for O {
    fn outline(&self) -> &'static Outline {
        const {
            #[cfg(feature = "event-stream")]
            assert!(
                O::META.http.is_none()
                    || !matches!(O::Output::STREAMS, Streams::Events)
                    || O::Output::MEMBERS.len() == O::Output::BINDINGS.len(),
                "the output of an operation with `http` has members beside its event stream that are not bound: bind them \
                 with `header`"
            );
            &Outline {
                service: O::Service::META,
                operation: O::META,
                modeled: O::Error::SHAPES,
                error_facts: ProtocolOf::<O>::error_facts,
                corruption: ProtocolOf::<O>::corruption,
                fault_in_success: ProtocolOf::<O>::fault_in_success::<O>,
                request_id: ProtocolOf::<O>::body_request_id,
                streams: O::Output::STREAMS,
                run_discovered: if O::META.discovered_endpoint { Some(discovery::run::<O::Service>) } else { None },
                #[cfg(feature = "event-stream")]
                has_initial_message: O::META.http.is_none()
                    && matches!(O::Output::STREAMS, Streams::Events)
                    && O::Output::MEMBERS.len() > O::Output::RPC_BINDINGS.len(),
                #[cfg(all(feature = "event-stream", not(feature = "http2")))]
                both_ways: matches!((O::STREAMS, O::Output::STREAMS), (Streams::Events, Streams::Events)),
            }
        }
    }

    fn encode(&self, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
        ProtocolOf::<O>::encode_input(self, fill)
    }

    fn endpoint_params(&self) -> EndpointParams {
        Operation::endpoint_params(self)
    }
}

/// The index of the member that is a page token, and the token.
type Page<'a> = Option<(usize, &'a PageToken)>;

/// The call of `input`, encoded.
#[cfg(feature = "rest-xml")]
pub(crate) fn call_of_input<'a, O: Operation>(input: &O, client: &'a Client) -> Result<Call<'a>, NoResponse> {
    call_of(input, client, None)
}

/// The call of `input`, encoded.
fn call_of<'a>(input: &dyn Input, client: &'a Client, page: Page<'_>) -> Result<Call<'a>, NoResponse> {
    #[cfg(feature = "blocking")]
    if crate::call::fork::is_forked() {
        return Err(NoResponse::Invalid(Invalid::Forked));
    }
    let outline = input.outline();
    #[cfg(all(feature = "event-stream", not(feature = "http2")))]
    if outline.both_ways {
        return Err(NoResponse::Invalid(Invalid::NoHttp2(outline.operation.name)));
    }
    let key = client.limits().idempotency_key.as_deref();
    let keyed = key.map(|key| idempotency_key::source(key, outline.service, outline.operation)).transpose()?.flatten();
    let request = encoded(input, &Fill { tokens: keyed.as_ref().unwrap_or(&client.inner().tokens), page });
    let request = request.map_err(|member| NoResponse::Invalid(Invalid::Member(member)))?;
    let service = client.inner().service(outline.service).map_err(NoResponse::Invalid)?;
    let endpoint_params = input.endpoint_params();
    let endpoint = client.inner().endpoint_of(outline.service, &service, &endpoint_params);
    let endpoint = endpoint.map_err(NoResponse::Invalid)?;
    #[cfg_attr(not(feature = "rest-xml"), allow(unused_mut))] // only calls of S3 are changed
    let mut call = Call {
        client: client.inner(),
        limits: client.limits(),
        timeouts: Timeouts::of(client.limits(), outline.operation, outline.streams),
        request,
        service,
        auth: endpoint.auth(client.inner().auth_scheme(outline.service, outline.operation)),
        endpoint_params,
        endpoint,
        meta: outline.service,
        operation: outline.operation,
        modeled: outline.modeled,
        error_facts: outline.error_facts,
        corruption: outline.corruption,
        fault_in_success: outline.fault_in_success,
        request_id: outline.request_id,
        streams: outline.streams,
        #[cfg(feature = "event-stream")]
        has_initial_message: outline.has_initial_message,
        #[cfg(feature = "checksums")]
        chunked: None,
        #[cfg(feature = "checksums")]
        body_hash: None,
        #[cfg(feature = "rest-xml")]
        in_endpoint: None,
    };
    #[cfg(feature = "rest-xml")]
    call.locate_bucket()?;
    Ok(call)
}

/// The redacted request of `input`. `None` if it cannot be encoded.
fn shown(input: &dyn Input, token: Option<&str>, page: Page<'_>) -> Option<EncodedRequest> {
    let tokens = TokenSource::fixed(token.unwrap_or_default());
    redacting(|| encoded(input, &Fill { tokens: &tokens, page })).ok()
}

/// The request of `input`, with the headers that all requests of its service have.
fn encoded(input: &dyn Input, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
    let mut request = input.encode(fill)?;
    let outline = input.outline();
    for (name, value) in outline.service.headers {
        let header = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value));
        let (Ok(name), Ok(value)) = header else {
            let reason = format!("is of a service whose header `{name}: {value}` is not valid");
            return Err(InvalidRequest::of_operation(outline.operation.name, reason));
        };
        request.headers.set_default(name, value);
    }
    Ok(request)
}

/// A call with its input encoded, unless it is invalid.
struct Started<'a> {
    call: Result<Call<'a>, NoResponse>,
    facts: Facts,
    observation: Observation<'a>,
    discovered: Option<(RunDiscovered, &'a Client)>,
}

impl<'a> Started<'a> {
    fn of(input: &dyn Input, client: &'a Client, page: Page<'_>) -> Self {
        let Outline { service, operation, run_discovered, .. } = *input.outline();
        let observation = Observation::begin(client.inner(), service, operation);
        let mut call = call_of(input, client, page);
        let token = call.as_mut().ok().and_then(|call| call.request.token.take());
        let has_key = client.limits().idempotency_key.is_some();
        let discovered = run_discovered.map(|run| (run, client));
        Self { call, facts: Facts { has_key, ..facts_of(operation, token) }, observation, discovered }
    }

    /// Boxed, so that the code of a call is compiled here and not in each crate that sends.
    fn run(mut self) -> Pin<Box<dyn Future<Output = Ended<'a>> + Send + 'a>> {
        let ended = async move {
            let (facts, observation) = (&mut self.facts, &mut self.observation);
            // Where it is, the call is not moved: a second place for it would be part of the future.
            let end = match self.call {
                Ok(ref mut call) => match self.discovered {
                    None => call::run(call, facts, observation).await,
                    Some((run, client)) => run(call, client, facts, observation).await,
                },
                Err(no_response) => Err(no_response),
            };
            Ended { end, facts: self.facts, observation: self.observation }
        };
        // Each pending call keeps this much memory.
        debug_assert!(size_of_val(&ended) < 2_500, "the future of a call has {} bytes", size_of_val(&ended));
        Box::pin(ended)
    }
}

/// A call that has ended, with or without a response.
pub struct Ended<'a> {
    end: Result<Box<call::Response>, NoResponse>,
    facts: Facts,
    observation: Observation<'a>,
}

impl<'a> Ended<'a> {
    fn success<P: Protocol, E: ModeledError>(
        self,
        input: &dyn Input,
        page: Page<'_>,
    ) -> Result<Success<'a>, SendError<E>> {
        let Self { end, mut facts, observation } = self;
        if let Some(mismatch) = facts.mismatch.take() {
            let shown = shown(input, facts.token.as_deref(), page);
            facts.mismatch = Some(Box::new(mismatch.shown_as(shown.as_ref())));
        }
        let mut response = match end {
            Err(no_response) => return Err(no_response.into_send_error(CallContext::new(facts))),
            Ok(response) => response,
        };
        match response.error.take() {
            Some(error) => {
                let reads_members = !response.repeats_secret;
                Err(error_of::<P, _>(&response.message, error, reads_members, CallContext::new(facts)))
            }
            None => Ok(Success { response, facts, observation }),
        }
    }
}

/// A call that the service reported as a success. Its output is not decoded yet.
struct Success<'a> {
    response: Box<call::Response>,
    facts: Facts,
    observation: Observation<'a>,
}

impl Success<'_> {
    fn decode<O: Operation>(&mut self) -> Result<O::Output, serde_json::Error> {
        let body = self.response.stream.take().map(|body| StreamedBody {
            stream: ByteStream::once(body),
            #[cfg(feature = "event-stream")]
            events: EventFacts {
                format: ProtocolOf::<O>::EVENTS,
                operation: self.facts.operation,
                request_id: self.facts.request_id.clone(),
                max_frame: self.response.max_frame,
            },
        });
        ProtocolOf::<O>::decode_output_of::<O>(&self.response.message, body)
    }

    fn undecoded<E>(mut self, error: serde_json::Error) -> SendError<E> {
        // The service reported success.
        self.facts.ambiguous = true;
        SendError::Decode(DecodeError::of(error), CallContext::new(self.facts))
    }
}

/// The error of an error response. With `reads_members` false, only its message is decoded.
fn error_of<P: Protocol, E: ModeledError>(
    response: &http::Response<Bytes>,
    facts: ErrorFacts,
    reads_members: bool,
    context: CallContext,
) -> SendError<E> {
    let code = facts.code.unwrap_or_default();
    let full_message = facts.message.unwrap_or_default();
    let message = without_texts(&full_message);
    let shape_of = |code: &str| E::SHAPES.iter().position(|shape| shape.code == code);
    // With `awsQueryCompatible`, the response also has the legacy code of awsQuery. A variant may have either code.
    let shape = shape_of(&code).or_else(|| shape_of(facts.query_code.as_deref()?));
    if let Some(shape) = shape.or_else(|| P::shape_without_code::<E>(response)) {
        // Any member may repeat the signed texts, which contain the session token.
        let repeats = !reads_members || message != full_message || holds_texts(response.body());
        let read = if repeats { None } else { P::decode_error(shape, response).ok() };
        // If the members cannot be decoded, only the message is.
        let read = read.map_or_else(|| P::decode_error(shape, &message_alone::<P>(message)), Ok);
        if let Ok(error) = read {
            return SendError::Service(error, context);
        }
    }
    match E::unmodeled(&code, message) {
        Some(error) => SendError::Service(error, context),
        None => SendError::Unmodeled { code, message: message.to_owned(), context },
    }
}

/// A response with the message of an error, and without other members.
fn message_alone<P: Protocol>(message: &str) -> http::Response<Bytes> {
    P::encode_unmodeled(StatusCode::BAD_REQUEST, "", message)
}

impl NoResponse {
    pub(super) fn into_send_error<E>(self, context: CallContext) -> SendError<E> {
        match self {
            Self::Ambiguous(source) => SendError::Ambiguous(source, context),
            Self::Timeout(limit) => SendError::Timeout(limit, context),
            Self::Transport(error) => SendError::Transport(error, context),
            Self::Credentials(error) => SendError::Credentials(error, context),
            Self::Invalid(reason) => SendError::Invalid(reason, context),
        }
    }
}
