//! The state of a local service, which its handlers share.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_operation::server::IncomingCall;

/// A state that all clones share.
#[derive(Debug, Default)]
pub struct LocalState<S>(Arc<Mutex<S>>);

impl<S> Clone for LocalState<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Send + 'static> LocalState<S> {
    /// The state, until the guard is dropped.
    pub fn lock(&self) -> MutexGuard<'_, S> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A handler that does `work` with the state, one call after the other.
    pub fn handler<O, T, E, W>(
        &self,
        work: W,
    ) -> impl Fn(IncomingCall<O>) -> Ready<Result<T, E>> + Send + Sync + use<S, O, T, E, W>
    where
        W: Fn(&mut S, &IncomingCall<O>) -> Result<T, E> + Send + Sync + 'static,
        O: 'static,
        T: 'static,
        E: 'static,
    {
        let state = self.clone();
        move |call| ready(work(&mut state.lock(), &call))
    }
}
