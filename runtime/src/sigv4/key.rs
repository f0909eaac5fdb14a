use std::sync::{Mutex, MutexGuard, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::TERMINATOR;
use crate::value::credentials::Credentials;
use crate::value::timestamp::amz_date::AmzDate;

/// The number of cached keys: enough for a few accounts and for the keys of the day before.
const CAPACITY: usize = 8;

/// The signing key for one day, region and service.
pub(crate) fn derive_key(secret: &str, date: &str, region: &str, service: &str) -> Zeroizing<[u8; 32]> {
    let mut seed = Zeroizing::new(Vec::with_capacity(4 + secret.len()));
    seed.extend_from_slice(b"AWS4");
    seed.extend_from_slice(secret.as_bytes());
    let mut key = hmac_sha256(&seed, date.as_bytes());
    for part in [region, service, TERMINATOR] {
        key = hmac_sha256(key.as_slice(), part.as_bytes());
    }
    key
}

/// HMAC-SHA-256 of `data`. It is zeroized, because the derivation uses it as the next key.
pub(crate) fn hmac_sha256(key: &[u8], data: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut mac = keyed(key);
    mac.update(data);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// An HMAC initialized with this key.
fn keyed(key: &[u8]) -> Hmac<Sha256> {
    let hashed: Zeroizing<[u8; 32]>;
    let key = if key.len() > 64 {
        hashed = Zeroizing::new(Sha256::digest(key).into());
        hashed.as_slice()
    } else {
        key
    };
    // HMAC pads a shorter key to a block. Padding it here makes the constructor infallible.
    let mut block = Zeroizing::new([0_u8; 64]);
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    Hmac::new((&*block).into())
}

/// The most recently derived keys, newest first.
#[derive(Default)]
pub(super) struct KeyCache(Mutex<Vec<CachedKey>>);

struct CachedKey {
    credentials: Credentials,
    day: [u8; 8],
    /// Cloned for each signature, so that the key is not hashed again.
    mac: Hmac<Sha256>,
}

impl KeyCache {
    /// An HMAC initialized with the signing key. All calls on one cache must have the same region and service.
    pub(super) fn mac(&self, credentials: &Credentials, date: &AmzDate, region: &str, service: &str) -> Hmac<Sha256> {
        if let Some(mac) = self.cached(credentials, date) {
            return mac;
        }
        // without the lock, so that other threads can sign meanwhile
        let mac = keyed(derive_key(credentials.secret_access_key(), date.day(), region, service).as_slice());
        let key = CachedKey { credentials: credentials.clone(), day: date.day_digits(), mac: mac.clone() };
        let mut keys = self.lock();
        keys.insert(0, key);
        keys.truncate(CAPACITY);
        mac
    }

    fn cached(&self, credentials: &Credentials, date: &AmzDate) -> Option<Hmac<Sha256>> {
        let day = date.day_digits();
        let keys = self.lock();
        let key = keys.iter().find(|key| key.day == day && key.credentials == *credentials)?;
        Some(key.mac.clone())
    }

    /// A panic cannot leave a partially written key, so a poisoned lock is used as usual.
    fn lock(&self) -> MutexGuard<'_, Vec<CachedKey>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::digest::Hex;
    use super::*;
    use crate::value::timestamp::Timestamp;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// The example in AWS's signing guide.
    #[test]
    fn the_key_of_the_signing_guide_is_derived() {
        let key = derive_key(SECRET, "20150830", "us-east-1", "iam");
        assert_eq!(Hex::new(&key).as_str(), "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }

    /// RFC 4231, test cases 2 and 6: a short key, and one longer than a block.
    #[test]
    fn keys_of_any_length_give_the_hmac_of_rfc_4231() {
        for (key, data, expected) in [
            (
                &b"Jefe"[..],
                &b"what do ya want for nothing?"[..],
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(Hex::new(&hmac_sha256(key, data)).as_str(), expected);
        }
    }

    #[test]
    fn a_key_is_kept_for_its_credentials_and_day_only() -> Result<(), crate::value::timestamp::InvalidTimestamp> {
        let cache = KeyCache::default();
        let days = [AmzDate::new(Timestamp::from_second(0)?), AmzDate::new(Timestamp::from_second(86_400)?)];
        for round in 0..2 {
            for secret in ["one", "other"] {
                for day in &days {
                    // the same access key ID with another secret must not use the cached key
                    let credentials = Credentials::new("AKIDEXAMPLE", secret);
                    assert_eq!(cache.cached(&credentials, day).is_some(), round == 1);
                    let mac = cache.mac(&credentials, day, "us-east-1", "iam").finalize().into_bytes();
                    let expected = derive_key(secret, day.day(), "us-east-1", "iam");
                    assert_eq!(mac[..], hmac_sha256(expected.as_slice(), b"")[..]);
                }
            }
        }
        for other in 0..CAPACITY {
            cache.mac(&Credentials::new(other.to_string(), "secret"), &days[0], "us-east-1", "iam");
        }
        assert_eq!(cache.lock().len(), CAPACITY);
        assert!(cache.cached(&Credentials::new("AKIDEXAMPLE", "one"), &days[0]).is_none());
        Ok(())
    }
}
