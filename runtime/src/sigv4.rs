//! AWS Signature Version 4, which authenticates requests to AWS.
//!
//! A [`Signer`] signs for one region and one service. A client signs every attempt by itself. Use this module for
//! requests that are not operations.
//!
//! Sources: AWS's [signing guide], the AWS Common Runtime's signing test suite, and botocore's `auth.py` where the
//! first two are not specific.
//!
//! [signing guide]: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
//!
//! ```
//! use aws_operation::sigv4::{Payload, Signer};
//! use aws_operation::{Credentials, Timestamp};
//!
//! let (mut request, body) = http::Request::post("https://example.amazonaws.com/").body("{}")?.into_parts();
//! let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI");
//! let signer = Signer::new("us-east-1", "service");
//! signer.sign(&mut request, Payload::Bytes(body.as_bytes()), &credentials, Timestamp::from_second(1_440_938_160)?)?;
//!
//! let authorization = request.headers["authorization"].to_str()?;
//! assert!(authorization.starts_with(
//!     "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
//!      SignedHeaders=host;x-amz-date, Signature="
//! ));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use hmac::Mac;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use http::request::Parts;

use self::canonical::CanonicalRequest;
use self::digest::Hex;
use self::headers::{Placement, SignedHeaders};
use self::key::KeyCache;
use self::payload::is_word;
use self::signature::{Keys, Signature};
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;
use crate::value::timestamp::amz_date::AmzDate;

#[cfg(feature = "sigv4a")]
pub(crate) mod asymmetric;
mod canonical;
#[cfg(feature = "checksums")]
pub(crate) mod chunks;
pub(crate) mod digest;
mod error;
#[cfg(feature = "event-stream")]
mod event_chain;
mod form;
pub(crate) mod headers;
pub(crate) mod key;
mod path;
mod payload;
mod presign;
mod query;
pub(crate) mod service_texts;
mod settings;
mod signature;
pub(crate) mod signed_texts;
#[cfg(test)]
mod tests;

pub use self::error::SigningError;
#[cfg(feature = "event-stream")]
pub use self::event_chain::{EventChain, EventSignature};
pub use self::payload::Payload;
pub use self::settings::Settings;
pub(crate) use self::settings::{is_s3, is_session_token, rejects_signed_payloads};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";

static X_AMZ_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
static X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
#[cfg(feature = "sigv4a")]
static X_AMZ_REGION_SET: HeaderName = HeaderName::from_static("x-amz-region-set");
static X_AMZ_S3SESSION_TOKEN: HeaderName = HeaderName::from_static("x-amz-s3session-token");
static X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// Signs requests for one region and one service.
///
/// It caches derived signing keys, because a key is valid for a whole day: share one signer instead of creating one per
/// request. Signing takes `&self` and does not block.
///
/// ```
/// use aws_operation::sigv4::{Payload, Signer};
/// use aws_operation::{Credentials, Timestamp};
///
/// let signer = Signer::new("eu-central-1", "lookoutvision");
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI").session_token("AQoDYXdz");
/// let uri = "https://lookoutvision.eu-central-1.amazonaws.com/2020-11-20/projects";
/// let (mut request, ()) = http::Request::get(uri).body(())?.into_parts();
///
/// signer.sign(&mut request, Payload::Bytes(b""), &credentials, Timestamp::now())?;
/// assert_eq!(request.headers["x-amz-security-token"], "AQoDYXdz");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Signer {
    region: String,
    service: String,
    /// The credential scope after the day: `/us-east-1/iam/aws4_request`.
    scope_end: String,
    settings: Settings,
    keys: Keys,
}

impl Signer {
    /// A signer with the settings of [`Settings::for_service`] for `service`.
    ///
    /// `service` is the signing name. It can differ from the first label of the host: it is `ses` for
    /// `email.us-east-1.amazonaws.com`.
    pub fn new(region: impl Into<String>, service: impl Into<String>) -> Self {
        let (region, service) = (region.into(), service.into());
        let scope_end = ["", &region, &service, TERMINATOR].join("/");
        let settings = Settings::for_service(&service);
        Self { region, service, scope_end, settings, keys: Keys::SigV4(KeyCache::default()) }
    }

