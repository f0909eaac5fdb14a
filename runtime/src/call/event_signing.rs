//! Signs the frames of an event stream in a request, each with the signature of the frame before.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http_body::Frame;

use super::auth::Identity;
use super::service_endpoint::ServiceEndpoint;
use super::signing::Signing;
use super::{Call, NoResponse};
use crate::call::send_error::Invalid;
#[cfg(feature = "http2")]
use crate::model::streamed_body::Streams;
use crate::protocol::event_stream::{FrameBuilder, FrameError, FrameValue};
use crate::protocol::http_message::EVENTS_MEDIA_TYPE;
use crate::sigv4::EventChain;
use crate::value::body::{Body, BoxError};
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;

impl Call<'_> {
    /// Whether the request is an event stream.
    pub(super) fn sends_events(&self) -> bool {
        self.request.headers.values_of(&CONTENT_TYPE).any(|value| value == EVENTS_MEDIA_TYPE)
    }

    /// Whether events go both ways at the same time, which needs HTTP/2.
    #[cfg(feature = "http2")]
    pub(super) fn goes_both_ways(&self) -> bool {
        self.streams == Streams::Events && self.sends_events()
    }

    /// The body of a signed request, with its frames signed if it is an event stream.
    pub(super) fn with_signed_events(
        &self,
        body: Body,
        parts: &Parts,
        signing: &Signing<'_>,
    ) -> Result<Body, NoResponse> {
        let Identity::Credentials(credentials) = signing.identity else { return Ok(body) };
        if !self.sends_events() {
            return Ok(body);
        }
        let chain = EventChain::of(parts).ok_or_else(|| {
            NoResponse::Invalid(Invalid::Signing("an event stream cannot be signed with SigV4a".to_owned()))
        })?;
        Ok(Body::new(SignedEvents {
            body: Some(body),
            chain,
            endpoint: Arc::clone(&self.endpoint),
            credentials: credentials.clone(),
            clock: self.client.clock.clone(),
            offset: signing.offset,
        }))
    }
}

/// Frames within frames that have their signatures, and an empty one at the end. Each part of the body is a frame.
struct SignedEvents {
    /// `None` after the end.
    body: Option<Body>,
    chain: EventChain,
    endpoint: Arc<ServiceEndpoint>,
    credentials: Credentials,
    clock: Clock,
    /// The offset in seconds that gives the service's time.
    offset: i64,
}

impl SignedEvents {
    fn signed(&mut self, frame: &[u8]) -> Result<Bytes, FrameError> {
        let time = self.clock.now().offset_by(self.offset);
        let signed = self.chain.sign(&self.endpoint.signer, frame, &self.credentials, time);
        FrameBuilder::new()
            .header(":date", FrameValue::Time(signed.date))?
            .header(":chunk-signature", FrameValue::Binary(&signed.signature))?
            .finish(frame)
    }
}

impl http_body::Body for SignedEvents {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let frame = ready!(Pin::new(body).poll_frame(context)?);
        if frame.is_none() {
            self.body = None;
        }
        let bytes = frame.and_then(|frame| frame.into_data().ok()).unwrap_or_default();
        Poll::Ready(Some(self.signed(&bytes).map(Frame::data).map_err(Into::into)))
    }
}
