//! The tasks of a server: a call continues when its client disconnects, and is cancelled with the server.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Mutex, PoisonError};

use tokio::task::JoinSet;

/// The running calls of a server; `None` after the server was dropped.
pub(crate) struct Tasks(Mutex<Option<JoinSet<()>>>);

impl Tasks {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Some(JoinSet::new())))
    }

    /// Runs `task` until it ends or the server is dropped. Does nothing after the server was dropped.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tasks) = &mut *tasks {
            tasks.spawn(task);
            while tasks.try_join_next().is_some() {}
        }
    }

    /// Cancels all tasks at their next await point, and accepts no more tasks.
    pub(crate) fn cancel(&self) {
        let tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Dropped outside of the lock, because dropping a task runs the destructors of its values.
        drop(tasks);
    }
}

/// The result of `work`; `None` if it panicked.
pub(crate) async fn catch_panic<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    // The future is not polled after a panic, so an inconsistent state is never observed.
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(polled) => polled.map(Some),
        Err(_) => None.into(),
    })
    .await
}
