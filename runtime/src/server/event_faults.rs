//! Faults in the event streams that a server sends.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;
use tokio::time::{Sleep, sleep};

use super::faults::Fault;
use crate::model::streamed_body::SentEvents;
use crate::value::body::{Body, BoxError};
use crate::value::byte_stream::ByteStream;

/// What happens to one frame of an event stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventFault {
    /// Half of it is sent, and then the stream ends.
    Cut,
    /// Its checksum is wrong.
    Corrupt,
    /// The stream ends before it.
    End,
    /// It is sent after this time.
    Delay(Duration),
}

/// Applies the faults to the events of a response, if it has any.
pub(super) fn apply(response: &mut http::Response<Bytes>, faults: &[Fault]) {
    let faults = faults.iter().filter_map(|fault| match fault {
        Fault::Event { after, fault } => Some((*after, *fault)),
        _ => None,
    });
    let faults: Vec<_> = faults.collect();
    if let Some(SentEvents(events)) = response.extensions_mut().get_mut()
        && !faults.is_empty()
        && let Some(body) = events.take_body()
    {
        *events = ByteStream::once(Body::new(Faulty { body: Some(body), sent: 0, faults, delayed: None }));
    }
}

/// The frames of a stream, some of them broken. Each part of the body is a frame.
struct Faulty {
    /// `None` after the end.
    body: Option<Body>,
    /// How many frames were sent.
    sent: usize,
    faults: Vec<(usize, EventFault)>,
    delayed: Option<Pin<Box<Sleep>>>,
}

impl Faulty {
    fn take(&mut self, is_it: impl Fn(EventFault) -> bool) -> Option<EventFault> {
        let index = self.faults.iter().position(|(after, fault)| *after == self.sent && is_it(*fault))?;
        Some(self.faults.remove(index).1)
    }
}

impl http_body::Body for Faulty {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Some(EventFault::Delay(delay)) = self.take(|fault| matches!(fault, EventFault::Delay(_))) {
            self.delayed = Some(Box::pin(sleep(delay)));
        }
        if let Some(delayed) = &mut self.delayed {
            ready!(delayed.as_mut().poll(context));
            self.delayed = None;
        }
        if self.take(|fault| fault == EventFault::End).is_some() {
            self.body = None;
        }
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let Some(frame) = ready!(Pin::new(body).poll_frame(context)?) else { return Poll::Ready(None) };
        let mut bytes = frame.into_data().unwrap_or_default();
        if self.take(|fault| fault == EventFault::Corrupt).is_some() {
            let mut broken = bytes.to_vec();
            if let Some(last) = broken.last_mut() {
                *last ^= 1;
            }
            bytes = broken.into();
        }
        if self.take(|fault| fault == EventFault::Cut).is_some() {
            bytes.truncate(bytes.len() / 2);
            self.body = None;
        }
        self.sent += 1;
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }
}
