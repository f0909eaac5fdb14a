//! Bodies compressed with gzip: Smithy's `requestCompression`.

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The name of the encoding in `Content-Encoding`.
pub(crate) const GZIP: &str = "gzip";

/// The compressed body. It has no time and no name in it, so that equal bodies stay equal.
pub(crate) fn compress(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::default());
    encoder.write_all(body)?;
    encoder.finish()
}

/// Why a body cannot be decompressed.
#[cfg(feature = "server")]
#[derive(Clone, Copy)]
pub(crate) enum NotDecompressed {
    /// It has more bytes than the limit.
    TooLong,
    /// It is not gzip, or ends early.
    Malformed,
}

/// The body before its compression, of at most `limit` bytes. No more than that is ever in memory.
#[cfg(feature = "server")]
pub(crate) fn decompress(body: &[u8], limit: usize) -> Result<Vec<u8>, NotDecompressed> {
    use io::Read as _;

    let mut all = Vec::new();
    let one_more = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = flate2::read::MultiGzDecoder::new(body).take(one_more).read_to_end(&mut all);
    read.map_err(|_| NotDecompressed::Malformed)?;
    if all.len() > limit { Err(NotDecompressed::TooLong) } else { Ok(all) }
}
