//! The code and the message of an error response in the JSON protocols.
//!
//! Source: Smithy's "Operation error serialization" of restJson1 and awsJson; smithy-rs `json_errors.rs`.

use std::fmt;

use bytes::Bytes;
use http::HeaderName;
use serde_core::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::model::modeled_error::shortened;
use crate::model::protocol::ErrorFacts;
use crate::model::structure::MESSAGE_KEYS;

/// Asks an `awsQueryCompatible` service for the legacy error codes of awsQuery.
pub(crate) const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");
/// The header with the error code.
pub(crate) const ERROR_TYPE: &str = "x-amzn-errortype";

/// The members of the body that may contain the error code, by precedence. The header takes precedence over all of
/// them.
pub(crate) type CodeKeys = &'static [CodeKey];

/// For awsJson. `__type` comes first, because an error may have an unrelated member `code`.
pub(crate) const AWS_JSON_CODES: CodeKeys = &[CodeKey::DunderType, CodeKey::Lower];
/// For restJson1. `Code` is used by some proxies in front of a service.
pub(crate) const REST_JSON_CODES: CodeKeys = &[CodeKey::Lower, CodeKey::DunderType, CodeKey::Upper];

/// A member that contains the error code.
#[derive(Clone, Copy)]
pub(crate) enum CodeKey {
    /// `__type`.
    DunderType,
    /// `code`.
    Lower,
    /// `Code`.
    Upper,
}

impl CodeKey {
    fn of(key: &str) -> Option<Self> {
        match key {
            "__type" => Some(Self::DunderType),
            "code" => Some(Self::Lower),
            "Code" => Some(Self::Upper),
            _ => None,
        }
    }
}

/// The code and the message of an error response.
pub(crate) fn error_facts(response: &http::Response<Bytes>, keys: CodeKeys) -> ErrorFacts {
    let mut body = Body::of(response);
    let header = |name: &str| {
        let value = response.headers().get(name)?.to_str().ok()?;
        (!value.is_empty()).then(|| value.to_owned())
    };
    let query_code = query_code(response);
    let code = header(ERROR_TYPE).or_else(|| keys.iter().find_map(|key| body.code(*key).take()));
    let code = code.map(|code| bare_code(&code).to_owned()).or_else(|| query_code.clone());
    let is_unrecognized = body.is_unrecognized || (code.is_none() && body.has_members);
    let message = body.messages.into_iter().flatten().next();
    let message = message.or_else(|| raw_message(response).filter(|_| is_unrecognized));
    ErrorFacts { code, message, query_code }
}

/// The legacy code of awsQuery, which `awsQueryCompatible` services report in a header: `Code;Fault`.
pub(crate) fn query_code(response: &http::Response<Bytes>) -> Option<String> {
    let error = response.headers().get("x-amzn-query-error")?.to_str().ok()?;
    let code = error.split(';').next().unwrap_or_default().trim();
    (!code.is_empty()).then(|| code.to_owned())
}

/// The error in a 2xx response of awsJson. Some services and proxies send errors with such a status. An output may have
/// a `__type` too; it is then the name of the output shape.
pub(crate) fn error_in_success(response: &http::Response<Bytes>) -> Option<(String, Option<String>)> {
    // Most responses contain no `__type` and are not parsed twice. Searching a string is much faster than searching
    // bytes.
    if !str::from_utf8(response.body()).ok()?.contains("\"__type\"") {
        return None;
    }
    let mut body = Body::of(response);
    let code = body.code(CodeKey::DunderType).take()?;
    let code = bare_code(&code);
    is_error_name(code).then(|| (code.to_owned(), body.messages.into_iter().flatten().next()))
}

/// Whether a name follows the naming conventions of error shapes.
pub(crate) fn is_error_name(name: &str) -> bool {
    ["Exception", "Error", "Failure", "Fault"].iter().any(|end| name.ends_with(end))
}

/// The relevant parts of an error body. Nothing else is kept, because the body may be large.
#[derive(Default)]
struct Body {
    /// By [`CodeKey`].
    codes: [Option<String>; 3],
    /// In the order of [`MESSAGE_KEYS`].
    messages: [Option<String>; MESSAGE_KEYS.len()],
    has_members: bool,
    /// Whether the body is neither an object nor null.
    is_unrecognized: bool,
}

impl Body {
    fn of(response: &http::Response<Bytes>) -> Self {
        serde_json::from_slice(response.body()).unwrap_or(Self { is_unrecognized: true, ..Self::default() })
    }

    fn code(&mut self, key: CodeKey) -> &mut Option<String> {
        let [dunder_type, lower, upper] = &mut self.codes;
        match key {
            CodeKey::DunderType => dunder_type,
            CodeKey::Lower => lower,
            CodeKey::Upper => upper,
        }
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BodyVisitor)
    }
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = Body;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Body, E> {
        Ok(Body::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body, A::Error> {
        let mut body = Body::default();
        while let Some(key) = map.next_key::<Key>()? {
            body.has_members = true;
            let NonEmpty(text) = match key {
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                _ => map.next_value()?,
            };
            let slot = match key {
                Key::Code(key) => body.code(key),
                Key::Message(index) => match body.messages.get_mut(index) {
                    Some(slot) => slot,
                    None => continue,
                },
                Key::Other => continue,
            };
            // If a key occurs twice, the first value is kept.
            if slot.is_none() {
                *slot = text;
            }
        }
        Ok(body)
    }
}

/// A key of an error's body.
enum Key {
    Code(CodeKey),
    /// The index in [`MESSAGE_KEYS`].
    Message(usize),
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
        let message = || MESSAGE_KEYS.iter().position(|spelling| *spelling == key).map(Key::Message);
        Ok(CodeKey::of(key).map(Key::Code).or_else(message).unwrap_or(Key::Other))
    }
}

/// A string that is not empty. Any other value is `None`.
struct NonEmpty(Option<String>);

impl<'de> Deserialize<'de> for NonEmpty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NonEmptyVisitor)
    }
}

struct NonEmptyVisitor;

macro_rules! not_text {
    ($($method:ident($type:ty);)*) => {
        $(fn $method<E: de::Error>(self, _: $type) -> Result<NonEmpty, E> {
            Ok(NonEmpty(None))
        })*
    };
}

impl<'de> Visitor<'de> for NonEmptyVisitor {
    type Value = NonEmpty;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<NonEmpty, E> {
        Ok(NonEmpty((!text.is_empty()).then(|| text.to_owned())))
    }

    not_text! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_f64(f64);
    }

    fn visit_unit<E: de::Error>(self) -> Result<NonEmpty, E> {
        Ok(NonEmpty(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<NonEmpty, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(NonEmpty(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<NonEmpty, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(NonEmpty(None))
    }
}

/// The start of the body of a response that does not have the format of its protocol. A proxy or a load balancer may
/// have sent it, so its text is useful to the user.
pub(crate) fn raw_message(response: &http::Response<Bytes>) -> Option<String> {
    let text = shortened(&String::from_utf8_lossy(response.body()));
    (!text.is_empty()).then_some(text)
}

/// The error code without the namespace and URI that some services add: `namespace#Code:http://...`.
pub(crate) fn bare_code(code: &str) -> &str {
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
