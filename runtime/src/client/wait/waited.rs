//! A wait that has ended.

use std::fmt;
use std::time::Duration;

use crate::call::response::Response;
use crate::call::send_error::SendError;
use crate::client::send::CallResult;
use crate::model::operation::Operation;

/// A wait that has ended, with the last response.
pub struct Waited<O: Operation> {
    pub(super) result: CallResult<O>,
    pub(super) acceptor: Option<usize>,
    pub(super) calls: u32,
    pub(super) elapsed: Duration,
}

impl<O: Operation> Waited<O> {
    /// The last response, or the last error.
    ///
    /// # Errors
    /// The error of the last call. A wait can succeed with an error, such as that the resource no longer exists.
    pub fn result(&self) -> Result<&Response<O::Output>, &SendError<O::Error>> {
        self.result.as_ref()
    }

    /// The last response, or the last error.
    ///
    /// # Errors
    /// As [`result`](Self::result).
    pub fn into_result(self) -> CallResult<O> {
        self.result
    }

    /// The last output. `None` if the last call failed.
    pub fn output(&self) -> Option<&O::Output> {
        self.result.as_deref().ok()
    }

    /// The last output. `None` if the last call failed.
    pub fn into_output(self) -> Option<O::Output> {
        self.result.ok().map(Response::into_inner)
    }

    /// The index of the acceptor that ended the wait, counted from 0. `None` if none did.
    pub fn acceptor(&self) -> Option<usize> {
        self.acceptor
    }

    /// How many calls were made.
    pub fn calls(&self) -> u32 {
        self.calls
    }

    /// How long the wait took.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

impl<O: Operation> fmt::Debug for Waited<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waited")
            .field("operation", &O::META.name)
            .field("acceptor", &self.acceptor)
            .field("calls", &self.calls)
            .field("elapsed", &self.elapsed)
            .finish_non_exhaustive()
    }
}

/// Why a wait did not succeed.
#[non_exhaustive]
pub enum WaitError<O: Operation> {
    /// An acceptor matched that fails the wait, or the call failed with an error that no acceptor matched.
    Failed(Waited<O>),
    /// The state was not reached within the greatest wait. The result is that of the last call that ended, if one did.
    TimedOut(Waited<O>),
}

impl<O: Operation> WaitError<O> {
    /// The wait, with the last response.
    pub fn waited(&self) -> &Waited<O> {
        let (Self::Failed(waited) | Self::TimedOut(waited)) = self;
        waited
    }

    /// The wait, with the last response.
    pub fn into_waited(self) -> Waited<O> {
        let (Self::Failed(waited) | Self::TimedOut(waited)) = self;
        waited
    }
}

impl<O: Operation> fmt::Display for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Waited { result, acceptor, calls, elapsed } = self.waited();
        let what = if matches!(self, Self::Failed(_)) { "failed" } else { "did not reach the state" };
        let times = if *calls == 1 { "call" } else { "calls" };
        let elapsed = Duration::from_millis(u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
        write!(f, "the wait for {} {what} after {calls} {times} in {elapsed:?}", O::META.name)?;
        match (result, acceptor) {
            (Err(error), _) => write!(f, ": {error}"),
            (Ok(_), Some(index)) => write!(f, ": acceptor {index} of the waiter matched"),
            (Ok(_), None) => Ok(()),
        }
    }
}

/// `{:?}` prints the same as `Display`, and `{:#?}` prints the structure.
impl<O: Operation> fmt::Debug for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        let name = if matches!(self, Self::Failed(_)) { "Failed" } else { "TimedOut" };
        f.debug_tuple(name).field(self.waited()).finish()
    }
}

impl<O: Operation> std::error::Error for WaitError<O> {}
