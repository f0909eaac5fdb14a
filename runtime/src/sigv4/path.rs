use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::Settings;
use super::query::RESERVED;

/// The characters that a second encoding of a path escapes, including the `%` of existing escapes.
const ENCODED_TWICE: &AsciiSet = &RESERVED.remove(b'/');
/// The characters that must be escaped in a path that is encoded once. S3 decodes the path and encodes it again.
const ENCODED_ONCE: &AsciiSet = &ENCODED_TWICE.remove(b'%');

/// Writes the canonical form of a path. `path` is percent-encoded as on the wire.
pub(super) fn write_canonical(path: &str, settings: Settings, text: &mut Vec<u8>) {
    let escaped = if settings.double_encode_path { ENCODED_TWICE } else { ENCODED_ONCE };
    if path.is_empty() {
        text.push(b'/');
    } else if settings.normalize_path && !is_normal(path) {
        write_normalized(path, escaped, text);
    } else {
        push_escaped(path, escaped, text);
    }
}

/// Whether a path is absolute, without empty segments and without segments that begin with a dot.
fn is_normal(path: &str) -> bool {
    path.starts_with('/') && !path.as_bytes().windows(2).any(|pair| matches!(pair, b"//" | b"/."))
}

/// Removes empty segments and resolves dot segments by RFC 3986, section 5.2.4. A path that ended in a dot segment then
/// ends in a slash, as HTTP clients send it.
fn write_normalized(path: &str, escaped: &'static AsciiSet, text: &mut Vec<u8>) {
    let mut segments = Vec::new();
    let mut is_directory = true;
    for segment in path.split('/') {
        is_directory = matches!(segment, "" | "." | "..");
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    for segment in &segments {
        text.push(b'/');
        push_escaped(segment, escaped, text);
    }
    if is_directory || segments.is_empty() {
        text.push(b'/');
    }
}

fn push_escaped(text: &str, escaped: &'static AsciiSet, to: &mut Vec<u8>) {
    for part in utf8_percent_encode(text, escaped) {
        to.extend_from_slice(part.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(path: &str, settings: Settings) -> String {
        let mut text = Vec::new();
        write_canonical(path, settings, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn most_services_expect_a_path_normalized_and_encoded_twice() {
        for (path, expected) in [
            ("", "/"),
            ("/", "/"),
            ("//", "/"),
            ("/a%2Fb%3Ac", "/a%252Fb%253Ac"),
            ("/a:b=c", "/a%3Ab%3Dc"),
            ("/ü", "/%C3%BC"),
            ("/a/./b//c/", "/a/b/c/"),
            ("/a/b/..", "/a/"),
            ("/a/b/.", "/a/b/"),
            ("/../..", "/"),
            ("/../a", "/a"),
            ("/.a/..b/...", "/.a/..b/..."),
        ] {
            assert_eq!(canonical(path, Settings::default()), expected, "{path}");
        }
    }

    #[test]
    fn s3_expects_a_path_encoded_once() {
        for (path, expected) in [
            ("", "/"),
            ("//a/../b/.", "//a/../b/."),
            ("/a%20b%2Fc", "/a%20b%2Fc"),
            ("/x=1/mac@2x.png", "/x%3D1/mac%402x.png"),
            ("/ü", "/%C3%BC"),
        ] {
            assert_eq!(canonical(path, Settings::for_service("s3")), expected, "{path}");
        }
    }
}
