//! The background thread, which drives timers and connections while other threads are blocked.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::unconstrained;

use crate::call::fork::FORKED;
use crate::config::config_error::ConfigError;

/// A runtime on its own thread. Both end when this is dropped.
pub(super) struct Background {
    runtime: Handle,
    thread: ThreadId,
    /// The process with the thread. A forked process has a copy of this value, but not the thread.
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
            // Nothing is ever sent. It ends with an error when the sender is dropped.
            let _ = runtime.block_on(stopped);
        };
        let thread = thread::Builder::new().name("aws-operation".to_owned()).spawn(run).map_err(failed)?;
        Ok(Self { runtime: handle, thread: thread.thread().id(), process: std::process::id(), _stop: stop })
    }

    /// The state after a fork.
    #[cfg(test)]
    pub(super) fn in_another_process(self) -> Self {
        Self { process: self.process.wrapping_add(1), ..self }
    }

    /// Polls `work` on this thread until it is ready. Its timers and connections run on the background thread.
    ///
    /// It does not use `Handle::block_on`, which panics in async code. An async task has a coop budget, which is renewed only
    /// when the task yields. `work` runs `unconstrained`, because it would wait forever when the budget is used up.
    pub(super) fn wait<F: Future>(&self, work: F) -> F::Output {
        let forked = self.process != std::process::id();
        // On the background thread, blocking would stop the timers and connections that `work` waits for.
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

/// Restores the value of [`FORKED`], also after a panic.
struct Restored(bool);

impl Drop for Restored {
    fn drop(&mut self) {
        FORKED.set(self.0);
    }
}

/// Whether the waiting thread was woken. `thread::park` could consume a wake-up that is meant for the calling code.
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
