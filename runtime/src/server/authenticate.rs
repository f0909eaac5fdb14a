//! Authenticates the caller of a request, by the schemes of its operation.

use http::request::Parts;

use super::State;
use super::bearer;
use super::rejection::Rejection;
use super::request_body::RequestBody;
use super::route::Route;
#[cfg(feature = "checksums")]
use super::signature::ChunkKey;
#[cfg(feature = "event-stream")]
use super::signature::FrameKey;
use super::signature::{Requirements, SignatureError, verify};
use crate::model::auth::{AuthScheme, has_unsigned_payload, schemes};
use crate::model::operation::{OperationMeta, ServiceMeta};
use crate::sigv4::is_s3;
use crate::value::timestamp::Timestamp;

/// The authenticated caller of a request.
#[derive(Default)]
pub(super) struct Authenticated {
    pub(super) access_key_id: String,
    /// The hash of its bearer token.
    pub(super) bearer_token: Option<[u8; 32]>,
    pub(super) signed_in_query: bool,
    /// What verifies the chunks of the body.
    #[cfg(feature = "checksums")]
    pub(super) chunks: Option<ChunkKey>,
    /// What verifies the frames of the body.
    #[cfg(feature = "event-stream")]
    pub(super) frames: Option<FrameKey>,
}

/// The schemes of the operation. A client signs with SigV4a in place of SigV4 where the endpoint is one of several
/// regions: by the endpoint rules of the service, or at an access point of S3.
fn accepted_schemes(service: &ServiceMeta, operation: &OperationMeta) -> Vec<AuthScheme> {
    let mut schemes: Vec<_> = schemes(service, operation).collect();
    let is_multi_region =
        || is_s3(service.signing_name) || service.endpoint_rules.iter().any(|rule| rule.contains(" regions="));
    if cfg!(feature = "sigv4a")
        && schemes.contains(&AuthScheme::SigV4)
        && !schemes.contains(&AuthScheme::SigV4a)
        && is_multi_region()
    {
        schemes.push(AuthScheme::SigV4a);
    }
    schemes
}

/// Verifies the signature or the bearer token, by the schemes of the operation.
pub(super) fn authenticate(
    state: &State,
    route: &dyn Route,
    parts: &Parts,
    body: &RequestBody<'_>,
    now: Timestamp,
) -> Result<Authenticated, Rejection> {
    let (service, operation) = (route.service(), route.operation());
    let schemes = accepted_schemes(service, operation);
    if schemes.is_empty() {
        return Ok(Authenticated::default());
    }
    if schemes.contains(&AuthScheme::Bearer) && (schemes.len() == 1 || bearer::is_bearer(parts)) {
        let verified = bearer::verify(parts, &state.bearer_tokens).map_err(Rejection::unauthorized)?;
        return Ok(Authenticated { bearer_token: Some(verified), ..Authenticated::default() });
    }
    let requirements = Requirements {
        schemes: &schemes,
        unsigned_payload: has_unsigned_payload(service, operation),
        #[cfg(feature = "event-stream")]
        signs_frames: body.events.is_some(),
        #[cfg(feature = "sigv4a")]
        keys: &state.keys,
        region: &state.region,
        service: service.signing_name,
        credentials: &state.credentials,
        now,
        members: route.bindings(),
    };
    let verified = verify(parts, body.received, &requirements)
        .map_err(|SignatureError { cause, message }| Rejection::of(cause, route.protocol(), service, message))?;
    Ok(Authenticated {
        access_key_id: verified.access_key_id,
        bearer_token: None,
        signed_in_query: verified.in_query,
        #[cfg(feature = "checksums")]
        chunks: verified.chunks,
        #[cfg(feature = "event-stream")]
        frames: verified.frames,
    })
}
