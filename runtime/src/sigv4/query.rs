use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_encode};

/// Everything except RFC 3986's unreserved characters: AWS's `UriEncode`.
pub(super) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Writes the canonical form of a query: names and values are re-encoded, then sorted by name and value.
pub(super) fn write_canonical(query: &str, text: &mut Vec<u8>) {
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (reencode(name), reencode(value)))
        .collect();
    pairs.sort_unstable();
    for (position, (name, value)) in pairs.iter().enumerate() {
        if position > 0 {
            text.push(b'&');
        }
        text.extend_from_slice(name.as_bytes());
        text.push(b'=');
        text.extend_from_slice(value.as_bytes());
    }
}

/// Decodes a name or value, with `+` as a space, and encodes it again, as the receiver does.
fn reencode(part: &str) -> Cow<'_, str> {
    if is_canonical(part.as_bytes()) {
        return Cow::Borrowed(part);
    }
    // before decoding, because decoding turns `%2B` into `+`
    let spaced = part.replace('+', " ");
    let decoded: Cow<'_, [u8]> = percent_decode(spaced.as_bytes()).into();
    Cow::Owned(percent_encode(&decoded, RESERVED).to_string())
}

/// Whether re-encoding changes nothing. This is true for everything that this crate encodes.
fn is_canonical(mut part: &[u8]) -> bool {
    loop {
        part = match part {
            [] => return true,
            [b'%', high, low, rest @ ..] if is_canonical_escape(*high, *low) => rest,
            [byte, rest @ ..] if is_unreserved(*byte) => rest,
            _ => return false,
        }
    }
}

fn is_canonical_escape(high: u8, low: u8) -> bool {
    match (upper_hex(high), upper_hex(low)) {
        (Some(high), Some(low)) => !is_unreserved(high << 4 | low),
        _ => false,
    }
}

fn upper_hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_reencoded_and_sorted() {
        for (query, expected) in [
            ("", ""),
            ("&&", ""),
            ("a", "a="),
            ("=", "="),
            ("b=2&a=1&c=3&a=0", "a=0&a=1&b=2&c=3"),
            // by name first: as whole text, `a-b=` would come before `a=`
            ("a-b=1&a=2", "a=2&a-b=1"),
            ("a=b=c/d:e", "a=b%3Dc%2Fd%3Ae"),
            ("a=b+c", "a=b%20c"),
            ("a=b%2Bc%20d", "a=b%2Bc%20d"),
            ("a=%2b%61", "a=%2Ba"),
            ("a=%zz%", "a=%25zz%25"),
            ("ü=%FF", "%C3%BC=%FF"),
        ] {
            let mut text = Vec::new();
            write_canonical(query, &mut text);
            assert_eq!(String::from_utf8(text).unwrap(), expected, "{query}");
        }
    }
}
