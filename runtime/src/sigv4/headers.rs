use http::header::HOST;
use http::request::Parts;
use http::uri::Uri;

use super::{Settings, SigningError};

/// The location of the signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    Headers,
    Query,
}

/// The signed headers, sorted by name. Headers with the same name keep their order.
pub(super) struct SignedHeaders<'a>(Vec<(&'a str, &'a [u8])>);

impl<'a> SignedHeaders<'a> {
    pub(super) fn of(request: &'a Parts, placement: Placement, settings: Settings) -> Result<Self, SigningError> {
        let mut headers = Vec::with_capacity(request.headers.len() + 1);
        if !request.headers.contains_key(HOST) {
            headers.push((HOST.as_str(), host(&request.uri).ok_or(SigningError::NoHost)?.as_bytes()));
        }
        for (name, value) in &request.headers {
            if is_signed(name.as_str(), placement, settings) {
                if !is_utf8(value.as_bytes()) {
                    return Err(SigningError::Header(name.clone()));
                }
                headers.push((name.as_str(), value.as_bytes()));
            }
        }
        // a stable sort keeps the order of values
        headers.sort_by_key(|(name, _)| *name);
        Ok(Self(headers))
    }

    /// An upper bound of the total length that [`write`](Self::write) and [`write_names`](Self::write_names) write.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|(name, value)| 2 * name.len() + value.len() + 3).sum()
    }

    /// Writes the canonical headers: one line for each name.
    pub(super) fn write(&self, text: &mut Vec<u8>) {
        for (name, values) in self.by_name() {
            text.extend_from_slice(name.as_bytes());
            let mut separator = b':';
            for (_, value) in values {
                text.push(separator);
                write_value(value, text);
                separator = b',';
            }
            text.push(b'\n');
        }
    }

    /// Writes the names with a semicolon between them.
    pub(super) fn write_names(&self, text: &mut Vec<u8>) {
        for (position, name) in self.names().enumerate() {
            if position > 0 {
                text.push(b';');
            }
            text.extend_from_slice(name.as_bytes());
        }
    }

    /// The names, each once.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.by_name().map(|(name, _)| name)
    }

    fn by_name(&self) -> impl Iterator<Item = (&'a str, &[(&'a str, &'a [u8])])> {
        self.0
            .chunk_by(|(name, _), (next, _)| name == next)
            .filter_map(|values| values.first().map(|(name, _)| (*name, values)))
    }
}

/// Whether a header is signed. Excluded are botocore's `SIGNED_HEADERS_BLACKLIST`, the signature itself, and trace
/// context, which proxies rewrite.
fn is_signed(name: &str, placement: Placement, settings: Settings) -> bool {
    match name {
        "authorization" | "connection" | "expect" | "keep-alive" | "te" | "trailer" | "transfer-encoding"
        | "upgrade" | "user-agent" | "x-amzn-trace-id" | "baggage" | "traceparent" | "tracestate" => false,
        "x-amz-security-token" | "x-amz-s3session-token" => settings.sign_session_token,
        "x-amz-user-agent" | "x-amz-checksum-mode" => placement == Placement::Headers,
        _ => !name.starts_with("proxy-"),
    }
}

/// The `Host` header that an HTTP client will send, without user information and default port.
pub(crate) fn host(uri: &Uri) -> Option<&str> {
    let authority = uri.authority()?.as_str();
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host_and_port.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
        _ => return Some(host_and_port),
    };
    let default_port = match uri.scheme_str() {
        Some("http") => Some(80_u16),
        Some("https") => Some(443),
        _ => None,
    };
    Some(if port.is_none() || port == default_port { host } else { host_and_port })
}

fn is_utf8(value: &[u8]) -> bool {
    value.is_ascii() || str::from_utf8(value).is_ok()
}

/// Trims a value and replaces repeated spaces by one.
fn write_value(value: &[u8], text: &mut Vec<u8>) {
    // also trims tabs, which the HTTP parser of the receiver removes
    let value = trimmed(value);
    if !value.contains(&b' ') {
        return text.extend_from_slice(value);
    }
    for (position, word) in value.split(|byte| *byte == b' ').filter(|word| !word.is_empty()).enumerate() {
        if position > 0 {
            text.push(b' ');
        }
        text.extend_from_slice(word);
    }
}

fn trimmed(mut value: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = value {
        value = rest;
    }
    value
}
