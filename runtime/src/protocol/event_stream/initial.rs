//! The initial message of RPC protocols: the first frame, which holds the members of an output beside its event stream.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::Frame;

use super::frame_reader::FrameReader;
use super::message::{INITIAL, event_type};
use super::write::frame;
use crate::model::protocol::InvalidRequest;
use crate::model::streamed_body::EventFormat;
use crate::value::body::{Body, BodyError, BoxError};
use crate::value::byte_stream::ByteStream;

/// Reads the initial message of a response. Its payload is empty if the stream begins with another frame, which is not lost.
pub(crate) async fn read_initial(mut body: Body, limit: usize) -> Result<(Bytes, Body), BodyError> {
    let (mut frames, mut arrived) = (FrameReader::new(limit), BytesMut::new());
    while let Some(part) = body.next().await.transpose()? {
        arrived.extend_from_slice(&part);
        frames.push(part);
        // The caller reads a broken frame again, and reports it.
        let Ok(first) = frames.next_frame() else { break };
        let Some(first) = first else { continue };
        if event_type(&first).is_some_and(|name| INITIAL.contains(&name)) {
            return Ok((first.payload().clone(), prefixed(frames.into_rest(), body)));
        }
        break;
    }
    Ok((Bytes::new(), prefixed(arrived.freeze(), body)))
}

/// A stream of events after an initial message with this payload.
pub(crate) fn with_initial(
    structure: &'static str,
    payload: &[u8],
    format: EventFormat,
    events: &ByteStream,
) -> Result<ByteStream, InvalidRequest> {
    let kind = ("event", ":event-type", INITIAL[0]);
    let first = frame(kind, Some((super::format::media_type(format), payload)), &[])
        .map_err(|error| InvalidRequest::of_structure(structure, error.to_string()))?;
    Ok(match events.take_body() {
        Some(events) => ByteStream::once(prefixed(first, events)),
        None => events.clone(),
    })
}

fn prefixed(first: Bytes, rest: Body) -> Body {
    if first.is_empty() { rest } else { Body::new(Prefixed { first, rest }) }
}

/// Bytes before a body.
struct Prefixed {
    first: Bytes,
    rest: Body,
}

impl http_body::Body for Prefixed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.first.is_empty() {
            return Pin::new(&mut self.rest).poll_frame(context);
        }
        Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.first)))))
    }
}
