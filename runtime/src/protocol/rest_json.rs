//! restJson1: HTTP bindings, and a JSON body for members without a binding.
//!
//! Source: Smithy's `aws.protocols#restJson1`.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::http_message::{
    ErrorTarget, MessageWriter, ResponseSource, StructureTarget, TokenSlot, WrittenMessage, response, with_events,
    write_host_prefix, write_target,
};
use super::json_body::{JsonObject, output_body, read_json};
use super::json_error::{ERROR_TYPE, REST_JSON_CODES, error_facts};
use crate::model::modeled_error::ModeledError;
use crate::model::operation::{Operation, OperationMeta};
use crate::model::protocol::{
    EncodedRequest, ErrorFacts, Fill, HttpBindings, InvalidRequest, Maps, Protocol, ReceivedRequest, Sealed, shape_of,
};
use crate::model::streamed_body::{EventFormat, StreamedBody};
use crate::model::structure::{Binding, Bindings, ReadMembers, WriteMembers, has_body_members, has_payload};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The protocol restJson1 of most AWS services, such as Lambda, EKS, API Gateway and Lookout for Vision.
#[derive(Clone, Copy, Debug)]
pub struct RestJson1;

impl HttpBindings for RestJson1 {}

impl Maps for RestJson1 {}

impl Sealed for RestJson1 {}

impl Protocol for RestJson1 {
    const NAME: &'static str = "restJson1";
    const EVENTS: EventFormat = EventFormat::Json("application/json");

    fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
        let mut writer = input_writer(O::META, O::MEMBERS, O::BINDINGS, fill);
        input.write_members(&mut writer)?;
        finish_request(O::META, O::MEMBERS, O::BINDINGS, writer)
    }

    fn decode_output<T: ReadMembers>(
        _: &str,
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<T, serde_json::Error> {
        read_json(StructureTarget::new(), &ResponseSource::new(response, stream), output_body(response))
    }

    fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts {
        error_facts(response, REST_JSON_CODES)
    }

    fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, serde_json::Error> {
        read_json(ErrorTarget::<E>::new(shape)?, &ResponseSource::new(response, None), response.body())
    }

    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, serde_json::Error> {
        read_json(StructureTarget::new(), request, request.body)
    }

    fn encode_output<T: WriteMembers>(_: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
        let mut writer = MessageWriter::<JsonObject>::of::<T>().with_events(Self::EVENTS);
        output.write_members(&mut writer)?;
        let mut message = writer.finish();
        let events = message.take_events();
        let body = match message.take_payload(T::NAME)? {
            Some(payload) => payload,
            None => finish_body(T::MEMBERS, T::BINDINGS, &mut message),
        };
        Ok(with_events(response(message.status.unwrap_or(StatusCode::OK), message.headers.into(), body), events))
    }

    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
        let shape = shape_of(error);
        let mut writer = MessageWriter::<JsonObject>::new(shape.members, shape.bindings);
        error.write_shape(&mut writer)?;
        let mut message = writer.finish();
        let payload = message.take_payload(shape.code)?;
        let WrittenMessage { mut headers, body, .. } = message;
        let body = if has_payload(shape.bindings) {
            payload.unwrap_or_default()
        } else {
            headers.set(CONTENT_TYPE, JSON);
            body.finish().into()
        };
        if let Ok(code) = HeaderValue::from_str(error.code()) {
            headers.set(HeaderName::from_static(ERROR_TYPE), code);
        }
        let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::BAD_REQUEST);
        Ok(response(status, headers.into(), body))
    }

    fn encode_unmodeled(status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, JSON);
        if let Ok(code) = HeaderValue::from_str(code) {
            headers.insert(ERROR_TYPE, code);
        }
        let body = serde_json::json!({ "message": message }).to_string();
        response(status, headers, body.into())
    }
}

fn input_writer<'a>(
    operation: &'static OperationMeta,
    members: &'static [&'static str],
    bindings: Bindings,
    fill: &Fill<'a>,
) -> MessageWriter<'a, JsonObject> {
    let slot = TokenSlot::new(operation.idempotency_token, fill.tokens);
    MessageWriter::new(members, bindings).with_events(RestJson1::EVENTS).for_input(operation, slot, fill.page)
}

fn finish_request(
    operation: &'static OperationMeta,
    members: &'static [&'static str],
    bindings: Bindings,
    writer: MessageWriter<'_, JsonObject>,
) -> Result<EncodedRequest, InvalidRequest> {
    let invalid = |reason| InvalidRequest::of_operation(operation.name, reason);
    let http = operation.http.ok_or_else(|| invalid("has no `http`, which restJson1 requires".to_owned()))?;
    let method = http.method.parse().map_err(|_| invalid(format!("has the invalid HTTP method `{}`", http.method)))?;
    let mut message = writer.finish();
    Ok(EncodedRequest {
        method,
        has_blob: message.stream.is_some(),
        host_prefix: write_host_prefix(operation.host_prefix, &message.labels),
        target: write_target(&http, &message.labels, &message.query),
        body: match message.stream.take() {
            Some(stream) => stream,
            None => finish_body(members, bindings, &mut message).into(),
        },
        headers: message.headers,
        token: message.token,
    })
}

/// The body by Smithy's rule: the payload; otherwise an object if any member is bound to the body, even if it is
/// absent; otherwise no body and no content type.
fn finish_body(members: &[&str], bindings: &[(usize, Binding)], message: &mut WrittenMessage<JsonObject>) -> Bytes {
    if has_payload(bindings) {
        return message.payload.take().unwrap_or_default();
    }
    if !has_body_members(members, bindings) {
        return Bytes::new();
    }
    message.headers.set_default(CONTENT_TYPE, JSON);
    std::mem::take(&mut message.body).finish().into()
}
