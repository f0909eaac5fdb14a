//! The thread that keeps timers and connections going while others wait.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::unconstrained;

use crate::call::fork::FORKED;
use crate::config::config_error::ConfigError;

/// A runtime on a thread of its own; both end when this is dropped.
pub(super) struct Background {
    runtime: Handle,
    thread: ThreadId,
    /// A process that is forked off has a copy of this, but not the thread.
    process: u32,
    _stop: oneshot::Sender<()>,
}

impl Background {
    pub(super) fn start() -> Result<Self, ConfigError> {
        let failed = |error: std::io::Error| ConfigError::NoThread(error.to_string());
        let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let run = move || {
            // Ends with an error, when the sender is dropped: nothing is ever sent.
            let _ = runtime.block_on(stopped);
        };
        let thread = thread::Builder::new().name("aws-operation".to_owned()).spawn(run).map_err(failed)?;
        Ok(Self { runtime: handle, thread: thread.thread().id(), process: std::process::id(), _stop: stop })
    }

    /// As after a fork.
    #[cfg(test)]
    pub(super) fn in_another_process(self) -> Self {
        Self { process: self.process.wrapping_add(1), ..self }
    }

    /// Waits for `work` on this thread; what it waits for itself is in the background.
    ///
    /// Not `Handle::block_on`, which panics in async code. There the task around this has a budget of steps, which is
    /// renewed only when that task yields: `work` must not draw on it, or it would wait for ever.
    pub(super) fn wait<F: Future>(&self, work: F) -> F::Output {
        let forked = self.process != std::process::id();
        // Work in the background that blocks holds up the timers and connections that it waits for.
        if (forked || thread::current().id() == self.thread)
            && let Ok(other) = Self::start()
        {
            let before = FORKED.replace(forked || FORKED.get());
            let _restored = Restored(before);
            return other.wait(work);
        }
        let _entered = self.runtime.enter();
        let signal = Arc::new(Signal::default());
        let waker = Waker::from(Arc::clone(&signal));
        let mut context = Context::from_waker(&waker);
        let mut work = pin!(unconstrained(work));
        loop {
            match work.as_mut().poll(&mut context) {
                Poll::Ready(output) => return output,
                Poll::Pending => signal.wait(),
            }
        }
    }
}

/// Puts back what [`FORKED`] was, also in a panic.
struct Restored(bool);

impl Drop for Restored {
    fn drop(&mut self) {
        FORKED.set(self.0);
    }
}

/// Whether the waiting thread was woken. Not `thread::park`, which would swallow wakes of the code around.
#[derive(Default)]
struct Signal {
    woken: Mutex<bool>,
    changed: Condvar,
}

impl Signal {
    fn wait(&self) {
        let woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let woken = self.changed.wait_while(woken, |woken| !*woken);
        *woken.unwrap_or_else(PoisonError::into_inner) = false;
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *self.woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_one();
    }
}
