//! Signs the request of one attempt.

use http::header::USER_AGENT;
use http::{HeaderName, HeaderValue, Uri};

use super::auth::{Identity, authorize};
use super::invocation::InvocationId;
use super::lambda_trace::add_trace_id;
use super::{Call, NoResponse};
use crate::call::send_error::Invalid;
use crate::value::timestamp::Timestamp;

static INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
static ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// The input to the signature of one attempt. Equal input gives an equal request.
pub(super) struct Signing<'a> {
    pub(super) uri: &'a Uri,
    pub(super) invocation: &'a InvocationId,
    pub(super) payload_hash: Option<&'a str>,
    pub(super) identity: &'a Identity,
    pub(super) now: Timestamp,
    /// The offset in seconds that gives the service's time.
    pub(super) offset: i64,
    /// Counted from 1.
    pub(super) attempt: u32,
    pub(super) clock_offset: Option<i64>,
}

impl Signing<'_> {
    /// The time of the signature.
    pub(super) fn time(&self) -> Timestamp {
        self.now.offset_by(self.offset)
    }
}

impl Call<'_> {
    /// The head of one attempt's request.
    pub(super) fn sign(&self, signing: &Signing<'_>) -> Result<http::request::Parts, NoResponse> {
        let (mut parts, ()) = http::Request::new(()).into_parts();
        parts.method = self.request.method.clone();
        parts.uri = signing.uri.clone();
        #[cfg(feature = "http2")]
        if self.goes_both_ways() {
            parts.version = http::Version::HTTP_2;
        }
        // room for all headers, so that the map grows once
        parts.headers.reserve(12);
        self.request.headers.add_to(&mut parts.headers);
        self.endpoint.add_headers(&mut parts.headers);
        // A request that is no operation may have its own.
        parts.headers.entry(USER_AGENT).or_insert_with(|| self.service.user_agent.clone());
        parts.headers.insert(&INVOCATION_ID, signing.invocation.to_header());
        parts.headers.insert(&ATTEMPT, self.attempt_header(signing));
        if let Some(environment) = &self.client.lambda {
            add_trace_id(environment, &mut parts.headers);
        }
        match signing.identity {
            Identity::None => {}
            Identity::Token(token) => authorize(&mut parts, token)?,
            Identity::Credentials(credentials) => self
                .signer()
                .sign(&mut parts, self.payload(signing.payload_hash)?, credentials, signing.time())
                .map_err(|error| NoResponse::Invalid(Invalid::Signing(error.to_string())))?,
        }
        Ok(parts)
    }

    /// The value of `amz-sdk-request`: the number of the attempt, the maximum, and the time at which the attempt expires.
    fn attempt_header(&self, signing: &Signing<'_>) -> HeaderValue {
        let attempt = signing.attempt;
        let max = self.limits.retry.attempts_of(self.meta);
        let text = match signing.clock_offset {
            None if (attempt, max) == (1, 3) => return HeaderValue::from_static("attempt=1; max=3"),
            Some(offset) => {
                let ttl = signing.now.saturating_add(self.timeouts.attempt).offset_by(offset);
                format!("ttl={}; attempt={attempt}; max={max}", ttl.to_amz_date())
            }
            None => format!("attempt={attempt}; max={max}"),
        };
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
    }
}
