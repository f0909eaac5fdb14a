//! Where a member goes that does not go in the body.

use quote::ToTokens as _;

use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// The arguments that bind a member.
pub(crate) const KEYS: [&str; 8] =
    ["event_header", "event_payload", "header", "payload", "prefix_headers", "query", "query_params", "status"];

/// Headers of a request that the client, its signer or the HTTP stack writes.
pub(super) const RESERVED: [&str; 11] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-amz-date",
    "x-amz-s3session-token",
    "x-amz-security-token",
];

/// Where a member goes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Binding {
    Label,
    Query(String),
    QueryParams,
    /// In lower case, as HTTP compares and HTTP/2 writes it.
    Header(String),
    /// The same of a prefix.
    PrefixHeaders(String),
    /// With its media type, if that is given.
    Payload(Option<String>),
    Status,
    /// A header of the frame of an event.
    EventHeader,
    /// The payload of that frame.
    EventPayload,
}

/// Which bindings the members of a structure may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Request,
    Response,
}

impl Binding {
    /// Whether one structure cannot have members with both.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            // A header within the prefix is possible: it takes precedence over the map.
            (Self::PrefixHeaders(_), Self::PrefixHeaders(_)) => true,
            _ => self == other,
        }
    }

    /// The argument that makes it.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Label => "http",
            Self::Query(_) => "query",
            Self::QueryParams => "query_params",
            Self::Header(_) => "header",
            Self::PrefixHeaders(_) => "prefix_headers",
            Self::Payload(_) => "payload",
            Self::Status => "status",
            Self::EventHeader => "event_header",
            Self::EventPayload => "event_payload",
        }
    }
}

/// Takes the binding of `field`, whose wire name is `name`, and what to underline if it turns out wrong.
pub(crate) fn take(
    args: &mut Args<'_>,
    field: &str,
    name: &str,
    side: Side,
    report: &Report,
) -> Option<Given<Binding>> {
    let mut first: Option<Given<Binding>> = None;
    for key in args.in_order(&KEYS) {
        let Some(given) = take_one(args, key, name, side, report) else { continue };
        match &first {
            None => first = Some(given),
            Some(first) => {
                let misuse = misuse::bound_twice(field, first.value.key(), key);
                report.misuse(&given.tokens, misuse);
            }
        }
    }
    first
}

fn take_one(args: &mut Args<'_>, key: &'static str, name: &str, side: Side, report: &Report) -> Option<Given<Binding>> {
    let flag = |binding, ident: proc_macro2::Ident| Given { value: binding, tokens: ident.to_token_stream() };
    let given = match key {
        "header" => {
            let header = args.string(key, "X-Amzn-Client-Token")?;
            let name = check_header(&header, side, report)?;
            Given { value: Binding::Header(name), tokens: header.tokens }
        }
        "prefix_headers" => {
            let prefix = args.string(key, "x-amz-meta-")?;
            let name = if prefix.value.is_empty() { String::new() } else { check_header(&prefix, side, report)? };
            Given { value: Binding::PrefixHeaders(name), tokens: prefix.tokens }
        }
        "query" => {
            let query = args.flag_or_string(key, "nextToken")?;
            if query.value.as_deref() == Some("") {
                report.misuse(&query.tokens, misuse::empty_name(key, "nextToken"));
            }
            Given { value: Binding::Query(query.value.unwrap_or_else(|| name.to_owned())), tokens: query.tokens }
        }
        "event_header" => flag(Binding::EventHeader, args.flag(key)?),
        "event_payload" => flag(Binding::EventPayload, args.flag(key)?),
        "query_params" => flag(Binding::QueryParams, args.flag(key)?),
        "payload" => {
            let payload = args.flag_or_string(key, "text/plain")?;
            check_media_type(&payload, report)?;
            Given { value: Binding::Payload(payload.value), tokens: payload.tokens }
        }
        _ => flag(Binding::Status, args.flag(key)?),
    };
    let misplaced = match (side, &given.value) {
        (Side::Response, Binding::Query(_) | Binding::QueryParams) => Some(misuse::binding_on_shape(key)),
        (Side::Request, Binding::Status) => Some(misuse::binding_on_request(key)),
        (Side::Request, Binding::EventHeader | Binding::EventPayload) => Some(misuse::event_binding_outside_event(key)),
        _ => None,
    };
    match misplaced {
        Some(misuse) => {
            report.misuse(&given.tokens, misuse);
            None
        }
        None => Some(given),
    }
}

/// The header's name in lower case.
fn check_header(header: &Given<String>, side: Side, report: &Report) -> Option<String> {
    let name = header.value.to_ascii_lowercase();
    if name.is_empty() || !name.chars().all(is_token) {
        report.misuse(&header.tokens, misuse::not_a_header_name(&header.value));
        return None;
    }
    if side == Side::Request && RESERVED.contains(&name.as_str()) {
        report.misuse(&header.tokens, misuse::reserved_header(&header.value));
        return None;
    }
    Some(name)
}

/// A media type is `type/subtype`, and maybe parameters after a semicolon.
fn check_media_type(payload: &Given<Option<String>>, report: &Report) -> Option<()> {
    let Some(text) = &payload.value else { return Some(()) };
    let is_token = |part: &str| !part.is_empty() && part.chars().all(is_token);
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let is_essence = essence.trim_end().split_once('/').is_some_and(|(r#type, sub)| is_token(r#type) && is_token(sub));
    if is_essence && parameters.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        return Some(());
    }
    report.misuse(&payload.tokens, misuse::not_a_media_type(text));
    None
}

/// RFC 9110's `tchar`, of which names of headers and media types are made.
pub(super) fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}
