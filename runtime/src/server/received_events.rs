//! The event stream of a request: the frames in its signed frames, each verified when it arrives.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http_body::Frame;

use super::State;
use super::find::find;
use super::rejection::{Cause, Rejection};
use super::route::Route;
use super::signature::{FrameKey, SignatureError};
use crate::model::operation::ServiceMeta;
use crate::model::streamed_body::{EventFacts, SentEvents, StreamedBody};
use crate::protocol::event_stream::{FrameReader, error_frame};
use crate::protocol::http_message::EVENTS_MEDIA_TYPE;
use crate::protocol::query_pairs;
use crate::value::body::{Body, BoxError};
use crate::value::byte_stream::ByteStream;
use crate::value::clock::Clock;

/// Whether the request is for an operation that reads events while they arrive.
pub(super) fn reads_events(state: &State, parts: &Parts) -> bool {
    let is_of_events = |value: &HeaderValue| value.as_bytes() == EVENTS_MEDIA_TYPE.as_bytes();
    if !parts.headers.get(CONTENT_TYPE).is_some_and(is_of_events) {
        return false;
    }
    let query: Vec<_> = query_pairs(parts.uri.query().unwrap_or_default()).collect();
    find(state, parts, &query, &[]).first().is_some_and(|found| found.route.reads_events())
}

/// The events of a request, without the signatures of their frames. An operation that accepts unsigned requests, or those with
/// a bearer token, gets frames without signatures.
pub(super) fn verified(
    state: &State,
    route: &dyn Route,
    events: Option<&ByteStream>,
    key: Option<FrameKey>,
) -> (Option<StreamedBody>, Option<LateRejection>) {
    let (mut stream, mut late_rejection) = (events.cloned(), None);
    if let (Some(body), Some(key)) = (events.and_then(ByteStream::take_body), key) {
        let (frames, rejected) = VerifiedFrames::new(body, key, state.max_request_bytes, &state.clock, route);
        (stream, late_rejection) = (Some(ByteStream::once(Body::new(frames))), Some(rejected));
    }
    let facts =
        EventFacts { operation: route.operation().name, max_frame: state.max_request_bytes, ..EventFacts::default() };
    (stream.map(|stream| StreamedBody { stream, events: facts }), late_rejection)
}

/// Why the events of a request were rejected, once they were. The handler may have responded before.
#[derive(Clone, Default)]
pub(super) struct LateRejection(Arc<Mutex<LateRejectionState>>);

#[derive(Default)]
struct LateRejectionState {
    rejection: Option<Rejection>,
    /// Waits for the rejection, to send it.
    waker: Option<Waker>,
}

impl LateRejection {
    fn set(&self, rejection: Rejection) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.rejection = Some(rejection);
        let waker = state.waker.take();
        drop(state);
        waker.into_iter().for_each(Waker::wake);
    }

    fn poll(&self, context: &Context<'_>) -> Poll<Rejection> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.rejection.take() {
            Some(rejection) => Poll::Ready(rejection),
            None => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }

    /// The response of a handler, or the rejection in its place: as a response, or as an error in the stream of its events.
    pub(super) fn apply(self, route: &dyn Route, mut response: http::Response<Bytes>) -> http::Response<Bytes> {
        if let Some(SentEvents(events)) = response.extensions_mut().get_mut() {
            if let Some(body) = events.take_body() {
                *events = ByteStream::once(Body::new(ResponseEvents { body: Some(body), late_rejection: self }));
            }
            return response;
        }
        let rejection = self.0.lock().unwrap_or_else(PoisonError::into_inner).rejection.take();
        rejection.map_or(response, |rejection| rejection.response(route))
    }
}

/// The frames of a request. Each part of the body is a frame without its signature.
pub(super) struct VerifiedFrames {
    body: Body,
    frames: FrameReader,
    key: FrameKey,
    clock: Clock,
    protocol: &'static str,
    service: &'static ServiceMeta,
    late_rejection: LateRejection,
    /// Whether the frame at the end has arrived.
    ended: bool,
}

impl VerifiedFrames {
    pub(super) fn new(
        body: Body,
        key: FrameKey,
        max_frame: usize,
        clock: &Clock,
        route: &dyn Route,
    ) -> (Self, LateRejection) {
        let late_rejection = LateRejection::default();
        let (frames, clock, service) = (FrameReader::new(max_frame), clock.clone(), route.service());
        let protocol = route.protocol();
        let frames =
            Self { body, frames, key, clock, protocol, service, late_rejection: late_rejection.clone(), ended: false };
        (frames, late_rejection)
    }

    fn refuse(&self, SignatureError { cause, message }: SignatureError) -> BoxError {
        let error = BoxError::from(message.clone());
        self.late_rejection.set(Rejection::of(cause, self.protocol, self.service, message));
        error
    }

    /// The next frame that has arrived; empty at the end.
    fn next(&mut self) -> Result<Option<Bytes>, SignatureError> {
        let incomplete = |message: String| SignatureError { cause: Cause::IncompleteSignature, message };
        let Some(frame) = self.frames.next_frame().map_err(|error| incomplete(error.to_string()))? else {
            return Ok(None);
        };
        if self.ended {
            return Err(incomplete("a frame follows the end of the event stream".to_owned()));
        }
        let frame = self.key.verify(&frame, self.clock.now())?;
        self.ended = frame.is_empty();
        Ok(Some(frame))
    }
}

impl http_body::Body for VerifiedFrames {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            match self.next() {
                Ok(Some(frame)) if frame.is_empty() => {}
                Ok(Some(frame)) => return Poll::Ready(Some(Ok(Frame::data(frame)))),
                Ok(None) => match ready!(Pin::new(&mut self.body).poll_frame(context)?) {
                    Some(part) => self.frames.push(part.into_data().unwrap_or_default()),
                    None if self.ended => return Poll::Ready(None),
                    None => {
                        let message = "the event stream ends without the signed frame that is empty".to_owned();
                        let error = SignatureError { cause: Cause::IncompleteSignature, message };
                        return Poll::Ready(Some(Err(self.refuse(error))));
                    }
                },
                Err(error) => return Poll::Ready(Some(Err(self.refuse(error)))),
            }
        }
    }
}

/// The events of a response, which end with an error when those of the request are rejected.
struct ResponseEvents {
    /// `None` after the end.
    body: Option<Body>,
    late_rejection: LateRejection,
}

impl http_body::Body for ResponseEvents {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let events = Pin::new(body).poll_frame(context);
        if let Poll::Ready(Some(Ok(_))) = events {
            return events;
        }
        // The handler may end its events when it learns of the rejection.
        if let Poll::Ready(Rejection { code, message, .. }) = self.late_rejection.poll(context) {
            self.body = None;
            return Poll::Ready(Some(error_frame(code, &message).map(Frame::data).map_err(Into::into)));
        }
        events
    }
}
