//! The limits of a call: its time, and the size of its response.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};

use super::NoResponse;
use super::runtime::has_runtime;
use crate::call::retry::RetryPolicy;
use crate::call::send_error::TimedOut;
use crate::model::operation::OperationMeta;
use crate::model::streamed_body::Streams;

/// The limits that a client sets for its calls, and what else may be set for a single call.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Limit<Duration>,
    pub(crate) operation_timeout: Limit<Duration>,
    pub(crate) stream_idle_timeout: Limit<Option<Duration>>,
    pub(crate) max_response_bytes: usize,
    /// The key from which the idempotency token of a call is derived.
    pub(crate) idempotency_key: Option<Arc<str>>,
}

/// A time limit, and whether it is for all calls or for single ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit<T> {
    /// The default, which may not be for all calls.
    Default(T),
    /// For all calls of a client. The `attempt_timeout` of an operation may raise it.
    OfClient(T),
    /// For single calls. It applies unchanged.
    OfCall(T),
}

impl<T: Copy> Limit<T> {
    pub(crate) fn value(self) -> T {
        match self {
            Self::Default(value) | Self::OfClient(value) | Self::OfCall(value) => value,
        }
    }
}

/// The time limits of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Timeouts {
    /// One attempt. For a streamed request it begins when the request is sent.
    pub(crate) attempt: Duration,
    /// All attempts, and the delays between them.
    pub(crate) operation: Duration,
    /// Each wait for the next bytes of a streamed response.
    pub(crate) idle: Option<Duration>,
}

impl Timeouts {
    /// The limits of the client, raised by the `attempt_timeout` of the operation.
    pub(crate) fn of(limits: &Limits, operation: &OperationMeta, streams: Streams) -> Self {
        let own = operation.attempt_timeout;
        let attempt = match (limits.attempt_timeout, own) {
            (Limit::Default(limit) | Limit::OfClient(limit), Some(own)) => limit.max(own),
            (limit, _) => limit.value(),
        };
        let operation = match limits.operation_timeout {
            // Retries and delays keep the time that they have in other calls.
            Limit::Default(limit) | Limit::OfClient(limit) => limit.saturating_add(own.unwrap_or_default()),
            Limit::OfCall(limit) => limit,
        };
        let idle = match (limits.stream_idle_timeout, own) {
            // A service may be silent between two events for as long as it has nothing to say.
            (Limit::Default(_), _) if streams == Streams::Events => None,
            (Limit::Default(Some(limit)) | Limit::OfClient(Some(limit)), Some(own)) => Some(limit.max(own)),
            (limit, _) => limit.value(),
        };
        Self { attempt, operation, idle }
    }
}

/// The time at which a call ends, even if it is not done.
///
/// It has no timer of its own. Each wait of the call ends at the deadline, and an attempt at its own limit if that is earlier.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    /// `None` if it is out of range.
    at: Option<Instant>,
    limit: Duration,
}

impl Deadline {
    pub(super) fn of(timeouts: &Timeouts) -> Self {
        let limit = timeouts.operation;
        Self { at: Instant::now().checked_add(limit), limit }
    }

    /// The time since the call began.
    #[cfg(feature = "rest-xml")]
    pub(super) fn elapsed(self) -> Option<Duration> {
        self.at.map(|at| self.limit.saturating_sub(at.saturating_duration_since(Instant::now())))
    }

    /// The time that is left.
    #[cfg(feature = "rest-xml")]
    pub(super) fn remaining(self) -> Duration {
        self.at.map_or(Duration::MAX, |at| at.saturating_duration_since(Instant::now()))
    }

    /// The error of a call that has reached the deadline.
    pub(super) fn error(self) -> NoResponse {
        NoResponse::Timeout(TimedOut::Operation(self.limit))
    }

    /// Waits for `work` until the deadline.
    pub(super) async fn bound<T>(self, work: impl Future<Output = T>) -> Result<T, NoResponse> {
        has_runtime()?;
        match self.at {
            Some(at) => timeout_at(at, work).await.map_err(|_| self.error()),
            None => Ok(work.await),
        }
    }

    /// Sleeps for `delay`, at most until the deadline. Few calls sleep, so that their timers are boxed.
    pub(super) fn sleep(self, delay: Duration) -> impl Future<Output = Result<(), NoResponse>> + Send + Unpin {
        Box::pin(async move { self.bound(sleep(delay)).await })
    }

    /// An error if there is no time left for an attempt.
    pub(super) fn leaves_time(self) -> Result<(), NoResponse> {
        if self.at.is_some_and(|at| at <= Instant::now()) { Err(self.error()) } else { Ok(()) }
    }

    /// Whether the deadline is within `delay`, so that no attempt could start after it.
    pub(super) fn ends_within(self, delay: Duration) -> bool {
        self.at.is_some_and(|at| Instant::now().checked_add(delay).is_none_or(|then| at <= then))
    }

    /// The end of an attempt that starts now, and the error at that time.
    pub(super) fn of_attempt(self, timeouts: &Timeouts) -> (Option<Instant>, TimedOut) {
        let own = Instant::now().checked_add(timeouts.attempt);
        self.sooner_of(own.map(|at| (at, timeouts.attempt)), TimedOut::Attempt)
    }

    /// The earlier one of `own` and the deadline, and the error at that time.
    pub(super) fn sooner_of(
        self,
        own: Option<(Instant, Duration)>,
        name: fn(Duration) -> TimedOut,
    ) -> (Option<Instant>, TimedOut) {
        match (own, self.at) {
            (Some((own, limit)), at) if at.is_none_or(|at| own <= at) => (Some(own), name(limit)),
            (_, at) => (at, TimedOut::Operation(self.limit)),
        }
    }
}
