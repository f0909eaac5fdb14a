//! The tree hash of Glacier: SHA-256 of each MiB, then of each pair of neighbouring hashes, until one hash is left. A hash
//! without a neighbour moves up unchanged.
//!
//! Source: "Computing Checksums" in the developer guide of S3 Glacier.

use sha2::{Digest as _, Sha256};

use crate::sigv4::digest::Hex;

const MIB: usize = 1 << 20;

type Hash = [u8; 32];

/// The tree hash of the bytes so far.
#[derive(Default)]
pub(super) struct TreeHash {
    hashes: Vec<Hash>,
    /// The hash of the last MiB so far, and the number of its bytes.
    current: Sha256,
    filled: usize,
}

impl TreeHash {
    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        while let Some((part, rest)) = bytes.split_at_checked((MIB - self.filled).min(bytes.len()))
            && !part.is_empty()
        {
            self.current.update(part);
            self.filled += part.len();
            bytes = rest;
            if self.filled == MIB {
                self.end_block();
            }
        }
    }

    /// The hash in hexadecimal digits.
    pub(super) fn finish(mut self) -> String {
        if self.filled > 0 || self.hashes.is_empty() {
            self.end_block();
        }
        while self.hashes.len() > 1 {
            self.hashes = self.hashes.chunks(2).map(parent).collect();
        }
        let root = self.hashes.into_iter().next().unwrap_or_default();
        Hex::new(&root).as_str().to_owned()
    }

    fn end_block(&mut self) {
        self.hashes.push(self.current.finalize_reset().into());
        self.filled = 0;
    }
}

/// The hash of two neighbours, or the only hash.
fn parent(hashes: &[Hash]) -> Hash {
    match hashes {
        [only] => *only,
        both => Sha256::digest(both.as_flattened()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8], part: usize) -> String {
        let mut hash = TreeHash::default();
        bytes.chunks(part).for_each(|part| hash.update(part));
        hash.finish()
    }

    fn hex(bytes: &[u8]) -> String {
        Hex::new(&Sha256::digest(bytes).into()).as_str().to_owned()
    }

    #[test]
    fn up_to_a_mib_has_its_own_hash() {
        assert_eq!(of(b"", 1), hex(b""));
        assert_eq!(of(b"hello world", 3), hex(b"hello world"));
        let block = vec![7; MIB];
        assert_eq!(of(&block, 1000), hex(&block));
    }

    // By `calculate_tree_hash` of botocore 1.43.11.
    #[test]
    fn more_is_hashed_pair_by_pair() {
        for (mib, extra, expected) in [
            (1, 1, "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9"),
            (2, 0, "bf4dff263ae686b64403208c35a3767e38453d6477e841947588d13d04e1d816"),
            (3, 0, "2e7d51c0ffe06ce95fe74beed9a4ab35d18837f4ab2a9f4f066a60359eb999a1"),
            (5, 17, "3fef9b8808d86fe097f13f670365ac039731f511cc502bddb3f5da72a7599203"),
        ] {
            let bytes: Vec<u8> = (0..=250).cycle().take(mib * MIB + extra).collect();
            for part in [1 << 16, 1_000_003, bytes.len()] {
                assert_eq!(of(&bytes, part), expected, "{mib} MiB and {extra} in parts of {part}");
            }
        }
    }
}
