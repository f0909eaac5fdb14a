//! Headers that are no member of any operation.

/// Whether a request's header is of its transfer, and not of its caller: written by the signature, the SDK, the protocol
/// or HTTP, or added on the way. These change with each attempt, hold secrets, or are not signed.
pub(crate) fn is_of_transfer(name: &str) -> bool {
    let prefixes = ["amz-sdk-", "proxy-", "x-forwarded-"];
    is_of_signature(name)
        || is_of_http(name)
        || is_of_trace(name)
        || prefixes.iter().any(|prefix| name.starts_with(prefix))
}

/// Whether the client, its signer or the HTTP stack writes a request's header itself; the macros reject members that are
/// bound to one.
pub(crate) fn is_of_client(name: &str) -> bool {
    is_of_signature(name)
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

fn is_of_signature(name: &str) -> bool {
    matches!(name, "authorization" | "x-amz-content-sha256" | "x-amz-date" | "x-amz-security-token")
}

fn is_of_http(name: &str) -> bool {
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

fn is_of_trace(name: &str) -> bool {
    matches!(name, "baggage" | "traceparent" | "tracestate" | "x-amzn-trace-id")
}
