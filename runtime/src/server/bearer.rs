//! Verifies the bearer token of a request.

use http::header::AUTHORIZATION;
use http::request::Parts;
use sha2::{Digest as _, Sha256};

use crate::value::bearer_token::BearerToken;

/// The hash of the request's token, if it is one of `accepted`; otherwise why it is rejected.
pub(super) fn verify(parts: &Parts, accepted: &[BearerToken]) -> Result<[u8; 32], &'static str> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let (Some(header), None) = (headers.next(), headers.next()) else {
        return Err("the request has no bearer token, or more than one Authorization header");
    };
    let token = token_of(header.as_bytes()).ok_or("the Authorization header has no bearer token")?;
    // Hashes are compared, so that the duration says nothing of the accepted token.
    let hash = |token: &[u8]| -> [u8; 32] { Sha256::digest(token).into() };
    let received = hash(token);
    let is_accepted = accepted.iter().any(|accepted| hash(accepted.as_str().as_bytes()) == received);
    if is_accepted { Ok(received) } else { Err("the bearer token is unknown") }
}

/// Whether the request has an `Authorization` header with a bearer token.
pub(super) fn is_bearer(parts: &Parts) -> bool {
    parts.headers.get(AUTHORIZATION).is_some_and(|header| token_of(header.as_bytes()).is_some())
}

/// The token after `Bearer`, which is written in any case.
fn token_of(header: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = header.split_at_checked("Bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token.trim_ascii())
}
