//! Detects tokio runtimes without a timer or I/O. Tokio has no function for that, so its panics are caught.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;

use super::NoResponse;
use crate::call::send_error::Invalid;
use crate::transport::{TransportError, TransportFuture};
use crate::value::body::Body;
use crate::value::error_debug::debug_like_display;

/// An error unless there is a runtime with a timer. All waits use the timer.
pub(super) fn has_runtime() -> Result<(), NoResponse> {
    let invalid = |reason| Err(NoResponse::Invalid(reason));
    if Handle::try_current().is_err() {
        return invalid(Invalid::NoRuntime);
    }
    // `sleep` registers its timer only when it is polled.
    match catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))) {
        Ok(()) => Ok(()),
        Err(_) => invalid(Invalid::IncompleteRuntime("a timer (`enable_time`)")),
    }
}

/// A connection cannot be opened, because the runtime has no I/O.
struct NoIo;

impl fmt::Display for NoIo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tokio runtime has no I/O")
    }
}

impl Error for NoIo {}

debug_like_display!(text NoIo);

/// Waits for a response. The panic of a runtime without I/O becomes an error. Other panics are resumed.
pub(super) async fn with_io(mut sending: TransportFuture<'_>) -> Result<http::Response<Body>, TransportError> {
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| sending.as_mut().poll(context)));
        polled.unwrap_or_else(|panic| {
            if !is_no_io(panic.as_ref()) {
                resume_unwind(panic);
            }
            // Tokio panics when a connection is opened, so nothing was sent.
            Poll::Ready(Err(TransportError::not_sent(NoIo)))
        })
    })
    .await
}

/// The error of the call, if the request was not sent because the runtime has no I/O.
pub(super) fn missing_io(error: &TransportError) -> Option<Invalid> {
    error.get_ref().is::<NoIo>().then_some(Invalid::IncompleteRuntime("I/O (`enable_io`)"))
}

fn is_no_io(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.is_some_and(|text| text.contains("Tokio 1.x context was found, but IO is disabled"))
}
