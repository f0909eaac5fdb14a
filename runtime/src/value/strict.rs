//! Strict reading: what a server reads must have the form that the model says. A client accepts other forms, because
//! services send them.
//!
//! Source: Smithy's `httpMalformedRequestTests` of restJson1.

#[cfg(feature = "server")]
use std::cell::Cell;

use crate::value::timestamp_format::Format;

/// How timestamps must be written.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) format: Format,
    /// Whether all values are texts here, numbers too.
    pub(crate) is_text: bool,
    /// Whether the member says the format. Otherwise the location does.
    is_of_member: bool,
}

#[cfg(feature = "server")]
thread_local! {
    static EXPECTED: Cell<Option<Expected>> = const { Cell::new(None) };
}

/// How timestamps must be written. `None` if nothing is read strictly.
#[cfg(feature = "server")]
pub(crate) fn expected() -> Option<Expected> {
    EXPECTED.get()
}

/// Without a server, nothing is read strictly.
#[cfg(not(feature = "server"))]
pub(crate) fn expected() -> Option<Expected> {
    None
}

#[cfg(feature = "server")]
fn with<T>(expected: Expected, read: impl FnOnce() -> T) -> T {
    struct Restore(Option<Expected>);
    impl Drop for Restore {
        fn drop(&mut self) {
            EXPECTED.set(self.0);
        }
    }
    let _restore = Restore(EXPECTED.replace(Some(expected)));
    read()
}

#[cfg(not(feature = "server"))]
fn with<T>(_: Expected, read: impl FnOnce() -> T) -> T {
    read()
}

/// Reads a request strictly. Timestamps in its body have this format unless their members say otherwise.
#[cfg(feature = "server")]
pub(crate) fn strictly<T>(format: Format, is_text: bool, read: impl FnOnce() -> T) -> T {
    with(Expected { format, is_text, is_of_member: false }, read)
}

/// Whether a request is read strictly.
pub(crate) fn is_strict() -> bool {
    expected().is_some()
}

/// Reads a member that is outside of the body, where timestamps have this format unless the member says otherwise.
pub(crate) fn of_location<T>(format: Format, read: impl FnOnce() -> T) -> T {
    match expected() {
        Some(outer) if outer.is_of_member => with(Expected { is_text: true, ..outer }, read),
        Some(outer) => with(Expected { format, is_text: true, ..outer }, read),
        None => read(),
    }
}

/// Reads a member with `timestamp = ".."`.
pub fn of_format<T>(format: Format, read: impl FnOnce() -> T) -> T {
    match expected() {
        Some(outer) => with(Expected { format, is_of_member: true, ..outer }, read),
        None => read(),
    }
}
