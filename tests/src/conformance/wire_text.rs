//! Parses queries, forms and JSON bodies into values that can be compared by content.

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
