//! Compares signatures with those of the official SDK.

use std::time::{Duration, SystemTime};

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Credentials, Timestamp};
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode, sign};
use aws_sigv4::sign::v4;
use http::request::Parts;

use crate::message::Message;

const SECOND: u32 = 1_700_000_000;

/// The headers that this crate does not sign, and that `aws-sigv4` is configured to exclude.
const NEVER_SIGNED: [&str; 15] = [
    "authorization",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
    "baggage",
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "upgrade",
];

/// Signs `METHOD TARGET` with headers and body, and compares the signature with that of `aws-sigv4`.
pub fn signatures(data: &[u8]) -> bool {
    let Some(message) = Message::read(data) else { return false };
    let Some((method, target)) = message.line.split_once(' ') else { return false };
    let uri = format!("https://example.amazonaws.com{target}");
    let Ok(request) = http::Request::builder().method(method).uri(uri).body(()) else { return false };
    let mut parts = request.into_parts().0;
    if !target.starts_with('/') || !agreed(&parts, &message) {
        return false;
    }
    parts.headers = message.headers.clone();
    let Some(expected) = reference(&parts, message.body) else { return false };
    let signer = Signer::new("us-east-1", "fuzz");
    let time = Timestamp::from_second(SECOND.into()).unwrap_or_else(|error| panic!("{error}"));
    let mut signed = parts.clone();
    signer
        .sign(&mut signed, Payload::Bytes(message.body), &Credentials::new("AKID", "secret"), time)
        .unwrap_or_else(|error| panic!("{error}: {parts:?}"));
    let ours = signed.headers["authorization"].to_str().unwrap_or_default();
    let ours = ours.rsplit('=').next().unwrap_or_default();
    let canonical = signer.canonical_request(&signed, Payload::Bytes(message.body)).unwrap_or_default();
    assert_eq!(ours, expected, "{parts:?}\n{canonical}");
    true
}

/// Whether both signers support the request. `aws-sigv4` rejects headers that are not printable ASCII and escaped bytes
/// that are not UTF-8, does not trim tabs, and keeps the headers of an earlier signature. This crate does not sign the
/// headers for a proxy.
fn agreed(parts: &Parts, message: &Message<'_>) -> bool {
    let printable = |byte: &u8| (b' '..=b'~').contains(byte);
    let query = parts.uri.query().unwrap_or_default();
    message.headers.values().all(|value| value.as_bytes().iter().all(printable))
        && message
            .headers
            .keys()
            .all(|name| !["x-amz-", "proxy-"].iter().any(|prefix| name.as_str().starts_with(prefix)) && name != "host")
        && percent_decoded(query).is_some()
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| *first == b'%');
        let escaped = escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

fn reference(parts: &Parts, body: &[u8]) -> Option<String> {
    let headers: Vec<_> =
        parts.headers.iter().map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect::<Option<_>>()?;
    let uri = parts.uri.to_string();
    let request =
        SignableRequest::new(parts.method.as_str(), uri, headers.into_iter(), SignableBody::Bytes(body)).ok()?;
    let mut settings = SigningSettings::default();
    settings.excluded_headers = Some(NEVER_SIGNED.iter().map(|name| (*name).into()).collect());
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Enabled;
    let identity = aws_credential_types::Credentials::new("AKID", "secret", None, None, "fuzz").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name("fuzz")
        .time(SystemTime::UNIX_EPOCH + Duration::from_secs(SECOND.into()))
        .settings(settings)
        .build()
        .ok()?
        .into();
    Some(sign(request, &params).ok()?.into_parts().1)
}
