//! The sources of events that are sent: a list, or a channel.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tokio::sync::mpsc;

use crate::value::error_debug::debug_like_display;

/// Sends the events of an [`EventStream`](crate::EventStream). The stream ends when the sender and its clones are dropped.
pub struct EventSender<Event, Error>(mpsc::Sender<Result<Event, Error>>);

/// The receiver of an event stream is gone, for example because it closed its connection.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StreamClosed;

impl fmt::Display for StreamClosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the receiver of the event stream is gone")
    }
}

impl Error for StreamClosed {}

debug_like_display!(text StreamClosed);

impl<Event, Error> EventSender<Event, Error> {
    /// Sends an event, after it has waited for room.
    ///
    /// # Errors
    /// [`StreamClosed`] if nobody reads the stream any more.
    pub async fn send(&self, event: Event) -> Result<(), StreamClosed> {
        self.0.send(Ok(event)).await.map_err(|_| StreamClosed)
    }

    /// Ends the stream with an exception.
    ///
    /// # Errors
    /// [`StreamClosed`] if nobody reads the stream any more.
    pub async fn fail(self, error: Error) -> Result<(), StreamClosed> {
        self.0.send(Err(error)).await.map_err(|_| StreamClosed)
    }

    /// Waits until nobody reads the stream any more.
    pub async fn closed(&self) {
        self.0.closed().await;
    }
}

impl<Event, Error> Clone for EventSender<Event, Error> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<Event, Error> fmt::Debug for EventSender<Event, Error> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventSender")
    }
}

/// The receiving end of a channel.
pub(super) struct Queue<T>(mpsc::Receiver<T>);

impl<T> Stream for Queue<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(context)
    }
}

pub(super) fn channel<Event, Error>(capacity: usize) -> (EventSender<Event, Error>, Queue<Result<Event, Error>>) {
    let (sender, receiver) = mpsc::channel(capacity.clamp(1, tokio::sync::Semaphore::MAX_PERMITS));
    (EventSender(sender), Queue(receiver))
}

/// Events that are known.
pub(super) struct Listed<I, Error>(I, std::marker::PhantomData<fn() -> Error>);

impl<I, Error> Listed<I, Error> {
    pub(super) fn of(events: I) -> Self {
        Self(events, std::marker::PhantomData)
    }
}

impl<I, Error> Unpin for Listed<I, Error> {}

impl<I: Iterator, Error> Stream for Listed<I, Error> {
    type Item = Result<I::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}
