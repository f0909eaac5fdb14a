//! Retry Behavior 2.1, the revision of 2026 that the AWS SDKs follow, and one rule beyond it.
//!
//! Source: botocore 1.44.5 `retries/standard.py`, smithy-rs `strategy/standard.rs`.

mod classify;
mod quota;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use classify::{Failure, is_throttling, judge_rejection, judge_transport_error};
pub(crate) use quota::{Held, RetryQuota};

use crate::model::modeled_error::Retryable;
use crate::model::operation::{OperationMeta, ServiceMeta};
use crate::value::random::random_fraction;

const MAX_ATTEMPTS: u32 = 3;
const MAX_ATTEMPTS_DYNAMODB: u32 = 4;
const BASE: Duration = Duration::from_millis(50);
const BASE_DYNAMODB: Duration = Duration::from_millis(25);
const BASE_THROTTLING: Duration = Duration::from_secs(1);
/// How much longer than its own delay a client waits when the service asks it to.
const MAX_ASKED: Duration = Duration::from_secs(5);

/// When a call is sent again, how often, and how long after.
///
/// The default, [`RetryPolicy::standard`], is what the AWS SDKs do with one rule more: an attempt that may have run is
/// repeated only if running it twice does no harm, because the operation is read-only or idempotent or carries a token.
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
    repeat_ambiguous: bool,
    jitter: Option<Arc<dyn Fn() -> f64 + Send + Sync>>,
}

impl RetryPolicy {
    /// Three attempts (DynamoDB: four), exponential backoff with full jitter, a quota of retries per service; an
    /// attempt that may have run is repeated only where that is harmless.
    pub fn standard() -> Self {
        Self {
            max_attempts: None,
            max_backoff: Duration::from_secs(20),
            quota: 500,
            initial_quota: 500,
            repeat_ambiguous: false,
            jitter: None,
        }
    }

    /// As [`standard`](Self::standard), but repeats what may have run, whatever the operation: as the AWS SDKs do.
    pub fn aws_standard() -> Self {
        Self { repeat_ambiguous: true, ..Self::standard() }
    }

    /// One attempt.
    pub fn never() -> Self {
        Self::standard().max_attempts(1)
    }

    /// How many attempts a call has in all; zero counts as one.
    #[must_use]
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: Some(attempts.max(1)), ..self }
    }

    /// The longest delay before a retry that the client chooses by itself; 20 s by default.
    #[must_use]
    pub fn max_backoff(self, max_backoff: Duration) -> Self {
        Self { max_backoff, ..self }
    }

    /// How many units of retries each service has: a retry takes 14, one after throttling 5, and success gives back;
    /// 500 by default.
    #[must_use]
    pub fn quota(self, units: u32) -> Self {
        Self { quota: units, initial_quota: units, ..self }
    }

    /// How many of the units are there at the start.
    #[must_use]
    pub fn initial_quota(self, units: u32) -> Self {
        Self { initial_quota: units, ..self }
    }

    /// What a delay is multiplied with, from 0 to 1: random by default, fixed in tests.
    #[must_use]
    pub fn jitter(self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self { jitter: Some(Arc::new(jitter)), ..self }
    }

    pub(crate) fn attempts_of(&self, service: &ServiceMeta) -> u32 {
        self.max_attempts.unwrap_or(if is_dynamodb(service) { MAX_ATTEMPTS_DYNAMODB } else { MAX_ATTEMPTS })
    }

    /// Whether an attempt that may have run is retried even where running it twice may do harm.
    pub(crate) fn repeats_ambiguous(&self) -> bool {
        self.repeat_ambiguous
    }

    /// How long to wait after the failed attempt `attempt`, counted from 1; `asked` is the service's own wish.
    pub(crate) fn delay(
        &self,
        service: &ServiceMeta,
        reason: Retryable,
        attempt: u32,
        asked: Option<Duration>,
    ) -> Duration {
        let base = match reason {
            Retryable::Throttling => BASE_THROTTLING,
            Retryable::Transient if is_dynamodb(service) => BASE_DYNAMODB,
            Retryable::Transient => BASE,
        };
        let doubled = 2u32.saturating_pow(attempt.saturating_sub(1));
        let ceiling = base.saturating_mul(doubled).min(self.max_backoff);
        let share = self.jitter.as_ref().map_or_else(random_fraction, |jitter| jitter());
        // What is no number takes the longest delay.
        let own = if share.is_nan() { ceiling } else { ceiling.mul_f64(share.clamp(0.0, 1.0)) };
        asked.map_or(own, |asked| asked.clamp(own, own + MAX_ASKED))
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
            .field("repeat_ambiguous", &self.repeat_ambiguous)
            .finish_non_exhaustive()
    }
}

/// Whether running a call twice does no harm. A token of nothing but spaces protects nothing: in a header it is empty.
pub(crate) fn is_safe_to_retry(operation: &OperationMeta, token: Option<&str>) -> bool {
    operation.is_safe_to_retry() || token.is_some_and(|token| !token.trim().is_empty())
}

fn is_dynamodb(service: &ServiceMeta) -> bool {
    matches!(service.id, "DynamoDB" | "DynamoDB Streams")
}

/// Whether the operation waits at the service for something to do, so that a client without quota must still not ask
/// again at once.
pub(crate) fn is_long_poll(service: &ServiceMeta, operation: &OperationMeta) -> bool {
    matches!(
        (service.id, operation.name),
        ("SQS", "ReceiveMessage")
            | ("SFN", "GetActivityTask")
            | ("SWF", "PollForActivityTask" | "PollForDecisionTask")
            | ("Kinesis", "ReceiveQueueRecords" | "ReceiveDeadLetterQueueRecords")
    )
}
