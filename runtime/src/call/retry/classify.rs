//! What one attempt's end means: whether sending the same again may help, and whether the service may have acted.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use crate::call::observe::RetryReason;
use crate::model::modeled_error::{ErrorShape, Retryable};
use crate::model::operation::ServiceMeta;
use crate::model::protocol::ErrorFacts;
use crate::sigv4::is_s3;
use crate::transport::{TransportError, TransportErrorKind};

/// Codes by which services say that they did nothing and want to be asked slower, whatever the status.
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
/// Codes by which services say that they gave up on the request, run or not.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// Codes by which services reject a signature, a wrong clock among the reasons.
const CLOCK_SKEW: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Codes by which services reject temporary credentials that have ended. `RequestExpired` is none: it is about the time
/// of the signature.
const EXPIRED_CREDENTIALS: [&str; 2] = ["ExpiredToken", "ExpiredTokenException"];

/// A failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Why sending the same again may work; `None` if it would not.
    pub(crate) retryable: Option<RetryReason>,
    /// The service may have acted on the request all the same.
    pub(crate) ambiguous: bool,
    /// How long the service asks to wait.
    pub(crate) asked: Option<Duration>,
    /// The credentials have ended, so the service did nothing; others may do.
    pub(crate) expired_credentials: bool,
}

impl Failure {
    /// No response, though the request may have arrived.
    pub(crate) const LOST: Self = Self { ambiguous: true, ..Self::NOT_SENT };

    /// No response in time.
    pub(crate) const TIMED_OUT: Self = Self { retryable: Some(RetryReason::Timeout), ..Self::LOST };

    /// The request surely did not arrive.
    const NOT_SENT: Self =
        Self { retryable: Some(RetryReason::Transport), ambiguous: false, asked: None, expired_credentials: false };
}

pub(crate) fn judge_transport_error(error: &TransportError) -> Failure {
    match error.kind() {
        TransportErrorKind::NotSent => Failure::NOT_SENT,
        TransportErrorKind::Lost => Failure::LOST,
        TransportErrorKind::TooLarge => Failure { retryable: None, ..Failure::LOST },
    }
}

/// What an error response means; `clock_corrected` says that its date showed our clock to be wrong.
pub(crate) fn judge_rejection(
    response: &http::Response<Bytes>,
    facts: &ErrorFacts,
    service: &ServiceMeta,
    modeled: &[ErrorShape],
    clock_corrected: bool,
) -> Failure {
    let (status, codes) = (response.status(), codes(facts));
    let skewed = clock_corrected && any_of(&CLOCK_SKEW, codes);
    let retryable = if skewed { Some(RetryReason::ClockSkew) } else { reason(status, codes, modeled) };
    let ambiguous = match retryable {
        // The service looked at the request, and did nothing.
        Some(RetryReason::Throttling | RetryReason::ClockSkew) => false,
        _ if (is_s3(service.signing_name) && is_upload_timeout(status, codes)) => false,
        Some(_) => true,
        None => may_have_run(status),
    };
    let expired_credentials = !may_have_run(status) && any_of(&EXPIRED_CREDENTIALS, codes);
    Failure { retryable, ambiguous, asked: asked(response), expired_credentials }
}

/// S3's error where a request did not arrive whole. The same code of other services, or with 408, says that they ran out
/// of time.
fn is_upload_timeout(status: StatusCode, codes: Codes<'_>) -> bool {
    status == StatusCode::BAD_REQUEST && any_of(&["RequestTimeout"], codes)
}

/// The codes of an error: its own, and the one that it had in awsQuery. Either says what it means.
type Codes<'a> = [&'a str; 2];

fn codes(facts: &ErrorFacts) -> Codes<'_> {
    [&facts.code, &facts.query_code].map(|code| code.as_deref().unwrap_or_default())
}

fn any_of(known: &[&str], codes: Codes<'_>) -> bool {
    codes.iter().any(|code| known.contains(code))
}

/// Whether a service may have acted on a request before it sent an error with this status.
fn may_have_run(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT
}

fn reason(status: StatusCode, codes: Codes<'_>, modeled: &[ErrorShape]) -> Option<RetryReason> {
    if any_of(&THROTTLING, codes) {
        return Some(RetryReason::Throttling);
    }
    if any_of(&TRANSIENT, codes) {
        return Some(RetryReason::TransientError);
    }
    let mut shapes = modeled.iter().filter(|shape| codes.contains(&shape.code)).peekable();
    let is_modeled = shapes.peek().is_some();
    shapes.find_map(|shape| shape.retryable).map(of_model).or(match (is_modeled, status.as_u16()) {
        (false, 429) => Some(RetryReason::Throttling),
        // A load balancer sends 408 on a connection that rested for too long.
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

/// `x-amz-retry-after` is in milliseconds; what is no such number is as good as absent.
fn asked(response: &http::Response<Bytes>) -> Option<Duration> {
    let value = response.headers().get("x-amz-retry-after")?;
    value.to_str().ok()?.trim().parse().ok().map(Duration::from_millis)
}

/// Whether an error with these codes and status is throttling.
pub(crate) fn is_throttling(facts: &ErrorFacts, status: StatusCode, modeled: &[ErrorShape]) -> bool {
    reason(status, codes(facts), modeled) == Some(RetryReason::Throttling)
}
