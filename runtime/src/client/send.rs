//! The generic part of a call: encode, run, decode.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use crate::call::observation::Observation;
use crate::call::prepared::PreparedRequest;
use crate::call::presigned::PresignedRequest;
use crate::call::response::{Response, hide_sensitive};
use crate::call::send_error::{CallContext, Facts, Invalid, SendError};
use crate::call::{self, Call, NoResponse, Timeouts};
use crate::client::Client;
use crate::model::modeled_error::{ErrorShape, ModeledError};
use crate::model::operation::{Operation, OperationMeta, Service, ServiceMeta};
use crate::model::page_token::PageToken;
use crate::model::protocol::{DecodeError, EncodedRequest, ErrorFacts, FaultInSuccess, Fill, InvalidRequest, Protocol};
#[cfg(feature = "event-stream")]
use crate::model::streamed_body::EventFacts;
use crate::model::streamed_body::{StreamedBody, Streams};
use crate::model::structure::{ReadMembers, Structure as _, binding_of};
use crate::sigv4::service_texts::{holds_texts, without_texts};
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
pub fn output_of<O: Operation>(input: &O, ended: Ended<'_>) -> SendResult<O> {
    let mut success = ended.success::<ProtocolOf<O>, O::Error>(input, None)?;
    match success.decode::<ProtocolOf<O>, O::Output>(O::META.name) {
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
    match noting(|| success.decode::<ProtocolOf<O>, O::Output>(O::META.name)) {
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
pub async fn prepare<O: Operation>(input: &O, client: &Client) -> PrepareResult<O> {
    let call = call_of(input, client, None).map_err(|invalid| unsent::<O>(invalid, None))?;
    let token = call.request.token.clone();
    let shown = shown(input, token.as_deref(), None);
    call.prepare(shown).await.map_err(|no_response| unsent::<O>(no_response, token))
}

/// Presigns the URL of `input`. Implements `presign` of every operation.
pub async fn presign<O: Operation>(input: &O, client: &Client, ttl: Duration) -> PresignResult<O> {
    let call = call_of(input, client, None).map_err(|invalid| unsent::<O>(invalid, None))?;
    let token = call.request.token.clone();
    call.presign(ttl).await.map_err(|no_response| unsent::<O>(no_response, token))
}

/// An error of a call that was never sent.
fn unsent<O: Operation>(no_response: NoResponse, token: Option<String>) -> SendError<O::Error> {
    no_response.into_send_error(CallContext::new(facts_of(O::META, token)))
}

fn facts_of(operation: &'static OperationMeta, token: Option<String>) -> Facts {
    Facts { operation: operation.name, token, ..Facts::default() }
}

/// An input without its type. The code that takes it is compiled once, and not for each operation.
trait Input {
    fn outline(&self) -> &'static Outline;
    fn encode(&self, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest>;
}

/// What a call needs to know of its operation.
struct Outline {
    service: &'static ServiceMeta,
    operation: &'static OperationMeta,
    modeled: &'static [ErrorShape],
    error_facts: fn(&http::Response<Bytes>) -> ErrorFacts,
    fault_in_success: fn(&http::Response<Bytes>) -> Option<FaultInSuccess>,
    request_id: fn(&http::Response<Bytes>) -> Option<String>,
    streams: Streams,
    #[cfg(feature = "event-stream")]
    has_initial_message: bool,
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
                fault_in_success: ProtocolOf::<O>::fault_in_success::<O>,
                request_id: ProtocolOf::<O>::body_request_id,
                streams: O::Output::STREAMS,
                #[cfg(feature = "event-stream")]
                has_initial_message: O::META.http.is_none()
                    && matches!(O::Output::STREAMS, Streams::Events)
                    && O::Output::MEMBERS.len() > O::Output::RPC_BINDINGS.len(),
            }
        }
    }

    fn encode(&self, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
        ProtocolOf::<O>::encode_input(self, fill)
    }
}

/// The index of the member that is a page token, and the token.
type Page<'a> = Option<(usize, &'a PageToken)>;

/// The call of `input`, encoded.
fn call_of<'a>(input: &dyn Input, client: &'a Client, page: Page<'_>) -> Result<Call<'a>, NoResponse> {
    #[cfg(feature = "blocking")]
    if crate::call::fork::is_forked() {
        return Err(NoResponse::Invalid(Invalid::Forked));
    }
    let request = input.encode(&Fill { tokens: &client.inner().tokens, page });
    let outline = input.outline();
    Ok(Call {
        client: client.inner(),
        limits: client.limits(),
        timeouts: Timeouts::of(client.limits(), outline.operation, outline.streams),
        request: request.map_err(|member| NoResponse::Invalid(Invalid::Member(member)))?,
        service: client.inner().service(outline.service).map_err(NoResponse::Invalid)?,
        auth: client.inner().auth_scheme(outline.service, outline.operation),
        meta: outline.service,
        operation: outline.operation,
        modeled: outline.modeled,
        error_facts: outline.error_facts,
        fault_in_success: outline.fault_in_success,
        request_id: outline.request_id,
        streams: outline.streams,
        #[cfg(feature = "event-stream")]
        has_initial_message: outline.has_initial_message,
    })
}

/// The redacted request of `input`. `None` if it cannot be encoded.
fn shown(input: &dyn Input, token: Option<&str>, page: Page<'_>) -> Option<EncodedRequest> {
    let tokens = TokenSource::fixed(token.unwrap_or_default());
    redacting(|| input.encode(&Fill { tokens: &tokens, page })).ok()
}

/// A call with its input encoded, unless it is invalid.
struct Started<'a> {
    call: Result<Call<'a>, NoResponse>,
    facts: Facts,
    observation: Observation<'a>,
}

impl<'a> Started<'a> {
    fn of(input: &dyn Input, client: &'a Client, page: Page<'_>) -> Self {
        let Outline { service, operation, .. } = *input.outline();
        let observation = Observation::begin(client.inner(), service, operation);
        let mut call = call_of(input, client, page);
        let token = call.as_mut().ok().and_then(|call| call.request.token.take());
        Self { call, facts: facts_of(operation, token), observation }
    }

    // The future of an `async fn` would have room for `self` twice.
    #[allow(clippy::manual_async_fn)]
    fn run(mut self) -> impl Future<Output = Ended<'a>> {
        async move {
            let end = match self.call {
                Ok(ref mut call) => call::run(call, &mut self.facts, &mut self.observation).await,
                Err(no_response) => Err(no_response),
            };
            Ended { end, facts: self.facts, observation: self.observation }
        }
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
    fn decode<P: Protocol, T: ReadMembers>(&mut self, operation: &str) -> Result<T, serde_json::Error> {
        let body = self.response.stream.take().map(|body| StreamedBody {
            stream: ByteStream::once(body),
            #[cfg(feature = "event-stream")]
            events: EventFacts {
                format: P::EVENTS,
                operation: self.facts.operation,
                request_id: self.facts.request_id.clone(),
                max_frame: self.response.max_frame,
            },
        });
        P::decode_output(operation, &self.response.message, body)
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
    fn into_send_error<E>(self, context: CallContext) -> SendError<E> {
        match self {
            Self::Ambiguous(source) => SendError::Ambiguous(source, context),
            Self::Timeout(limit) => SendError::Timeout(limit, context),
            Self::Transport(error) => SendError::Transport(error, context),
            Self::Credentials(error) => SendError::Credentials(error, context),
            Self::Invalid(reason) => SendError::Invalid(reason, context),
        }
    }
}
