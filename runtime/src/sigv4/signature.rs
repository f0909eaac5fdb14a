//! The algorithm of a signer: its keys and its signatures.

#[cfg(feature = "sigv4a")]
use super::asymmetric;
use super::digest::Hex;
use super::key::KeyCache;

/// The algorithm of a signer, with its cached keys.
pub(super) enum Keys {
    SigV4(KeyCache),
    #[cfg(feature = "sigv4a")]
    SigV4a(asymmetric::KeyCache),
}

impl Keys {
    pub(super) const fn algorithm(&self) -> &'static str {
        match self {
            Self::SigV4(_) => super::ALGORITHM,
            #[cfg(feature = "sigv4a")]
            Self::SigV4a(_) => asymmetric::ALGORITHM,
        }
    }

    /// The value of `X-Amz-Region-Set`, which SigV4 does not have.
    #[cfg(feature = "sigv4a")]
    pub(super) const fn region_set<'a>(&self, region: &'a str) -> Option<&'a str> {
        match self {
            Self::SigV4(_) => None,
            Self::SigV4a(_) => Some(region),
        }
    }
}

/// A signature as hexadecimal digits.
pub(super) enum Signature {
    Mac(Hex),
    #[cfg(feature = "sigv4a")]
    Ecdsa(String),
}

impl Signature {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Mac(hex) => hex.as_str(),
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(hex) => hex,
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Mac(hex) => hex.as_bytes(),
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(hex) => hex.as_bytes(),
        }
    }
}
