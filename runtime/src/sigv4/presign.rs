use std::fmt::Write;
use std::time::Duration;

use http::request::Parts;
use http::uri::{PathAndQuery, Uri};
use percent_encoding::utf8_percent_encode;

use super::canonical::CanonicalRequest;
use super::headers::{Placement, SignedHeaders};
use super::query::RESERVED;
use super::{Payload, Signer, SigningError};
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;
use crate::value::timestamp::amz_date::AmzDate;

/// The headers of an earlier signature and of the client's attempts. They are removed, because the user of the URL does
/// not send them.
const REMOVED_HEADERS: [&str; 8] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-region-set",
    "x-amz-s3session-token",
    "x-amz-security-token",
];

/// The query parameters of a signature. A new signature replaces them.
const PARAMETERS: [&str; 9] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Region-Set",
    "X-Amz-S3session-Token",
    "X-Amz-SignedHeaders",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
];

pub(super) fn presign(
    signer: &Signer,
    request: &mut Parts,
    payload: Payload<'_>,
    credentials: &Credentials,
    time: Timestamp,
    expires: Duration,
) -> Result<(), SigningError> {
    super::check(credentials)?;
    let payload_hash = payload.hash()?;
    if !(1..=604_800).contains(&expires.as_secs()) {
        return Err(SigningError::Expiry(expires.as_secs()));
    }
    for name in REMOVED_HEADERS {
        request.headers.remove(name);
    }
    let date = AmzDate::new(time);
    let headers = SignedHeaders::of(request, Placement::Query, signer.settings)?;
    let mut query = own_parameters(request.uri.query().unwrap_or_default());
    write_parameters(signer, credentials, &date, expires, &headers, &mut query);
    if signer.settings.sign_session_token {
        write_token(signer, credentials, &mut query);
    }
    let canonical = CanonicalRequest::new(request, &query, &headers, payload_hash.as_bytes(), signer.settings);
    let signature = signer.signature(&canonical, credentials, &date);
    if !signer.settings.sign_session_token {
        write_token(signer, credentials, &mut query);
    }
    query.push_str("&X-Amz-Signature=");
    query.push_str(signature.as_str());
    request.uri = with_query(&request.uri, &query).map_err(SigningError::Uri)?;
    Ok(())
}

/// The query without the parameters of an earlier signature. It ends in `&` unless it is empty.
fn own_parameters(query: &str) -> String {
    let mut own = String::with_capacity(query.len() + 1024);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or(pair);
        if !PARAMETERS.contains(&name) {
            own.push_str(pair);
            own.push('&');
        }
    }
    own
}

fn write_parameters(
    signer: &Signer,
    credentials: &Credentials,
    date: &AmzDate,
    expires: Duration,
    headers: &SignedHeaders<'_>,
    query: &mut String,
) {
    query.push_str("X-Amz-Algorithm=");
    query.push_str(signer.keys.algorithm());
    query.push_str("&X-Amz-Credential=");
    query.extend(utf8_percent_encode(credentials.access_key_id(), RESERVED));
    query.push_str("%2F");
    for part in [date.day(), &signer.scope_end] {
        query.extend(utf8_percent_encode(part, RESERVED));
    }
    // writing to a string cannot fail
    let _ = write!(query, "&X-Amz-Date={}&X-Amz-Expires={}", date.as_str(), expires.as_secs());
    #[cfg(feature = "sigv4a")]
    if let Some(regions) = signer.keys.region_set(&signer.region) {
        query.push_str("&X-Amz-Region-Set=");
        query.extend(utf8_percent_encode(regions, RESERVED));
    }
    query.push_str("&X-Amz-SignedHeaders=");
    for (position, name) in headers.names().enumerate() {
        query.push_str(if position > 0 { "%3B" } else { "" });
        query.push_str(name);
    }
}

fn write_token(signer: &Signer, credentials: &Credentials, query: &mut String) {
    if let Some(token) = credentials.token() {
        let of_session = signer.settings.s3_express_session;
        query.push_str(if of_session { "&X-Amz-S3session-Token=" } else { "&X-Amz-Security-Token=" });
        query.extend(utf8_percent_encode(token, RESERVED));
    }
}

fn with_query(uri: &Uri, query: &str) -> Result<Uri, http::Error> {
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from([uri.path(), "?", query].concat())?);
    Ok(Uri::from_parts(parts)?)
}
