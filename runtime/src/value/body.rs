//! The body of a message: bytes, or a stream of them.

mod idle;
mod length;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};

pub(crate) use self::idle::Idle;
use self::length::{Length, WrongLength};

/// An error of whatever a body comes from.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of a request or a response: bytes, or a stream of them.
///
/// ```
/// use aws_operation::Body;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let body = Body::from("{}");
/// assert_eq!(body.bytes(10).await.unwrap(), "{}");
/// # }
/// ```
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    Stream(Stream),
}

struct Stream {
    body: Source,
    /// What was said of its length, beyond what it tells itself.
    length: Option<Length>,
    /// The limit of its silence.
    idle: Option<Box<Idle>>,
}

/// What the bytes of a stream come from.
enum Source {
    Boxed(BoxBody),
    /// A response of hyper, without the boxes.
    #[cfg(feature = "hyper")]
    Response(hyper::body::Incoming),
}

type BoxBody = Pin<Box<dyn http_body::Body<Data = Bytes, Error = BoxError> + Send + Sync>>;

/// Why a body cannot be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// It is longer than the limit.
    #[error("the body is longer than the limit of {0} bytes")]
    TooLarge(usize),
    /// It broke off.
    #[error("the body broke off")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No byte of a response came for as long as the client waits for one.
    #[error(
        "no byte of the response of {operation} came within the stream idle timeout of {limit:?}; the client's \
         `stream_idle_timeout` sets another, or none"
    )]
    TimedOut {
        /// The operation's name.
        operation: &'static str,
        /// How long the reader waited.
        limit: std::time::Duration,
    },
}

