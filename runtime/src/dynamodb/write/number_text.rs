//! Numbers as texts.

use std::fmt;

/// Shows a float with the fewest digits that give it back, and with an exponent if it is very large or small.
pub(super) struct Decimal<F> {
    pub(super) number: F,
    /// Its absolute value.
    pub(super) magnitude: f64,
}

impl<F: fmt::Display + fmt::LowerExp> fmt::Display for Decimal<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = self.magnitude == 0.0 || (1e-7..1e21).contains(&self.magnitude);
        if is_plain { write!(f, "{}", self.number) } else { write!(f, "{:e}", self.number) }
    }
}

/// Whether `text` is a decimal number: a sign, digits with a point, an exponent.
pub(super) fn is_number(text: &str) -> bool {
    let unsigned = |text: &str| text.strip_prefix(['-', '+']).unwrap_or(text).to_owned();
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let digits = unsigned(mantissa).replacen('.', "", 1);
    let exponent = unsigned(exponent);
    !digits.is_empty() && are_digits(&digits) && !exponent.is_empty() && are_digits(&exponent)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn a_number_has_digits_and_at_most_one_point_and_exponent() {
        for number in ["0", "-1", "+1", "1.5", ".5", "1.", "1e3", "1E-30", "-1.25e+7", "12345678901234567890.123"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["", "-", ".", "1.2.3", "1e", "1e1.5", "e3", "NaN", "inf", "1 ", "0x1", "--1", "1_000", "1,5"] {
            assert!(!is_number(other), "{other}");
        }
    }
}
