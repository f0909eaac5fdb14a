//! The headers that a signature must cover.

use http::request::Parts;

use super::{Authorization, Cause, SignatureError, reject};
use crate::model::structure::{Binding, Bindings};
use crate::protocol::http_message::is_transport_header;

/// Whether clients leave a header unsigned even if it holds a member, because proxies may change it.
///
/// Sources: the headers that our signer excludes, which is botocore's list, and the list of the AWS SDK for PHP.
fn is_often_unsigned(name: &str) -> bool {
    matches!(
        name,
        "accept"
            | "accept-encoding"
            | "authorization"
            | "baggage"
            | "cache-control"
            | "connection"
            | "content-length"
            | "content-type"
            | "expect"
            | "from"
            | "if-match"
            | "if-modified-since"
            | "if-none-match"
            | "if-range"
            | "if-unmodified-since"
            | "keep-alive"
            | "max-forwards"
            | "pragma"
            | "range"
            | "referer"
            | "te"
            | "traceparent"
            | "tracestate"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
            | "user-agent"
            | "x-amzn-trace-id"
    ) || name.starts_with("proxy-")
}

/// Checks that all required headers are signed: `host`, `x-amz-*`, and headers that are read into members.
pub(super) fn check_headers(
    parts: &Parts,
    authorization: &Authorization,
    members: Bindings,
) -> Result<(), SignatureError> {
    let is_signed = |name: &str| authorization.signed_headers.split(';').any(|signed| signed == name);
    let is_member = |name: &str| {
        !is_often_unsigned(name)
            && members.iter().any(|(_, binding)| match binding {
                Binding::Header(bound) => bound.eq_ignore_ascii_case(name),
                Binding::PrefixHeaders(prefix) => name.starts_with(prefix) && !is_transport_header(name),
                _ => false,
            })
    };
    let names = parts.headers.keys().map(http::HeaderName::as_str);
    let mut required = names.filter(|name| name.starts_with("x-amz-") || is_member(name)).chain(["host"]);
    match required.find(|name| !is_signed(name)) {
        Some(name) => reject(Cause::WrongSignature, format!("the header `{name}` must be signed")),
        None => Ok(()),
    }
}
