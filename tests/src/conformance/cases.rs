//! Cases of protocol tests, from files of any supported format.

mod botocore;
mod events;
mod malformed;
mod recorded;
mod smithy;

use std::path::Path;

use aws_operation::{Blob, Bytes};
use aws_operation_cli::model::Model;

pub use recorded::is_folder_of_responses;

/// A model with its cases.
#[derive(Debug)]
pub struct Suite {
    /// The model.
    pub model: Model,
    /// The cases, in the file's order.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name in the file.
    pub id: String,
    /// The operation.
    pub operation: String,
    /// Smithy's name of the protocol, if the case states it.
    pub protocol: Option<String>,
    /// Whether the case is only for servers.
    pub of_server: bool,
    /// Whether the case is only for clients.
    pub of_client: bool,
    /// What the client or the server must do.
    pub ask: Ask,
}

/// What a client must do. A server must do the reverse.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Send these parameters in this request.
    Request(Box<RequestCase>),
    /// Read this response.
    Response(ResponseCase),
    /// Reject this request with this response; only for servers.
    Malformed(Box<MalformedCase>),
    /// Send these events, or read them.
    Events(Box<EventsCase>),
}

/// A request.
#[derive(Clone, Debug, Default)]
pub struct RequestCase {
    /// The input's parameters.
    pub params: serde_json::Value,
    /// The client's endpoint.
    pub endpoint: String,
    /// The host of the request, if the case states it.
    pub host: Option<String>,
    /// Why the request depends on settings that only S3's endpoint rules have, if it does.
    pub endpoint_rules: Option<String>,
    /// The method.
    pub method: String,
    /// The path, percent-encoded.
    pub path: String,
    /// Query parameters, percent-encoded.
    pub query: Vec<String>,
    /// Whether other query parameters are forbidden.
    pub whole_query: bool,
    /// Names that are forbidden in the query.
    pub forbidden_query: Vec<String>,
    /// Names that are required in the query.
    pub required_query: Vec<String>,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Forbidden headers.
    pub forbidden_headers: Vec<String>,
    /// Required headers.
    pub required_headers: Vec<String>,
    /// The body, if the case states it.
    pub body: Option<Bytes>,
}

/// A response, and its expected content.
#[derive(Clone, Debug)]
pub struct ResponseCase {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// Forbidden headers.
    pub forbidden_headers: Vec<String>,
    /// Required headers.
    pub required_headers: Vec<String>,
    /// The body, if the case states it.
    pub body: Option<Bytes>,
    /// The error's shape, unless the response is an output.
    pub error: Option<String>,
    /// The members of the output or error.
    pub params: serde_json::Value,
}

/// The event streams of a call.
#[derive(Clone, Debug, Default)]
pub struct EventsCase {
    /// The request, if the case has one.
    pub request: Option<EventsMessage>,
    /// The response, if the case has one.
    pub response: Option<EventsMessage>,
    /// The status of the response.
    pub status: u16,
    /// Whether the message is rejected, and not as an error of the model.
    pub fails: bool,
}

/// A message with events.
#[derive(Clone, Debug, Default)]
pub struct EventsMessage {
    /// The members beside the stream.
    pub params: serde_json::Value,
    /// Their headers.
    pub headers: Vec<(String, String)>,
    /// The events, as frames.
    pub frames: Bytes,
}

/// A malformed request, and the response that rejects it.
#[derive(Clone, Debug)]
pub struct MalformedCase {
    /// The request. Its parameters are not used.
    pub request: RequestCase,
    /// The response without its body.
    pub response: ResponseCase,
    /// What is said of the body.
    pub body: Option<BodyAssertion>,
}

/// What a case says of the body of a response.
#[derive(Clone, Debug)]
pub enum BodyAssertion {
    /// The content.
    Contents(Bytes),
    /// A regular expression for the message of the error.
    Message(String),
}

/// Reads a file of cases: Smithy's JSON with `httpRequestTests`, `httpResponseTests`, `httpMalformedRequestTests` and
/// `eventStreamTests`, or
/// botocore's list of suites. Returns no suites for other files. A folder has recorded responses.
///
/// # Errors
/// The part of the file that cannot be read.
pub fn load(path: &Path) -> Result<Vec<Suite>, String> {
    if path.is_dir() {
        return recorded::suites(path);
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let json: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    match &json {
        serde_json::Value::Array(suites) => {
            let suites = suites.iter().filter(|suite| suite["cases"].is_array());
            let suites = suites.map(|suite| botocore::suites(path, suite)).collect::<Result<Vec<_>, _>>()?;
            Ok(suites.into_iter().flatten().collect())
        }
        _ => smithy::suites(path, json),
    }
}

/// The strings of a list.
fn strings(json: &serde_json::Value) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// The headers of an object.
fn headers(json: &serde_json::Value) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    json.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect()
}

/// The bytes of a body. Those of CBOR are in base64.
fn body(json: &serde_json::Value, is_cbor: bool) -> Option<Bytes> {
    if is_cbor {
        return serde_json::from_value::<Blob>(json.clone()).ok().map(Blob::into_bytes);
    }
    text(json).map(Bytes::from)
}

fn text(json: &serde_json::Value) -> Option<String> {
    json.as_str().map(str::to_owned)
}
