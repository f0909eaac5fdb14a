use sha2::{Digest, Sha256};

/// The SHA-256 hash of an empty input.
pub(crate) const EMPTY_SHA256_HEX: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// 32 bytes as lower-case hexadecimal digits, without an allocation.
#[derive(Clone)]
pub(crate) struct Hex([u8; 64]);

impl Hex {
    pub(crate) fn new(bytes: &[u8; 32]) -> Self {
        let mut digits = [0; 64];
        let (pairs, _) = digits.as_chunks_mut::<2>();
        for (pair, byte) in pairs.iter_mut().zip(bytes) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
        Self(digits)
    }

    /// The digits in `text`, if there are 64.
    #[cfg(feature = "checksums")]
    pub(crate) fn of_digits(text: &[u8]) -> Option<Self> {
        text.try_into().ok().map(Self)
    }

    /// The SHA-256 hash of `data`.
    pub(crate) fn sha256(data: &[u8]) -> Self {
        Self::new(&Sha256::digest(data).into())
    }

    pub(crate) fn as_str(&self) -> &str {
        // always ASCII
        str::from_utf8(&self.0).unwrap_or_default()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

const fn digit(nibble: u8) -> u8 {
    if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_written_in_lower_case() {
        assert_eq!(Hex::sha256(b"").as_str(), EMPTY_SHA256_HEX);
        assert_eq!(Hex::sha256(b"abc").as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
