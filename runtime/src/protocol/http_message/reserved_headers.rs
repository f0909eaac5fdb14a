//! Headers that are reserved for the client, the signer or HTTP. They are not members of an operation.

use crate::sigv4::is_session_token;

/// Whether a request header is set by the signer, the SDK, the protocol, HTTP or a proxy. Such headers change with each
/// attempt, contain secrets or are not signed, so a server does not treat them as members.
pub(crate) fn is_transport_header(name: &str) -> bool {
    let prefixes = ["amz-sdk-", "proxy-", "x-forwarded-"];
    is_signature_header(name)
        || is_http_header(name)
        || is_trace_header(name)
        || prefixes.iter().any(|prefix| name.starts_with(prefix))
}

/// Whether the client, its signer or the HTTP stack sets a request header. The macros reject members that are bound to
/// such a header.
pub(crate) fn is_client_header(name: &str) -> bool {
    is_signature_header(name)
        || matches!(
            name,
            "amz-sdk-invocation-id"
                | "amz-sdk-request"
                | "connection"
                | "content-length"
                | "host"
                | "transfer-encoding"
                | "user-agent"
        )
}

fn is_signature_header(name: &str) -> bool {
    is_session_token(name) || matches!(name, "authorization" | "x-amz-content-sha256" | "x-amz-date")
}

fn is_http_header(name: &str) -> bool {
    matches!(
        name,
        "accept"
            | "accept-encoding"
            | "connection"
            | "content-length"
            | "content-type"
            | "date"
            | "expect"
            | "forwarded"
            | "host"
            | "keep-alive"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
            | "user-agent"
            | "via"
            | "x-amz-user-agent"
    )
}

fn is_trace_header(name: &str) -> bool {
    matches!(name, "baggage" | "traceparent" | "tracestate" | "x-amzn-trace-id")
}
