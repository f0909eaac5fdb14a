//! `Content-Type` and `Accept` of a request to an operation of restJson1, or of a body in CBOR. A request without them is
//! read; so is one to a service of XML, awsJson or forms, whose clients differ in them.
//!
//! Source: Smithy's restJson1, "Content-Type", and its `httpMalformedRequestTests`.

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, StatusCode};

use super::rejection::Rejection;
use crate::model::operation::{Operation, Service};
use crate::model::protocol::Protocol;
use crate::model::streamed_body::Streams;
use crate::model::structure::{Binding, Structure, has_body_members};

/// The media types of an operation.
pub(crate) struct MediaTypes {
    request: Expected,
    response: Expected,
}

/// What a message has as its body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Anything,
    Nothing,
    Of(&'static str),
}

impl MediaTypes {
    pub(crate) fn of<O: Operation<Output: Structure>>() -> Self {
        let (mut request, mut response) = match <O::Service as Service>::Protocol::NAME {
            "restJson1" => (rest_json::<O>(), rest_json::<O::Output>()),
            "rpcv2Cbor" => (Expected::Of("application/cbor"), Expected::Anything),
            _ => (Expected::Anything, Expected::Anything),
        };
        // Where a member is bound to the header, the caller chooses.
        let is_bound = |name: &HeaderName| {
            let is_name = |(_, binding): &(usize, Binding)| matches!(binding, Binding::Header(bound) if name == bound);
            O::BINDINGS.iter().any(is_name)
        };
        if is_bound(&CONTENT_TYPE) || O::STREAMS == Streams::Events {
            request = Expected::Anything;
        }
        if is_bound(&ACCEPT) || O::Output::STREAMS == Streams::Events {
            response = Expected::Anything;
        }
        Self { request, response }
    }

    /// Rejects a body of another type, and a client that accepts only others.
    pub(crate) fn check(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), Rejection> {
        if let Some(given) = text(headers, &CONTENT_TYPE).filter(|_| !body.is_empty()) {
            let reason = match self.request {
                Expected::Of(expected) if !is_of_type(given, expected) => format!("expected a body of `{expected}`"),
                Expected::Nothing => "the operation has no body".to_owned(),
                _ => return self.check_accept(headers),
            };
            let (status, code) = (StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaTypeException");
            return Err(Rejection { status, code, message: format!("{reason}, and this one is `{given}`") });
        }
        self.check_accept(headers)
    }

    fn check_accept(&self, headers: &HeaderMap) -> Result<(), Rejection> {
        let (Expected::Of(sent), Some(accepted)) = (self.response, text(headers, &ACCEPT)) else { return Ok(()) };
        if accepted.split(',').any(|range| accepts(range, sent)) {
            return Ok(());
        }
        let (status, code) = (StatusCode::NOT_ACCEPTABLE, "NotAcceptableException");
        Err(Rejection { status, code, message: format!("the response is `{sent}`, which `{accepted}` excludes") })
    }
}

/// A structure of restJson1 in a message.
fn rest_json<T: Structure>() -> Expected {
    let payload = T::BINDINGS.iter().find_map(|(_, binding)| match binding {
        Binding::Payload(media_type) => Some(*media_type),
        _ => None,
    });
    if let Some(media_type) = payload {
        media_type.map_or(Expected::Anything, Expected::Of)
    } else if has_body_members(T::MEMBERS, T::BINDINGS) {
        Expected::Of("application/json")
    } else if T::MEMBERS.is_empty() {
        Expected::Nothing
    } else {
        Expected::Anything
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split_once(';').map_or(media_type, |(essence, _)| essence).trim()
}

fn is_of_type(given: &str, expected: &str) -> bool {
    essence(given).eq_ignore_ascii_case(essence(expected))
}

/// Whether a media range of `Accept` includes a media type.
fn accepts(range: &str, media_type: &str) -> bool {
    let (range, media_type) = (essence(range), essence(media_type));
    match range.strip_suffix("/*") {
        Some("*") => true,
        Some(kind) => media_type.split_once('/').is_some_and(|(known, _)| known.eq_ignore_ascii_case(kind)),
        None => range.eq_ignore_ascii_case(media_type),
    }
}

#[cfg(test)]
mod tests {
    use super::{accepts, is_of_type};

    #[test]
    fn media_types_are_compared_without_parameters_and_case() {
        assert!(is_of_type("Application/JSON; charset=utf-8", "application/json"));
        assert!(!is_of_type("application/json+hal", "application/json"));
        for range in ["*/*;q=0.1", " application/*", "application/json;q=1"] {
            assert!(accepts(range, "application/json"), "{range}");
        }
        for range in ["", "text/*", "application", "application/jso", "*/json"] {
            assert!(!accepts(range, "application/json"), "{range}");
        }
    }
}
