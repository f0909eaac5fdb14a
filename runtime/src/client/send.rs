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
use crate::model::modeled_error::ModeledError;
use crate::model::operation::{Operation, Service};
use crate::model::page_token::PageToken;
use crate::model::protocol::{DecodeError, EncodedRequest, ErrorFacts, Fill, InvalidRequest, Protocol};
use crate::model::structure::{Structure as _, binding_of};
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

/// Sends `input` and waits for the output. Implements `send` of every operation.
pub async fn send<O: Operation>(input: &O, client: &Client) -> SendResult<O> {
    let Success { mut response, facts, mut observation } = success_of(input, client, None).await?;
    let output = decode::<O>(&mut response).map_err(|error| undecoded(error, facts))?;
    observation.decoded();
    Ok(output)
}

/// Sends `input` and waits for the output with the facts about the call. `page` replaces the value of the member with this
/// index by a page token.
pub(crate) async fn call<O: Operation>(input: &O, client: &Client, page: Option<(usize, &PageToken)>) -> CallResult<O> {
    let Success { mut response, facts, mut observation } = success_of(input, client, page).await?;
    match noting(|| decode::<O>(&mut response)) {
        (Ok(output), sensitive) => {
            observation.decoded();
            let (mut parts, _) = response.message.into_parts();
            let bindings = sensitive.into_iter().filter_map(|index| binding_of(O::Output::BINDINGS, index));
            hide_sensitive(&mut parts.headers, &bindings.collect::<Vec<_>>());
            Ok(Response::new(output, parts.status, parts.headers, facts))
        }
        (Err(error), _) => Err(undecoded(error, facts)),
    }
}

/// Builds and signs the request of `input`, and does not send it. Implements `prepare` of every operation.
pub async fn prepare<O: Operation>(input: &O, client: &Client) -> PrepareResult<O> {
    let call = call_of(input, client, None)?;
    let token = call.request.token.clone();
    let shown = shown(input, token.as_deref(), None);
    call.prepare(shown).await.map_err(|no_response| unsent::<O>(no_response, token))
}

/// Presigns the URL of `input`. Implements `presign` of every operation.
pub async fn presign<O: Operation>(input: &O, client: &Client, ttl: Duration) -> PresignResult<O> {
    let call = call_of(input, client, None)?;
    let token = call.request.token.clone();
    call.presign(ttl).await.map_err(|no_response| unsent::<O>(no_response, token))
}

/// A call that the service reported as a success. Its output is not decoded yet.
struct Success<'a> {
    response: Box<call::Response>,
    facts: Facts,
    observation: Observation<'a>,
}

async fn success_of<'a, O: Operation>(
    input: &O,
    client: &'a Client,
    page: Option<(usize, &PageToken)>,
) -> Result<Success<'a>, SendError<O::Error>> {
    let mut observation = Observation::begin(client.inner(), O::Service::META, O::META);
    let mut call = call_of(input, client, page)?;
    let mut facts = Facts { operation: O::META.name, token: call.request.token.take(), ..Facts::default() };
    let end = call::run(&call, &mut facts, &mut observation).await;
    if let Some(mismatch) = facts.mismatch.take() {
        let shown = shown(input, facts.token.as_deref(), page);
        facts.mismatch = Some(Box::new(mismatch.shown_as(shown.as_ref())));
    }
    match end {
        Err(no_response) => Err(no_response.into_send_error(CallContext::new(facts))),
        Ok(mut response) => match response.error.take() {
            Some(error) => {
                let reads_members = !response.repeats_secret;
                Err(error_of::<ProtocolOf<O>, _>(&response.message, error, reads_members, CallContext::new(facts)))
            }
            None => Ok(Success { response, facts, observation }),
        },
    }
}

/// The call of `input`, encoded.
fn call_of<'a, O: Operation>(
    input: &O,
    client: &'a Client,
    page: Option<(usize, &PageToken)>,
) -> Result<Call<'a>, SendError<O::Error>> {
    let invalid = |reason| unsent::<O>(NoResponse::Invalid(reason), None);
    #[cfg(feature = "blocking")]
    if crate::call::fork::is_forked() {
        return Err(invalid(Invalid::Forked));
    }
    let fill = Fill { tokens: &client.inner().tokens, page };
    let request: Result<_, InvalidRequest> = ProtocolOf::<O>::encode_input(input, &fill);
    let request = request.map_err(|member| invalid(Invalid::Member(member)))?;
    Ok(Call {
        client: client.inner(),
        limits: client.limits(),
        timeouts: Timeouts::of(client.limits(), O::META),
        service: client.inner().service(O::Service::META).map_err(invalid)?,
        meta: O::Service::META,
        operation: O::META,
        modeled: O::Error::SHAPES,
        error_facts: ProtocolOf::<O>::error_facts,
        request_id: ProtocolOf::<O>::body_request_id,
        streams: O::Output::STREAMS,
        auth: client.inner().auth_scheme(O::Service::META, O::META),
        request,
    })
}

/// The redacted request of `input`. `None` if it cannot be encoded.
fn shown<O: Operation>(input: &O, token: Option<&str>, page: Option<(usize, &PageToken)>) -> Option<EncodedRequest> {
    let tokens = TokenSource::fixed(token.unwrap_or_default());
    redacting(|| ProtocolOf::<O>::encode_input(input, &Fill { tokens: &tokens, page })).ok()
}

/// An error of a call that was never sent.
fn unsent<O: Operation>(no_response: NoResponse, token: Option<String>) -> SendError<O::Error> {
    no_response.into_send_error(CallContext::new(Facts { operation: O::META.name, token, ..Facts::default() }))
}

fn decode<O: Operation>(response: &mut call::Response) -> Result<O::Output, DecodeError> {
    let stream = response.stream.take().map(ByteStream::once);
    ProtocolOf::<O>::decode_output(O::META.name, &response.message, stream).map_err(DecodeError::of)
}

fn undecoded<E>(error: DecodeError, mut facts: Facts) -> SendError<E> {
    // The service reported success.
    facts.ambiguous = true;
    SendError::Decode(error, CallContext::new(facts))
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
    if let Some(shape) = shape_of(&code).or_else(|| shape_of(facts.query_code.as_deref()?)) {
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
