//! Presigned URLs: signatures in the query.

use std::time::Duration;

use http::request::Parts;
use percent_encoding::percent_decode_str;

use super::scope::{Algorithm, scope_of};
use super::{Authorization, Cause, SignatureError, reject};

/// The query parameters of a signature.
const PARAMETERS: [&str; 9] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Region-Set",
    "X-Amz-S3session-Token",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// The maximum validity of a presigned URL in seconds: a week.
const MAX_SECONDS: u64 = 604_800;

/// Whether a query parameter belongs to a signature, not to the operation.
pub(crate) fn is_signature_parameter(name: &str) -> bool {
    PARAMETERS.contains(&name)
}

/// The signature in the query, if the query has one.
pub(super) fn find(parts: &Parts) -> Option<Result<Authorization, SignatureError>> {
    let query = parts.uri.query()?;
    let value = |name: &str| {
        let pair = |pair: &str| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned);
        let found = query.split('&').find_map(pair)?;
        Some(percent_decode_str(&found).decode_utf8_lossy().into_owned())
    };
    let algorithm = value("X-Amz-Algorithm")?;
    if let Some(name) = PARAMETERS.into_iter().find(|name| occurrences(query, name) > 1) {
        return Some(reject(Cause::IncompleteSignature, format!("the query contains {name} more than once")));
    }
    Some(read(&algorithm, value).unwrap_or_else(|| {
        reject(
            Cause::IncompleteSignature,
            "the query is not that of a presigned URL: a SigV4 parameter is missing or malformed",
        )
    }))
}

/// How often a parameter occurs in the query. A repeated parameter is ambiguous.
fn occurrences(query: &str, name: &str) -> usize {
    query.split('&').filter(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))).count()
}

fn read(algorithm: &str, value: impl Fn(&str) -> Option<String>) -> Option<Result<Authorization, SignatureError>> {
    let algorithm = Algorithm::named(algorithm)?;
    let region_set = value("X-Amz-Region-Set");
    let [access_key_id, date, region, service] = scope_of(&value("X-Amz-Credential")?, algorithm, region_set)?;
    let seconds = value("X-Amz-Expires")?.parse().ok().filter(|seconds| (1..=MAX_SECONDS).contains(seconds));
    let Some(seconds) = seconds else {
        return Some(reject(Cause::IncompleteSignature, "X-Amz-Expires must be from 1 to 604800 seconds"));
    };
    Some(Ok(Authorization {
        algorithm,
        access_key_id,
        date,
        region,
        service,
        signed_headers: value("X-Amz-SignedHeaders")?,
        signature: value("X-Amz-Signature")?,
        amz_date: value("X-Amz-Date")?,
        session_token: value("X-Amz-Security-Token").or_else(|| value("X-Amz-S3session-Token")),
        expires: Some(Duration::from_secs(seconds)),
    }))
}