    /// A signer of SigV4a, whose signatures are valid in several regions: `*` for all, or regions and patterns such as
    /// `us-*`, separated by commas.
    ///
    /// Requests get the header or parameter `X-Amz-Region-Set`, and a signature of ECDSA with a key that is derived from the
    /// credentials. Otherwise it signs as a signer of SigV4 does.
    ///
    /// ```
    /// use aws_operation::sigv4::{Payload, Signer};
    /// use aws_operation::{Credentials, Timestamp};
    ///
    /// let (mut request, ()) = http::Request::get("https://mrap.accesspoint.s3-global.amazonaws.com/cat").body(())?.into_parts();
    /// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI");
    /// Signer::sigv4a("*", "s3").sign(&mut request, Payload::Unsigned, &credentials, Timestamp::now())?;
    /// assert_eq!(request.headers["x-amz-region-set"], "*");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "sigv4a")]
    pub fn sigv4a(region_set: impl Into<String>, service: impl Into<String>) -> Self {
        let signer = Self::new(region_set, service);
        // without a region
        let scope_end = ["", &signer.service, TERMINATOR].join("/");
        Self { scope_end, keys: Keys::SigV4a(asymmetric::KeyCache::default()), ..signer }
    }

    /// Replaces the settings.
    ///
    /// ```
    /// use aws_operation::sigv4::{Settings, Signer};
    ///
    /// let with_hash = Settings::for_service("sqs").content_sha256_header(true);
    /// let signer = Signer::new("us-east-1", "sqs").settings(with_hash);
    /// # let _ = signer;
    /// ```
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The same, for the credentials of sessions of S3 Express.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn of_s3_express_session(mut self) -> Self {
        self.settings = self.settings.s3_express_session(true);
        self
    }

    /// The region of the credential scope, or the regions of a signer of SigV4a.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The signing name of the service, as in the credential scope.
    pub fn service(&self) -> &str {
        &self.service
    }

    /// Signs `request` in its headers.
    ///
    /// Sets `X-Amz-Date`, `Authorization`, `X-Amz-Security-Token` if the credentials have a token, and
    /// `X-Amz-Content-Sha256` if the [`Settings`] say so, the payload is unsigned or the request has the header. Values
    /// of an earlier signature are replaced or removed. The path and the query are signed as in the URI, with a `+` in the query as a space. They
    /// must not change afterwards. `Host` is signed but not set. Its value is the `Host` header or, without one, the
    /// authority of the URI without a default port, as HTTP clients send it.
    ///
    /// Every header is signed except those that a client or proxy may change later: `Authorization`, `Connection`,
    /// `Expect`, `Keep-Alive`, `Proxy-*`, `TE`, `Trailer`, `Transfer-Encoding`, `Upgrade`, `User-Agent` and
    /// `X-Amzn-Trace-Id`, which are botocore's list, and the trace context headers `Baggage`, `Traceparent` and
    /// `Tracestate`.
    ///
    /// # Errors
    ///
    /// [`SigningError`] if the request has no host, if a key is empty or has white space at an end, or if a value is not
    /// valid in a header. An earlier signature is then removed from the request.
    pub fn sign(
        &self,
        request: &mut Parts,
        payload: Payload<'_>,
        credentials: &Credentials,
        time: Timestamp,
    ) -> Result<(), SigningError> {
        if request.headers.remove(AUTHORIZATION).is_some() {
            request.headers.remove(&X_AMZ_CONTENT_SHA256);
        }
        check(credentials)?;
        let payload_hash = payload.hash()?;
        let date = AmzDate::new(time);
        self.set_headers(&mut request.headers, credentials, &date, payload_hash.as_bytes())?;
        #[cfg(feature = "sigv4a")]
        match self.keys.region_set(&self.region) {
            Some(regions) => set_text(&mut request.headers, &X_AMZ_REGION_SET, regions.as_bytes(), false)?,
            None => drop(request.headers.remove(&X_AMZ_REGION_SET)),
        }
        let canonical = self.canonical(request, payload_hash.as_bytes())?;
        let signature = self.signature(&canonical, credentials, &date);
        let authorization = self.authorization(canonical.signed_headers(), &signature, credentials, &date);
        let authorization = HeaderValue::from_maybe_shared(Bytes::from(authorization))
            .map_err(|_| SigningError::Header(AUTHORIZATION))?;
        set(&mut request.headers, &AUTHORIZATION, authorization, true)
    }

