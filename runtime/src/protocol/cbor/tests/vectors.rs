//! The vectors of botocore for CBOR readers.

use std::path::Path;

use serde_core::de::IgnoredAny;
use serde_json::{Value, json};

use super::{Outcome, hex, read};
use crate::protocol::cbor::items::{Item, Items, Length};
use crate::protocol::cbor::numbers::Number;

/// An item with all that is in it, as the vectors describe it.
fn described(items: &mut Items<'_>) -> Outcome<Value> {
    let list = |items: &mut Items<'_>, mut left: Length| {
        let mut all = Vec::new();
        while items.has_more(&mut left)? {
            all.push(described(items)?);
        }
        Ok::<_, serde_json::Error>(all)
    };
    let item = items.next()?;
    Ok(match item {
        Item::Unsigned(number) => json!({ "uint": number }),
        Item::Negative(_) => match items.number(&item)? {
            Some(Number::Signed(number)) => json!({ "negint": number.to_string() }),
            other => panic!("{other:?}"),
        },
        Item::Bytes(bytes) => json!({ "bytestring": bytes.to_vec() }),
        Item::Text(text) => json!({ "string": text }),
        Item::List(left) => json!({ "list": items.nested(|items| list(items, left))? }),
        Item::Map(mut left) => {
            let mut map = serde_json::Map::new();
            while items.has_more(&mut left)? {
                let Item::Text(key) = items.next()? else { return Err(items.unfit("no text")) };
                map.insert(key.into_owned(), described(items)?);
            }
            json!({ "map": map })
        }
        Item::Tag(id) => json!({ "tag": { "id": id, "value": described(items)? } }),
        Item::Bool(value) => json!({ "bool": value }),
        Item::Null => json!({ "null": {} }),
        Item::Single(number) => json!({ "float32": number.to_bits() }),
        Item::Double(number) => json!({ "float64": number.to_bits() }),
        Item::Simple(value) => json!({ "simple": value }),
    })
}

/// The vectors in a file: the input, and what it is.
fn vectors(file: &str) -> Option<Vec<(String, Value)>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/cbor-decode").join(file);
    let Ok(text) = std::fs::read_to_string(&file) else {
        aws_operation_skip::skip("cbor", format_args!("there is no {}", file.display()));
        return None;
    };
    let vectors: Vec<Value> = serde_json::from_str(&with_texts_for_negatives(&text)).unwrap();
    let parts = |vector: Value| (vector["input"].as_str().unwrap().to_owned(), vector["expect"].clone());
    Some(vectors.into_iter().map(parts).collect())
}

/// Negative integers in quotes, because those beyond 64 bits would become floats.
fn with_texts_for_negatives(text: &str) -> String {
    let mut parts = text.split("\"negint\":");
    let mut quoted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let part = part.trim_start();
        let (number, rest) = part.split_at(part.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap());
        quoted.push_str(&format!("\"negint\":\"{number}\"{rest}"));
    }
    quoted
}

#[test]
fn every_vector_is_read_as_it_says() {
    let Some(vectors) = vectors("decode-success-tests.json") else { return };
    assert!(vectors.len() >= 151);
    for (input, expected) in vectors {
        let bytes = hex(&input);
        let mut items = Items::new(&bytes);
        let found = described(&mut items).unwrap();
        // An undefined value is read as null.
        assert_eq!(found, serde_json::from_str::<Value>(&expected.to_string().replace("undefined", "null")).unwrap());
        items.end().unwrap();
        // The same is skipped.
        let mut items = Items::new(&bytes);
        items.skip().and_then(|()| items.end()).unwrap();
    }
}

#[test]
fn every_invalid_vector_is_an_error() {
    let Some(vectors) = vectors("decode-error-tests.json") else { return };
    assert!(vectors.len() >= 56);
    for (input, _) in vectors {
        assert!(described(&mut Items::new(&hex(&input))).is_err(), "{input}");
        assert!(Items::new(&hex(&input)).skip().is_err(), "{input}");
        assert!(read::<IgnoredAny>(&input).is_err() && read::<Value>(&input).is_err(), "{input}");
    }
}
