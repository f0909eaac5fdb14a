//! The idle limit of a body. Its timer runs only while a reader waits for bytes.

use std::panic::catch_unwind;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, Sleep, sleep_until};

use super::BodyError;

/// A waiting reader is woken at the limit. A reader that polls later than this was busy with something else, so its
/// wait starts over.
const LATE: Duration = Duration::from_secs(1);

/// How long the response body of an operation may deliver no bytes.
pub(crate) struct Idle {
    operation: &'static str,
    limit: Duration,
    /// The timer of the current wait.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Idle {
    pub(crate) fn new(operation: &'static str, limit: Duration) -> Self {
        Self { operation, limit, timer: None }
    }

    /// Starts or continues a wait. Ready when the limit has passed.
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

    /// Ends the wait: bytes arrived, or the reader stopped waiting.
    pub(super) fn stop(&mut self) {
        self.timer = None;
    }

    /// `None` if the deadline is out of range, or if there is no tokio runtime with a timer.
    fn begin(&self) -> Option<Pin<Box<Sleep>>> {
        let at = Instant::now().checked_add(self.limit)?;
        Handle::try_current().ok()?;
        // `sleep_until` panics in a runtime without a timer.
        catch_unwind(|| Box::pin(sleep_until(at))).ok()
    }
}
