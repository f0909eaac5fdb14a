//! Random values of the operating system.

use std::error::Error;
use std::fmt;
use uuid::Uuid;

use super::error_debug::debug_like_display;

/// The random number generator of the operating system failed.
#[derive(Clone)]
pub struct NoRandomness(String);

impl fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the random number generator of the operating system failed: {}", self.0)
    }
}

impl Error for NoRandomness {}

debug_like_display!(struct NoRandomness(cause));

/// A random UUID, version 4.
pub(crate) fn random_uuid() -> Result<Uuid, NoRandomness> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes).map_err(|error| NoRandomness(error.to_string()))?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// A random number from 0 to 1.
pub(crate) fn random_fraction() -> f64 {
    // Without a random number, the longest delay is the safest.
    let Ok(random) = random_uuid() else { return 1.0 };
    let bits = random.as_u64_pair().1 & ((1 << 53) - 1);
    #[allow(clippy::cast_precision_loss)] // 53 bits are exact
    let fraction = bits as f64 / (1u64 << 53) as f64;
    fraction
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn a_lack_of_randomness_says_why_once() {
        let error = NoRandomness(getrandom::Error::UNSUPPORTED.to_string());
        let text =
            "the random number generator of the operating system failed: getrandom: this target is not supported";
        assert_eq!((error.to_string(), format!("{error:?}")), (text.to_owned(), text.to_owned()));
        assert!(error.source().is_none());
        assert!(format!("{error:#?}").starts_with("NoRandomness("), "{error:#?}");
    }
}
