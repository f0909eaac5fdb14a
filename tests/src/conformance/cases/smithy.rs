//! Smithy's protocol tests: traits of operations and errors in the JSON AST of a model.

use std::path::Path;

use aws_operation_cli::model::{Model, Protocol};
use aws_operation_cli::writer::PROTOCOLS;
use serde_json::Value as Json;

use super::events::events;
use super::malformed::malformed;
use super::{Ask, Case, RequestCase, ResponseCase, Suite, body, headers, strings, text};

/// A suite for each service of the model and each of its protocols.
pub(super) fn suites(path: &Path, mut json: Json) -> Result<Vec<Suite>, String> {
    let Some(shapes) = json["shapes"].as_object_mut() else { return Ok(Vec::new()) };
    let services: Vec<_> =
        shapes.iter().filter(|(_, shape)| shape["type"] == "service").map(|(id, _)| id.clone()).collect();
    let services: Vec<_> = services.into_iter().filter_map(|id| shapes.remove_entry(&id)).collect();
    let suite_of = |(id, service): (String, Json)| {
        let mut json = json.clone();
        json["shapes"][id] = service;
        suite(path, &json)
    };
    let suites = services.into_iter().map(suite_of).collect::<Result<Vec<_>, String>>()?;
    Ok(suites.into_iter().flat_map(by_protocol).collect())
}

/// The generated structs use the first supported protocol of a model. So each suite gets a model with one protocol.
fn by_protocol(suite: Suite) -> Vec<Suite> {
    let spoken: Vec<_> =
        suite.model.service.protocols.iter().filter(|spoken| PROTOCOLS.contains(spoken)).cloned().collect();
    if spoken.len() < 2 {
        return vec![suite];
    }
    let of_protocol = |protocol: Protocol| {
        let is_of = |case: &&Case| case.protocol.as_deref() == Some(protocol.name());
        let cases = suite.cases.iter().filter(is_of).cloned().collect();
        let mut model = suite.model.clone();
        model.service.protocols = vec![protocol];
        Suite { model, cases }
    };
    spoken.into_iter().map(of_protocol).collect()
}

fn suite(path: &Path, json: &Json) -> Result<Suite, String> {
    let model = Model::parse(path, json.to_string().as_bytes()).map_err(|error| error.to_string())?;
    let mut cases = Vec::new();
    for (id, shape) in json["shapes"].as_object().into_iter().flatten() {
        let name = id.rsplit('#').next().unwrap_or_default();
        let of_error = model.shapes.get(name).is_some_and(|shape| shape.error.is_some());
        let operation = if of_error {
            model.operations.values().find(|operation| operation.errors.iter().any(|error| error == name))
        } else {
            model.operations.get(name)
        };
        let Some(operation) = operation else { continue };
        let error = of_error.then(|| name.to_owned());
        let tests = |name: &str| shape["traits"][name].as_array().cloned().unwrap_or_default();
        let case = |test: &Json, ask| Case {
            id: text(&test["id"]).unwrap_or_default(),
            operation: operation.name.clone(),
            protocol: text(&test["protocol"]).and_then(|id| id.rsplit('#').next().map(str::to_owned)),
            of_server: test["appliesTo"] == "server",
            of_client: test["appliesTo"] == "client",
            ask,
        };
        let requests = tests("smithy.test#httpRequestTests");
        cases.extend(requests.iter().map(|test| case(test, Ask::Request(Box::new(request(test))))));
        let responses = tests("smithy.test#httpResponseTests");
        cases.extend(responses.iter().map(|test| case(test, Ask::Response(response(test, error.clone())))));
        let streams = tests("smithy.test#eventStreamTests");
        cases.extend(streams.iter().map(|test| case(test, Ask::Events(Box::new(events(test))))));
        let malformed = tests("smithy.test#httpMalformedRequestTests").into_iter().flat_map(|test| malformed(&test));
        cases.extend(malformed.map(|(test, ask)| Case { of_server: true, ..case(&test, ask) }));
    }
    Ok(Suite { model, cases })
}

pub(super) fn request(test: &Json) -> RequestCase {
    let host = text(&test["host"]);
    RequestCase {
        params: params(test),
        endpoint: format!("https://{}", host.as_deref().unwrap_or("example.com")),
        host: text(&test["resolvedHost"]).or(host.map(|host| host.split('/').next().unwrap_or_default().to_owned())),
        endpoint_rules: endpoint_rules(test),
        method: text(&test["method"]).unwrap_or_default(),
        path: text(&test["uri"]).unwrap_or_default(),
        query: strings(&test["queryParams"]),
        whole_query: false,
        forbidden_query: strings(&test["forbidQueryParams"]),
        required_query: strings(&test["requireQueryParams"]),
        headers: headers(&test["headers"]),
        forbidden_headers: strings(&test["forbidHeaders"]),
        required_headers: strings(&test["requireHeaders"]),
        body: body(&test["body"], is_cbor(test)),
    }
}

/// S3's endpoint rules put the bucket into the host, according to the settings of the case.
fn endpoint_rules(test: &Json) -> Option<String> {
    let (host, resolved) = (text(&test["host"])?, text(&test["resolvedHost"])?);
    let has_settings = test["vendorParams"]["scopedConfig"].is_object();
    (has_settings && host != resolved).then(|| "its `resolvedHost` is of S3's endpoint rules".to_owned())
}

pub(super) fn response(test: &Json, error: Option<String>) -> ResponseCase {
    ResponseCase {
        status: test["code"].as_u64().and_then(|code| code.try_into().ok()).unwrap_or(200),
        headers: headers(&test["headers"]),
        forbidden_headers: strings(&test["forbidHeaders"]),
        required_headers: strings(&test["requireHeaders"]),
        body: body(&test["body"], is_cbor(test)),
        error,
        params: params(test),
    }
}

pub(super) fn is_cbor(test: &Json) -> bool {
    test["protocol"] == "smithy.protocols#rpcv2Cbor"
}

fn params(test: &Json) -> Json {
    test.get("params").cloned().unwrap_or_else(|| Json::Object(serde_json::Map::new()))
}
