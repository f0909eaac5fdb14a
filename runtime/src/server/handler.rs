//! What the user writes: a closure from a call to its output.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use crate::model::operation::Operation;
use crate::value::timestamp::Timestamp;

/// One call of an operation, as a server sees it; dereferences to the input.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Call<O> {
    /// What the caller sent.
    pub input: O,
    /// The access key that signed it; empty for an operation with `auth = "none"`.
    pub access_key_id: String,
    /// The region that it was signed for.
    pub region: String,
    /// The time by the server's clock.
    pub time: Timestamp,
}

impl<O> Deref for Call<O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.input
    }
}

/// Serves operation `O`; every `async` closure from a [`Call`] to a `Result` is one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve `{O}`",
    label = "pass `|call: Call<{O}>| async move {{ Ok(..) }}`, with the operation's output and error"
)]
pub trait Handler<O: Operation>: Send + Sync + 'static {
    /// Does the work.
    fn handle(&self, call: Call<O>) -> HandlerFuture<'_, O>;
}

/// The future of [`Handler::handle`].
pub type HandlerFuture<'a, O> =
    Pin<Box<dyn Future<Output = Result<<O as Operation>::Output, <O as Operation>::Error>> + Send + 'a>>;

impl<O, F, Fut> Handler<O> for F
where
    O: Operation,
    F: Fn(Call<O>) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
{
    fn handle(&self, call: Call<O>) -> HandlerFuture<'_, O> {
        Box::pin(self(call))
    }
}
