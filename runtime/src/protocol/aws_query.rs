//! awsQuery: one path, all members of a request in a form, and responses in XML.
//!
//! Source: Smithy's `aws.protocols#awsQuery`.

use std::fmt::Display;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, StatusCode};
use serde_core::de::Error as _;

use super::element::{Element, Form, FormBody, Tree, XmlBody, parse_xml, read_element, read_form};
use super::form::{FORM, form_in, query_pairs};
use super::http_message::{
    BodyWriter, ErrorTarget, MessageWriter, ResponseSource, StructureTarget, TokenSlot, write_host_prefix,
};
use super::json_error::{is_error_name, raw_message};
use super::request_id_slot::leave_slot;
use super::xml_error::{fault, request_id_in, text_in};
use crate::model::modeled_error::{ModeledError, shortened};
use crate::model::operation::{Operation, Service};
use crate::model::protocol::{
    EncodedRequest, ErrorFacts, Fill, InvalidRequest, Maps, Protocol, ReceivedRequest, RpcProtocol, Sealed, shape_of,
};
use crate::model::streamed_body::StreamedBody;
use crate::model::structure::{ReadMembers, WriteMembers};
use crate::value::timestamp_format::Format;

/// The protocol awsQuery of STS, IAM, SNS and RDS.
#[derive(Clone, Copy, Debug)]
pub struct AwsQuery;

impl RpcProtocol for AwsQuery {}

impl Maps for AwsQuery {}

impl Sealed for AwsQuery {}

impl Protocol for AwsQuery {
    const NAME: &'static str = "awsQuery";
    const TIMESTAMPS: (Format, bool) = (Format::DateTime, true);

    fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
        encode_form(input, fill, FormBody::finish)
    }

    fn in_url(request: &mut EncodedRequest) {
        form_in_url(request);
    }

    fn decode_output<T: ReadMembers>(
        operation: &str,
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<T, serde_json::Error> {
        let target = StructureTarget::<T>::rpc();
        let source = ResponseSource::new(response, stream);
        if response.body().trim_ascii().is_empty() {
            return read_element(target, &source, None);
        }
        let tree = response_of(operation, response.body())?;
        let result = result_in(tree.root(), operation, T::MEMBERS)?;
        read_element(target, &source, Some(result))
    }

    fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts {
        facts_of(response)
    }

    fn body_request_id(response: &http::Response<Bytes>) -> Option<String> {
        request_id_of(response)
    }

    fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, serde_json::Error> {
        let tree = parse_xml(response.body())?;
        read_element(ErrorTarget::<E>::rpc(shape)?, &ResponseSource::new(response, None), error_in(tree.root()))
    }

    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, serde_json::Error> {
        let form = read_parameters(request)?;
        read_element(StructureTarget::rpc(), request, Some(form.tree(false).root()))
    }

    fn encode_output<T: WriteMembers>(operation: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
        let mut writer = MessageWriter::<XmlBody>::new(T::MEMBERS, T::RPC_BINDINGS);
        output.write_members(&mut writer)?;
        let mut message = writer.finish();
        if message.take_payload(T::NAME)?.is_some() {
            return Err(InvalidRequest::of_structure(T::NAME, "has a payload, which awsQuery does not support"));
        }
        let around = ["Response", "Result"].map(|end| [operation, end].concat());
        Ok(response(StatusCode::OK, &around, message.body, &["ResponseMetadata", "RequestId"]))
    }

    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
        let shape = shape_of(error);
        let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut writer = MessageWriter::new(shape.members, &[]).with_body(XmlBody::of_error());
        writer.extra_member("Type", fault(status))?;
        writer.extra_member("Code", error.code())?;
        error.write_shape(&mut writer)?;
        Ok(response(status, &ERROR, writer.finish().body, &["RequestId"]))
    }

    fn encode_unmodeled(status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        let mut body = XmlBody::default();
        for (name, text) in [("Type", fault(status)), ("Code", code), ("Message", message)] {
            body.child(name, text);
        }
        response(status, &ERROR, body, &["RequestId"])
    }
}

/// Encodes an input of a query protocol. `finish` completes its form.
pub(super) fn encode_form<O: Operation, B: BodyWriter>(
    input: &O,
    fill: &Fill<'_>,
    finish: fn(B) -> String,
) -> Result<EncodedRequest, InvalidRequest> {
    let meta = O::META;
    let slot = TokenSlot::new(meta.idempotency_token, fill.tokens);
    let mut writer = MessageWriter::<B>::new(O::MEMBERS, &[]).for_input(meta, slot, fill.page);
    writer.extra_member("Action", meta.name)?;
    writer.extra_member("Version", O::Service::META.version)?;
    input.write_members(&mut writer)?;
    let message = writer.finish();
    let mut headers = message.headers;
    headers.set(CONTENT_TYPE, HeaderValue::from_static(FORM));
    Ok(EncodedRequest {
        method: Method::POST,
        host_prefix: write_host_prefix(meta.host_prefix, &message.labels),
        target: Bytes::from_static(b"/"),
        headers,
        body: Bytes::from(finish(message.body)).into(),
        has_blob: false,
        token: message.token,
    })
}

/// Makes a request with a form a GET with the form as its query. The URL alone is sufficient then.
pub(super) fn form_in_url(request: &mut EncodedRequest) {
    let Some(form) = request.body.as_bytes() else { return };
    let target = [request.target.as_ref(), b"?", form].concat();
    request.method = Method::GET;
    request.target = target.into();
    request.headers.remove(&CONTENT_TYPE);
    request.body = Bytes::new().into();
}

