//! Cases of protocol tests, whatever file they are from.

mod botocore;
mod smithy;

use std::path::Path;

use aws_operation_cli::model::Model;

/// A model, and what is asked of it.
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
    /// Its name in the file.
    pub id: String,
    /// The operation.
    pub operation: String,
    /// Smithy's name of the protocol that it is of, if the case says it.
    pub protocol: Option<String>,
    /// Whether it is for servers alone.
    pub of_server: bool,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked of a client.
#[derive(Clone, Debug)]
pub enum Ask {
    /// To send these parameters in such a request.
    Request(Box<RequestCase>),
    /// To read such a response.
    Response(ResponseCase),
}

/// A request.
#[derive(Clone, Debug, Default)]
pub struct RequestCase {
    /// The input's parameters.
    pub params: serde_json::Value,
    /// What the client is told as its endpoint.
    pub endpoint: String,
    /// The host that the request must go to, if that is said.
    pub host: Option<String>,
    /// The method.
    pub method: String,
    /// The path, percent-encoded.
    pub path: String,
    /// Parameters of the query, percent-encoded.
    pub query: Vec<String>,
    /// Whether there must be no others.
    pub whole_query: bool,
    /// Names that the query must not have.
    pub forbidden_query: Vec<String>,
    /// Names that the query must have.
    pub required_query: Vec<String>,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Headers that must not be there.
    pub forbidden_headers: Vec<String>,
    /// Headers that must be there.
    pub required_headers: Vec<String>,
    /// The body, if it is said.
    pub body: Option<String>,
}

/// A response, and what it says.
#[derive(Clone, Debug)]
pub struct ResponseCase {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The error's shape, unless the response is an output.
    pub error: Option<String>,
    /// The members of the output or error.
    pub params: serde_json::Value,
}

/// Reads a file of cases: Smithy's JSON with `httpRequestTests` and `httpResponseTests`, or a list of suites as
/// botocore has them; none if it is something else.
///
/// # Errors
/// What in the file cannot be read.
pub fn load(path: &Path) -> Result<Vec<Suite>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let json: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    match &json {
        serde_json::Value::Array(suites) => {
            suites.iter().filter(|suite| suite["cases"].is_array()).map(|suite| botocore::suite(path, suite)).collect()
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

fn text(json: &serde_json::Value) -> Option<String> {
    json.as_str().map(str::to_owned)
}
