//! The observer of a client, and the reports that it gets.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::model::modeled_error::Retryable;

/// Gets a report of every attempt and of every call of a client, for example for metrics.
///
/// Set it with [`ClientBuilder::observe`](crate::ClientBuilder::observe). The page [`observability`](crate::observability)
/// describes what is reported and when, with an example of metrics.
///
/// The methods run within the call, on its thread. They should not block, because the call waits for them.
///
/// **An observer that panics** does not change the call. The panic hook prints the panic, then it is caught and logged as an
/// event at level error. A program that aborts on panics ends.
///
/// **Several observers** can be the fields of one observer, which gives each report to all of them:
///
/// ```
/// use aws_operation::{AttemptReport, CallReport, Client, Credentials, Observe};
///
/// struct Both<A, B>(A, B);
///
/// impl<A: Observe, B: Observe> Observe for Both<A, B> {
///     fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
///         self.0.attempt_ended(attempt);
///         self.1.attempt_ended(attempt);
///     }
///
///     fn call_ended(&self, call: &CallReport<'_>) {
///         self.0.call_ended(call);
///         self.1.call_ended(call);
///     }
/// }
///
/// struct Slow;
///
/// impl Observe for Slow {
///     fn call_ended(&self, call: &CallReport<'_>) {
///         if call.duration.as_secs() >= 1 {
///             println!("{} took {:?} in {} attempts", call.operation, call.duration, call.attempts);
///         }
///     }
/// }
///
/// struct Throttled;
///
/// impl Observe for Throttled {
///     fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
///         if attempt.throttled {
///             println!("{} is throttled; next: {}", attempt.operation, attempt.next.as_str());
///         }
///     }
/// }
///
/// let client = Client::builder()
///     .region("us-east-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
///     .observe(Both(Slow, Throttled))
///     .build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
pub trait Observe: Send + Sync + 'static {
    /// An attempt has ended. All attempts of a call are reported before the call.
    fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
        let _ = attempt;
    }

    /// A call has ended, with any outcome.
    fn call_ended(&self, call: &CallReport<'_>) {
        let _ = call;
    }
}

/// For an observer that the program also reads from.
impl<T: Observe + ?Sized> Observe for Arc<T> {
    fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
        (**self).attempt_ended(attempt);
    }

    fn call_ended(&self, call: &CallReport<'_>) {
        (**self).call_ended(call);
    }
}

/// The report of an attempt: one request that was sent, or could not be sent.
///
/// It contains no value of a member, no secret, and no message of an error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AttemptReport<'a> {
    /// The service ID, such as `LookoutVision`.
    pub service: &'static str,
    /// The operation's name, such as `CreateProject`.
    pub operation: &'static str,
    /// The region of the client.
    pub region: &'a str,
    /// Which attempt of the call this is, counted from 1.
    pub attempt: u32,
    /// The time from the signing of the request to the last byte of the response, or to the headers of a streamed response.
    pub duration: Duration,
    /// The status of the response, if there is one.
    pub status: Option<StatusCode>,
    /// The code of the error response, or its status if it has no code. The service chooses this text.
    pub code: Option<&'a str>,
    /// The request ID of the response. The service chooses this text.
    pub request_id: Option<&'a str>,
    /// Whether the response is a throttling error.
    pub throttled: bool,
    /// Why the attempt failed, `None` if it succeeded: the [`code`](Self::code), or without a response `transport`,
    /// `timeout`, `invalid` (the stream of the request body failed) or `cancelled`.
    pub error_type: Option<&'a str>,
    /// What comes next, and why.
    pub next: NextStep,
}

/// The report of a call that has ended.
///
/// It contains no value of a member, no secret, and no message of an error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallReport<'a> {
    /// The service ID, such as `LookoutVision`.
    pub service: &'static str,
    /// The operation's name, such as `CreateProject`.
    pub operation: &'static str,
    /// The region of the client.
    pub region: &'a str,
    /// The number of attempts, 0 if the call ended before the first one.
    pub attempts: u32,
    /// The time from the first poll of `send` to its result. It includes encoding, waiting for credentials and a connection,
    /// all attempts, the delays between them, and decoding. The body of a streamed response is read afterwards.
    pub duration: Duration,
    /// The status of the response of the last attempt, if there is one.
    pub status: Option<StatusCode>,
    /// The code of that response if it is an error response, or its status if it has no code. The service chooses this text.
    pub code: Option<&'a str>,
    /// The request ID of that response. The service chooses this text.
    pub request_id: Option<&'a str>,
    /// Whether that response is a throttling error.
    pub throttled: bool,
    /// Why the call failed, `None` if it succeeded: the [`code`](Self::code) of a service error, otherwise the name of the
    /// [`outcome`](Self::outcome).
    pub error_type: Option<&'a str>,
    /// The outcome of the call.
    pub outcome: CallOutcome,
}

