//! Classifies a failed attempt: whether a retry may succeed, and whether the service may have run the request.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use crate::call::observe::RetryReason;
use crate::model::modeled_error::{ErrorShape, Retryable};
use crate::model::protocol::ErrorFacts;
use crate::transport::{TransportError, TransportErrorKind};

/// Codes of throttling, with any status: the service did not run the request.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];
/// Codes of a timeout in the service. It may have run the request.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];
/// Codes of a failure in another system, which the service asked before it did anything: the identity provider of STS.
const NOT_STARTED: [&str; 1] = ["IDPCommunicationError"];

/// Codes of a rejected signature. A wrong clock is one of the possible reasons.
const CLOCK_SKEW: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Codes of expired temporary credentials. `RequestExpired` is not one of them: it is about the time of the signature.
const EXPIRED_CREDENTIALS: [&str; 2] = ["ExpiredToken", "ExpiredTokenException"];

/// A failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Why a retry may succeed. `None` if it would fail again.
    pub(crate) retryable: Option<RetryReason>,
    /// The service may have run the request.
    pub(crate) ambiguous: bool,
    /// The delay that the service asked for.
    pub(crate) retry_after: Option<Duration>,
    /// The credentials have expired. The service did not run the request. A retry with other credentials may succeed.
    pub(crate) expired_credentials: bool,
}

impl Failure {
    /// No response. The service may have received the request.
    pub(crate) const LOST: Self = Self { ambiguous: true, ..Self::NOT_SENT };

    /// No response within the attempt timeout.
    pub(crate) const TIMED_OUT: Self = Self { retryable: Some(RetryReason::Timeout), ..Self::LOST };

    /// A success whose body is cut off. The service has run the request.
    pub(crate) const UNREADABLE: Self = Self { retryable: Some(RetryReason::TransientError), ..Self::LOST };

    /// The service did not receive the request.
    const NOT_SENT: Self = Self {
        retryable: Some(RetryReason::Transport),
        ambiguous: false,
        retry_after: None,
        expired_credentials: false,
    };
}

pub(crate) fn judge_transport_error(error: &TransportError) -> Failure {
    match error.kind() {
        TransportErrorKind::NotSent => Failure::NOT_SENT,
        // The next response is likely intact. The service has run the request.
        TransportErrorKind::Lost | TransportErrorKind::Corrupted => Failure::LOST,
        TransportErrorKind::TooLarge => Failure { retryable: None, ..Failure::LOST },
    }
}

/// Classifies an error response as one with this status. `clock_corrected` is whether its date showed that the local clock is wrong.
pub(crate) fn judge_error_response(
    response: &http::Response<Bytes>,
    status: StatusCode,
    facts: &ErrorFacts,
    is_of_s3: bool,
    modeled: &[ErrorShape],
    clock_corrected: bool,
) -> Failure {
    let codes = codes(facts);
    let skewed = clock_corrected && any_of(&CLOCK_SKEW, codes);
    let retryable = if skewed { Some(RetryReason::ClockSkew) } else { reason(status, codes, modeled) };
    let ambiguous = match retryable {
        // The service rejected the request before it ran it.
        Some(RetryReason::Throttling | RetryReason::ClockSkew) => false,
        Some(_) if !may_have_run(status) && any_of(&NOT_STARTED, codes) => false,
        _ if is_of_s3 && is_upload_timeout(status, codes) => false,
        Some(_) => true,
        None => may_have_run(status),
    };
    let expired_credentials = !may_have_run(status) && any_of(&EXPIRED_CREDENTIALS, codes);
    Failure { retryable, ambiguous, retry_after: retry_after(response), expired_credentials }
}

/// S3's error for an incomplete request body. From other services, or with status 408, the same code means that the service
/// timed out.
fn is_upload_timeout(status: StatusCode, codes: Codes<'_>) -> bool {
    status == StatusCode::BAD_REQUEST && any_of(&["RequestTimeout"], codes)
}

/// The codes of an error: its own, and the legacy one of awsQuery. Either of them classifies the error.
type Codes<'a> = [&'a str; 2];

fn codes(facts: &ErrorFacts) -> Codes<'_> {
    [&facts.code, &facts.query_code].map(|code| code.as_deref().unwrap_or_default())
}

fn any_of(known: &[&str], codes: Codes<'_>) -> bool {
    codes.iter().any(|code| known.contains(code))
}

/// Whether a service may have run a request before it sent an error with this status.
fn may_have_run(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT
}

fn reason(status: StatusCode, codes: Codes<'_>, modeled: &[ErrorShape]) -> Option<RetryReason> {
    if modeled.iter().any(|shape| shape.quota && codes.contains(&shape.code)) {
        return None;
    }
    if any_of(&THROTTLING, codes) {
        return Some(RetryReason::Throttling);
    }
    if any_of(&TRANSIENT, codes) || any_of(&NOT_STARTED, codes) {
        return Some(RetryReason::TransientError);
    }
    let mut shapes = modeled.iter().filter(|shape| codes.contains(&shape.code)).peekable();
    let is_modeled = shapes.peek().is_some();
    shapes.find_map(|shape| shape.retryable).map(of_model).or(match (is_modeled, status.as_u16()) {
        (false, 429) => Some(RetryReason::Throttling),
        // A load balancer sends 408 on a connection that was idle for too long.
        (false, 408) | (_, 500 | 502 | 503 | 504) => Some(RetryReason::TransientError),
        _ => None,
    })
}

fn of_model(retryable: Retryable) -> RetryReason {
    match retryable {
        Retryable::Transient => RetryReason::TransientError,
        Retryable::Throttling => RetryReason::Throttling,
    }
}

/// The value of `x-amz-retry-after`, in milliseconds. An invalid value is ignored.
fn retry_after(response: &http::Response<Bytes>) -> Option<Duration> {
    let value = response.headers().get("x-amz-retry-after")?;
    value.to_str().ok()?.trim().parse().ok().map(Duration::from_millis)
}

/// Whether an error with these codes and status is throttling.
pub(crate) fn is_throttling(facts: &ErrorFacts, status: StatusCode, modeled: &[ErrorShape]) -> bool {
    reason(status, codes(facts), modeled) == Some(RetryReason::Throttling)
}
