//! The limit of a body's silence, which runs only while somebody waits for bytes.

use std::panic::catch_unwind;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, Sleep, sleep_until};

use super::BodyError;

/// A reader that waits is woken at the limit. One that comes later than this after it did something else meanwhile, and
/// begins to wait only now.
const LATE: Duration = Duration::from_secs(1);

/// How long the response's body of an operation may be silent.
pub(crate) struct Idle {
    operation: &'static str,
    limit: Duration,
    /// Of a wait that has begun.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Idle {
    pub(crate) fn new(operation: &'static str, limit: Duration) -> Self {
        Self { operation, limit, timer: None }
    }

    /// Goes on waiting, or begins to; ready when the limit has come.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<BodyError> {
        loop {
            if self.timer.is_none() {
                self.timer = self.begin();
            }
            let Some(timer) = &mut self.timer else { return Poll::Pending };
            ready!(timer.as_mut().poll(context));
            let late = timer.deadline().elapsed();
            self.timer = None;
            if late <= LATE || self.limit.is_zero() {
                return Poll::Ready(BodyError::TimedOut { operation: self.operation, limit: self.limit });
            }
        }
    }

    /// Nobody waits any more, or bytes have come.
    pub(super) fn stop(&mut self) {
        self.timer = None;
    }

    /// `None` if the limit is too far away to be told, or if there is no runtime that tells the time.
    fn begin(&self) -> Option<Pin<Box<Sleep>>> {
        let at = Instant::now().checked_add(self.limit)?;
        Handle::try_current().ok()?;
        // A runtime without a timer panics.
        catch_unwind(|| Box::pin(sleep_until(at))).ok()
    }
}
