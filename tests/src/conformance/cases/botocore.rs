//! Protocol tests in botocore's format: a list of suites, each with a small model and its cases.

use std::path::Path;

use aws_operation_cli::model::Model;
use serde_json::{Value as Json, json};

use super::{Ask, Case, RequestCase, ResponseCase, Suite, body, headers, strings, text};

/// The parts of a model that a suite may omit.
const USUAL: [(&str, &str); 4] =
    [("serviceId", "Suite"), ("endpointPrefix", "suite"), ("apiVersion", "2020-01-01"), ("targetPrefix", "Suite")];

pub(super) fn suite(path: &Path, suite: &Json) -> Result<Suite, String> {
    let given: Vec<_> = suite["cases"].as_array().into_iter().flatten().collect();
    let (mut operations, mut shapes) = (serde_json::Map::new(), suite["shapes"].clone());
    for case in &given {
        let mut operation = case["given"].clone();
        for (key, usual) in [("method", "POST"), ("requestUri", "/")] {
            if operation["http"].get(key).is_none() {
                operation["http"][key] = usual.into();
            }
        }
        // Older suites name the payload member where they name the input.
        let input = &case["given"]["input"];
        if let (Some(shape), Some(payload)) = (text(&input["shape"]), input.get("payload")) {
            shapes[shape]["payload"] = payload.clone();
        }
        let name = text(&case["given"]["name"]).unwrap_or_default();
        // Each case repeats its operation, with the errors that it needs.
        if let Some(before) = operations.get(&name).and_then(|before: &Json| before["errors"].as_array()) {
            let errors = operation["errors"].as_array().into_iter().flatten();
            let mut all = before.clone();
            all.extend(errors.filter(|error| !before.contains(error)).cloned());
            operation["errors"] = all.into();
        }
        operations.insert(name, operation);
    }
    let mut metadata = suite["metadata"].clone();
    for (key, value) in USUAL {
        if metadata.get(key).is_none() {
            metadata[key] = value.into();
        }
    }
    let model = json!({ "version": "2.0", "metadata": metadata, "operations": operations, "shapes": shapes });
    let wrong = |error: &dyn std::fmt::Display| format!("{}: {}: {error}", path.display(), suite["description"]);
    let model = Model::parse(path, model.to_string().as_bytes()).map_err(|error| wrong(&error))?;
    let endpoint = text(&suite["clientEndpoint"]).unwrap_or_else(|| "https://example.com".to_owned());
    let is_cbor = suite["metadata"]["protocol"] == "smithy-rpc-v2-cbor";
    let numbered = |place: usize| format!("{} {place}", text(&suite["description"]).unwrap_or_default());
    let case = |(place, case): (usize, &&Json)| Case {
        id: text(&case["id"]).unwrap_or_else(|| numbered(place)),
        operation: text(&case["given"]["name"]).unwrap_or_default(),
        protocol: None,
        of_server: false,
        of_client: true,
        ask: if case.get("serialized").is_some() {
            Ask::Request(Box::new(request(case, &endpoint, is_cbor)))
        } else {
            Ask::Response(response(case, is_cbor))
        },
    };
    Ok(Suite { cases: given.iter().enumerate().map(case).collect(), model })
}

fn request(case: &Json, endpoint: &str, is_cbor: bool) -> RequestCase {
    let expected = &case["serialized"];
    let uri = text(&expected["uri"]).unwrap_or_default();
    let (path, query) = uri.split_once('?').unwrap_or((&uri, ""));
    RequestCase {
        params: case.get("params").cloned().unwrap_or_else(|| json!({})),
        endpoint: endpoint.to_owned(),
        host: text(&expected["host"]),
        method: text(&expected["method"]).or(text(&case["given"]["http"]["method"])).unwrap_or("POST".to_owned()),
        path: path.to_owned(),
        query: query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect(),
        whole_query: true,
        headers: headers(&expected["headers"]),
        forbidden_headers: strings(&expected["forbidHeaders"]),
        required_headers: strings(&expected["requireHeaders"]),
        body: body(&expected["body"], is_cbor),
        ..RequestCase::default()
    }
}

fn response(case: &Json, is_cbor: bool) -> ResponseCase {
    let response = &case["response"];
    let is_error = case.get("errorCode").is_some();
    let params = if is_error { case.get("error") } else { case.get("result") };
    ResponseCase {
        status: response["status_code"].as_u64().and_then(|code| code.try_into().ok()).unwrap_or(200),
        headers: headers(&response["headers"]),
        forbidden_headers: Vec::new(),
        required_headers: Vec::new(),
        body: body(&response["body"], is_cbor),
        error: text(&case["errorCode"]),
        params: params.cloned().unwrap_or_else(|| json!({})),
    }
}
