//! restJson1: HTTP bindings, and JSON for what is not bound.
//!
//! Source: Smithy's `aws.protocols#restJson1`.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::http_message::{ErrorTarget, MessageWriter, StructureTarget, Texts, TokenSlot, write_target};
use super::json_body::{JsonObject, read_json};
use super::text::ListForm;
use super::{DecodeError, EncodedRequest, ErrorFacts, HttpBindings, InvalidRequest, Protocol, ReceivedRequest, shape_of};
use crate::modeled_error::ModeledError;
use crate::operation::Operation;
use crate::structure::{Binding, ReadMembers, Structure, WriteMembers, has_body_members};
use crate::token::TokenSource;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const ERROR_TYPE: &str = "x-amzn-errortype";

/// The protocol restJson1, of most AWS services: Lambda, EKS, API Gateway, Lookout for Vision.
#[derive(Clone, Copy, Debug)]
pub struct RestJson1;

impl HttpBindings for RestJson1 {}

impl Protocol for RestJson1 {
    const NAME: &'static str = "restJson1";

    fn encode_input<O: Operation>(input: &O, tokens: &TokenSource) -> Result<EncodedRequest, InvalidRequest> {
        let meta = O::META;
        let http = meta.http.ok_or_else(|| InvalidRequest::new(meta.name, "has no `http`, which restJson1 needs"))?;
        let method = http
            .method
            .parse()
            .map_err(|_| InvalidRequest::new(meta.name, format!("has the unknown method `{}`", http.method)))?;
        let mut writer = MessageWriter::of::<O>(Some(TokenSlot::new(meta.idempotency_token, tokens)));
        input.write_members(&mut writer)?;
        let MessageWriter { tokens, labels, query, mut headers, body, .. } = writer;
        Ok(EncodedRequest {
            method,
            target: write_target(&http, &labels, &query),
            body: finish_body::<O>(body, &mut headers),
            headers,
            token: tokens.and_then(|slot| slot.token),
        })
    }

    fn decode_output<T: ReadMembers>(answer: &http::Response<Bytes>) -> Result<T, DecodeError> {
        Ok(read_json(StructureTarget::new(), &AnswerTexts(answer.headers()), answer.body())?)
    }

    fn error_facts(answer: &http::Response<Bytes>) -> ErrorFacts {
        let body: Option<serde_json::Value> = serde_json::from_slice(answer.body()).ok();
        let text = |keys: &[&str]| {
            let body = body.as_ref()?;
            keys.iter().find_map(|key| body.get(key)?.as_str()).map(str::to_owned)
        };
        let header = answer.headers().get(ERROR_TYPE).and_then(|code| code.to_str().ok());
        let code = header.map(str::to_owned).or_else(|| text(&["code", "__type"]));
        let message = text(&["message", "Message", "errorMessage"]).or_else(|| {
            // What a proxy or a load balancer says in the service's place is worth keeping.
            let words = String::from_utf8_lossy(answer.body()).trim().chars().take(500).collect::<String>();
            (body.is_none() && !words.is_empty()).then_some(words)
        });
        ErrorFacts { code: code.map(|code| bare_code(&code).to_owned()), message }
    }

    fn decode_error<E: ModeledError>(shape: usize, answer: &http::Response<Bytes>) -> Result<E, DecodeError> {
        let target = ErrorTarget::<E>::new(shape)
            .ok_or_else(|| <serde_json::Error as serde_core::de::Error>::custom("the error has no shape"))?;
        Ok(read_json(target, &AnswerTexts(answer.headers()), answer.body())?)
    }

    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, DecodeError> {
        Ok(read_json(StructureTarget::new(), request, request.body)?)
    }

    fn encode_output<T: WriteMembers>(output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
        let mut writer = MessageWriter::of::<T>(None);
        output.write_members(&mut writer)?;
        let MessageWriter { mut headers, body, .. } = writer;
        let body = finish_body::<T>(body, &mut headers);
        Ok(answer(StatusCode::OK, headers, body))
    }

    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
        let shape = shape_of(error);
        let mut writer = MessageWriter::new(shape.members, shape.bindings, None);
        error.write_shape(&mut writer)?;
        let MessageWriter { mut headers, body, .. } = writer;
        headers.insert(CONTENT_TYPE, JSON);
        if let Ok(code) = HeaderValue::from_str(error.code()) {
            headers.insert(ERROR_TYPE, code);
        }
        let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::BAD_REQUEST);
        Ok(answer(status, headers, body.finish().into()))
    }

    fn encode_unmodeled(status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, JSON);
        if let Ok(code) = HeaderValue::from_str(code) {
            headers.insert(ERROR_TYPE, code);
        }
        let body = serde_json::json!({ "message": message }).to_string();
        answer(status, headers, body.into())
    }
}

/// The body by Smithy's rule: an object whenever a member could be in it, set or not; else nothing, and no type.
fn finish_body<T: Structure>(object: JsonObject, headers: &mut HeaderMap) -> Bytes {
    if !has_body_members(T::MEMBERS, T::BINDINGS) {
        return Bytes::new();
    }
    headers.entry(CONTENT_TYPE).or_insert(JSON);
    object.finish().into()
}

fn answer(status: StatusCode, headers: HeaderMap, body: Bytes) -> http::Response<Bytes> {
    let mut answer = http::Response::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    answer
}

/// An error's code without what some services put around it: `namespace#Code:http://...`.
fn bare_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or_default();
    code.split_once('#').map_or(code, |(_, code)| code).trim()
}

/// The headers of an answer.
struct AnswerTexts<'a>(&'a HeaderMap);

impl Texts for AnswerTexts<'_> {
    fn texts(&self, _: usize, binding: Binding) -> Option<(Vec<Cow<'_, str>>, ListForm)> {
        match binding {
            Binding::Header(name) => header_texts(self.0, name),
            Binding::Label | Binding::Query(_) => None,
        }
    }
}

impl Texts for ReceivedRequest<'_> {
    fn texts(&self, index: usize, binding: Binding) -> Option<(Vec<Cow<'_, str>>, ListForm)> {
        match binding {
            Binding::Header(name) => header_texts(self.headers, name),
            Binding::Label => {
                let (_, label) = self.labels.iter().find(|(member, _)| *member == index)?;
                Some((vec![label.into()], ListForm::Repeated))
            }
            Binding::Query(name) => {
                let values: Vec<_> =
                    self.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.into()).collect();
                (!values.is_empty()).then_some((values, ListForm::Repeated))
            }
        }
    }
}

fn header_texts<'a>(headers: &'a HeaderMap, name: &str) -> Option<(Vec<Cow<'a, str>>, ListForm)> {
    let values: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    (!values.is_empty()).then_some((values, ListForm::Commas))
}

#[cfg(test)]
mod tests {
    use super::bare_code;

    #[test]
    fn codes_lose_namespace_and_uri() {
        for code in ["FooError", "FooError:http://amazon.com/", "ns.x#FooError", "ns.x#FooError:http://amazon.com/"] {
            assert_eq!(bare_code(code), "FooError");
        }
    }
}
