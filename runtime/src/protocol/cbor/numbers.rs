//! Numbers that are more than one item, and half-precision floats.

use serde_core::de::Error as _;

use super::items::{Item, Items};
use super::{BIG_TAG, DECIMAL_TAG, NEGATIVE_BIG_TAG, TIME_TAG};
use crate::protocol::json::whole;

type Read<T> = Result<T, serde_json::Error>;

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Unsigned(u64),
    Signed(i128),
    Single(f32),
    Double(f64),
}

impl Number {
    /// Whether it is neither infinite nor NaN.
    pub(super) fn is_finite(self) -> bool {
        match self {
            Self::Unsigned(_) | Self::Signed(_) => true,
            Self::Single(number) => number.is_finite(),
            Self::Double(number) => number.is_finite(),
        }
    }
}

/// The value of a half-precision float, of which `f32` has every one.
pub(super) fn half(bits: u16) -> f32 {
    let (sign, exponent, mantissa) = (u32::from(bits >> 15) << 31, bits >> 10 & 0x1F, u32::from(bits & 0x3FF));
    match exponent {
        // Zero, and the subnormals: multiples of 2^-24.
        0 => {
            #[allow(clippy::cast_precision_loss)] // ten bits
            let magnitude = mantissa as f32 / 16_777_216.0;
            if sign == 0 { magnitude } else { -magnitude }
        }
        31 => f32::from_bits(sign | 0x7F80_0000 | mantissa << 13),
        exponent => f32::from_bits(sign | (u32::from(exponent) + 112) << 23 | mantissa << 13),
    }
}

/// The integer `-1 - n`.
pub(super) fn negative(n: u64) -> i128 {
    -1 - i128::from(n)
}

impl Items<'_> {
    /// The number of this item. `None` if it is no number.
    pub(super) fn number(&mut self, item: &Item<'_>) -> Read<Option<Number>> {
        Ok(Some(match *item {
            Item::Unsigned(number) => Number::Unsigned(number),
            Item::Negative(number) => Number::Signed(negative(number)),
            Item::Single(number) => Number::Single(number),
            Item::Double(number) => Number::Double(number),
            Item::Tag(tag @ (BIG_TAG | NEGATIVE_BIG_TAG)) => Number::Signed(self.big(tag)?),
            Item::Tag(DECIMAL_TAG) => Number::Double(self.nested(Self::decimal)?),
            _ => return Ok(None),
        }))
    }

    /// An integer in bytes, after its tag.
    fn big(&mut self, tag: u64) -> Read<i128> {
        let Item::Bytes(bytes) = self.next()? else { return Err(self.unfit("expected the bytes of an integer")) };
        let first = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
        let digits = bytes.get(first..).unwrap_or_default();
        let number = (digits.len() <= 16).then(|| digits.iter().fold(0, |n: u128, byte| n << 8 | u128::from(*byte)));
        let number = number.and_then(|number| i128::try_from(number).ok());
        let number = number.ok_or_else(|| self.unfit("an integer of more than 127 bits"))?;
        Ok(if tag == BIG_TAG { number } else { -1 - number })
    }

    /// A decimal number, after its tag: the nearest float.
    fn decimal(&mut self) -> Read<f64> {
        let Item::List(mut left) = self.next()? else { return Err(self.unfit("expected `[exponent, mantissa]`")) };
        let mut parts = [0; 2];
        for part in &mut parts {
            let item = if self.has_more(&mut left)? { self.next()? } else { Item::Null };
            *part = match self.number(&item)? {
                Some(Number::Unsigned(number)) => number.into(),
                Some(Number::Signed(number)) => number,
                _ => return Err(self.unfit("expected an integer of a decimal")),
            };
        }
        if self.has_more(&mut left)? {
            return Err(self.unfit("a decimal has two parts"));
        }
        let [exponent, mantissa] = parts;
        let number = format!("{mantissa}e{exponent}").parse::<f64>().unwrap_or(f64::NAN);
        if number.is_finite() { Ok(number) } else { Err(self.unfit("a decimal outside the range of floats")) }
    }

    /// A timestamp in nanoseconds since 1970.
    pub(super) fn timestamp(&mut self) -> Read<i128> {
        let Item::Tag(TIME_TAG) = self.next()? else { return Err(self.unfit("expected a timestamp, with tag 1")) };
        self.seconds()
    }

    /// What follows tag 1, in nanoseconds.
    pub(super) fn seconds(&mut self) -> Read<i128> {
        let milliseconds = match self.next()? {
            Item::Unsigned(second) => i128::from(second) * 1_000,
            Item::Negative(second) => negative(second) * 1_000,
            #[allow(clippy::cast_possible_truncation)] // the single-precision float of the milliseconds
            Item::Single(second) => milliseconds(second.into(), |nearest| is_beside(nearest as f32, second))?,
            Item::Double(second) => milliseconds(second, |nearest| is_beside(nearest, second))?,
            _ => return Err(self.unfit("expected the seconds of a timestamp")),
        };
        Ok(milliseconds * 1_000_000)
    }
}

/// Floats of which a sum of seconds and milliseconds gives one, and a division of milliseconds the other.
trait Neighbors: Copy + PartialEq {
    fn neighbors(self) -> [Self; 3];
}

macro_rules! neighbors {
    ($($float:ty)*) => {
        $(impl Neighbors for $float {
            fn neighbors(self) -> [Self; 3] {
                [self.next_down(), self, self.next_up()]
            }
        })*
    };
}

neighbors! { f32 f64 }

/// Whether two floats are the same, or neighbors.
fn is_beside<F: Neighbors>(float: F, other: F) -> bool {
    float.neighbors().contains(&other)
}

/// The whole milliseconds in a float, rounded down unless it means the nearest ones: `is_meant` compares it with theirs.
fn milliseconds(seconds: f64, is_meant: impl FnOnce(f64) -> bool) -> Read<i128> {
    let nearest = (seconds * 1e3).round();
    let number = if is_meant(nearest / 1e3) { nearest } else { (seconds * 1e3).floor() };
    let number = whole(number).map(i128::from);
    number.ok_or_else(|| serde_json::Error::custom(format_args!("{seconds} is not a timestamp")))
}
