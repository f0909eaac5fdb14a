//! Uploads to S3 in the encoding `aws-chunked`, decoded and verified. Shares no code with the client.
//!
//! Source: the Amazon S3 API Reference, "Transferring Payload in Multiple Chunks", with and without trailing headers.

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::checksum::compare;
use super::rejection::Rejection;
use super::signature::{ChunkKey, NotSigned};
use crate::protocol::checksum::is_checksum;

/// The least length of a signed chunk that is not the last one.
const MIN_CHUNK: usize = 8 * 1024;

/// A decoded upload.
pub(super) struct Upload {
    /// The headers, with the trailers, and without the encoding.
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// The forms of the encoding, by `x-amz-content-sha256`.
struct Form {
    is_signed: bool,
    has_trailer: bool,
}

/// Decodes a body in this encoding. `None` if the request does not say that it is. `key` verifies its chunks.
pub(super) fn decode(headers: &HeaderMap, body: &Bytes, key: Option<ChunkKey>) -> Result<Option<Upload>, Rejection> {
    let word = headers.get("x-amz-content-sha256").map(HeaderValue::as_bytes).unwrap_or_default();
    if !word.starts_with(b"STREAMING-") {
        return Ok(None);
    }
    let form = match word {
        b"STREAMING-UNSIGNED-PAYLOAD-TRAILER" => Form { is_signed: false, has_trailer: true },
        b"STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => Form { is_signed: true, has_trailer: false },
        b"STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => Form { is_signed: true, has_trailer: true },
        _ => return Err(rejected(StatusCode::NOT_IMPLEMENTED, "NotImplemented", "this form of chunks is not known")),
    };
    if form.is_signed && key.is_none() {
        return Err(not_signed());
    }
    let mut reader = Reader { rest: body, key: key.filter(|_| form.is_signed) };
    let decoded = reader.chunks()?;
    let trailers = reader.trailers(&form)?;
    check_length(headers, decoded.len())?;
    check_names(headers, &trailers)?;
    compare(&trailers, &decoded)?;
    let mut headers = without_encoding(headers);
    for (name, value) in &trailers {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    Ok(Some(Upload { headers, body: decoded }))
}

struct Reader<'a> {
    rest: &'a [u8],
    /// `None` if the chunks are unsigned.
    key: Option<ChunkKey>,
}

impl<'a> Reader<'a> {
    /// The bytes of all chunks.
    fn chunks(&mut self) -> Result<Bytes, Rejection> {
        let mut decoded = BytesMut::with_capacity(self.rest.len());
        let mut is_short = false;
        loop {
            let (length, signature) = self.head()?;
            let chunk = self.rest.get(..length).ok_or_else(|| malformed("it ends in the middle of a chunk"))?;
            self.rest = self.rest.get(length..).unwrap_or_default();
            if let Some(key) = &mut self.key {
                let signature = signature.ok_or_else(|| malformed("a chunk has no signature"))?;
                key.verify_chunk(chunk, signature).map_err(|NotSigned| not_signed())?;
                if is_short && length > 0 {
                    let message = "only the last chunk may have less than 8192 bytes";
                    return Err(rejected(StatusCode::FORBIDDEN, "InvalidChunkSizeError", message));
                }
                is_short = length < MIN_CHUNK;
            }
            if length == 0 {
                return Ok(decoded.freeze());
            }
            decoded.extend_from_slice(chunk);
            self.rest = self.rest.strip_prefix(b"\r\n").ok_or_else(|| malformed("a chunk is longer than it says"))?;
        }
    }

    /// The length of a chunk, and its signature.
    fn head(&mut self) -> Result<(usize, Option<&'a str>), Rejection> {
        let line = self.line().ok_or_else(|| malformed("it ends without an empty chunk"))?;
        let (length, extension) = line.split_once(';').map_or((line, None), |(length, rest)| (length, Some(rest)));
        let is_hex = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_hexdigit());
        let length = is_hex.then(|| usize::from_str_radix(length, 16).ok()).flatten();
        let length = length.ok_or_else(|| malformed("the length of a chunk is not a hexadecimal number"))?;
        Ok((length, extension.and_then(|extension| extension.strip_prefix("chunk-signature="))))
    }

