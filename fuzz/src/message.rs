//! An HTTP message in a form that is easy to mutate and to read.

use http::{HeaderMap, HeaderName, HeaderValue};

/// A line, headers and a body.
pub struct Message<'a> {
    pub line: &'a str,
    pub headers: HeaderMap,
    pub body: &'a [u8],
}

impl<'a> Message<'a> {
    /// Reads `LINE\nname: value\n..\n\nBODY`. Invalid headers are skipped.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (line, mut rest) = split_line(data)?;
        let line = std::str::from_utf8(line).ok()?;
        let mut headers = HeaderMap::new();
        loop {
            let Some((header, after)) = split_line(rest) else { return Some(Self { line, headers, body: b"" }) };
            rest = after;
            if header.is_empty() {
                return Some(Self { line, headers, body: rest });
            }
            if let Some((name, value)) = read_header(header)
                && headers.try_append(name, value).is_err()
            {
                return None;
            }
        }
    }
}

fn read_header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at(colon);
    Some((HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value[1..].trim_ascii()).ok()?))
}

fn split_line(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = data.iter().position(|byte| *byte == b'\n')?;
    Some((&data[..end], &data[end + 1..]))
}
