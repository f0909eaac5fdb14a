//! How large the parts of an object are, and how many are under way.

use super::error::TransferError;

/// The least part that S3 accepts, unless it is the last one.
pub(super) const MIN_PART_SIZE: u64 = 5 << 20;
/// The default: that of AWS's other tools.
pub(super) const DEFAULT_PART_SIZE: u64 = 8 << 20;
/// The maximum number of parts of an upload.
pub(super) const MAX_PARTS: u64 = 10_000;
/// The default number of parts that are under way at the same time.
pub(super) const DEFAULT_CONCURRENCY: usize = 8;
/// Part sizes that are not set are multiples of this one.
const STEP: u64 = 1 << 20;

/// The part size of an upload. `length` is `None` if it is not known.
pub(super) fn of_upload(set: Option<u64>, length: Option<u64>) -> Result<u64, TransferError> {
    let least = length.unwrap_or_default().div_ceil(MAX_PARTS);
    match set {
        None => Ok(DEFAULT_PART_SIZE.max(least.next_multiple_of(STEP))),
        Some(size) if size < MIN_PART_SIZE => {
            Err(TransferError::Invalid(format!("a part size of {size} bytes is too small: S3 wants at least 5 MiB")))
        }
        Some(size) if size < least => Err(TransferError::TooManyParts { part_size: size }),
        Some(size) => Ok(size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    #[test]
    fn a_part_grows_with_the_object() {
        for (length, size) in
            [(None, 8 << 20), (Some(0), 8 << 20), (Some(78 * GIB), 8 << 20), (Some(100 * GIB), 11 << 20)]
        {
            assert_eq!(of_upload(None, length).unwrap(), size, "{length:?}");
        }
        assert!((5 << 40_u64) <= of_upload(None, Some(5 << 40)).unwrap() * MAX_PARTS);
    }

    #[test]
    fn a_part_size_that_cannot_be_is_an_error() {
        assert_eq!(of_upload(Some(5 << 20), Some(6 << 20)).unwrap(), 5 << 20);
        let small = of_upload(Some(1), None).unwrap_err();
        assert_eq!(small.to_string(), "a part size of 1 bytes is too small: S3 wants at least 5 MiB");
        let many = of_upload(Some(5 << 20), Some(100 * GIB)).unwrap_err().to_string();
        assert!(many.contains("more than 10,000 parts") && many.contains("5242880"), "{many}");
    }
}
