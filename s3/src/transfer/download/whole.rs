//! The checksum that a whole object must have.

use aws_operation::ChecksumAlgorithm;

use crate::operations::get_object::GetObjectOutput;
use crate::transfer::checksum::{Linear, Sum};
use crate::transfer::error::TransferError;
use crate::values::ChecksumType;

/// What is known of the checksum of an object.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    /// A CRC, which is compared with that of the parts.
    linear: Option<(Linear, String)>,
    /// Another checksum, which the client compares if the first response is read to its end.
    validated: Option<ChecksumAlgorithm>,
}

impl Expected {
    pub(super) fn of(object: &GetObjectOutput, validated: Option<ChecksumAlgorithm>) -> Self {
        // A checksum of the checksums of parts says nothing of the bytes.
        let is_composite = object.checksum_type == Some(ChecksumType::Composite);
        let all = [
            (Linear::Crc64Nvme, &object.checksum_crc64nvme),
            (Linear::Crc32C, &object.checksum_crc32c),
            (Linear::Crc32, &object.checksum_crc32),
        ];
        let mut known = all.into_iter().filter_map(|(algorithm, value)| Some((algorithm, value.clone()?)));
        let linear = known.find(|(_, value)| !is_composite && !value.contains('-'));
        Self { linear, validated }
    }

    pub(super) fn algorithm(&self) -> Option<Linear> {
        self.linear.as_ref().map(|(algorithm, _)| *algorithm)
    }

    /// Compares the checksum of the content. `is_intact` is whether the first response was the whole content.
    pub(super) fn check(&self, sum: Option<Sum>, is_intact: bool) -> Result<Option<ChecksumAlgorithm>, TransferError> {
        let (Some((linear, expected)), Some(sum)) = (&self.linear, sum) else {
            return Ok(self.validated.filter(|_| is_intact));
        };
        let (algorithm, computed) = (linear.algorithm(), sum.header());
        if *expected == computed {
            return Ok(Some(algorithm));
        }
        Err(TransferError::WrongChecksum { algorithm, expected: expected.clone(), computed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crc_of_the_whole_object_is_compared() {
        let object = GetObjectOutput { checksum_crc32: Some("i9aeUg==".to_owned()), ..GetObjectOutput::default() };
        let expected = Expected::of(&object, None);
        let check = |content: &[u8]| expected.check(Some(Linear::Crc32.of(content)), false);
        assert_eq!(check(b"Hello world").unwrap(), Some(ChecksumAlgorithm::Crc32));
        let wrong = check(b"Hello World").unwrap_err().to_string();
        assert!(wrong.starts_with("the CRC32 checksum of the object is i9aeUg==, but that of "), "{wrong}");
    }

    #[test]
    fn a_checksum_of_checksums_is_not() {
        let sums = ["i9aeUg==-2", "i9aeUg=="].map(|sum| Some(sum.to_owned()));
        let types = [None, Some(ChecksumType::Composite)];
        for (checksum_crc32, checksum_type) in sums.into_iter().zip(types) {
            let object = GetObjectOutput { checksum_crc32, checksum_type, ..GetObjectOutput::default() };
            assert_eq!(Expected::of(&object, None).algorithm(), None);
        }
        let validated = Expected::of(&GetObjectOutput::default(), Some(ChecksumAlgorithm::Sha256));
        assert_eq!(validated.check(None, true).unwrap(), Some(ChecksumAlgorithm::Sha256));
        assert_eq!(validated.check(None, false).unwrap(), None);
    }
}
