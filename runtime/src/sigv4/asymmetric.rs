//! SigV4a: the private key of credentials, and its signatures.
//!
//! Source: "AWS SigV4a" in the IAM User Guide, and the key derivation of the AWS Common Runtime (`aws-c-auth`).

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use zeroize::Zeroizing;

use super::key::hmac_sha256;
use crate::value::credentials::Credentials;

pub(crate) const ALGORITHM: &str = "AWS4-ECDSA-P256-SHA256";

/// The number of cached keys: enough for a few accounts, and for the credentials before a refresh.
const CAPACITY: usize = 8;

/// The order of the curve minus 2: the maximum of the derived number, to which 1 is added.
const MAXIMUM: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
    0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x4f,
];

/// The private key of credentials. It does not depend on day, region or service.
///
/// `None` if no counter gives a valid number. The probability of that is below 2⁻⁸⁰⁰⁰.
fn derive_key(credentials: &Credentials) -> Option<SigningKey> {
    let seed = Zeroizing::new(["AWS4A", credentials.secret_access_key()].concat());
    (1..=254).find_map(|counter| {
        let input = [
            &[0, 0, 0, 1],
            ALGORITHM.as_bytes(),
            &[0],
            credentials.access_key_id().as_bytes(),
            &[counter],
            // the length of the key in bits
            &[0, 0, 1, 0],
        ];
        let mut number = hmac_sha256(seed.as_bytes(), &input.concat());
        if *number > MAXIMUM {
            return None;
        }
        for byte in number.iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
        SigningKey::from_slice(number.as_slice()).ok()
    })
}

/// The most recently derived keys, newest first. To derive one takes longer than to sign.
#[derive(Default)]
pub(crate) struct KeyCache(Mutex<Vec<(Credentials, SigningKey)>>);

impl KeyCache {
    /// The signature of `text` in DER, as hexadecimal digits. It is deterministic, by RFC 6979. Without a key it is empty, which
    /// is no signature.
    pub(super) fn sign(&self, text: &str, credentials: &Credentials) -> String {
        let Some(key) = self.key(credentials) else { return String::new() };
        let signature: DerSignature = key.sign(text.as_bytes());
        hex(signature.as_bytes())
    }

    /// The key of `credentials`; `None` as for [`derive_key`].
    pub(crate) fn key(&self, credentials: &Credentials) -> Option<SigningKey> {
        let cached = self.lock().iter().find(|(known, _)| known.is_same_key(credentials)).map(|(_, key)| key.clone());
        if cached.is_some() {
            return cached;
        }
        // without the lock, so that other threads can sign meanwhile
        let key = derive_key(credentials)?;
        let mut keys = self.lock();
        keys.insert(0, (credentials.clone(), key.clone()));
        keys.truncate(CAPACITY);
        Some(key)
    }

    /// A panic cannot leave a partially written key, so a poisoned lock is used as usual.
    fn lock(&self) -> MutexGuard<'_, Vec<(Credentials, SigningKey)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // writing to a string cannot fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of `aws-c-auth`, `tests/key_derivation_tests.c`.
    #[test]
    fn the_key_of_the_common_runtime_is_derived() {
        let credentials = Credentials::new("AKISORANDOMAASORANDOM", "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom");
        let key = KeyCache::default().key(&credentials).unwrap();
        assert_eq!(hex(&key.to_bytes()), "7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd");
    }

    #[test]
    fn a_key_is_kept_for_its_credentials_only() {
        let cache = KeyCache::default();
        let keys = ["one", "other", "one"].map(|secret| cache.key(&Credentials::new("AKID", secret)).unwrap());
        assert_eq!(keys[0], keys[2]);
        assert_ne!(keys[0], keys[1]);
        assert_eq!(cache.lock().len(), 2);
        for other in 0..CAPACITY {
            cache.key(&Credentials::new(other.to_string(), "secret"));
        }
        assert_eq!(cache.lock().len(), CAPACITY);
    }
}
