//! Calls in a process that was forked off.

use std::cell::Cell;

thread_local! {
    /// Whether this thread waits for a client from before the process was forked off, whose connections stand still.
    pub(crate) static FORKED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a call on this thread would wait for connections that another process drives.
pub(crate) fn is_forked() -> bool {
    FORKED.get()
}
