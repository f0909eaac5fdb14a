//! Protocol tests in botocore's format: a list of suites, each with a small model and its cases.

use std::path::Path;

use aws_operation_cli::model::Model;
use serde_json::{Value as Json, json};

use super::{Ask, Case, RequestCase, ResponseCase, Suite, body, headers, strings, text};

/// The parts of a model that a suite may omit.
const USUAL: [(&str, &str); 4] =
    [("serviceId", "Suite"), ("endpointPrefix", "suite"), ("apiVersion", "2020-01-01"), ("targetPrefix", "Suite")];

/// A suite of the file. Where older suites repeat an operation's name with another method or path, it is one for each.
pub(super) fn suites(path: &Path, suite: &Json) -> Result<Vec<Suite>, String> {
    let mut forms: Vec<(Vec<&Json>, Vec<Case>)> = Vec::new();
    for (place, case) in suite["cases"].as_array().into_iter().flatten().enumerate() {
        let (own, read) = (form(&case["given"]), read_case(path, suite, place, case));
        let fits = |other: &&Json| other["given"]["name"] != own["name"] || form(&other["given"]) == own;
        match forms.iter_mut().find(|(given, _)| given.iter().all(fits)) {
            Some((given, cases)) => {
                given.push(case);
                cases.push(read);
            }
            None => forms.push((vec![case], vec![read])),
        }
    }
    forms.into_iter().map(|(given, cases)| Ok(Suite { model: model(path, suite, &given)?, cases })).collect()
}

/// An operation without its errors, of which each case has only those that it needs.
fn form(given: &Json) -> Json {
    let mut form = given.clone();
    form["errors"] = Json::Null;
    form
}

/// The model of a suite with the operations of these cases.
fn model(path: &Path, suite: &Json, cases: &[&Json]) -> Result<Model, String> {
    let (mut operations, mut shapes) = (serde_json::Map::new(), suite["shapes"].clone());
    for case in cases {
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
    move_locations(&mut shapes);
    let mut metadata = suite["metadata"].clone();
    for (key, value) in USUAL {
        if metadata.get(key).is_none() {
            metadata[key] = value.into();
        }
    }
    let model = json!({ "version": "2.0", "metadata": metadata, "operations": operations, "shapes": shapes });
    Model::parse(path, model.to_string().as_bytes())
        .map_err(|error| format!("{}: {}: {error}", path.display(), suite["description"]))
}

/// Older suites have a location in the shape of a member, and models have it in the member.
fn move_locations(shapes: &mut Json) {
    let all = shapes.clone();
    let shapes = shapes.as_object_mut().into_iter().flat_map(|shapes| shapes.values_mut());
    let members = shapes.filter_map(|shape| shape.get_mut("members")?.as_object_mut());
    for member in members.flat_map(|members| members.values_mut()) {
        let target = &all[text(&member["shape"]).unwrap_or_default()];
        // Without a location, the name is that of a root element.
        if target["location"].is_null() {
            continue;
        }
        for key in ["location", "locationName"] {
            if let (None, Some(value)) = (member.get(key), target.get(key)) {
                member[key] = value.clone();
            }
        }
    }
}

fn read_case(path: &Path, suite: &Json, place: usize, case: &Json) -> Case {
    let endpoint = text(&suite["clientEndpoint"]).unwrap_or_else(|| "https://example.com".to_owned());
    let is_cbor = suite["metadata"]["protocol"] == "smithy-rpc-v2-cbor";
    Case {
        id: text(&case["id"]).unwrap_or_else(|| numbered(path, suite, place)),
        operation: text(&case["given"]["name"]).unwrap_or_default(),
        protocol: None,
        of_server: false,
        of_client: true,
        ask: if case.get("serialized").is_some() {
            Ask::Request(Box::new(request(case, &endpoint, is_cbor)))
        } else {
            Ask::Response(response(case, is_cbor))
        },
    }
}

/// The name of a case without one, such as `input/rest-xml Nested structures 0`.
fn numbered(path: &Path, suite: &Json, place: usize) -> String {
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let file = path.file_stem().unwrap_or_default().to_string_lossy();
    format!("{folder}/{file} {} {place}", text(&suite["description"]).unwrap_or_default())
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
