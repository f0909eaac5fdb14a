//! Where a member goes that does not go in the body.

use quote::ToTokens as _;

use crate::args::{Args, Given};
use crate::member::Side;
use crate::misuse::Misuse;
use crate::report::Report;

/// The arguments that bind a member.
pub(crate) const KEYS: [&str; 6] = ["header", "payload", "prefix_headers", "query", "query_params", "status"];

/// Headers of a request that the signer or the HTTP stack writes.
const RESERVED: [&str; 8] = [
    "authorization",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-amz-date",
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
    Payload,
    Status,
}

impl Binding {
    /// The argument that makes it.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Label => "http",
            Self::Query(_) => "query",
            Self::QueryParams => "query_params",
            Self::Header(_) => "header",
            Self::PrefixHeaders(_) => "prefix_headers",
            Self::Payload => "payload",
            Self::Status => "status",
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
                let misuse = Misuse::BoundTwice { field: field.to_owned(), first: first.value.key(), second: key };
                report.misuse(&given.tokens, &misuse);
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
            Given { value: Binding::Query(query.value.unwrap_or_else(|| name.to_owned())), tokens: query.tokens }
        }
        "query_params" => flag(Binding::QueryParams, args.flag(key)?),
        "payload" => flag(Binding::Payload, args.flag(key)?),
        _ => flag(Binding::Status, args.flag(key)?),
    };
    let misplaced = match (side, &given.value) {
        (Side::Answer, Binding::Query(_) | Binding::QueryParams) => Some(Misuse::BindingOnShape { binding: key }),
        (Side::Request, Binding::Status) => Some(Misuse::BindingOnRequest { binding: key }),
        _ => None,
    };
    match misplaced {
        Some(misuse) => {
            report.misuse(&given.tokens, &misuse);
            None
        }
        None => Some(given),
    }
}

/// The header's name in lower case.
fn check_header(header: &Given<String>, side: Side, report: &Report) -> Option<String> {
    let name = header.value.to_ascii_lowercase();
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(is_token) {
        report.misuse(&header.tokens, &Misuse::NotAHeaderName { name: header.value.clone() });
        return None;
    }
    if side == Side::Request && RESERVED.contains(&name.as_str()) {
        report.misuse(&header.tokens, &Misuse::ReservedHeader { name: header.value.clone() });
        return None;
    }
    Some(name)
}