    /// Signs `request` in its query, so that the URI can be used without further authentication.
    ///
    /// Adds `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-Expires`, `X-Amz-SignedHeaders`,
    /// `X-Amz-Security-Token` if the credentials have a token, and `X-Amz-Signature` as the last parameter. Removes the
    /// parameters and headers of an earlier signature, `X-Amz-Content-Sha256`, and the client's `Amz-Sdk-*`, because
    /// the user of the URI does not send them. Signs the host and the other headers by the rules of
    /// [`sign`](Self::sign), except `X-Amz-User-Agent` and `X-Amz-Checksum-Mode`. The user of the URI must send the
    /// headers that remain in [`Parts::headers`]. S3 expects [`Payload::Unsigned`].
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use aws_operation::sigv4::{Payload, Signer};
    /// use aws_operation::{Credentials, Timestamp};
    ///
    /// let (mut request, ()) = http::Request::get("https://paint.s3.amazonaws.com/cat.jpg").body(())?.into_parts();
    /// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI");
    /// let hour = Duration::from_secs(3600);
    /// Signer::new("us-east-1", "s3").presign(&mut request, Payload::Unsigned, &credentials, Timestamp::now(), hour)?;
    ///
    /// assert!(request.uri.to_string().contains("/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`SigningError::Expiry`] unless `expires` is 1 second to 7 days, the range that AWS accepts.
    /// [`SigningError::Uri`] if the URI would be too long. Otherwise as for [`sign`](Self::sign).
    pub fn presign(
        &self,
        request: &mut Parts,
        payload: Payload<'_>,
        credentials: &Credentials,
        time: Timestamp,
        expires: Duration,
    ) -> Result<(), SigningError> {
        presign::presign(self, request, payload, credentials, time, expires)
    }

    /// The canonical request of `request`. Compare it with the one in the error response when AWS rejects a signature.
    ///
    /// For a request that [`sign`](Self::sign) signed, this is the text that was signed. It contains header values,
    /// including the session token.
    ///
    /// ```
    /// use aws_operation::sigv4::{Payload, Signer};
    ///
    /// let uri = "https://example.amazonaws.com/arn%3Aaws?b=2&a=1";
    /// let (request, ()) = http::Request::get(uri).body(())?.into_parts();
    /// let text = Signer::new("us-east-1", "service").canonical_request(&request, Payload::Unsigned)?;
    /// assert_eq!(text, "GET\n/arn%253Aaws\na=1&b=2\nhost:example.amazonaws.com\n\nhost\nUNSIGNED-PAYLOAD");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`sign`](Self::sign).
    pub fn canonical_request(&self, request: &Parts, payload: Payload<'_>) -> Result<String, SigningError> {
        Ok(self.canonical(request, payload.hash()?.as_bytes())?.into_text())
    }

    /// The string to sign of a canonical request, at this time. The signature is its HMAC with the signing key.
    ///
    /// ```
    /// use aws_operation::Timestamp;
    /// use aws_operation::sigv4::Signer;
    ///
    /// let text = Signer::new("us-east-1", "service").string_to_sign("", Timestamp::from_second(1_440_938_160)?);
    /// assert!(text.starts_with("AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\ne3b0c442"));
    /// # Ok::<(), aws_operation::InvalidTimestamp>(())
    /// ```
    pub fn string_to_sign(&self, canonical_request: &str, time: Timestamp) -> String {
        let date = AmzDate::new(time);
        self.string_of_hash(&Hex::sha256(canonical_request.as_bytes()), &date)
    }

    fn canonical(&self, request: &Parts, payload_hash: &[u8]) -> Result<CanonicalRequest, SigningError> {
        let headers = SignedHeaders::of(request, Placement::Headers, self.settings)?;
        let query = request.uri.query().unwrap_or_default();
        Ok(CanonicalRequest::new(request, query, &headers, payload_hash, self.settings))
    }

    fn signature(&self, canonical: &CanonicalRequest, credentials: &Credentials, date: &AmzDate) -> Signature {
        let hash = canonical.hash();
        match &self.keys {
            Keys::SigV4(cache) => Signature::Mac(self.mac(cache, &hash, credentials, date)),
            #[cfg(feature = "sigv4a")]
            Keys::SigV4a(cache) => Signature::Ecdsa(cache.sign(&self.string_of_hash(&hash, date), credentials)),
        }
    }

