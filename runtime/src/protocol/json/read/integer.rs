//! Integers, also in the notation of floats. Some services write `1.784316439424E12`.

use std::fmt;

use serde_core::de::value::MapAccessDeserializer;
use serde_core::de::{Deserialize, Error, MapAccess, Unexpected, Visitor};

/// Up to this number, every integer is a float.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// Passes integers, and floats without a fraction, to a visitor of integers.
pub(super) struct IntegerVisitor<V>(pub(super) V);

impl<'de, V: Visitor<'de>> Visitor<'de> for IntegerVisitor<V> {
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
        match whole(number) {
            Some(whole) => self.0.visit_i64(whole),
            None => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }

    /// With the feature `arbitrary_precision`, which another crate may enable, `serde_json` presents numbers as maps.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(map))?;
        match (number.as_i64().or_else(|| whole(number.as_f64()?)), number.as_u64()) {
            (Some(number), _) => self.0.visit_i64(number),
            (None, Some(number)) => self.0.visit_u64(number),
            (None, None) => Err(A::Error::custom(format_args!("{number} is not an integer in the supported range"))),
        }
    }
}

/// The integer value of a float, if it has one and no other integer is the same float.
pub(crate) fn whole(number: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation)] // whole, and bounded
    (number.fract() == 0.0 && number.abs() < MAX_EXACT).then_some(number as i64)
}
