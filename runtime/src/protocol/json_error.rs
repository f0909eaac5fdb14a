//! What every error of the JSON protocols says.
//!
//! Source: Smithy's "Operation error serialization" of restJson1 and awsJson; smithy-rs `json_errors.rs`.

use std::fmt;

use bytes::Bytes;
use serde_core::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::model::modeled_error::shortened;
use crate::model::protocol::ErrorFacts;
use crate::model::structure::MESSAGE_KEYS;

/// The header that names an error.
pub(crate) const ERROR_TYPE: &str = "x-amzn-errortype";

/// In which members of its body a protocol looks for an error's code, the first that has one; after its header.
pub(crate) type CodeKeys = &'static [CodeKey];

/// awsJson: an error may have a member `code` of its own.
pub(crate) const AWS_JSON_CODES: CodeKeys = &[CodeKey::DunderType, CodeKey::Lower];
/// restJson1: `Code` is the spelling of some that stand before a service.
pub(crate) const REST_JSON_CODES: CodeKeys = &[CodeKey::Lower, CodeKey::DunderType, CodeKey::Upper];

/// A member that names an error.
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

/// The code and the message of an error, wherever the service put them.
pub(crate) fn error_facts(response: &http::Response<Bytes>, keys: CodeKeys) -> ErrorFacts {
    let mut body = Body::of(response);
    let header = |name: &str| {
        let value = response.headers().get(name)?.to_str().ok()?;
        (!value.is_empty()).then(|| value.to_owned())
    };
    // Services that spoke awsQuery before report their legacy code: `Code;Fault`.
    let query_code = header("x-amzn-query-error").and_then(|error| {
        let code = error.split(';').next().unwrap_or_default().trim();
        (!code.is_empty()).then(|| code.to_owned())
    });
    let code = header(ERROR_TYPE).or_else(|| keys.iter().find_map(|key| body.code(*key).take()));
    let code = code.map(|code| bare_code(&code).to_owned()).or_else(|| query_code.clone());
    let is_foreign = body.is_foreign || (code.is_none() && body.has_members);
    let message = body.messages.into_iter().flatten().next();
    let message = message.or_else(|| words_of(response).filter(|_| is_foreign));
    ErrorFacts { code, message, query_code }
}

/// The error that a 2xx response of awsJson holds: some services and proxies send one with that status. An output may have
/// a `__type` too, which is the name of its shape.
pub(crate) fn error_in_success(response: &http::Response<Bytes>) -> Option<(String, Option<String>)> {
    // Most have none, and are not read twice for it. The search in a text is many times faster than one in bytes.
    if !str::from_utf8(response.body()).ok()?.contains("\"__type\"") {
        return None;
    }
    let mut body = Body::of(response);
    let code = body.code(CodeKey::DunderType).take()?;
    let code = bare_code(&code);
    names_error(code).then(|| (code.to_owned(), body.messages.into_iter().flatten().next()))
}

/// Whether a name is that of an error, as services name theirs.
pub(crate) fn names_error(name: &str) -> bool {
    ["Exception", "Error", "Failure", "Fault"].iter().any(|end| name.ends_with(end))
}

/// What is looked for in the body of an error, of which nothing else is kept: it may be large.
#[derive(Default)]
struct Body {
    /// By [`CodeKey`].
    codes: [Option<String>; 3],
    /// In the order of their keys' worth.
    messages: [Option<String>; MESSAGE_KEYS.len()],
    has_members: bool,
    /// It is no object, nor null.
    is_foreign: bool,
}

impl Body {
    fn of(response: &http::Response<Bytes>) -> Self {
        serde_json::from_slice(response.body()).unwrap_or(Self { is_foreign: true, ..Self::default() })
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
            let Words(words) = match key {
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                _ => map.next_value()?,
            };
            let place = match key {
                Key::Code(key) => body.code(key),
                Key::Message(worth) => match body.messages.get_mut(worth) {
                    Some(place) => place,
                    None => continue,
                },
                Key::Other => continue,
            };
            // Where a key occurs twice, what it said first is not taken back.
            if place.is_none() {
                *place = words;
            }
        }
        Ok(body)
    }
}

/// A key of an error's body.
enum Key {
    Code(CodeKey),
    /// By its worth: the place among the spellings.
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

/// A text that is not empty; what is no text is none.
struct Words(Option<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

macro_rules! no_words {
    ($($method:ident($type:ty);)*) => {
        $(fn $method<E: de::Error>(self, _: $type) -> Result<Words, E> {
            Ok(Words(None))
        })*
    };
}

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Words, E> {
        Ok(Words((!text.is_empty()).then(|| text.to_owned())))
    }

    no_words! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_f64(f64);
    }

    fn visit_unit<E: de::Error>(self) -> Result<Words, E> {
        Ok(Words(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Words(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Words, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Words(None))
    }
}

/// The words of a response in no form that its protocol has: what a proxy or a load balancer says in the service's place
/// is worth keeping.
pub(crate) fn words_of(response: &http::Response<Bytes>) -> Option<String> {
    let words = shortened(&String::from_utf8_lossy(response.body()));
    (!words.is_empty()).then_some(words)
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
