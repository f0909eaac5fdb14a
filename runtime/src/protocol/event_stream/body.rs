//! The body of a message that sends events.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream as _;
use http_body::Frame;
use serde_core::ser::Serialize;

use super::message::{write_error, write_exception};
use super::stream::EventStream;
use super::stream_error::StreamError;
use super::write::write_event;
use crate::model::modeled_error::ModeledError;
use crate::model::streamed_body::EventFormat;
use crate::model::structure::ReadUnion;
use crate::value::body::BoxError;

/// Writes each event as a frame when it is polled. A failure of the stream other than an error of the service breaks the
/// body, so that the receiver does not take it for the end.
pub(super) struct EventBody<Event, Error> {
    events: Option<EventStream<Event, Error>>,
    format: EventFormat,
}

impl<Event: ReadUnion + Serialize, Error: ModeledError> EventBody<Event, Error> {
    pub(super) fn of(events: EventStream<Event, Error>, format: EventFormat) -> Self {
        Self { events: Some(events), format }
    }

    fn frame(&self, event: Result<Event, StreamError<Error>>) -> Result<Bytes, BoxError> {
        let lower_case = Event::MEMBERS.first().is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
        Ok(match event {
            Ok(event) => write_event(&event, self.format)?,
            Err(StreamError::Service(error, _)) => write_exception(&error, self.format, lower_case)?,
            Err(StreamError::Unmodeled { code, message, .. }) => write_error(&code, &message)?,
            Err(broken) => return Err(broken.to_string().into()),
        })
    }
}

impl<Event: ReadUnion + Serialize, Error: ModeledError> http_body::Body for EventBody<Event, Error> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(events) = &mut self.events else { return Poll::Ready(None) };
        let event = ready!(Pin::new(events).poll_next(context));
        if !matches!(event, Some(Ok(_))) {
            self.events = None;
        }
        Poll::Ready(event.map(|event| self.frame(event).map(Frame::data)))
    }
}
