//! What every error of the JSON protocols says.
//!
//! Source: Smithy's "Operation error serialization" of restJson1 and awsJson; smithy-rs `json_errors.rs`.

use std::fmt;

use bytes::Bytes;
use serde_core::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::ErrorFacts;
use crate::modeled_error::first_words;
use crate::structure::MESSAGE_KEYS;

/// The header that names an error.
pub(crate) const ERROR_TYPE: &str = "x-amzn-errortype";

/// The code and the message of an error, wherever the service put them.
pub(crate) fn error_facts(answer: &http::Response<Bytes>) -> ErrorFacts {
    let body = serde_json::from_slice::<Body>(answer.body()).unwrap_or(Body { is_foreign: true, ..Body::default() });
    let header = |name: &str| {
        let value = answer.headers().get(name)?.to_str().ok()?;
        (!value.is_empty()).then(|| value.to_owned())
    };
    let code = header(ERROR_TYPE).or(body.code).or(body.dunder_type);
    let is_foreign = body.is_foreign || (code.is_none() && body.has_members);
    let message = body.messages.into_iter().flatten().next();
    let message = message.or_else(|| words_of(answer).filter(|_| is_foreign));
    // Services that spoke awsQuery before report their legacy code: `Code;Fault`.
    let query_code = header("x-amzn-query-error").map(|error| error.split(';').next().unwrap_or_default().to_owned());
    ErrorFacts { code: code.map(|code| bare_code(&code).to_owned()), message, query_code }
}

/// What is looked for in the body of an error, of which nothing else is kept: it may be large.
#[derive(Default)]
struct Body {
    code: Option<String>,
    dunder_type: Option<String>,
    /// In the order of their keys' worth.
    messages: [Option<String>; MESSAGE_KEYS.len()],
    has_members: bool,
    /// It is no object, nor null.
    is_foreign: bool,
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
                Key::Code => &mut body.code,
                Key::DunderType => &mut body.dunder_type,
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
    Code,
    DunderType,
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
        Ok(match (key, MESSAGE_KEYS.iter().position(|spelling| *spelling == key)) {
            ("code", _) => Key::Code,
            ("__type", _) => Key::DunderType,
            (_, Some(worth)) => Key::Message(worth),
            (_, None) => Key::Other,
        })
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

/// The words of an answer in no form that its protocol has: what a proxy or a load balancer says in the service's place
/// is worth keeping.
pub(crate) fn words_of(answer: &http::Response<Bytes>) -> Option<String> {
    let words = first_words(&String::from_utf8_lossy(answer.body()));
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
