//! Numbers, which DynamoDB sends as texts.

use std::fmt;
use std::sync::LazyLock;

use serde_core::de::value::MapDeserializer;
use serde_core::de::{Error, Unexpected, Visitor};

use crate::dynamodb::write::ARBITRARY_NUMBER;

/// The number of decimal digits that every `f64` keeps.
const EXACT_DIGITS: usize = 15;

/// What a number is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The smallest type that holds it.
    Any,
    F32,
    F64,
    Text,
}

/// Reads the text of a number, and passes the number to a visitor.
pub(super) struct NumberVisitor<V> {
    pub(super) visitor: V,
    pub(super) form: Form,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for NumberVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<V::Value, E> {
        if self.form == Form::Text { self.visitor.visit_borrowed_str(text) } else { self.visit_str(text) }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        let Self { visitor, form } = self;
        let not_a_number = || E::invalid_value(Unexpected::Str(text), &"a number");
        match form {
            Form::Text => visitor.visit_str(text),
            Form::F32 => {
                visitor.visit_f32(text.parse().ok().filter(|number: &f32| number.is_finite()).ok_or_else(not_a_number)?)
            }
            Form::F64 => visitor.visit_f64(float(text).ok_or_else(not_a_number)?),
            Form::Any => match Integer::of(text) {
                Some(integer) => integer.visit(visitor),
                None => {
                    let float = float(text).ok_or_else(not_a_number)?;
                    if digits(text) > EXACT_DIGITS && *KEEPS_DIGITS {
                        return visitor.visit_map(MapDeserializer::new(std::iter::once((ARBITRARY_NUMBER, text))));
                    }
                    visitor.visit_f64(float)
                }
            },
        }
    }
}

/// Whether `serde_json` keeps all digits of a number: its feature `arbitrary_precision`, which another crate may enable.
/// It reads such numbers as maps.
static KEEPS_DIGITS: LazyLock<bool> = LazyLock::new(|| {
    const MANY: &str = "0.1234567890123456789012345";
    serde_json::from_str::<serde_json::Number>(MANY).is_ok_and(|number| number.to_string() == MANY)
});

fn float(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The number of digits before an exponent.
fn digits(text: &str) -> usize {
    text.bytes().take_while(|byte| !matches!(byte, b'e' | b'E')).filter(u8::is_ascii_digit).count()
}

/// An integer in the smallest type that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Integer {
    U64(u64),
    I64(i64),
    U128(u128),
    I128(i128),
}

impl Integer {
    fn of(text: &str) -> Option<Self> {
        Self::plain(text).or_else(|| Self::plain(&without_exponent(text)?))
    }

    fn plain(text: &str) -> Option<Self> {
        let wide = || text.parse().map(Self::U128).or_else(|_| text.parse().map(Self::I128));
        text.parse().map(Self::U64).or_else(|_| text.parse().map(Self::I64)).or_else(|_| wide()).ok()
    }

    fn visit<'de, V: Visitor<'de>, E: Error>(self, visitor: V) -> Result<V::Value, E> {
        match self {
            Self::U64(number) => visitor.visit_u64(number),
            Self::I64(number) => visitor.visit_i64(number),
            Self::U128(number) => visitor.visit_u128(number),
            Self::I128(number) => visitor.visit_i128(number),
        }
    }
}

/// The digits of an integer with a point or an exponent, such as `1.50E+2`. `None` if it is no integer, or has more digits
/// than any integer type.
fn without_exponent(text: &str) -> Option<String> {
    const MOST_DIGITS: usize = 40;
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if digits(mantissa) == 0 {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let zeros = exponent.parse::<usize>().ok()?.checked_sub(fraction.len())?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || zeros.saturating_add(text.len()) > MOST_DIGITS + 8 {
        return None;
    }
    Some(format!("{whole}{fraction}{}", "0".repeat(zeros)))
}

#[cfg(test)]
mod tests {
    use super::Integer::{I64, I128, U64, U128};
    use super::{Integer, digits};

    #[test]
    fn an_integer_has_the_smallest_type() {
        for (text, expected) in [
            ("0", Some(U64(0))),
            ("-1", Some(I64(-1))),
            ("18446744073709551615", Some(U64(u64::MAX))),
            ("18446744073709551616", Some(U128(1 << 64))),
            ("-9223372036854775809", Some(I128(-9_223_372_036_854_775_809))),
            ("340282366920938463463374607431768211455", Some(U128(u128::MAX))),
            ("340282366920938463463374607431768211456", None),
            ("1E+3", Some(U64(1000))),
            ("-1.50e2", Some(I64(-150))),
            ("1.0", Some(U64(1))),
            ("1.5", None),
            ("1.25e1", None),
            ("1e-1", None),
            ("1e99", None),
            ("1e99999999999999999999", None),
            ("", None),
            (".", None),
            ("e3", None),
            ("1.-1e2", None),
        ] {
            assert_eq!(Integer::of(text), expected, "{text}");
        }
    }

    #[test]
    fn digits_of_an_exponent_do_not_count() {
        assert_eq!(digits("-12.5e100"), 3);
    }
}
