//! Signatures in the query: presigned URLs.

use std::time::Duration;

use http::request::Parts;
use percent_encoding::percent_decode_str;

use super::{Authorization, SignatureError, reject, scope_of};

/// What a signature adds to the query.
const PARAMETERS: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// AWS's limit: a week.
const LONGEST: u64 = 604_800;

/// Whether a query parameter belongs to a signature, and is none of the operation.
pub(crate) fn is_of_signature(name: &str) -> bool {
    PARAMETERS.contains(&name)
}

/// The signature in the query, if there is one.
pub(super) fn find(parts: &Parts) -> Option<Result<Authorization, SignatureError>> {
    let query = parts.uri.query()?;
    let value = |name: &str| {
        let pair = |pair: &str| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned);
        let found = query.split('&').find_map(pair)?;
        Some(percent_decode_str(&found).decode_utf8_lossy().into_owned())
    };
    let algorithm = value("X-Amz-Algorithm")?;
    if let Some(name) = PARAMETERS.into_iter().find(|name| occurrences(query, name) > 1) {
        return Some(reject("IncompleteSignatureException", format!("the query has more than one {name}")));
    }
    Some(
        read(&algorithm, value).unwrap_or_else(|| {
            reject("IncompleteSignatureException", "the query has not all that a presigned URL has")
        }),
    )
}

/// How often a parameter is in a query: one of two would count, and none knows which.
fn occurrences(query: &str, name: &str) -> usize {
    query.split('&').filter(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))).count()
}

fn read(algorithm: &str, value: impl Fn(&str) -> Option<String>) -> Option<Result<Authorization, SignatureError>> {
    if algorithm != "AWS4-HMAC-SHA256" {
        return None;
    }
    let [access_key_id, date, region, service] = scope_of(&value("X-Amz-Credential")?)?;
    let seconds = value("X-Amz-Expires")?.parse().ok().filter(|seconds| (1..=LONGEST).contains(seconds));
    let Some(seconds) = seconds else {
        return Some(reject("IncompleteSignatureException", "X-Amz-Expires must be 1 to 604800 seconds"));
    };
    Some(Ok(Authorization {
        access_key_id,
        date,
        region,
        service,
        signed_headers: value("X-Amz-SignedHeaders")?,
        signature: value("X-Amz-Signature")?,
        amz_date: value("X-Amz-Date")?,
        session_token: value("X-Amz-Security-Token"),
        expires: Some(Duration::from_secs(seconds)),
    }))
}
