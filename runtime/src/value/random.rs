//! Randomness of the system.

use uuid::Uuid;

use super::error_debug::debug_like_display;

/// The system's source of randomness failed.
#[derive(Clone, thiserror::Error)]
#[error("the system has no randomness for an idempotency token: {0}")]
pub struct NoRandomness(getrandom::Error);

debug_like_display!(struct NoRandomness(cause));

/// A random UUID, version 4.
pub(crate) fn random_uuid() -> Result<Uuid, NoRandomness> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes).map_err(NoRandomness)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// From 0 up to 1, of the randomness that tokens are made of.
pub(crate) fn random_fraction() -> f64 {
    // Without randomness the longest delay is the safest.
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
        let error = NoRandomness(getrandom::Error::UNSUPPORTED);
        let text = "the system has no randomness for an idempotency token: getrandom: this target is not supported";
        assert_eq!((error.to_string(), format!("{error:?}")), (text.to_owned(), text.to_owned()));
        assert!(error.source().is_none());
        assert!(format!("{error:#?}").starts_with("NoRandomness("), "{error:#?}");
    }
}
