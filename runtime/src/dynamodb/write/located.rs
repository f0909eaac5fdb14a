//! Errors that name the attribute by its path, as DynamoDB writes paths: `customer.phones[1]`.
//!
//! An error begins with what is wrong with the value ("is NaN .."). Each level puts its name before it.

use std::fmt::Display;

use serde_core::ser::{Error, Serialize};

const OPEN: &str = "has the attribute `";

/// The error of the value with this key.
pub(super) fn attribute<K: Serialize + ?Sized, E: Error>(key: &K, error: &E) -> E {
    at(&text_of(key).unwrap_or_default(), error)
}

/// The error of the fields of this variant.
pub(super) fn variant<E: Error>(variant: &str, error: &E) -> E {
    at(variant, error)
}

/// The error of the item with this index in a list.
pub(super) fn index<E: Error>(index: usize, error: &E) -> E {
    at(&format!("[{index}]"), error)
}

/// The text of the key of a map, as JSON writes it.
pub(super) fn text_of<K: Serialize + ?Sized>(key: &K) -> Option<String> {
    match serde_json::to_value(key).ok()? {
        serde_json::Value::String(text) => Some(text),
        other @ (serde_json::Value::Number(_) | serde_json::Value::Bool(_)) => Some(other.to_string()),
        _ => None,
    }
}

fn at<E: Error>(name: &str, error: &dyn Display) -> E {
    let error = error.to_string();
    E::custom(match error.strip_prefix(OPEN) {
        Some(rest) if rest.starts_with('[') => format!("{OPEN}{name}{rest}"),
        Some(rest) => format!("{OPEN}{name}.{rest}"),
        None if error.starts_with("is ") => format!("{OPEN}{name}`, which {error}"),
        None => format!("{OPEN}{name}`, which cannot be written: {error}"),
    })
}
