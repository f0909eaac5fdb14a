//! Bodies as they are sent: compressed, or with a checksum in a header.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use md5::{Digest as _, Md5};

/// The body before the encoding that the client added to it.
///
/// # Errors
/// The body is not gzip, although its header says so.
pub fn plain(headers: &HeaderMap, body: &[u8]) -> Result<Vec<u8>, String> {
    let encoding = headers.get(CONTENT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if encoding.rsplit(',').next().map(str::trim) != Some("gzip") {
        return Ok(body.to_vec());
    }
    let mut plain = Vec::new();
    let read = flate2::read::GzDecoder::new(body).read_to_end(&mut plain);
    read.map_err(|error| format!("the body is not gzip: {error}"))?;
    Ok(plain)
}

/// Whether a header has the checksum of a body.
pub fn is_checksum(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    let of_amz = header.strip_prefix("x-amz-checksum-");
    header == "content-md5" || of_amz.is_some_and(|rest| !matches!(rest, "algorithm" | "mode" | "type"))
}

/// The value of the header `name` for the body that is sent, if the case has `expected` for its own body, which has
/// other white space.
pub fn expected_header(name: &str, expected: &str, expected_body: Option<&[u8]>, sent: &[u8]) -> String {
    let md5 = |body: &[u8]| STANDARD.encode(Md5::digest(body));
    let is_of_body = name.eq_ignore_ascii_case("content-md5") && expected_body.map(md5).as_deref() == Some(expected);
    if is_of_body { md5(sent) } else { expected.to_owned() }
}
