//! The tasks that a server owns: a call that was received is worked on though its client goes away, and ends with the
//! server.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Mutex, PoisonError};

use tokio::task::JoinSet;

/// The calls that a server works on; `None` once it is gone.
pub(crate) struct Tasks(Mutex<Option<JoinSet<()>>>);

impl Tasks {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Some(JoinSet::new())))
    }

    /// Runs `task` to its end, or to that of the server; not at all where the server is gone.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tasks) = &mut *tasks {
            tasks.spawn(task);
            while tasks.try_join_next().is_some() {}
        }
    }

    /// Ends all tasks where they wait next, and takes no more.
    pub(crate) fn end(&self) {
        let tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Outside of the lock, since what a task holds is dropped with it.
        drop(tasks);
    }
}

/// What comes of `work`; `None` if it panicked.
pub(crate) async fn caught<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    // Nothing sees the work after a panic, so that it may be left half changed.
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(polled) => polled.map(Some),
        Err(_) => None.into(),
    })
    .await
}
