//! rpcv2Cbor: the names of service and operation in the path, and all members in a CBOR map.
//!
//! Source: Smithy's `smithy.protocols#rpcv2Cbor`.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method, StatusCode};
use percent_encoding::utf8_percent_encode;
use serde_core::de::Error as _;

use super::cbor::{CborMap, Items, read_cbor, read_whole};
#[cfg(feature = "event-stream")]
use super::event_stream::with_initial;
#[cfg(feature = "event-stream")]
use super::http_message::with_events;
use super::http_message::{
    ESCAPED, EVENTS_MEDIA_TYPE, ErrorTarget, MessageWriter, ResponseSource, StructureTarget, TokenSlot,
    write_host_prefix,
};
use super::json_error::{QUERY_MODE, bare_code, query_code, raw_message};
use crate::model::modeled_error::ModeledError;
use crate::model::operation::{Operation, Service};
use crate::model::protocol::{
    EncodedRequest, ErrorFacts, Fill, InvalidRequest, Maps, Protocol, ReceivedRequest, RpcProtocol, Sealed, shape_of,
};
use crate::model::streamed_body::{EventFormat, StreamedBody, Streams};
use crate::model::structure::{MESSAGE_KEYS, ReadMembers, Structure, WriteMembers, has_payload};

/// The protocol rpcv2Cbor, which `CloudWatch` and many services of awsJson offer too.
#[derive(Clone, Copy, Debug)]
pub struct RpcV2Cbor;

/// The header that names the protocol, in requests and in responses.
const SMITHY_PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");
const PROTOCOL_NAME: HeaderValue = HeaderValue::from_static("rpc-v2-cbor");
const CONTENT: HeaderValue = HeaderValue::from_static("application/cbor");
/// The headers by which awsJson names an operation. A request with one could mean one operation to a proxy, and another
/// one to the server.
const TARGETS: [&str; 2] = ["x-amz-target", "x-amzn-target"];

impl RpcProtocol for RpcV2Cbor {}

impl Maps for RpcV2Cbor {}

impl Sealed for RpcV2Cbor {}

impl Protocol for RpcV2Cbor {
    const NAME: &'static str = "rpcv2Cbor";
    const EVENTS: EventFormat = EventFormat::Cbor;

    fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
        let meta = O::META;
        let slot = TokenSlot::new(meta.idempotency_token, fill.tokens);
        let mut writer = MessageWriter::<CborMap>::new(O::MEMBERS, &[]).for_input(meta, slot, fill.page);
        input.write_members(&mut writer)?;
        let message = writer.finish();
        let mut headers = message.headers;
        headers.set(SMITHY_PROTOCOL, PROTOCOL_NAME);
        let accepts_events = O::Output::STREAMS == Streams::Events;
        headers.set(ACCEPT, if accepts_events { HeaderValue::from_static(EVENTS_MEDIA_TYPE) } else { CONTENT });
        if O::Service::META.query_compatible {
            headers.set(QUERY_MODE, HeaderValue::from_static("true"));
        }
        let body = if meta.no_input { Bytes::new() } else { message.body.finish().into() };
        if !meta.no_input {
            headers.set(CONTENT_TYPE, CONTENT);
        }
        Ok(EncodedRequest {
            method: Method::POST,
            host_prefix: write_host_prefix(meta.host_prefix, &message.labels),
            target: path_of(O::Service::META.target_prefix, meta.name).into(),
            headers,
            body: body.into(),
            has_blob: false,
            token: message.token,
        })
    }

    fn decode_output<T: ReadMembers>(
        _: &str,
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<T, serde_json::Error> {
        if !names_protocol(response.headers()) {
            return Err(serde_json::Error::custom(NOT_OF_PROTOCOL));
        }
        if has_payload(T::RPC_BINDINGS) && T::STREAMS == Streams::No {
            return read_whole(response.body());
        }
        let source = ResponseSource::new(response, stream);
        read_cbor(StructureTarget::rpc(), &source, response.body())
    }

    fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts {
        if !names_protocol(response.headers()) {
            // A proxy or a load balancer may have sent it. Its status decides, and its text is for the user.
            let text = raw_message(response).filter(|_| str::from_utf8(response.body()).is_ok());
            let message = text.map_or_else(|| NOT_OF_PROTOCOL.to_owned(), |text| format!("{NOT_OF_PROTOCOL}: {text}"));
            return ErrorFacts { message: Some(message), ..ErrorFacts::default() };
        }
        let (code, message) = code_and_message(response.body()).unwrap_or_default();
        ErrorFacts { code, message, query_code: query_code(response) }
    }

    fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, serde_json::Error> {
        read_cbor(ErrorTarget::<E>::rpc(shape)?, &ResponseSource::new(response, None), response.body())
    }

    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, serde_json::Error> {
        if !names_protocol(request.headers) {
            return Err(serde_json::Error::custom("expected the header `Smithy-Protocol: rpc-v2-cbor`"));
        }
        if let Some(target) = TARGETS.into_iter().find(|target| request.headers.contains_key(*target)) {
            return Err(serde_json::Error::custom(format_args!("rpcv2Cbor has no header `{target}`")));
        }
        read_cbor(StructureTarget::rpc(), request, request.body)
    }

    fn encode_output<T: WriteMembers>(_: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
        let mut writer = MessageWriter::<CborMap>::new(T::MEMBERS, T::RPC_BINDINGS).with_events(Self::EVENTS);
        output.write_members(&mut writer)?;
        let mut message = writer.finish();
        #[cfg(feature = "event-stream")]
        if let Some(events) = message.take_events() {
            let initial = std::mem::take(&mut message.body).finish();
            let events = with_initial(T::NAME, &initial, Self::EVENTS, &events)?;
            let mut response = response(StatusCode::OK, None);
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(EVENTS_MEDIA_TYPE));
            return Ok(with_events(response, Some(events)));
        }
        if message.take_payload(T::NAME)?.is_some() {
            return Err(InvalidRequest::of_structure(T::NAME, "has a payload, which rpcv2Cbor does not support"));
        }
        let is_unit = T::NAME == <() as Structure>::NAME && T::MEMBERS.is_empty();
        Ok(response(StatusCode::OK, (!is_unit).then_some(message.body)))
    }

    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
        let shape = shape_of(error);
        let mut writer = MessageWriter::<CborMap>::new(shape.members, &[]);
        writer.extra_member("__type", error.code())?;
        error.write_shape(&mut writer)?;
        let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::BAD_REQUEST);
        Ok(response(status, Some(writer.finish().body)))
    }

    fn encode_unmodeled(status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        let mut writer = MessageWriter::<CborMap>::new(&[], &[]);
        // Texts can always be written.
        let _ = writer.extra_member("__type", code).and_then(|()| writer.extra_member("message", message));
        response(status, Some(writer.finish().body))
    }
}

/// The path of an operation.
pub(crate) fn path_of(service: &str, operation: &str) -> String {
    let [service, operation] = [service, operation].map(|name| utf8_percent_encode(name, ESCAPED));
    format!("/service/{service}/operation/{operation}")
}

const NOT_OF_PROTOCOL: &str = "the response is not of rpcv2Cbor: it has no header `Smithy-Protocol: rpc-v2-cbor`";

fn names_protocol(headers: &HeaderMap) -> bool {
    headers.get(SMITHY_PROTOCOL).is_some_and(|name| name == PROTOCOL_NAME)
}

/// The code and the message in the body of an error. Other members are skipped.
fn code_and_message(body: &[u8]) -> Result<(Option<String>, Option<String>), serde_json::Error> {
    let mut items = Items::new(body);
    let (mut code, mut messages) = (None, [const { None }; MESSAGE_KEYS.len()]);
    items.each_text(|key, text| {
        let message = MESSAGE_KEYS.iter().position(|spelling| *spelling == key);
        let slot = if key == "__type" { Some(&mut code) } else { message.and_then(|index| messages.get_mut(index)) };
        if let Some(slot) = slot.filter(|slot| slot.is_none() && !text.is_empty()) {
            *slot = Some(text.to_owned());
        }
    })?;
    let code = code.map(|code: String| bare_code(&code).to_owned());
    Ok((code, messages.into_iter().flatten().next()))
}

/// A response, with `body` if its operation has an output.
fn response(status: StatusCode, body: Option<CborMap>) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::new());
    *response.status_mut() = status;
    response.headers_mut().insert(SMITHY_PROTOCOL, PROTOCOL_NAME);
    if let Some(body) = body {
        response.headers_mut().insert(CONTENT_TYPE, CONTENT);
        *response.body_mut() = body.finish().into();
    }
    response
}