impl Body {
    /// A body without bytes.
    pub fn empty() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }

    /// A body of any kind that HTTP libraries have.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + Sync + 'static,
    {
        Self::stream(Source::Boxed(Box::pin(BoxedErrors(Box::pin(body)))))
    }

    /// The body of a response that hyper reads.
    #[cfg(feature = "hyper")]
    pub(crate) fn response(body: hyper::body::Incoming) -> Self {
        Self::stream(Source::Response(body))
    }

    fn stream(body: Source) -> Self {
        Self(Inner::Stream(Stream { body, length: None, idle: None }))
    }

    /// The same with a length that the body itself does not tell. A body that turns out to be shorter or longer ends in
    /// [`BodyError::Broken`].
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        let length = Some(Length::of(bytes));
        match self.0 {
            Inner::Stream(stream) => Self(Inner::Stream(Stream { length, ..stream })),
            Inner::Bytes(own) if own.len() as u64 == bytes => Self(Inner::Bytes(own)),
            own @ Inner::Bytes(_) => {
                Self(Inner::Stream(Stream { body: Source::Boxed(Box::pin(Self(own))), length, idle: None }))
            }
        }
    }

    /// The same with this limit of its silence, if it is a stream.
    pub(crate) fn with_idle(self, idle: Option<Idle>) -> Self {
        match self.0 {
            Inner::Stream(stream) => Self(Inner::Stream(Stream { idle: idle.map(Box::new), ..stream })),
            Inner::Bytes(_) => self,
        }
    }

    /// The bytes, of a body that is no stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// The next bytes of the body; `None` at its end.
    ///
    /// A wait for the bytes of a response ends in [`BodyError::TimedOut`] by the limit that
    /// [`stream_idle_timeout`](crate::ClientBuilder::stream_idle_timeout) describes.
    pub async fn next(&mut self) -> Option<Result<Bytes, BodyError>> {
        let waiting = Waiting(self);
        poll_fn(|context| waiting.0.poll_bytes(context)).await
    }

    /// All bytes of the body, unless there are more than `limit`.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, BodyError> {
        let stated = http_body::Body::size_hint(&self).lower();
        if stated > u64::try_from(limit).unwrap_or(u64::MAX) {
            return Err(BodyError::TooLarge(limit));
        }
        let Some(first) = self.next().await.transpose()? else { return Ok(Bytes::new()) };
        let first = within(first, limit)?;
        let Some(mut more) = self.next().await.transpose()? else { return Ok(first) };
        let mut all = BytesMut::from(first);
        loop {
            if more.len() > limit - all.len() {
                return Err(BodyError::TooLarge(limit));
            }
            all.extend_from_slice(&more);
            match self.next().await.transpose()? {
                Some(next) => more = next,
                None => return Ok(all.freeze()),
            }
        }
    }

    /// The first bytes of the body, no more than `limit`; what follows is not read.
    pub(crate) async fn beginning(mut self, limit: usize) -> Result<Bytes, BodyError> {
        let mut all = BytesMut::new();
        while all.len() < limit
            && let Some(next) = self.next().await.transpose()?
        {
            all.extend_from_slice(next.get(..limit - all.len()).unwrap_or(&next));
        }
        Ok(all.freeze())
    }

    /// An error where the body has bytes at once, though all of its stated ones were taken: HTTP clients do not ask for
    /// more than the length that they were given, and would cut a stream that is longer.
    pub(crate) fn check_end(&mut self, context: &mut Context<'_>) -> Result<(), BodyError> {
        loop {
            match self.poll_bytes(context) {
                Poll::Ready(Some(bytes)) => drop(bytes?),
                Poll::Ready(None) => {
                    *self = Self::empty();
                    return Ok(());
                }
                Poll::Pending => return Ok(()),
            }
        }
    }

    fn poll_bytes(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        loop {
            let frame = ready!(http_body::Body::poll_frame(Pin::new(self), context));
            match frame.transpose().map_err(BodyError::of)? {
                None => return Poll::Ready(None),
                Some(frame) => {
                    // Trailers are no bytes.
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

impl BodyError {
    /// An error of a body's frames.
    fn of(error: BoxError) -> Self {
        error.downcast().map_or_else(Self::Broken, |own| *own)
    }
}

/// A wait for bytes, which ends where it is dropped.
struct Waiting<'a>(&'a mut Body);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Inner::Stream(Stream { idle: Some(idle), .. }) = &mut self.0.0 {
            idle.stop();
        }
    }
}

fn within(bytes: Bytes, limit: usize) -> Result<Bytes, BodyError> {
    if bytes.len() > limit { Err(BodyError::TooLarge(limit)) } else { Ok(bytes) }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Stream(stream) => {
                let frame = ready!(stream.poll_frame(context));
                if matches!(frame, Some(Err(_))) {
                    // What it came from is of no more use, such as a connection that may hold others up.
                    self.0 = Inner::Bytes(Bytes::new());
                }
                Poll::Ready(frame)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => stream.is_end(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(Stream { length: Some(length), .. }) => SizeHint::with_exact(length.left()),
            Inner::Stream(Stream { body, length: None, .. }) => body.size_hint(),
        }
    }
}

impl Source {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self {
            Self::Boxed(body) => body.as_mut().poll_frame(context),
            #[cfg(feature = "hyper")]
            Self::Response(body) => http_body::Body::poll_frame(Pin::new(body), context).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Boxed(body) => body.is_end_stream(),
            #[cfg(feature = "hyper")]
            Self::Response(body) => http_body::Body::is_end_stream(body),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Boxed(body) => body.size_hint(),
            #[cfg(feature = "hyper")]
            Self::Response(body) => http_body::Body::size_hint(body),
        }
    }
}

impl Stream {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = self.body.poll_frame(context);
        if let Some(idle) = &mut self.idle {
            if frame.is_pending() {
                return idle.poll(context).map(|error| Some(Err(error.into())));
            }
            idle.stop();
        }
        let frame = ready!(frame).transpose()?;
        self.count(frame.as_ref())?;
        Poll::Ready(frame.map(Ok))
    }

    /// Whether nothing follows for sure. A stream that is shorter than its stated length has to say so first.
    fn is_end(&self) -> bool {
        self.body.is_end_stream() && self.length.as_ref().is_none_or(|length| length.left() == 0)
    }

    /// Holds what has come to the stated length.
    fn count(&mut self, frame: Option<&Frame<Bytes>>) -> Result<(), WrongLength> {
        match (&mut self.length, frame) {
            (Some(length), Some(frame)) => length.count(frame.data_ref().map_or(0, Bytes::len)),
            (Some(length), None) => length.end(),
            (None, _) => Ok(()),
        }
    }
}

impl futures_core::Stream for Body {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_bytes(context)
    }
}

/// A body whose errors are put in boxes.
struct BoxedErrors<B>(Pin<Box<B>>);

impl<B: http_body::Body<Data = Bytes, Error: Into<BoxError>>> http_body::Body for BoxedErrors<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_frame(context).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
