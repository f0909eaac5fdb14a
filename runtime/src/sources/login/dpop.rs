//! Demonstrating Proof of Possession (RFC 9449): proves with each request that the client has the key of the session.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderName, HeaderValue};

use super::es256::Key;
use crate::call::service_clock::{ServiceClock, clock_offset};
use crate::transport::{Transport, TransportError, TransportFuture};
use crate::value::body::Body;
use crate::value::clock::Clock;
use crate::value::random::random_uuid;

const DPOP: HeaderName = HeaderName::from_static("dpop");

/// The clock of the service, as the responses show it.
#[derive(Default)]
pub(super) struct ProofClock {
    service: ServiceClock,
    /// Whether the last proof had a time that was wrong by the service's clock.
    was_wrong: AtomicBool,
}

impl ProofClock {
    pub(super) fn was_wrong(&self) -> bool {
        self.was_wrong.load(Ordering::Relaxed)
    }
}

/// A transport that adds a new proof to each attempt. A service accepts a proof once.
pub(super) struct WithProof {
    pub(super) transport: Arc<dyn Transport>,
    pub(super) key: Key,
    pub(super) clock: Clock,
    pub(super) proof_clock: Arc<ProofClock>,
}

impl WithProof {
    async fn exchange(&self, mut request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let offset = self.proof_clock.service.offset();
        let proof = self.proof(&request, offset).map_err(TransportError::not_sent)?;
        request.headers_mut().insert(DPOP, proof);
        let response = self.transport.send(request).await?;
        let seen = clock_offset(response.headers(), self.clock.now());
        self.proof_clock.was_wrong.store(self.proof_clock.service.observe(seen, offset), Ordering::Relaxed);
        Ok(response)
    }

    /// The proof for a request: a JSON Web Token.
    fn proof(&self, request: &http::Request<Body>, offset: i64) -> Result<HeaderValue, String> {
        let id = random_uuid().map_err(|error| error.to_string())?;
        let (x, y) = self.key.coordinates();
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        let header =
            format!(r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{{"kty":"EC","x":"{x}","y":"{y}","crv":"P-256"}}}}"#);
        let (method, url) = (request.method(), request.uri());
        let time = self.clock.now().offset_by(offset).as_second();
        let claims = format!(r#"{{"htm":"{method}","htu":"{url}","iat":{time},"jti":"{id}"}}"#);
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let signature = self.key.sign(signed.as_bytes()).ok_or("the proof could not be signed")?;
        let proof = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
        let mut proof = HeaderValue::try_from(proof).map_err(|error| error.to_string())?;
        proof.set_sensitive(true);
        Ok(proof)
    }
}

impl Transport for WithProof {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(self.exchange(request))
    }
}
