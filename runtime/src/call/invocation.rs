//! `amz-sdk-invocation-id`: identifies a call in the logs of client and service. All attempts of a call have the same ID.
//!
//! The ID must be unique, not unguessable. Reading random bytes from the system for each ID would take a tenth of the time
//! that the client spends on a call.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use http::HeaderValue;
use uuid::fmt::Hyphenated;

use crate::value::random::random_uuid;

static CALLS: AtomicU64 = AtomicU64::new(0);
static PROCESS: OnceLock<(u64, u64)> = OnceLock::new();

/// The ID of one call, as text.
pub(super) struct InvocationId([u8; Hyphenated::LENGTH]);

impl InvocationId {
    /// The ID of a new call.
    pub(super) fn new() -> Self {
        let (high, low) = *PROCESS.get_or_init(|| random_uuid().unwrap_or_default().as_u64_pair());
        let call = CALLS.fetch_add(1, Ordering::Relaxed);
        // A forked process copies the static numbers, but does not begin its calls in the same nanosecond as its parent.
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let moment = elapsed.as_secs().rotate_left(32) ^ u64::from(elapsed.subsec_nanos());
        let bits = [mix(high ^ moment), mix(low ^ call)];
        let bytes = (u128::from(bits[0]) << 64 | u128::from(bits[1])).to_be_bytes();
        let mut text = [0; Hyphenated::LENGTH];
        uuid::Builder::from_random_bytes(bytes).into_uuid().hyphenated().encode_lower(&mut text);
        Self(text)
    }

    pub(super) fn to_header(&self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).unwrap_or(HeaderValue::from_static(""))
    }
}

/// The last step of SplitMix64: numbers that differ in one bit differ in half of them.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn ids_are_uuids_and_unlike_each_other() {
        let id = || super::InvocationId::new().to_header().to_str().unwrap().to_owned();
        let ids: HashSet<String> = (0..10_000).map(|_| id()).collect();
        assert_eq!(ids.len(), 10_000);
        for id in ids {
            let id = uuid::Uuid::parse_str(&id).unwrap();
            assert_eq!(id.get_version_num(), 4);
        }
    }
}