/// Reads the parameters of a request. A GET has them in the query. EKS uses such presigned URLs to authenticate callers.
pub(super) fn read_parameters(request: &ReceivedRequest<'_>) -> Result<Form, serde_json::Error> {
    let form = form_in(request.headers, request.body);
    let mut pairs = query_pairs(&form).peekable();
    if pairs.peek().is_some() { read_form(&mut pairs) } else { read_form(&mut request.query.iter().cloned()) }
}

/// The code and the message of an error response.
pub(super) fn facts_of(response: &http::Response<Bytes>) -> ErrorFacts {
    let Ok(tree) = parse_xml(response.body()) else {
        return ErrorFacts { message: raw_message(response), ..ErrorFacts::default() };
    };
    let (code, message) = code_and_message(tree.root());
    let is_unrecognized = code.is_none() && message.is_none();
    ErrorFacts {
        code,
        message: message.or_else(|| raw_message(response).filter(|_| is_unrecognized)),
        query_code: None,
    }
}

/// The request ID in a body, beside the error or the output.
pub(super) fn request_id_of(response: &http::Response<Bytes>) -> Option<String> {
    let tree = parse_xml(response.body()).ok()?;
    let root = tree.root();
    let around = [Some(root), root.child("ResponseMetadata"), root.child("Errors"), error_in(root)];
    request_id_in(around.into_iter().flatten())
}

/// The elements around the members of an error.
const ERROR: [&str; 2] = ["ErrorResponse", "Error"];

/// The root element of a response of `operation`. A response with another root is rejected, even with a 2xx status.
fn response_of<'a>(operation: &str, body: &'a [u8]) -> Result<Tree<'a>, serde_json::Error> {
    let expected = [operation, "Response"].concat();
    let tree = parse_xml(body).map_err(|error| unexpected(&expected, &error))?;
    let root = tree.root();
    if root.name() == expected { Ok(tree) } else { Err(unexpected(&expected, &describe(root))) }
}

/// The element that contains the members of an output. A service may omit the result element. In that case the root
/// must contain neither an error nor the result of another operation.
fn result_in<'e>(root: Element<'e>, operation: &str, members: &[&str]) -> Result<Element<'e>, serde_json::Error> {
    let expected = [operation, "Result"].concat();
    if let Some(result) = root.child(&expected) {
        return Ok(result);
    }
    let is_no_member = |name: &str| root.child(name).is_some() && !members.contains(&name);
    let has_code = error_in(root).is_some_and(|error| error.child("Code").is_some());
    if has_code && (is_no_member("Error") || is_no_member("Errors")) {
        return Err(unexpected(&expected, &describe(root)));
    }
    let mut results = root.elements().filter(|element| !METADATA.contains(&element.name()));
    match (results.next(), results.next()) {
        (Some(result), None) if result.name().ends_with("Result") && is_no_member(result.name()) => {
            Err(unexpected(&expected, &describe(result)))
        }
        _ => Ok(root),
    }
}

/// The elements beside the result element.
const METADATA: [&str; 2] = ["ResponseMetadata", "RequestId"];

pub(super) fn unexpected(expected: &str, came: &dyn Display) -> serde_json::Error {
    serde_json::Error::custom(format_args!("expected `<{expected}>`, but the response is {came}"))
}

/// Describes an unexpected element. Only the code and message of an error are repeated, because a response may contain
/// secrets.
pub(super) fn describe(element: Element<'_>) -> String {
    let (code, message) = code_and_message(element);
    let message = message.map(|message| shortened(&message));
    let parts: Vec<String> = [Some(format!("`<{}>`", element.name())), code, message].into_iter().flatten().collect();
    parts.join(": ")
}

/// The code and the message of the error in a document.
fn code_and_message(root: Element<'_>) -> (Option<String>, Option<String>) {
    let Some(error) = error_in(root) else { return (None, None) };
    let (code, message) = code_and_message_in(error);
    let is_code = error.name() != "Error" && is_error_name(error.name());
    (if is_code { Some(error.name().to_owned()) } else { code }, message)
}

/// The code and the message in the element of an error.
fn code_and_message_in(error: Element<'_>) -> (Option<String>, Option<String>) {
    let text = |name: &str| text_in(error, name).map(str::to_owned);
    (text("Code"), text("Message").or_else(|| text("message")))
}

/// The element that contains the members of an error: `<ErrorResponse><Error>` or, from some services,
/// `<Response><Errors><Error>`. Proxies in front of a service may omit the outer element or use the code as the name of
/// the root.
pub(super) fn error_in(root: Element<'_>) -> Option<Element<'_>> {
    if root.name() == "Error" {
        return Some(root);
    }
    let within = root.child("Error").or_else(|| root.child("Errors")?.child("Error"));
    let is_envelope = matches!(root.name(), "ErrorResponse" | "Response") && root.child("Code").is_some();
    within.or_else(|| (is_envelope || is_error_name(root.name())).then_some(root))
}

/// A response with `body` in the elements `around`, and with the elements `id` for its request ID at the end.
pub(super) fn response<N: AsRef<str>>(
    status: StatusCode,
    around: &[N],
    body: XmlBody,
    id: &'static [&'static str],
) -> http::Response<Bytes> {
    let document = XmlBody::within(around, body);
    let mut response = http::Response::new(Bytes::from(document));
    leave_slot(&mut response, around.first().map_or("", AsRef::as_ref), id);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    response
}