/// The next step after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextStep {
    /// The attempt succeeded, or a write of S3 whose response was lost was found to be done.
    Done,
    /// The attempt is retried, unless no credentials, no connection or no time is available.
    Retry {
        /// The delay before the retry.
        delay: Duration,
        /// Why the retry may succeed.
        reason: RetryReason,
    },
    /// The call fails.
    Fail(FailReason),
}

/// Why a failed attempt is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryReason {
    /// A throttling error: the service receives too many requests.
    Throttling,
    /// No connection could be opened, or it broke.
    Transport,
    /// A time limit of the attempt expired.
    Timeout,
    /// A transient error response: status 408, 500, 502, 503 or 504, a code such as `RequestTimeout`, or an error that
    /// the service's model marks as retryable.
    TransientError,
    /// The service rejected the credentials as expired, and others were loaded.
    ExpiredCredentials,
    /// The bucket of S3 is in another region, to which the request is sent.
    OtherRegion,
    /// The service rejected the time of the signature. The retry uses the time of its response.
    ClockSkew,
}

/// Why a failed attempt is not retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailReason {
    /// The same request would fail again.
    NotRetryable,
    /// The request may have run, and the operation is not safe to retry.
    NotSafeToRetry,
    /// It was the last attempt that the [`RetryPolicy`](crate::RetryPolicy) allows.
    AttemptsUsedUp,
    /// The retry quota of the service is used up, because too many calls have failed: see [`RetryPolicy::quota`](crate::RetryPolicy::quota).
    QuotaEmpty,
    /// The operation timeout leaves no time for a retry.
    Deadline,
    /// The request body is a stream that failed, or that can be read only once.
    RequestBody,
    /// The call was dropped before the attempt had ended, or before the next step was known.
    Cancelled,
}

/// The outcome of a call: success, or the variant of [`SendError`](crate::SendError).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallOutcome {
    /// An output.
    Success,
    /// An error response: `Service` or `Unmodeled`.
    ServiceError,
    /// No response, and the call may have run: `Ambiguous`.
    Ambiguous,
    /// A time limit: `Timeout`.
    Timeout,
    /// No response: `Transport`.
    Transport,
    /// No credentials: `Credentials`.
    Credentials,
    /// The request could not be built, or there is no runtime to send it from: `Invalid`.
    Invalid,
    /// A successful response that cannot be decoded as the output: `Decode`.
    Decode,
    /// The future was dropped before its end, or code of the program that it calls panicked.
    Cancelled,
}

impl NextStep {
    /// The step after expired credentials were replaced.
    pub(super) const WITH_OTHER_CREDENTIALS: Self =
        Self::Retry { delay: Duration::ZERO, reason: RetryReason::ExpiredCredentials };

    /// The step after S3 named another region of the bucket.
    #[cfg(feature = "rest-xml")]
    pub(super) const IN_OTHER_REGION: Self = Self::Retry { delay: Duration::ZERO, reason: RetryReason::OtherRegion };

    /// `done`, `retry` or `fail`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Retry { .. } => "retry",
            Self::Fail(_) => "fail",
        }
    }

    /// The name of the reason, `None` for [`Done`](Self::Done).
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Done => None,
            Self::Retry { reason, .. } => Some(reason.as_str()),
            Self::Fail(reason) => Some(reason.as_str()),
        }
    }
}

impl RetryReason {
    /// The name, such as `transient_error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Throttling => "throttling",
            Self::Transport => "transport",
            Self::Timeout => "timeout",
            Self::TransientError => "transient_error",
            Self::ExpiredCredentials => "expired_credentials",
            Self::OtherRegion => "other_region",
            Self::ClockSkew => "clock_skew",
        }
    }

    /// The kind of failure, which determines the delay and the cost of the retry.
    pub(super) const fn kind(self) -> Retryable {
        match self {
            Self::Throttling => Retryable::Throttling,
            _ => Retryable::Transient,
        }
    }
}

impl FailReason {
    /// The name, such as `attempts_used_up`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotRetryable => "not_retryable",
            Self::NotSafeToRetry => "not_safe_to_retry",
            Self::AttemptsUsedUp => "attempts_used_up",
            Self::QuotaEmpty => "quota_empty",
            Self::Deadline => "deadline",
            Self::RequestBody => "request_body",
            Self::Cancelled => "cancelled",
        }
    }
}

impl CallOutcome {
    /// The name, such as `service_error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::ServiceError => "service_error",
            Self::Ambiguous => "ambiguous",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::Credentials => "credentials",
            Self::Invalid => "invalid",
            Self::Decode => "decode",
            Self::Cancelled => "cancelled",
        }
    }
}
