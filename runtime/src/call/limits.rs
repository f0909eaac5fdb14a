//! How long a call may take, and how much it may respond.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::NoResponse;
use super::runtime::has_runtime;
use crate::call::retry::RetryPolicy;
use crate::call::send_error::TimedOut;
use crate::model::operation::OperationMeta;

/// The limits of a call, as its client has them.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Limit<Duration>,
    pub(crate) operation_timeout: Limit<Duration>,
    pub(crate) stream_idle_timeout: Limit<Option<Duration>>,
    pub(crate) max_response_bytes: usize,
}

/// A limit of time, and who set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit<T> {
    /// The client, for all its calls: an operation that is long by design may raise it.
    OfClient(T),
    /// The caller, for single calls: it holds as it is.
    OfCall(T),
}

impl<T: Copy> Limit<T> {
    pub(crate) fn value(self) -> T {
        match self {
            Self::OfClient(value) | Self::OfCall(value) => value,
        }
    }
}

/// The limits of time of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Timeouts {
    /// One attempt, from the moment that its request is sent if that is a stream.
    pub(crate) attempt: Duration,
    /// All attempts and the waits between them.
    pub(crate) operation: Duration,
    /// A wait for the next bytes of a response's stream.
    pub(crate) idle: Option<Duration>,
    /// A pause of the transport within the stream of a request.
    pub(crate) upload_idle: Option<Duration>,
}

impl Timeouts {
    /// Those of the client, raised where the operation is long by design.
    pub(crate) fn of(limits: &Limits, operation: &OperationMeta) -> Self {
        let own = operation.attempt_timeout;
        let attempt = match (limits.attempt_timeout, own) {
            (Limit::OfClient(limit), Some(own)) => limit.max(own),
            (limit, _) => limit.value(),
        };
        let operation = match limits.operation_timeout {
            // What is left for retries and waits is what other calls have.
            Limit::OfClient(limit) => limit.saturating_add(own.unwrap_or_default()),
            Limit::OfCall(limit) => limit,
        };
        let idle = match (limits.stream_idle_timeout, own) {
            (Limit::OfClient(Some(limit)), Some(own)) => Some(limit.max(own)),
            (limit, _) => limit.value(),
        };
        Self { attempt, operation, idle, upload_idle: limits.stream_idle_timeout.value() }
    }
}

/// The moment at which a call ends, done or not.
///
/// No timer runs for it alone: whatever a call waits for ends by it, and an attempt by its own limit if that is sooner.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    /// `None` if it is too far away to be told.
    at: Option<Instant>,
    limit: Duration,
}

impl Deadline {
    pub(super) fn of(timeouts: &Timeouts) -> Self {
        let limit = timeouts.operation;
        Self { at: Instant::now().checked_add(limit), limit }
    }

    /// That it has come.
    pub(super) fn error(self) -> NoResponse {
        NoResponse::Timeout(TimedOut::Operation(self.limit))
    }

    /// Waits for `work`, but not longer.
    pub(super) async fn bound<T>(self, work: impl Future<Output = T>) -> Result<T, NoResponse> {
        has_runtime()?;
        match self.at {
            Some(at) => timeout_at(at, work).await.map_err(|_| self.error()),
            None => Ok(work.await),
        }
    }

    /// An error if there is no time left for an attempt.
    pub(super) fn leaves_time(self) -> Result<(), NoResponse> {
        if self.at.is_some_and(|at| at <= Instant::now()) { Err(self.error()) } else { Ok(()) }
    }

    /// Whether it comes before an attempt that starts after `delay`.
    pub(super) fn ends_within(self, delay: Duration) -> bool {
        self.at.is_some_and(|at| Instant::now().checked_add(delay).is_none_or(|then| at <= then))
    }

    /// When an attempt that starts now ends, and what has come then.
    pub(super) fn of_attempt(self, timeouts: &Timeouts) -> (Option<Instant>, TimedOut) {
        let own = Instant::now().checked_add(timeouts.attempt);
        self.sooner_of(own.map(|at| (at, timeouts.attempt)), TimedOut::Attempt)
    }

    /// When something ends that has a limit of its own, and what has come then.
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
