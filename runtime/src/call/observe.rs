//! What a program sees of its calls: the reports for an observer.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::model::modeled_error::Retryable;

/// Takes a report of every attempt and of every call of a client: the one place for metrics.
///
/// Given to [`ClientBuilder::observe`](crate::ClientBuilder::observe). What is reported, when, and how to count with it is
/// described in [`observability`](crate::observability).
///
/// The methods run within the call, on its thread. They should not block: a report holds up the call that it is of.
///
/// **An observer that panics** does not change the call: the panic is caught, after the panic hook has printed it, and an
/// event at level error names it. A program that aborts on panics ends.
///
/// **Several observers** are one that has them as fields, and gives each report to all of them:
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

    /// A call has ended, whatever its outcome.
    fn call_ended(&self, call: &CallReport<'_>) {
        let _ = call;
    }
}

/// An observer that the program keeps too, to read from it.
impl<T: Observe + ?Sized> Observe for Arc<T> {
    fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
        (**self).attempt_ended(attempt);
    }

    fn call_ended(&self, call: &CallReport<'_>) {
        (**self).call_ended(call);
    }
}

/// What is known of an attempt: one request that was sent, or that failed to be.
///
/// It holds no member's value, no secret, and no text of an error.
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
    /// From the signing of the request to the last byte of the response; for a streamed response to its headers.
    pub duration: Duration,
    /// The status of the response, if there is one.
    pub status: Option<StatusCode>,
    /// The code of the error response; the status where it names none. A text of the service.
    pub code: Option<&'a str>,
    /// The request ID of the response. A text of the service.
    pub request_id: Option<&'a str>,
    /// Whether the service asked to come slower.
    pub throttled: bool,
    /// Why the attempt failed, `None` if it succeeded: the [`code`](Self::code), or without a response `transport`,
    /// `timeout`, `invalid` (the stream of the request's body failed) or `cancelled`.
    pub error_type: Option<&'a str>,
    /// What comes next, and why.
    pub next: NextStep,
}

/// What is known of a call that has ended.
///
/// It holds no member's value, no secret, and no text of an error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallReport<'a> {
    /// The service ID, such as `LookoutVision`.
    pub service: &'static str,
    /// The operation's name, such as `CreateProject`.
    pub operation: &'static str,
    /// The region of the client.
    pub region: &'a str,
    /// How many attempts were reported; 0 if the call ended before its first.
    pub attempts: u32,
    /// From the first poll of `send` to its result: encoding, waits for credentials, for a connection and between attempts,
    /// all attempts, decoding. The body of a streamed response is read afterwards.
    pub duration: Duration,
    /// The status of the last response, if there is one of the last attempt.
    pub status: Option<StatusCode>,
    /// The code of that response, if it is an error response; the status where it names none. A text of the service.
    pub code: Option<&'a str>,
    /// The request ID of that response. A text of the service.
    pub request_id: Option<&'a str>,
    /// Whether the service asked to come slower, by that response.
    pub throttled: bool,
    /// Why the call failed, `None` if it succeeded: the [`code`](Self::code) of a service error, otherwise the name of the
    /// [`outcome`](Self::outcome).
    pub error_type: Option<&'a str>,
    /// What the call ended with.
    pub outcome: CallOutcome,
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextStep {
    /// Nothing: the attempt succeeded.
    Done,
    /// Another attempt, unless the call ends before it for lack of credentials, a connection or time.
    Retry {
        /// How long the call waits first.
        delay: Duration,
        /// Why another attempt may succeed.
        reason: RetryReason,
    },
    /// Nothing: the call fails.
    Fail(FailReason),
}

/// Why a failed attempt is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryReason {
    /// The service asks to come slower.
    Throttling,
    /// No connection came about, or it broke.
    Transport,
    /// A limit of the attempt has come.
    Timeout,
    /// An error response that may pass: status 408, 500, 502, 503 or 504, a code such as `RequestTimeout`, or an error that
    /// the service's model marks as retryable.
    TransientError,
    /// The service rejected the credentials as expired, and there are others now.
    ExpiredCredentials,
    /// The service rejected the time of the signature, and its response shows the right one.
    ClockSkew,
}

/// Why a failed attempt is not retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailReason {
    /// The same request would fail again.
    NotRetryable,
    /// The request may have run, and running it twice may do harm.
    NotSafeToRetry,
    /// It was the last attempt that the [`RetryPolicy`](crate::RetryPolicy) allows.
    AttemptsUsedUp,
    /// Too many calls to the service have failed: see [`RetryPolicy::quota`](crate::RetryPolicy::quota).
    QuotaEmpty,
    /// The limit of the call leaves no time.
    Deadline,
    /// The request's body is a stream that failed, or that cannot be read a second time.
    RequestBody,
    /// The call was dropped before the attempt had ended, or before what follows was known.
    Cancelled,
}

/// What a call ended with: success, or the variant of [`SendError`](crate::SendError).
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
    /// A response of success that does not read as the output: `Decode`.
    Decode,
    /// None: the future was dropped before its end, or code of the program that it runs has panicked.
    Cancelled,
}

impl NextStep {
    /// After expired credentials were replaced.
    pub(super) const WITH_OTHER_CREDENTIALS: Self =
        Self::Retry { delay: Duration::ZERO, reason: RetryReason::ExpiredCredentials };

    /// `done`, `retry` or `fail`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Retry { .. } => "retry",
            Self::Fail(_) => "fail",
        }
    }

    /// The name of the reason; `None` of [`Done`](Self::Done).
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
            Self::ClockSkew => "clock_skew",
        }
    }

    /// By which the delay and the cost of the retry are chosen.
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
