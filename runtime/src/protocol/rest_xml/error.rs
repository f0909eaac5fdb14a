//! Error responses of restXml: `<ErrorResponse><Error>`, and `<Error>` alone from S3.

use bytes::Bytes;
use http::StatusCode;

use crate::model::modeled_error::ModeledError;
use crate::model::protocol::ErrorFacts;
use crate::protocol::element::{Element, parse_xml};
use crate::protocol::json_error::raw_message;
use crate::protocol::xml_error::{request_id_in, text_in};

/// The code and the message of an error response.
pub(super) fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts {
    if response.body().trim_ascii().is_empty() {
        return ErrorFacts { code: code_of_status(response).map(str::to_owned), ..ErrorFacts::default() };
    }
    let facts = parse_xml(response.body()).map(|tree| facts_in(tree.root())).unwrap_or_default();
    let is_unrecognized = facts.code.is_none() && facts.message.is_none();
    ErrorFacts { message: facts.message.or_else(|| raw_message(response).filter(|_| is_unrecognized)), ..facts }
}

fn facts_in(root: Element<'_>) -> ErrorFacts {
    let error = error_in(root);
    let is_envelope = matches!(error.name(), "Error" | "ErrorResponse" | "Response");
    // Route 53 sends some errors without an envelope, and names the root by the code. A page of a proxy is in lower case.
    let of_root = Some(error.name()).filter(|name| !is_envelope && name.starts_with(|c: char| c.is_ascii_uppercase()));
    let code = text_in(error, "Code").map(str::to_owned).or_else(|| of_root.map(str::to_owned));
    let message = ["Message", "message"].into_iter().find_map(|name| text_in(error, name).map(str::to_owned));
    let message = message.filter(|_| code.is_some() || is_envelope);
    ErrorFacts { message: message.or_else(|| messages_in(error).filter(|_| code.is_some())), code, query_code: None }
}

/// The messages of Route 53's `InvalidChangeBatch`.
fn messages_in(error: Element<'_>) -> Option<String> {
    let messages = error.child("Messages")?.elements().map(|message| message.text().trim());
    let messages: Vec<_> = messages.filter(|message| !message.is_empty()).collect();
    (!messages.is_empty()).then(|| messages.join("; "))
}

/// The element with the members of an error.
pub(super) fn error_in(root: Element<'_>) -> Element<'_> {
    if root.name() == "Error" {
        return root;
    }
    let within = || root.child("Error").or_else(|| root.child("Errors")?.child("Error"));
    let has_envelope = matches!(root.name(), "ErrorResponse" | "Response");
    Some(root).filter(|_| has_envelope).and_then(|_| within()).unwrap_or(root)
}

/// The `<Error>` of an `<ErrorResponse>` of this crate. S3 has Smithy's `noErrorWrapping`.
pub(super) fn unwrapped(body: &Bytes) -> Bytes {
    let (start, end) = ("<ErrorResponse>", "</ErrorResponse>");
    let is_wrapped = body.starts_with(start.as_bytes()) && body.ends_with(end.as_bytes());
    if is_wrapped { body.slice(start.len()..body.len() - end.len()) } else { body.clone() }
}

/// The request ID in the body of an error response.
pub(super) fn request_id(response: &http::Response<Bytes>) -> Option<String> {
    let tree = parse_xml(response.body()).ok()?;
    request_id_in([tree.root(), error_in(tree.root())])
}

/// The code of an error response without a body, as of a HEAD request.
fn code_of_status(response: &http::Response<Bytes>) -> Option<&'static str> {
    let is_delete_marker = || response.headers().get("x-amz-delete-marker").is_some_and(|value| value == "true");
    Some(match response.status() {
        StatusCode::MOVED_PERMANENTLY => "PermanentRedirect",
        StatusCode::NOT_MODIFIED => "NotModified",
        StatusCode::BAD_REQUEST => "BadRequest",
        StatusCode::FORBIDDEN => "AccessDenied",
        StatusCode::NOT_FOUND => "NotFound",
        StatusCode::METHOD_NOT_ALLOWED if is_delete_marker() => "MethodNotAllowed",
        StatusCode::PRECONDITION_FAILED => "PreconditionFailed",
        _ => return None,
    })
}

/// The shape of an error response without a body: the only one with its status.
pub(super) fn shape_of_status<E: ModeledError>(response: &http::Response<Bytes>) -> Option<usize> {
    if !response.body().trim_ascii().is_empty() {
        return None;
    }
    let status = response.status().as_u16();
    let mut shapes = E::SHAPES.iter().enumerate().filter(|(_, shape)| shape.status == status);
    match (shapes.next(), shapes.next()) {
        // 400 is also the status of shapes without one.
        (Some((index, _)), None) if status != 400 => Some(index),
        _ => None,
    }
}
