//! The generic shell of a call: encode, run, decode.

use crate::body::Body;
use crate::byte_stream::ByteStream;
use crate::call::{self, Call, NoAnswer};
use crate::client::Client;
use crate::modeled_error::ModeledError;
use crate::operation::{Operation, Service};
use crate::paginate::PageToken;
use crate::protocol::{ErrorFacts, Fill, Protocol};
use crate::response::Response;
use crate::send_error::{CallContext, Facts, Invalid, SendError};
use crate::structure::Structure as _;

type ProtocolOf<O> = <<O as Operation>::Service as Service>::Protocol;

/// Sends `input` and waits for the answer; what the `send` of every operation does.
pub async fn send<O: Operation>(input: &O, client: &Client) -> Result<Response<O::Output>, SendError<O::Error>> {
    send_page(input, client, None).await
}

/// As [`send`], with a page's token in place of what the member in that place has.
pub(crate) async fn send_page<O: Operation>(
    input: &O,
    client: &Client,
    page: Option<(usize, &PageToken)>,
) -> Result<Response<O::Output>, SendError<O::Error>> {
    let unsent = |invalid| {
        let facts = Facts { operation: O::META.name, ..Facts::default() };
        SendError::Invalid(invalid, CallContext::new(facts))
    };
    let fill = Fill { tokens: &client.inner().tokens, page };
    let request = ProtocolOf::<O>::encode_input(input, &fill).map_err(|invalid| unsent(Invalid::Member(invalid)))?;
    let service = client.inner().service(O::Service::META).map_err(unsent)?;
    let (end, facts) = call::run(Call {
        client: client.inner(),
        service: &service,
        meta: O::Service::META,
        operation: O::META,
        modeled: O::Error::SHAPES,
        error_facts: ProtocolOf::<O>::error_facts,
        streams: O::Output::STREAMS,
        request,
    })
    .await;
    match end {
        Err(no_answer) => Err(no_answer.into_send_error(CallContext::new(facts))),
        Ok(answer) => match answer.refusal {
            Some(refusal) => Err(refuse::<ProtocolOf<O>, _>(&answer.message, refusal, CallContext::new(facts))),
            None => accept::<O>(answer.message, answer.stream, facts),
        },
    }
}

fn accept<O: Operation>(
    answer: http::Response<bytes::Bytes>,
    stream: Option<Body>,
    facts: Facts,
) -> Result<Response<O::Output>, SendError<O::Error>> {
    match ProtocolOf::<O>::decode_output(&answer, stream.map(ByteStream::once)) {
        Ok(output) => {
            let (parts, _) = answer.into_parts();
            Ok(Response::new(output, parts.status, parts.headers, facts.attempts, facts.token))
        }
        Err(error) => Err(SendError::Decode(error, CallContext::new(facts))),
    }
}

fn refuse<P: Protocol, E: ModeledError>(
    answer: &http::Response<bytes::Bytes>,
    refusal: ErrorFacts,
    context: CallContext,
) -> SendError<E> {
    let code = refusal.code.unwrap_or_default();
    let message = refusal.message.unwrap_or_default();
    if let Some(shape) = E::SHAPES.iter().position(|shape| shape.code == code) {
        // Members that do not read must not hide what the service said: they are left out, but for the message.
        let read = P::decode_error(shape, answer).or_else(|_| P::decode_error(shape, &message_alone(&message)));
        if let Ok(error) = read {
            return SendError::Service(error, context);
        }
    }
    match E::unmodeled(&code, &message) {
        Some(error) => SendError::Service(error, context),
        None => SendError::Unmodeled { code, message, context },
    }
}

/// An answer with an error's message, and nothing else.
fn message_alone(message: &str) -> http::Response<bytes::Bytes> {
    http::Response::new(serde_json::json!({ "message": message }).to_string().into())
}

impl NoAnswer {
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
