//! What every error of the JSON protocols says.
//!
//! Source: Smithy's "Operation error serialization" of restJson1 and awsJson; smithy-rs `json_errors.rs`.

use bytes::Bytes;

use super::ErrorFacts;

/// The header that names an error.
pub(crate) const ERROR_TYPE: &str = "x-amzn-errortype";

/// The code and the message of an error, wherever the service put them.
pub(crate) fn error_facts(answer: &http::Response<Bytes>) -> ErrorFacts {
    let body: Option<serde_json::Value> = serde_json::from_slice(answer.body()).ok();
    let text = |keys: &[&str]| {
        let body = body.as_ref()?;
        keys.iter().find_map(|key| body.get(key)?.as_str()).map(str::to_owned)
    };
    let header = |name: &str| {
        let value = answer.headers().get(name)?.to_str().ok()?;
        (!value.is_empty()).then(|| value.to_owned())
    };
    let code = header(ERROR_TYPE).or_else(|| text(&["code", "__type"]));
    let is_foreign = match &body {
        Some(serde_json::Value::Object(members)) => code.is_none() && !members.is_empty(),
        Some(serde_json::Value::Null) => false,
        _ => true,
    };
    let message = text(&["message", "Message", "errorMessage"]).or_else(|| words_of(answer).filter(|_| is_foreign));
    // Services that spoke awsQuery before tell the code of old: `Code;Fault`.
    let query_code = header("x-amzn-query-error").map(|error| error.split(';').next().unwrap_or_default().to_owned());
    ErrorFacts { code: code.map(|code| bare_code(&code).to_owned()), message, query_code }
}

/// The words of an answer in no form that its protocol has: what a proxy or a load balancer says in the service's place
/// is worth keeping.
pub(crate) fn words_of(answer: &http::Response<Bytes>) -> Option<String> {
    let words = first_words(&String::from_utf8_lossy(answer.body()));
    (!words.is_empty()).then_some(words)
}

/// As much of `text` as an error repeats.
pub(crate) fn first_words(text: &str) -> String {
    text.trim().chars().take(500).collect()
}

/// An error's code without what some services put around it: `namespace#Code:http://...`.
fn bare_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or_default();
    code.split_once('#').map_or(code, |(_, code)| code).trim()
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
