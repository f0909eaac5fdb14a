//! Calls in a forked process.

use std::cell::Cell;

thread_local! {
    /// Whether this thread waits for a client that was created before a fork. Nothing drives its connections here.
    pub(crate) static FORKED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a call on this thread would use connections of the parent process.
pub(crate) fn is_forked() -> bool {
    FORKED.get()
}
