//! Checks requests against their cases.

use aws_operation::Bytes;
use aws_operation_cli::model::Model;

use super::Operation;
use super::canned::Canned;
use crate::conformance::cases::RequestCase;
use crate::conformance::wire_text::{cbor, json, pairs, xml};
use crate::conformance::{Value, params, read};

/// Sends the case's parameters, and compares the request.
pub(super) async fn check<O: Operation>(model: &Model, operation: &str, case: &RequestCase) -> Result<(), String> {
    let input = model.operations.get(operation).and_then(|operation| operation.input.as_deref());
    let value = match input {
        Some(shape) => params::value(model, shape, &case.params)?,
        None => Value::Structure(Vec::new()),
    };
    let input: O = read::structure(&value).map_err(|error| format!("the parameters do not fit: {error}"))?;
    // The response does not matter: an unreadable output is not a failure here.
    let service = Canned::new(http::Response::new(Bytes::new()));
    let end = service.client(&case.endpoint)?.send(&input).await;
    let Some(sent) = service.sent() else {
        return Err(format!("nothing was sent: {}", end.err().map(|error| error.to_string()).unwrap_or_default()));
    };
    Comparison { sent: &sent, case }.all()
}

struct Comparison<'a> {
    sent: &'a http::Request<Bytes>,
    case: &'a RequestCase,
}

impl Comparison<'_> {
    fn all(&self) -> Result<(), String> {
        same("the method", self.sent.method().as_str(), &self.case.method)?;
        same("the path", self.sent.uri().path(), &self.case.path)?;
        if let Some(host) = &self.case.host {
            let (host, _path) = host.split_once('/').unwrap_or((host, ""));
            same("the host", self.sent.uri().host().unwrap_or_default(), host)?;
        }
        self.query()?;
        self.headers()?;
        self.body()
    }

    fn query(&self) -> Result<(), String> {
        let sent = pairs(self.sent.uri().query().unwrap_or_default())?;
        let expected = pairs(&self.case.query.join("&"))?;
        let of_name = |pairs: &[(String, String)], name: &str| -> Vec<String> {
            pairs.iter().filter(|(other, _)| other == name).map(|(_, value)| value.clone()).collect()
        };
        for (name, _) in &expected {
            same(&format!("query parameter {name}"), &of_name(&sent, name), &of_name(&expected, name))?;
        }
        let has = |name: &str| sent.iter().any(|(other, _)| other == name);
        let is_expected = |name: &str| expected.iter().any(|(other, _)| other == name);
        if let Some((name, _)) = sent.iter().find(|(name, _)| self.case.whole_query && !is_expected(name)) {
            return Err(format!("query parameter {name} is sent, but not expected"));
        }
        none(&self.case.forbidden_query, "query parameter", "is forbidden", |name| !has(name))?;
        none(&self.case.required_query, "query parameter", "is required", has)
    }

    fn headers(&self) -> Result<(), String> {
        let has = |name: &str| self.sent.headers().contains_key(name) || self.is_written_by_http(name);
        for (name, value) in &self.case.headers {
            let sent: Vec<_> = self.sent.headers().get_all(name).iter().map(|value| value.as_bytes()).collect();
            // UTF-8 is the default for text.
            let expected = value.strip_suffix("; charset=utf-8").unwrap_or(value);
            same(&format!("header {name}"), &*String::from_utf8_lossy(&sent.join(&b", "[..])), expected)?;
        }
        none(&self.case.forbidden_headers, "header", "is forbidden", |name| !has(name))?;
        none(&self.case.required_headers, "header", "is required", has)
    }

    /// Whether the HTTP client adds the header: the length of a body, if the method allows a body.
    fn is_written_by_http(&self, name: &str) -> bool {
        let method = self.sent.method();
        let has_body = !self.sent.body().is_empty() || *method == http::Method::POST || *method == http::Method::PUT;
        name.eq_ignore_ascii_case("content-length") && has_body
    }

    fn body(&self) -> Result<(), String> {
        let Some(expected) = &self.case.body else { return Ok(()) };
        same_body(self.sent.headers(), self.sent.body(), expected)
    }
}

/// Compares bodies by their content.
pub(super) fn same_body(headers: &http::HeaderMap, sent: &[u8], expected: &[u8]) -> Result<(), String> {
    let content_type = headers.get(http::header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type == "application/cbor" && !expected.is_empty() {
        return same("the body", &cbor(sent)?, &cbor(expected)?);
    }
    let [sent, expected] = [sent, expected].map(String::from_utf8_lossy);
    if content_type.contains("json") && !expected.is_empty() {
        return same("the body", &json(&sent)?, &json(&expected)?);
    }
    if content_type.contains("xml") && !expected.is_empty() {
        return same("the body", &xml(&sent)?, &xml(&expected)?);
    }
    if content_type.contains("x-www-form-urlencoded") {
        return same("the body", &pairs(&sent)?, &pairs(expected.trim())?);
    }
    same("the body", &*sent, &*expected)
}

pub(super) fn same<T: PartialEq + std::fmt::Debug + ?Sized>(what: &str, sent: &T, expected: &T) -> Result<(), String> {
    if sent == expected { Ok(()) } else { Err(format!("{what} is {sent:?}, not {expected:?}")) }
}

pub(super) fn none(names: &[String], what: &str, problem: &str, is_fine: impl Fn(&str) -> bool) -> Result<(), String> {
    match names.iter().find(|name| !is_fine(name)) {
        Some(name) => Err(format!("{what} {name} {problem}")),
        None => Ok(()),
    }
}