    fn set_headers(
        &self,
        headers: &mut HeaderMap,
        credentials: &Credentials,
        date: &AmzDate,
        payload_hash: &[u8],
    ) -> Result<(), SigningError> {
        set_text(headers, &X_AMZ_DATE, date.as_bytes(), false)?;
        // A member of the operation may be bound to the header, as in CodeArtifact's PublishPackageVersion.
        if self.settings.content_sha256_header || is_word(payload_hash) || headers.contains_key(&X_AMZ_CONTENT_SHA256) {
            set_text(headers, &X_AMZ_CONTENT_SHA256, payload_hash, false)?;
        }
        match credentials.token() {
            Some(token) if self.settings.s3_express_session => {
                headers.remove(&X_AMZ_SECURITY_TOKEN);
                set_text(headers, &X_AMZ_S3SESSION_TOKEN, token.as_bytes(), true)?;
            }
            Some(token) => set_text(headers, &X_AMZ_SECURITY_TOKEN, token.as_bytes(), true)?,
            None => drop(headers.remove(&X_AMZ_SECURITY_TOKEN)),
        }
        Ok(())
    }

    /// Passes the parts of the string to sign to HMAC, without building the whole string.
    fn mac(&self, cache: &KeyCache, hash: &Hex, credentials: &Credentials, date: &AmzDate) -> Hex {
        let mut mac = cache.mac(credentials, date, &self.region, &self.service);
        let [day, scope_end] = self.scope(date);
        for part in [ALGORITHM.as_bytes(), b"\n", date.as_bytes(), b"\n", day, scope_end, b"\n", hash.as_bytes()] {
            mac.update(part);
        }
        Hex::new(&mac.finalize().into_bytes().into())
    }

    fn string_of_hash(&self, hash: &Hex, date: &AmzDate) -> String {
        let (algorithm, day) = (self.keys.algorithm(), date.day());
        format!("{algorithm}\n{}\n{day}{}\n{}", date.as_str(), self.scope_end, hash.as_str())
    }

    fn scope<'a>(&'a self, date: &'a AmzDate) -> [&'a [u8]; 2] {
        [date.day_bytes(), self.scope_end.as_bytes()]
    }

    fn authorization(
        &self,
        signed_headers: &[u8],
        signature: &Signature,
        credentials: &Credentials,
        date: &AmzDate,
    ) -> Vec<u8> {
        let [day, scope_end] = self.scope(date);
        [
            self.keys.algorithm().as_bytes(),
            b" Credential=",
            credentials.access_key_id().as_bytes(),
            b"/",
            day,
            scope_end,
            b", SignedHeaders=",
            signed_headers,
            b", Signature=",
            signature.as_bytes(),
        ]
        .concat()
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("region", &self.region)
            .field("service", &self.service)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// Rejects keys that are surely not as AWS issued them. Their signature would be rejected, without the reason.
fn check(credentials: &Credentials) -> Result<(), SigningError> {
    let at_an_end = |text: &str| text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let (id, secret) = (credentials.access_key_id(), credentials.secret_access_key());
    let fault = if id.is_empty() {
        "the access key ID is empty"
    } else if at_an_end(id) {
        "the access key ID has white space at an end: remove it, such as with `trim`"
    } else if secret.is_empty() {
        "the secret access key is empty"
    } else if at_an_end(secret) {
        "the secret access key has white space at an end: remove it, such as with `trim`"
    } else {
        return Ok(());
    };
    Err(SigningError::Credentials(fault))
}

fn set_text(headers: &mut HeaderMap, name: &HeaderName, text: &[u8], secret: bool) -> Result<(), SigningError> {
    let value = HeaderValue::from_bytes(text).map_err(|_| SigningError::Header(name.clone()))?;
    set(headers, name, value, secret)
}

/// A `secret` value is marked as sensitive, so that `Debug` of the header map does not show it.
fn set(headers: &mut HeaderMap, name: &HeaderName, mut value: HeaderValue, secret: bool) -> Result<(), SigningError> {
    value.set_sensitive(secret);
    match headers.try_insert(name, value) {
        Ok(_) => Ok(()),
        Err(_) => Err(SigningError::TooManyHeaders),
    }
}
