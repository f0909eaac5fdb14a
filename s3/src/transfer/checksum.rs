//! CRCs of whole objects, joined from those of their parts.
//!
//! A CRC is linear: that of two texts one after the other follows from the CRC of each and the length of the second
//! one. So parts may be read in any order, and at the same time.

use aws_operation::ChecksumAlgorithm;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crc::{CRC_32_ISCSI, CRC_32_ISO_HDLC, CRC_64_NVME, Crc, Digest, Table};

static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);

/// An algorithm whose values can be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Linear {
    Crc32,
    Crc32C,
    Crc64Nvme,
}

/// The CRC of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    algorithm: Linear,
    value: u64,
    /// The number of the bytes.
    length: u64,
}

impl Linear {
    /// The algorithm's name in the runtime.
    pub(super) const fn algorithm(self) -> ChecksumAlgorithm {
        match self {
            Self::Crc32 => ChecksumAlgorithm::Crc32,
            Self::Crc32C => ChecksumAlgorithm::Crc32C,
            Self::Crc64Nvme => ChecksumAlgorithm::Crc64Nvme,
        }
    }

    /// The polynomial without its highest power, lowest power last, and the number of bits.
    fn polynomial(self) -> (u64, u32) {
        match self {
            Self::Crc32 => (CRC_32_ISO_HDLC.poly.reverse_bits().into(), 32),
            Self::Crc32C => (CRC_32_ISCSI.poly.reverse_bits().into(), 32),
            Self::Crc64Nvme => (CRC_64_NVME.poly.reverse_bits(), 64),
        }
    }

    /// Begins the CRC of bytes that come in pieces.
    pub(super) fn begin(self) -> Running {
        let digest = match self {
            Self::Crc32 => Kind::Crc32(crc32fast::Hasher::new()),
            Self::Crc32C => Kind::Crc32C(CRC32C.digest()),
            Self::Crc64Nvme => Kind::Crc64Nvme(crc64fast_nvme::Digest::new()),
        };
        Running { algorithm: self, digest, length: 0 }
    }

    /// The CRC of these bytes.
    pub(super) fn of(self, bytes: &[u8]) -> Sum {
        let mut running = self.begin();
        running.update(bytes);
        running.finish()
    }

    /// The product of two polynomials, modulo that of the algorithm. The highest bit is x⁰.
    fn product(self, a: u64, mut b: u64) -> u64 {
        let (polynomial, bits) = self.polynomial();
        let mut product = 0;
        for bit in (0..bits).rev() {
            if (a >> bit) & 1 == 1 {
                product ^= b;
            }
            b = (b >> 1) ^ if b & 1 == 1 { polynomial } else { 0 };
        }
        product
    }

    /// xⁿ, modulo the polynomial of the algorithm.
    fn power(self, mut n: u128) -> u64 {
        let one = 1 << (self.polynomial().1 - 1);
        let (mut power, mut square) = (one, one >> 1);
        while n > 0 {
            if n & 1 == 1 {
                power = self.product(square, power);
            }
            square = self.product(square, square);
            n >>= 1;
        }
        power
    }
}

impl Sum {
    /// The CRC of these bytes with others after them.
    pub(super) fn then(self, next: Self) -> Self {
        let shift = self.algorithm.power(8 * u128::from(next.length));
        let value = self.algorithm.product(shift, self.value) ^ next.value;
        Self { value, length: self.length + next.length, ..self }
    }

    /// The value of the header: the big-endian bytes in base64.
    pub(super) fn header(self) -> String {
        let bytes = self.value.to_be_bytes();
        let used = bytes.get(8 - self.algorithm.polynomial().1 as usize / 8..).unwrap_or_default();
        STANDARD.encode(used)
    }
}

/// A CRC of the bytes so far.
pub(super) struct Running {
    algorithm: Linear,
    digest: Kind,
    length: u64,
}

enum Kind {
    Crc32(crc32fast::Hasher),
    Crc32C(Digest<'static, u32, Table<16>>),
    Crc64Nvme(crc64fast_nvme::Digest),
}

impl Running {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        match &mut self.digest {
            Kind::Crc32(digest) => digest.update(bytes),
            Kind::Crc32C(digest) => digest.update(bytes),
            Kind::Crc64Nvme(digest) => digest.write(bytes),
        }
    }

    pub(super) fn finish(self) -> Sum {
        let value = match self.digest {
            Kind::Crc32(digest) => digest.finalize().into(),
            Kind::Crc32C(digest) => digest.finalize().into(),
            Kind::Crc64Nvme(digest) => digest.sum64(),
        };
        Sum { algorithm: self.algorithm, value, length: self.length }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Linear; 3] = [Linear::Crc32, Linear::Crc32C, Linear::Crc64Nvme];

    /// The check values of the catalogue of CRCs, and of the NVM Command Set specification.
    #[test]
    fn the_check_values() {
        let sums = ALL.map(|algorithm| algorithm.of(b"123456789").value);
        assert_eq!(sums, [0xCBF4_3926, 0xE306_9283, 0xAE8B_1486_0A79_9888]);
        assert_eq!(Linear::Crc64Nvme.of(b"123456789").header(), "rosUhgp5mIg=");
        assert_eq!(Linear::Crc32.of(b"Hello world").header(), "i9aeUg==");
    }

    proptest! {
        #[test]
        fn a_joined_crc_is_that_of_all_bytes(
            parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 1..6),
        ) {
            for algorithm in ALL {
                let joined = parts.iter().map(|part| algorithm.of(part)).reduce(Sum::then).unwrap();
                prop_assert_eq!(joined, algorithm.of(&parts.concat()));
            }
        }
    }
}
