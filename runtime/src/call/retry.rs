//! Retry Behavior 2.1, the revision of 2026 that the AWS SDKs follow, with one additional rule.
//!
//! Source: botocore 1.44.5 `retries/standard.py`, smithy-rs `strategy/standard.rs`.

mod classify;
mod quota;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use classify::{Failure, is_throttling, judge_error_response, judge_transport_error};
pub(crate) use quota::{HeldUnits, RetryQuota};

use crate::model::modeled_error::Retryable;
use crate::model::operation::{OperationMeta, ServiceMeta};
use crate::value::random::random_fraction;

const MAX_ATTEMPTS: u32 = 3;
const MAX_ATTEMPTS_DYNAMODB: u32 = 4;
const BASE: Duration = Duration::from_millis(50);
const BASE_DYNAMODB: Duration = Duration::from_millis(25);
const BASE_THROTTLING: Duration = Duration::from_secs(1);
/// The longest time by which the service's `x-amz-retry-after` may exceed the client's own delay.
const MAX_EXCESS: Duration = Duration::from_secs(5);

/// Whether and how often a call is retried, and after which delay.
///
/// The default, [`RetryPolicy::standard`], is the policy of the AWS SDKs with one additional rule: an attempt that may have
/// run is retried only if the operation is safe to retry, because it is read-only or idempotent or has a token. The guide has
/// [a table of failures](crate::guide::_05_errors_and_retries#what-is-retried).
///
/// ```
/// use std::time::Duration;
/// use aws_operation::RetryPolicy;
///
/// let patient = RetryPolicy::standard().max_attempts(5).max_backoff(Duration::from_secs(60));
/// ```
#[derive(Clone)]
pub struct RetryPolicy {
    max_attempts: Option<u32>,
    max_backoff: Duration,
    pub(crate) quota: u32,
    pub(crate) initial_quota: u32,
    retry_ambiguous: bool,
    jitter: Option<Arc<dyn Fn() -> f64 + Send + Sync>>,
}

impl RetryPolicy {
    /// Three attempts (DynamoDB: four), exponential backoff with full jitter, and a retry quota per service. An attempt that
    /// may have run is retried only if the operation is safe to retry.
    pub fn standard() -> Self {
        Self {
            max_attempts: None,
            max_backoff: Duration::from_secs(20),
            quota: 500,
            initial_quota: 500,
            retry_ambiguous: false,
            jitter: None,
        }
    }

    /// Like [`standard`](Self::standard), but also retries operations that are not safe to retry, as the AWS SDKs do.
    pub fn aws_standard() -> Self {
        Self { retry_ambiguous: true, ..Self::standard() }
    }

    /// One attempt, no retry.
    pub fn never() -> Self {
        Self::standard().max_attempts(1)
    }

    /// The maximum number of attempts of a call, including the first. Zero counts as one.
    #[must_use]
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: Some(attempts.max(1)), ..self }
    }

    /// The longest delay before a retry, 20 s by default. A service can ask for up to 5 s more, with `x-amz-retry-after`.
    #[must_use]
    pub fn max_backoff(self, max_backoff: Duration) -> Self {
        Self { max_backoff, ..self }
    }

    /// The size of the retry quota of each service in units, 500 by default. A retry takes 14 units, or 5 after throttling.
    /// Successful calls return units.
    #[must_use]
    pub fn quota(self, units: u32) -> Self {
        Self { quota: units, initial_quota: units, ..self }
    }

    /// The number of units at the start.
    #[must_use]
    pub fn initial_quota(self, units: u32) -> Self {
        Self { initial_quota: units, ..self }
    }

    /// The factor for each delay, from 0 to 1. Random by default; tests can set a fixed one.
    #[must_use]
    pub fn jitter(self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self { jitter: Some(Arc::new(jitter)), ..self }
    }

    pub(crate) fn attempts_of(&self, service: &ServiceMeta) -> u32 {
        self.max_attempts.unwrap_or(if is_dynamodb(service) { MAX_ATTEMPTS_DYNAMODB } else { MAX_ATTEMPTS })
    }

    /// Whether an attempt that may have run is retried even if the operation is not safe to retry.
    pub(crate) fn retries_ambiguous(&self) -> bool {
        self.retry_ambiguous
    }

    /// The delay after the failed attempt `attempt`, counted from 1. `retry_after` is the delay that the service asked for.
    pub(crate) fn delay(
        &self,
        service: &ServiceMeta,
        reason: Retryable,
        attempt: u32,
        retry_after: Option<Duration>,
    ) -> Duration {
        let base = match reason {
            Retryable::Throttling => BASE_THROTTLING,
            Retryable::Transient if is_dynamodb(service) => BASE_DYNAMODB,
            Retryable::Transient => BASE,
        };
        let doubled = 2u32.saturating_pow(attempt.saturating_sub(1));
        let ceiling = base.saturating_mul(doubled).min(self.max_backoff);
        let share = self.jitter.as_ref().map_or_else(random_fraction, |jitter| jitter());
        // NaN gives the longest delay.
        let own = if share.is_nan() { ceiling } else { ceiling.mul_f64(share.clamp(0.0, 1.0)) };
        retry_after.map_or(own, |asked| asked.clamp(own, own + MAX_EXCESS))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("max_attempts", &self.max_attempts)
            .field("max_backoff", &self.max_backoff)
            .field("quota", &self.quota)
            .field("initial_quota", &self.initial_quota)
            .field("retry_ambiguous", &self.retry_ambiguous)
            .finish_non_exhaustive()
    }
}

/// Whether a call is safe to retry. A token of spaces does not count, because a header with it is empty.
pub(crate) fn is_safe_to_retry(operation: &OperationMeta, token: Option<&str>) -> bool {
    operation.is_safe_to_retry() || token.is_some_and(|token| !token.trim().is_empty())
}

fn is_dynamodb(service: &ServiceMeta) -> bool {
    matches!(service.id, "DynamoDB" | "DynamoDB Streams")
}

/// Whether the operation is a long poll. Programs repeat a long poll at once, so the client delays its error even when the
/// retry quota is used up.
pub(crate) fn is_long_poll(service: &ServiceMeta, operation: &OperationMeta) -> bool {
    matches!(
        (service.id, operation.name),
        ("SQS", "ReceiveMessage")
            | ("SFN", "GetActivityTask")
            | ("SWF", "PollForActivityTask" | "PollForDecisionTask")
            | ("Kinesis", "ReceiveQueueRecords" | "ReceiveDeadLetterQueueRecords")
    )
}
