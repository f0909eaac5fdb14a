//! Smithy's tests of event streams: `smithy.test#eventStreamTests`.

use aws_operation::Blob;
use serde_json::Value as Json;

use super::{EventsCase, EventsMessage, headers};

/// Reads a test. Only restJson1 has tests of event streams.
pub(super) fn events(test: &Json) -> EventsCase {
    let failure = &test["expectation"]["failure"];
    EventsCase {
        request: message(test, "request", "initialRequest", "initialRequestParams"),
        response: message(test, "response", "initialResponse", "initialResponseParams"),
        status: test["initialResponse"]["code"].as_u64().and_then(|code| code.try_into().ok()).unwrap_or(200),
        fails: failure.is_object() && failure["errorId"].is_null(),
    }
}

fn message(test: &Json, kind: &str, initial: &str, params: &str) -> Option<EventsMessage> {
    let events: Vec<_> =
        test["events"].as_array().into_iter().flatten().filter(|event| event["type"] == kind).collect();
    if events.is_empty() && !test[initial].is_object() && !test[params].is_object() {
        return None;
    }
    let bytes = events.iter().filter_map(|event| serde_json::from_value::<Blob>(event["bytes"].clone()).ok());
    let frames: Vec<u8> = bytes.flat_map(|bytes| bytes.to_vec()).collect();
    let params = test.get(params).cloned().unwrap_or_else(|| Json::Object(serde_json::Map::new()));
    Some(EventsMessage { params, headers: headers(&test[initial]["headers"]), frames: frames.into() })
}
