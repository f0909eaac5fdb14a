//! Floats: numbers, or the strings for non-finite floats.

use std::fmt;

use serde_core::de::value::MapAccessDeserializer;
use serde_core::de::{Deserialize, Error, MapAccess, Unexpected, Visitor};

use crate::protocol::json::{INFINITY, NAN, NEGATIVE_INFINITY};

/// Passes numbers and the strings for non-finite floats to a visitor of floats.
pub(super) struct FloatVisitor<V>(pub(super) V);

impl<'de, V: Visitor<'de>> Visitor<'de> for FloatVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<V::Value, E> {
        self.0.visit_i64(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<V::Value, E> {
        self.0.visit_u64(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        self.0.visit_f64(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        let number = match text {
            NAN => f64::NAN,
            INFINITY => f64::INFINITY,
            NEGATIVE_INFINITY => f64::NEG_INFINITY,
            _ => {
                let expected = &"a number, `NaN`, `Infinity` or `-Infinity`";
                return Err(E::invalid_value(Unexpected::Str(text), expected));
            }
        };
        self.0.visit_f64(number)
    }

    /// With the feature `arbitrary_precision`, which another crate may enable, `serde_json` presents numbers as maps.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(map))?;
        let number = number.as_f64().ok_or_else(|| A::Error::custom(format_args!("{number} is out of range")))?;
        self.0.visit_f64(number)
    }
}
