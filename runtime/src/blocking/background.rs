//! The thread that keeps timers and connections going while others wait.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::client::ConfigError;

/// A runtime on a thread of its own; both end when this is dropped.
pub(super) struct Background {
    runtime: Handle,
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
        thread::Builder::new().name("aws-operation".to_owned()).spawn(run).map_err(failed)?;
        Ok(Self { runtime: handle, _stop: stop })
    }

    /// Waits for `work` on this thread; what it waits for itself is in the background.
    ///
    /// Not `Handle::block_on`, which panics in async code.
    pub(super) fn wait<F: Future>(&self, work: F) -> F::Output {
        let _entered = self.runtime.enter();
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut work = pin!(work);
        loop {
            match work.as_mut().poll(&mut context) {
                Poll::Ready(output) => return output,
                // A wake before this makes it return at once.
                Poll::Pending => thread::park(),
            }
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
