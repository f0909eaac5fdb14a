//! What follows a failed attempt: a retry, or an error that says whether the call may have run.

use super::limits::Deadline;
use super::observe::{FailReason, NextStep};
use super::retry::{Failure, is_long_poll, is_safe_to_retry};
use super::{Call, NoResponse, Progress};
use crate::call::send_error::Facts;

impl Call<'_> {
    /// Decides whether to retry, and after which delay.
    pub(super) async fn next_step(
        &self,
        failure: Failure,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> NextStep {
        progress.facts.ambiguous |= failure.ambiguous;
        let Some(reason) = failure.retryable else { return NextStep::Fail(FailReason::NotRetryable) };
        let attempt = progress.facts.attempts;
        let last = attempt >= self.limits.retry.attempts_of(self.meta);
        let is_safe = !failure.ambiguous || self.may_repeat(progress) || self.limits.retry.retries_ambiguous();
        if last {
            return NextStep::Fail(FailReason::AttemptsUsedUp);
        }
        if !is_safe {
            progress.facts.not_safe_to_retry = !self.is_once_only();
            return NextStep::Fail(FailReason::NotSafeToRetry);
        }
        if !self.request.body.is_repeatable() {
            return NextStep::Fail(FailReason::RequestBody);
        }
        let delay = self.limits.retry.delay(self.meta, reason.kind(), attempt, failure.retry_after);
        if !progress.quota.acquire(reason.kind()) {
            if is_long_poll(self.meta, self.operation) {
                // The call fails with this error, even if the deadline interrupts the delay.
                let _ = deadline.sleep(delay).await;
            }
            return NextStep::Fail(FailReason::QuotaEmpty);
        }
        NextStep::Retry { delay, reason }
    }

    /// Whether the call is safe to retry.
    fn is_safe_to_retry(&self, facts: &Facts) -> bool {
        is_safe_to_retry(self.operation, facts.token.as_deref())
    }

    /// Whether an attempt that may have run is retried.
    fn may_repeat(&self, progress: &Progress<'_, '_>) -> bool {
        #[cfg(feature = "rest-xml")]
        if progress.found.as_ref().is_some_and(|found| found.may_repeat) {
            return true;
        }
        self.is_safe_to_retry(progress.facts)
    }

    /// Turns the error of a call that may have run and is not safe to retry into `Ambiguous`.
    pub(super) fn or_ambiguous(&self, no_response: NoResponse, progress: &mut Progress<'_, '_>) -> NoResponse {
        let facts = &progress.facts;
        if !facts.ambiguous || (self.is_safe_to_retry(facts) && !self.is_once_only()) {
            return no_response;
        }
        let cause = no_response.into_cause();
        #[cfg(feature = "rest-xml")]
        let cause = self.with_finding(cause, progress);
        NoResponse::Ambiguous(cause)
    }

    /// Whether the call is rejected when it is repeated.
    #[cfg(not(feature = "rest-xml"))]
    #[allow(clippy::unused_self)] // of S3, it depends on the request
    fn is_once_only(&self) -> bool {
        false
    }
}