    /// The headers after the last chunk.
    fn trailers(&mut self, form: &Form) -> Result<HeaderMap, Rejection> {
        let (mut trailers, mut signature) = (HeaderMap::new(), None);
        while let Some(line) = self.line().filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':').ok_or_else(|| malformed("a trailer has no colon"))?;
            if name.eq_ignore_ascii_case("x-amz-trailer-signature") {
                signature = Some(value.trim());
                continue;
            }
            let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value.trim()).ok());
            let (name, value) = header.ok_or_else(|| malformed("a trailer is not a header"))?;
            trailers.insert(name, value);
        }
        if !self.rest.is_empty() {
            return Err(malformed("there are bytes after its end"));
        }
        if let (Some(key), true) = (&mut self.key, form.has_trailer) {
            let mut lines: Vec<_> = trailers
                .iter()
                .map(|(name, value)| [name.as_str().as_bytes(), b":", value.as_bytes(), b"\n"].concat())
                .collect();
            lines.sort();
            let lines = String::from_utf8_lossy(&lines.concat()).into_owned();
            key.verify_trailer(&lines, signature.unwrap_or_default()).map_err(|NotSigned| not_signed())?;
        } else if !form.has_trailer && !trailers.is_empty() {
            return Err(malformed("it has a trailer, which `x-amz-content-sha256` does not say"));
        }
        Ok(trailers)
    }

    /// The next line, without its end.
    fn line(&mut self) -> Option<&'a str> {
        let end = self.rest.iter().position(|byte| *byte == b'\n')?;
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or_default();
        std::str::from_utf8(line.strip_suffix(b"\r").unwrap_or(line)).ok()
    }
}

fn check_length(headers: &HeaderMap, length: usize) -> Result<(), Rejection> {
    let stated = headers.get("x-amz-decoded-content-length").and_then(|value| value.to_str().ok());
    let Some(stated) = stated.and_then(|value| value.trim().parse::<usize>().ok()) else {
        let message = "the header `x-amz-decoded-content-length` has to say how long the body is";
        return Err(rejected(StatusCode::LENGTH_REQUIRED, "MissingContentLength", message));
    };
    if stated == length {
        return Ok(());
    }
    let message = format!("the body has {length} bytes, but `x-amz-decoded-content-length` is {stated}");
    Err(rejected(StatusCode::BAD_REQUEST, "IncompleteBody", message))
}

/// The trailers must be those that the signed headers announce: checksums.
fn check_names(headers: &HeaderMap, trailers: &HeaderMap) -> Result<(), Rejection> {
    let announced = headers.get_all("x-amz-trailer").iter().filter_map(|value| value.to_str().ok());
    let announced: Vec<_> = announced.flat_map(|names| names.split(',')).map(str::trim).collect();
    let is_announced = |name: &str| announced.iter().any(|known| known.eq_ignore_ascii_case(name));
    let missing = announced.iter().find(|name| !trailers.contains_key(**name));
    let surplus = trailers.keys().find(|name| !is_announced(name.as_str()) || !is_checksum(name.as_str()));
    let message = match (missing, surplus) {
        (None, None) => return Ok(()),
        (Some(name), _) => format!("`x-amz-trailer` announces `{name}`, but it does not follow the body"),
        (None, Some(name)) => format!("the trailer `{name}` is not a checksum that `x-amz-trailer` announces"),
    };
    Err(rejected(StatusCode::BAD_REQUEST, "MalformedTrailerError", message))
}

/// The headers without `aws-chunked` in `Content-Encoding`: what the caller set.
fn without_encoding(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    let all =
        headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",");
    let kept = all.split(',').map(str::trim).filter(|encoding| !encoding.is_empty() && *encoding != "aws-chunked");
    let kept = kept.collect::<Vec<_>>().join(",");
    headers.remove(CONTENT_ENCODING);
    if let (false, Ok(kept)) = (kept.is_empty(), HeaderValue::try_from(kept)) {
        headers.insert(CONTENT_ENCODING, kept);
    }
    headers
}

fn rejected(status: StatusCode, code: &'static str, message: impl Into<String>) -> Rejection {
    Rejection { status, code, message: message.into() }
}

fn malformed(what: &str) -> Rejection {
    rejected(StatusCode::BAD_REQUEST, "IncompleteBody", format!("the body is not `aws-chunked`: {what}"))
}

fn not_signed() -> Rejection {
    let message = "the signature of a chunk or a trailer does not match";
    rejected(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", message)
}
