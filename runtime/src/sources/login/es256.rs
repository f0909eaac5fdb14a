//! ES256 (RFC 7518): ECDSA with P-256 and SHA-256. The crate that signs is one that is in the tree already: that of the
//! TLS library, or that of SigV4a.

#[cfg(all(feature = "rustls-aws-lc-rs", not(feature = "rustls-ring")))]
use aws_lc_rs as crypto;
#[cfg(feature = "rustls-ring")]
use ring as crypto;

use super::private_key::PrivateKey;

const INVALID: &str = "`dpopKey` is not a private key of the curve P-256";

/// Whether this build can sign. The error says which features enable it.
#[allow(clippy::unnecessary_wraps)] // it fails in some builds
pub(super) fn check() -> Result<(), &'static str> {
    #[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "sigv4a")))]
    return Err(
        "needs signatures by ES256: enable the feature `rustls-ring`, `rustls-aws-lc-rs` or `sigv4a` of aws-operation",
    );
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "sigv4a"))]
    Ok(())
}

/// A signing key. It is neither printed nor copied.
pub(super) struct Key {
    signing: Signing,
    public: [u8; 65],
}

impl Key {
    pub(super) fn from_pem(pem: &str) -> Result<Self, String> {
        let key = PrivateKey::from_pem(pem).ok_or(INVALID)?;
        Ok(Self { signing: Signing::new(&key).ok_or(INVALID)?, public: key.public })
    }

    /// The coordinates x and y of the public key.
    pub(super) fn coordinates(&self) -> (&[u8], &[u8]) {
        self.public[1..].split_at(32)
    }

    /// The signature of `text`: r, then s, with 32 bytes each. `None` without randomness.
    pub(super) fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
        self.signing.sign(text)
    }
}

#[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
mod signing {
    use super::PrivateKey;
    use super::crypto::rand::SystemRandom;
    use super::crypto::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

    pub(super) struct Signing(EcdsaKeyPair);

    impl Signing {
        pub(super) fn new(key: &PrivateKey) -> Option<Self> {
            let (algorithm, private) = (&ECDSA_P256_SHA256_FIXED_SIGNING, key.private.as_slice());
            #[cfg(feature = "rustls-ring")]
            let pair = {
                let random = SystemRandom::new();
                EcdsaKeyPair::from_private_key_and_public_key(algorithm, private, &key.public, &random)
            };
            #[cfg(not(feature = "rustls-ring"))]
            let pair = EcdsaKeyPair::from_private_key_and_public_key(algorithm, private, &key.public);
            pair.ok().map(Self)
        }

        pub(super) fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
            Some(self.0.sign(&SystemRandom::new(), text).ok()?.as_ref().to_vec())
        }
    }
}

#[cfg(all(feature = "sigv4a", not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))))]
mod signing {
    use p256::ecdsa::signature::Signer as _;
    use p256::ecdsa::{Signature, SigningKey};

    use super::PrivateKey;

    pub(super) struct Signing(SigningKey);

    impl Signing {
        pub(super) fn new(key: &PrivateKey) -> Option<Self> {
            let signing = SigningKey::from_slice(key.private.as_slice()).ok()?;
            let public = signing.verifying_key().to_sec1_point(false);
            (public.as_bytes() == key.public).then_some(Self(signing))
        }

        #[allow(clippy::unnecessary_wraps)] // the other crates need randomness
        pub(super) fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
            let signature: Signature = self.0.sign(text);
            Some(signature.to_bytes().to_vec())
        }
    }
}

#[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "sigv4a")))]
mod signing {
    use super::PrivateKey;

    /// No key: `check` fails.
    pub(super) enum Signing {}

    impl Signing {
        pub(super) fn new(_: &PrivateKey) -> Option<Self> {
            None
        }

        pub(super) fn sign(&self, _: &[u8]) -> Option<Vec<u8>> {
            match *self {}
        }
    }
}

use signing::Signing;

#[cfg(all(test, any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "sigv4a")))]
mod tests {
    use super::*;

    /// A key made for this test by AWS's common runtime.
    const PEM: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINlLduqlo/yGVWhyvPIQbDl6n0606GhKR9EHeyL8KUbEoAoGCCqGSM49
AwEHoUQDQgAEmc4vyA+8m8gC2QzuOLDdEddD+AN3UtxNdoOsnoPTPNmsIFYztVBo
RqmDLjxWXqXFU3I8i9ZBGsMdBlmySJlM7w==
-----END EC PRIVATE KEY-----";

    #[test]
    fn a_signature_is_two_numbers_of_32_bytes() {
        let key = Key::from_pem(PEM).unwrap();
        let signature = key.sign(b"text").unwrap();
        assert_eq!((signature.len(), key.coordinates().0.len(), key.coordinates().1.len()), (64, 32, 32));
        #[cfg(feature = "sigv4a")]
        {
            use p256::ecdsa::signature::Verifier as _;
            let public = p256::ecdsa::VerifyingKey::from_sec1_bytes(&key.public).unwrap();
            let signature = p256::ecdsa::Signature::from_slice(&signature).unwrap();
            public.verify(b"text", &signature).unwrap();
            assert!(public.verify(b"other", &signature).is_err());
        }
    }

    #[test]
    fn a_public_key_of_another_private_key_is_an_error() {
        // another first byte of the private key
        let mixed = PEM.replace("INlLduql", "IAlLduql");
        assert_eq!(Key::from_pem(&mixed).err().as_deref(), Some(INVALID));
    }
}
