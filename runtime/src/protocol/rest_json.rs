//! restJson1: HTTP bindings, and JSON for what is not bound.
//!
//! Source: Smithy's `aws.protocols#restJson1`.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::http_message::{
    BoundValue, Carrier, ErrorTarget, MessageWriter, StructureTarget, TokenSlot, WrittenMessage, write_host_prefix,
    write_target,
};
use super::json_body::read_json;
use super::text::ListForm;
use super::{
    DecodeError, EncodedRequest, ErrorFacts, HttpBindings, InvalidRequest, Protocol, ReceivedRequest, shape_of,
};
use crate::modeled_error::ModeledError;
use crate::operation::Operation;
use crate::structure::{Binding, ReadMembers, WriteMembers, has_body_members};
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
        let slot = TokenSlot::new(meta.idempotency_token, tokens);
        let mut writer = MessageWriter::of::<O>().for_input(slot, meta.host_prefix);
        input.write_members(&mut writer)?;
        let mut message = writer.finish();
        Ok(EncodedRequest {
            method,
            host_prefix: write_host_prefix(meta.host_prefix, &message.labels),
            target: write_target(&http, &message.labels, &message.query),
            body: finish_body(O::MEMBERS, O::BINDINGS, &mut message),
            headers: message.headers,
            token: message.token,
        })
    }

    fn decode_output<T: ReadMembers>(answer: &http::Response<Bytes>) -> Result<T, DecodeError> {
        Ok(read_json(StructureTarget::new(), &AnswerCarrier(answer), answer.body())?)
    }

    fn error_facts(answer: &http::Response<Bytes>) -> ErrorFacts {
        let body: Option<serde_json::Value> = serde_json::from_slice(answer.body()).ok();
        let text = |keys: &[&str]| {
            let body = body.as_ref()?;
            keys.iter().find_map(|key| body.get(key)?.as_str()).map(str::to_owned)
        };
        let header =
            answer.headers().get(ERROR_TYPE).and_then(|code| code.to_str().ok()).filter(|code| !code.is_empty());
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
        Ok(read_json(target, &AnswerCarrier(answer), answer.body())?)
    }

    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, DecodeError> {
        Ok(read_json(StructureTarget::new(), request, request.body)?)
    }

    fn encode_output<T: WriteMembers>(output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
        let mut writer = MessageWriter::of::<T>();
        output.write_members(&mut writer)?;
        let mut message = writer.finish();
        let body = finish_body(T::MEMBERS, T::BINDINGS, &mut message);
        let status = message.status.and_then(|status| StatusCode::from_u16(status).ok());
        Ok(answer(status.unwrap_or(StatusCode::OK), message.headers, body))
    }

    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
        let shape = shape_of(error);
        let mut writer = MessageWriter::new(shape.members, shape.bindings);
        error.write_shape(&mut writer)?;
        let WrittenMessage { mut headers, body, .. } = writer.finish();
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

/// The body by Smithy's rule: the payload as it is; an object whenever a member could be in it, set or not; else nothing,
/// and no type.
fn finish_body(members: &[&str], bindings: &[(usize, Binding)], message: &mut WrittenMessage) -> Bytes {
    if bindings.iter().any(|(_, binding)| *binding == Binding::Payload) {
        return message.payload.take().unwrap_or_default();
    }
    if !has_body_members(members, bindings) {
        return Bytes::new();
    }
    message.headers.entry(CONTENT_TYPE).or_insert(JSON);
    std::mem::take(&mut message.body).finish().into()
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

/// An answer, as it carries members.
struct AnswerCarrier<'a>(&'a http::Response<Bytes>);

impl Carrier for AnswerCarrier<'_> {
    fn bound(&self, _: usize, binding: Binding) -> Option<BoundValue<'_>> {
        match binding {
            Binding::Header(name) => header_texts(self.0.headers(), name),
            Binding::PrefixHeaders(prefix) => prefixed_headers(self.0.headers(), prefix),
            Binding::Payload => payload(self.0.body()),
            Binding::Status => {
                let status = self.0.status().as_u16().to_string();
                Some(BoundValue::Texts(vec![status.into()], ListForm::Repeated))
            }
            Binding::Label | Binding::Query(_) | Binding::QueryParams => None,
        }
    }
}

impl Carrier for ReceivedRequest<'_> {
    fn bound(&self, index: usize, binding: Binding) -> Option<BoundValue<'_>> {
        match binding {
            Binding::Header(name) => header_texts(self.headers, name),
            Binding::PrefixHeaders(prefix) => prefixed_headers(self.headers, prefix),
            Binding::Payload => payload(self.body),
            Binding::Status => None,
            Binding::Label => {
                let (_, label) = self.labels.iter().find(|(member, _)| *member == index)?;
                Some(BoundValue::Texts(vec![label.into()], ListForm::Repeated))
            }
            Binding::Query(name) => {
                let values: Vec<_> =
                    self.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.into()).collect();
                (!values.is_empty()).then_some(BoundValue::Texts(values, ListForm::Repeated))
            }
            Binding::QueryParams => {
                let pairs = self.query.iter().map(|(name, value)| (name.as_str(), value.clone()));
                grouped(pairs)
            }
        }
    }
}

fn payload(body: &[u8]) -> Option<BoundValue<'_>> {
    (!body.is_empty()).then_some(BoundValue::Payload(body))
}

fn header_texts<'a>(headers: &'a HeaderMap, name: &str) -> Option<BoundValue<'a>> {
    let values: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    (!values.is_empty()).then_some(BoundValue::Texts(values, ListForm::Commas))
}

fn prefixed_headers<'a>(headers: &'a HeaderMap, prefix: &str) -> Option<BoundValue<'a>> {
    let with_prefix = headers.iter().filter_map(|(name, value)| {
        let rest = name.as_str().strip_prefix(prefix)?;
        Some((rest, String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    grouped(with_prefix)
}

/// The values of each name, in order of first appearance.
fn grouped<'a>(pairs: impl Iterator<Item = (&'a str, String)>) -> Option<BoundValue<'static>> {
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in pairs {
        match entries.iter_mut().find(|(known, _)| known == name) {
            Some((_, values)) => values.push(value),
            None => entries.push((name.to_owned(), vec![value])),
        }
    }
    (!entries.is_empty()).then_some(BoundValue::Entries(entries))
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
