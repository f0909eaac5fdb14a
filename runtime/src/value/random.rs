//! Randomness of the system.

use uuid::Uuid;

/// The system's source of randomness failed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the system has no randomness for an idempotency token: {0}")]
pub struct NoRandomness(String);

/// A random UUID, version 4.
pub(crate) fn random_uuid() -> Result<Uuid, NoRandomness> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes).map_err(|error| NoRandomness(error.to_string()))?;
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
