//! Runtimes that lack what a call needs. Tokio has no way to ask, but panics.

use std::any::Any;
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

/// That there is a runtime, whose timer everything waits by.
pub(super) fn has_runtime() -> Result<(), NoResponse> {
    let invalid = |reason| Err(NoResponse::Invalid(reason));
    if Handle::try_current().is_err() {
        return invalid(Invalid::NoRuntime);
    }
    // No timer is registered before it is polled.
    match catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))) {
        Ok(()) => Ok(()),
        Err(_) => invalid(Invalid::IncompleteRuntime("its timer (`enable_time`)")),
    }
}

/// A connection was to be made on a runtime without I/O.
#[derive(thiserror::Error)]
#[error("the tokio runtime has no I/O")]
struct NoIo;

debug_like_display!(text NoIo);

/// Waits for a response; that the runtime has no I/O is an error. Any other panic goes on.
pub(super) async fn with_io(mut sending: TransportFuture<'_>) -> Result<http::Response<Body>, TransportError> {
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| sending.as_mut().poll(context)));
        polled.unwrap_or_else(|panic| {
            if !says_no_io(panic.as_ref()) {
                resume_unwind(panic);
            }
            // A connection that is there needs none, so it was to be made.
            Poll::Ready(Err(TransportError::not_sent(NoIo)))
        })
    })
    .await
}

/// What is wrong with the call, if the request was not sent for lack of I/O.
pub(super) fn lack_of_io(error: &TransportError) -> Option<Invalid> {
    error.get_ref().is::<NoIo>().then_some(Invalid::IncompleteRuntime("its I/O (`enable_io`)"))
}

fn says_no_io(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.is_some_and(|text| text.contains("Tokio 1.x context was found, but IO is disabled"))
}
