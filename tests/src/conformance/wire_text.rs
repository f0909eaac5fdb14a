//! Parses queries, forms, JSON and CBOR bodies into values that can be compared by content.

use cbor4ii::core::Value as Cbor;
use cbor4ii::core::dec::Decode as _;
use cbor4ii::core::utils::SliceReader;
use percent_encoding::percent_decode_str;

/// The decoded parameters of a query or form. The order matters only among the values of one name.
///
/// # Errors
/// A name or value that is not UTF-8.
pub fn pairs(query: &str) -> Result<Vec<(String, String)>, String> {
    let decode =
        |text: &str| percent_decode_str(text).decode_utf8().map(Into::into).map_err(|error| format!("{error}: {text}"));
    let split = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decode(name)?, decode(value)?))
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(split);
    let mut pairs = pairs.collect::<Result<Vec<(String, String)>, String>>()?;
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(pairs)
}

/// JSON in which all numbers are floats, except integers that a float cannot represent.
///
/// # Errors
/// The text is not JSON.
pub fn json(text: &str) -> Result<serde_json::Value, String> {
    let mut value = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    floats(&mut value);
    Ok(value)
}

/// CBOR as text, in which all numbers are floats except integers that a float cannot represent, and maps are sorted.
///
/// # Errors
/// The bytes are not CBOR.
pub fn cbor(bytes: &[u8]) -> Result<String, String> {
    let mut reader = SliceReader::new(bytes);
    let mut value = Cbor::decode(&mut reader).map_err(|error| format!("{error:?}: {bytes:02x?}"))?;
    sorted(&mut value);
    Ok(format!("{value:?}"))
}

fn sorted(value: &mut Cbor) {
    match value {
        Cbor::Integer(number) if number.unsigned_abs() < 1 << 53 => {
            #[allow(clippy::cast_precision_loss)]
            let float = *number as f64;
            *value = Cbor::Float(float);
        }
        Cbor::Array(items) => items.iter_mut().for_each(sorted),
        Cbor::Map(entries) => {
            entries.iter_mut().for_each(|(_, value)| sorted(value));
            entries.sort_by_key(|(key, _)| format!("{key:?}"));
        }
        Cbor::Tag(_, value) => sorted(value),
        _ => {}
    }
}

fn floats(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Number(number) => {
            if let Some(float) = number.as_f64().filter(|float| float.abs() < 9e15) {
                *value = float.into();
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(floats),
        serde_json::Value::Object(members) => members.values_mut().for_each(floats),
        _ => {}
    }
}
