//! The signature itself: the proof that the client has the secret.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use zeroize::Zeroizing;

#[cfg(feature = "checksums")]
use super::ChunkKey;
use super::scope::Algorithm;
use super::{Authorization, Cause, Requirements, SignatureError, hex, reject, unhex};
use crate::value::credentials::Credentials;

/// Checks that the secret of the credentials made the signature of this canonical request.
pub(super) fn check_signature(
    canonical: &str,
    authorization: &Authorization,
    credentials: &Credentials,
    required: &Requirements<'_>,
) -> Result<(), SignatureError> {
    let Authorization { algorithm, amz_date, signature, .. } = authorization;
    let scope = authorization.scope();
    let to_sign = format!("{}\n{amz_date}\n{scope}\n{}", algorithm.name(), hex(&Sha256::digest(canonical)));
    let signature = unhex(signature);
    let is_valid = signature.is_some_and(|signature| match algorithm {
        Algorithm::SigV4 => is_mac(&signature, &to_sign, authorization, credentials),
        Algorithm::SigV4a => is_ecdsa(&signature, &to_sign, credentials, required),
    });
    if is_valid {
        return Ok(());
    }
    reject(
        Cause::WrongSignature,
        format!(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access \
             Key and signing method.\n\nThe Canonical String for this request should have been\n'{canonical}'\n\nThe \
             String-to-Sign should have been\n'{to_sign}'\n"
        ),
    )
}

fn is_mac(signature: &[u8], to_sign: &str, authorization: &Authorization, credentials: &Credentials) -> bool {
    let Authorization { date, region, service, .. } = authorization;
    let key = signing_key(credentials, [date, region, service]);
    hmac(&key, to_sign).is_some_and(|mac| mac.verify_slice(signature).is_ok())
}

/// The key of a day, a region and a service.
pub(super) fn signing_key(credentials: &Credentials, scope: [&str; 3]) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(format!("AWS4{}", credentials.secret_access_key()).into_bytes());
    for step in scope.into_iter().chain(["aws4_request"]) {
        key = Zeroizing::new(hmac(&key, step).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default());
    }
    key
}

/// A chunk or a trailer whose signature is wrong.
#[cfg(feature = "checksums")]
pub(crate) struct NotSigned;

#[cfg(feature = "checksums")]
impl ChunkKey {
    pub(super) fn of(authorization: &Authorization, credentials: &Credentials) -> Self {
        Self {
            key: signing_key(credentials, [&authorization.date, &authorization.region, &authorization.service]),
            amz_date: authorization.amz_date.clone(),
            scope: authorization.scope(),
            previous: authorization.signature.clone(),
        }
    }

    /// Verifies the next chunk.
    pub(crate) fn verify_chunk(&mut self, chunk: &[u8], signature: &str) -> Result<(), NotSigned> {
        let hashes = format!("{}\n{}", hex(&Sha256::digest(b"")), hex(&Sha256::digest(chunk)));
        self.verify("AWS4-HMAC-SHA256-PAYLOAD", &hashes, signature)
    }

    /// Verifies the trailers: lines of a name in lower case, a colon and a value.
    pub(crate) fn verify_trailer(&mut self, lines: &str, signature: &str) -> Result<(), NotSigned> {
        self.verify("AWS4-HMAC-SHA256-TRAILER", &hex(&Sha256::digest(lines)), signature)
    }

    fn verify(&mut self, algorithm: &str, hashes: &str, signature: &str) -> Result<(), NotSigned> {
        let Self { key, amz_date, scope, previous } = self;
        let to_sign = format!("{algorithm}\n{amz_date}\n{scope}\n{previous}\n{hashes}");
        let bytes = unhex(signature).ok_or(NotSigned)?;
        let mac = hmac(key, &to_sign).ok_or(NotSigned)?;
        mac.verify_slice(&bytes).map_err(|_| NotSigned)?;
        signature.clone_into(&mut self.previous);
        Ok(())
    }
}

#[cfg(feature = "sigv4a")]
fn is_ecdsa(signature: &[u8], to_sign: &str, credentials: &Credentials, required: &Requirements<'_>) -> bool {
    use p256::ecdsa::Signature;
    use p256::ecdsa::signature::Verifier as _;

    let (Some(key), Ok(signature)) = (required.keys.key(credentials), Signature::from_der(signature)) else {
        return false;
    };
    key.verifying_key().verify(to_sign.as_bytes(), &signature).is_ok()
}

/// Without the feature `sigv4a`, no operation has that scheme.
#[cfg(not(feature = "sigv4a"))]
fn is_ecdsa(_: &[u8], _: &str, _: &Credentials, _: &Requirements<'_>) -> bool {
    false
}

pub(super) fn hmac(key: &[u8], text: &str) -> Option<Hmac<Sha256>> {
    // HMAC accepts keys of any length, so this never fails.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(text.as_bytes());
    Some(mac)
}
