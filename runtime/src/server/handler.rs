//! Handlers: the user's closures that serve operations.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use crate::model::operation::Operation;
use crate::value::timestamp::Timestamp;

/// A call of an operation, passed to its handler. It dereferences to the input.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct IncomingCall<O> {
    /// The input of the operation.
    pub input: O,
    /// The ID of the access key that signed the request; empty if the request was not signed.
    pub access_key_id: String,
    /// The region that the request was signed for.
    pub region: String,
    /// The time of the call, by the server's clock.
    pub time: Timestamp,
}

impl<O> Deref for IncomingCall<O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.input
    }
}

/// A handler of operation `O`. Every `async` closure that takes an [`IncomingCall`] and returns a `Result` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler of `{O}`",
    label = "pass `|call: IncomingCall<{O}>| async move {{ Ok(..) }}`, with the operation's output and error"
)]
pub trait Handler<O: Operation>: Send + Sync + 'static {
    /// Executes the operation.
    fn handle(&self, call: IncomingCall<O>) -> HandlerFuture<'_, O>;
}

/// The future of [`Handler::handle`].
pub type HandlerFuture<'a, O> =
    Pin<Box<dyn Future<Output = Result<<O as Operation>::Output, <O as Operation>::Error>> + Send + 'a>>;

impl<O, F, Fut> Handler<O> for F
where
    O: Operation,
    F: Fn(IncomingCall<O>) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
{
    fn handle(&self, call: IncomingCall<O>) -> HandlerFuture<'_, O> {
        Box::pin(self(call))
    }
}
