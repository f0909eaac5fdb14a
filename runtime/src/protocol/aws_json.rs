//! awsJson1_0 and awsJson1_1: one path, the operation name in a header, and all members in a JSON object.
//!
//! Source: Smithy's `aws.protocols#awsJson1_0` and `#awsJson1_1`.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use serde_core::de::Error as _;

use super::dynamodb_crc32;
#[cfg(feature = "event-stream")]
use super::event_stream::with_initial;
#[cfg(feature = "event-stream")]
use super::http_message::{EVENTS_MEDIA_TYPE, with_events};
use super::http_message::{ErrorTarget, MessageWriter, ResponseSource, StructureTarget, TokenSlot, write_host_prefix};
use super::json_body::{JsonObject, read_json, read_json_output, read_json_strict};
use super::json_error::{AWS_JSON_CODES, QUERY_MODE, error_facts, error_in_success};
use crate::model::modeled_error::{ModeledError, shortened};
use crate::model::operation::{Operation, OperationMeta, Service as _, ServiceMeta};
use crate::model::protocol::{
    EncodedRequest, ErrorFacts, Fill, InvalidRequest, Maps, Protocol, ReceivedRequest, RpcProtocol, Sealed, shape_of,
};
use crate::model::streamed_body::{EventFormat, StreamedBody, Streams};
use crate::model::structure::{ReadMembers, WriteMembers};
use crate::value::body::BodyError;

/// The header that names the operation.
pub(crate) const TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// The protocol awsJson1_0 of DynamoDB, SQS and Step Functions.
#[derive(Clone, Copy, Debug)]
pub struct AwsJson1_0;

/// The protocol awsJson1_1 of Kinesis, Secrets Manager, SSM and CodeBuild.
#[derive(Clone, Copy, Debug)]
pub struct AwsJson1_1;

/// The two protocols differ only in their name and content type, and in the services that have them.
macro_rules! aws_json {
    ($protocol:ident, $name:literal, $content_type:literal $(, $corruption:path)?) => {
        impl RpcProtocol for $protocol {}

        impl Maps for $protocol {}

        impl Sealed for $protocol {}

        impl Protocol for $protocol {
            const NAME: &'static str = $name;
            const EVENTS: EventFormat = EventFormat::Json($content_type);

            fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
                let mut writer = input_writer(O::META, O::MEMBERS, fill);
                input.write_members(&mut writer)?;
                finish_request(O::Service::META, O::META, $content_type, writer)
            }

            fn decode_output<T: ReadMembers>(
                _: &str,
                response: &http::Response<Bytes>,
                stream: Option<StreamedBody>,
            ) -> Result<T, serde_json::Error> {
                let source = ResponseSource::new(response, stream);
                if T::STREAMS == Streams::Events {
                    reject_error_in_success(response)?;
                    // The body is that of the initial message.
                    return read_json(StructureTarget::rpc(), &source, response.body());
                }
                read_json_output(StructureTarget::rpc(), &source, response, reject_error_in_success)
            }

            $(
                fn corruption(service: &ServiceMeta, response: &http::Response<Bytes>) -> Option<BodyError> {
                    $corruption(service, response)
                }
            )?

            fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts {
                error_facts(response, AWS_JSON_CODES)
            }

            fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, serde_json::Error> {
                read_json(ErrorTarget::<E>::rpc(shape)?, &ResponseSource::new(response, None), response.body())
            }

            fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, serde_json::Error> {
                read_json_strict(StructureTarget::rpc(), request, request.body)
            }

            fn encode_output<T: WriteMembers>(_: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
                let writer = MessageWriter::<JsonObject>::new(T::MEMBERS, T::RPC_BINDINGS);
                let mut writer = writer.with_events(Self::EVENTS);
                output.write_members(&mut writer)?;
                let mut message = writer.finish();
                #[cfg(feature = "event-stream")]
                if let Some(events) = message.take_events() {
                    let initial = message.body.finish();
                    let events = with_initial(T::NAME, &initial, Self::EVENTS, &events)?;
                    return Ok(with_events(response(StatusCode::OK, EVENTS_MEDIA_TYPE, Bytes::new()), Some(events)));
                }
                let payload = message.take_payload(T::NAME)?;
                let body = payload.unwrap_or_else(|| message.body.finish().into());
                Ok(response(StatusCode::OK, $content_type, body))
            }

            fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
                let shape = shape_of(error);
                let mut writer = MessageWriter::<JsonObject>::new(shape.members, &[]);
                writer.extra_member("__type", error.code())?;
                error.write_shape(&mut writer)?;
                let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::BAD_REQUEST);
                Ok(response(status, $content_type, writer.finish().body.finish().into()))
            }

            fn encode_unmodeled(status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
                let body = serde_json::json!({ "__type": code, "message": message }).to_string();
                response(status, $content_type, body.into())
            }
        }
    };
}

aws_json!(AwsJson1_0, "awsJson1_0", "application/x-amz-json-1.0", dynamodb_crc32::corruption);
aws_json!(AwsJson1_1, "awsJson1_1", "application/x-amz-json-1.1");

fn input_writer<'a>(
    operation: &'static OperationMeta,
    members: &'static [&'static str],
    fill: &Fill<'a>,
) -> MessageWriter<'a, JsonObject> {
    let slot = TokenSlot::new(operation.idempotency_token, fill.tokens);
    MessageWriter::new(members, &[]).for_input(operation, slot, fill.page)
}

fn finish_request(
    service: &'static ServiceMeta,
    operation: &'static OperationMeta,
    content_type: &'static str,
    writer: MessageWriter<'_, JsonObject>,
) -> Result<EncodedRequest, InvalidRequest> {
    let mut message = writer.finish();
    let target = HeaderValue::try_from(target_of(service.target_prefix, operation.name)).map_err(|_| {
        InvalidRequest::of_operation(
            operation.name,
            "has a name or target prefix that is not valid in the header `X-Amz-Target`",
        )
    })?;
    message.headers.set(TARGET, target);
    message.headers.set(CONTENT_TYPE, HeaderValue::from_static(content_type));
    if service.query_compatible {
        message.headers.set(QUERY_MODE, HeaderValue::from_static("true"));
    }
    Ok(EncodedRequest {
        method: Method::POST,
        host_prefix: write_host_prefix(operation.host_prefix, &message.labels),
        target: Bytes::from_static(b"/"),
        headers: message.headers,
        body: Bytes::from(message.body.finish()).into(),
        has_blob: false,
        token: message.token,
    })
}

/// Rejects a 2xx response that contains an error.
fn reject_error_in_success(response: &http::Response<Bytes>) -> Result<(), serde_json::Error> {
    let Some((code, message)) = error_in_success(response) else { return Ok(()) };
    let message = message.map(|message| shortened(&message));
    let parts: Vec<String> = [Some(code), message].into_iter().flatten().collect();
    Err(serde_json::Error::custom(format_args!(
        "expected an output, but the response is the error {}",
        parts.join(": ")
    )))
}

/// The value of `X-Amz-Target`.
pub(crate) fn target_of(target_prefix: &str, operation: &str) -> String {
    format!("{target_prefix}.{operation}")
}

fn response(status: StatusCode, content_type: &'static str, body: Bytes) -> http::Response<Bytes> {
    let mut response = http::Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
