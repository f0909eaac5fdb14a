//! How long a call may take, and how much it may answer.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::NoAnswer;
use super::runtime::has_runtime;
use crate::retry::RetryPolicy;
use crate::send_error::TimedOut;

/// The limits of a call, as its client has them.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Duration,
    pub(crate) operation_timeout: Duration,
    pub(crate) max_answer_bytes: usize,
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
    pub(super) fn of(limits: &Limits) -> Self {
        let limit = limits.operation_timeout;
        Self { at: Instant::now().checked_add(limit), limit }
    }

    /// That it has come.
    pub(super) fn error(self) -> NoAnswer {
        NoAnswer::Timeout(TimedOut::Operation(self.limit))
    }

    /// Waits for `work`, but not longer.
    pub(super) async fn bound<T>(self, work: impl Future<Output = T>) -> Result<T, NoAnswer> {
        has_runtime()?;
        match self.at {
            Some(at) => timeout_at(at, work).await.map_err(|_| self.error()),
            None => Ok(work.await),
        }
    }

    /// When an attempt that starts now ends, and what has come then; an error if there is no time left for one.
    pub(super) fn of_attempt(self, limits: &Limits) -> Result<(Option<Instant>, TimedOut), NoAnswer> {
        let now = Instant::now();
        if self.at.is_some_and(|at| at <= now) {
            return Err(self.error());
        }
        let own = now.checked_add(limits.attempt_timeout);
        match (own, self.at) {
            (Some(own), Some(at)) if at < own => Ok((Some(at), TimedOut::Operation(self.limit))),
            (None, Some(at)) => Ok((Some(at), TimedOut::Operation(self.limit))),
            _ => Ok((own, TimedOut::Attempt(limits.attempt_timeout))),
        }
    }
}
