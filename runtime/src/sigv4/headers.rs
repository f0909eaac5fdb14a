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
pub(super) struct SignedHeaders<'a>(Vec<(&'a str, &'a str)>);

impl<'a> SignedHeaders<'a> {
    pub(super) fn of(request: &'a Parts, placement: Placement, settings: Settings) -> Result<Self, SigningError> {
        let mut headers = Vec::with_capacity(request.headers.len() + 1);
        if !request.headers.contains_key(HOST) {
            headers.push((HOST.as_str(), host(&request.uri).ok_or(SigningError::NoHost)?));
        }
        for (name, value) in &request.headers {
            if is_signed(name.as_str(), placement, settings) {
                let text = str::from_utf8(value.as_bytes()).map_err(|_| SigningError::Header(name.clone()))?;
                headers.push((name.as_str(), text));
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
    pub(super) fn write(&self, text: &mut String) {
        for (name, values) in self.by_name() {
            text.push_str(name);
            let mut separator = ':';
            for (_, value) in values {
                text.push(separator);
                write_value(value, text);
                separator = ',';
            }
            text.push('\n');
        }
    }

    /// Writes the names with a separator between them.
    pub(super) fn write_names(&self, separator: &str, text: &mut String) {
        for (position, (name, _)) in self.by_name().enumerate() {
            if position > 0 {
                text.push_str(separator);
            }
            text.push_str(name);
        }
    }

    fn by_name(&self) -> impl Iterator<Item = (&'a str, &[(&'a str, &'a str)])> {
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
        "x-amz-security-token" => settings.sign_session_token,
        "x-amz-user-agent" | "x-amz-checksum-mode" => placement == Placement::Headers,
        _ => !name.starts_with("proxy-"),
    }
}

/// The `Host` header that an HTTP client will send, without user information and default port.
fn host(uri: &Uri) -> Option<&str> {
    let authority = uri.authority()?;
    let default_port = match uri.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    };
    match authority.port_u16() {
        port @ Some(_) if port != default_port => authority.as_str().rsplit('@').next(),
        _ => Some(authority.host()),
    }
}

/// Trims a value and replaces repeated spaces by one.
fn write_value(value: &str, text: &mut String) {
    // also trims tabs, which the HTTP parser of the receiver removes
    let value = value.trim_matches([' ', '\t']);
    if !value.contains("  ") {
        return text.push_str(value);
    }
    for (position, word) in value.split(' ').filter(|word| !word.is_empty()).enumerate() {
        if position > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
}
