//! Random values of the operating system.

use uuid::Uuid;

/// The random number generator of the operating system failed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the random number generator of the operating system failed")]
pub struct NoRandomness(#[from] getrandom::Error);

/// A random UUID, version 4.
pub(crate) fn random_uuid() -> Result<Uuid, NoRandomness> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes)?;
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
