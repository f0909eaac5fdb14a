//! The body of an HTTP message: bytes in memory, or a stream.

mod error;
mod idle;
mod length;
mod source;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use tokio::sync::OwnedSemaphorePermit;

pub use self::error::BodyError;
pub(crate) use self::error::BoxError;
pub(crate) use self::idle::Idle;
use self::length::{Length, WrongLength};
use self::source::Source;
use super::byte_stream::file::FileBody;

/// The body of a request or a response: bytes in memory, or a stream.
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
    /// The length declared by [`Body::with_length`].
    length: Option<Length>,
    /// The limit for a wait without bytes.
    idle: Option<Box<Idle>>,
    /// What the stream holds until it is read to its end.
    connection: Option<OwnedSemaphorePermit>,
}

impl Body {
    /// An empty body.
    pub fn empty() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }

    /// A body of any type that implements [`http_body::Body`].
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + Sync + 'static,
    {
        Self::stream(Source::Boxed(Box::pin(body)))
    }

    /// The content of a file.
    pub(super) fn file(body: FileBody) -> Self {
        Self::stream(Source::File(Box::new(body)))
    }

    /// The body of a response that hyper reads.
    #[cfg(feature = "hyper")]
    pub(crate) fn response(body: hyper::body::Incoming) -> Self {
        Self::stream(Source::Response(body))
    }

    fn stream(body: Source) -> Self {
        Self(Inner::Stream(Stream { body, length: None, idle: None, connection: None }))
    }

    /// Declares the length of a body that does not report it. Reading a body of another length fails with
    /// [`BodyError::Broken`].
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        let length = Some(Length::of(bytes));
        match self.0 {
            Inner::Stream(stream) => Self(Inner::Stream(Stream { length, ..stream })),
            Inner::Bytes(own) if own.len() as u64 == bytes => Self(Inner::Bytes(own)),
            own @ Inner::Bytes(_) => {
                let body = Source::Boxed(Box::pin(Self(own)));
                Self(Inner::Stream(Stream { body, length, idle: None, connection: None }))
            }
        }
    }

    /// Sets the limit for a wait without bytes, if the body is a stream.
    pub(crate) fn with_idle(self, idle: Option<Idle>) -> Self {
        match self.0 {
            Inner::Stream(stream) => Self(Inner::Stream(Stream { idle: idle.map(Box::new), ..stream })),
            Inner::Bytes(_) => self,
        }
    }

    /// The same body. A stream holds `connection` until it is read to its end or dropped.
    pub(crate) fn with_connection(self, connection: OwnedSemaphorePermit) -> Self {
        match self.0 {
            Inner::Stream(stream) if !stream.body.is_read() => {
                Self(Inner::Stream(Stream { connection: Some(connection), ..stream }))
            }
            own => Self(own),
        }
    }

    /// The bytes, if the body is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// The next bytes of the body; `None` at its end.
    ///
    /// A wait that exceeds [`stream_idle_timeout`](crate::ClientBuilder::stream_idle_timeout) fails with
    /// [`BodyError::TimedOut`].
    pub async fn next(&mut self) -> Option<Result<Bytes, BodyError>> {
        let waiting = Waiting(self);
        poll_fn(|context| waiting.0.poll_bytes(context)).await
    }

    /// Like [`next`](Self::next), for a reader that collects `bytes` bytes: a file
    /// ([`ByteStream::from_path`](crate::ByteStream::from_path)) gives so many at once, unless it ends before. They are in
    /// `memory`, whose content is lost. Another body does not ask for memory, and gives the bytes that it has.
    ///
    /// ```
    /// use aws_operation::ByteStream;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mut body = ByteStream::from_path("Cargo.toml").await?.open().await?;
    /// let memory = Vec::with_capacity(100);
    /// let first = body.next_in(100, || memory).await.transpose()?;
    /// assert_eq!(first.map(|bytes| bytes.len()), Some(100));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn next_in(
        &mut self,
        bytes: usize,
        memory: impl FnOnce() -> Vec<u8>,
    ) -> Option<Result<Bytes, BodyError>> {
        if let Inner::Stream(Stream { body: Source::File(file), .. }) = &mut self.0 {
            file.want(bytes, memory);
        }
        self.next().await
    }

    /// All bytes of the body. More than `limit` bytes are [`BodyError::TooLarge`].
    ///
    /// # Errors
    /// [`BodyError`]: the body is longer than the limit, breaks off, stalls, or has a wrong checksum.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, BodyError> {
        self.read(limit).await
    }

    /// Like [`bytes`](Self::bytes), for a body that stays where it is.
    pub(crate) async fn read(&mut self, limit: usize) -> Result<Bytes, BodyError> {
        let declared = http_body::Body::size_hint(self).lower();
        if declared > u64::try_from(limit).unwrap_or(u64::MAX) {
            return Err(BodyError::TooLarge(limit));
        }
        let Some(first) = self.next().await.transpose()? else { return Ok(Bytes::new()) };
        let first = within(first, limit)?;
        let Some(mut more) = self.next().await.transpose()? else { return Ok(first) };
        // A long body is not copied again each time that it outgrows its place. A declared length may be wrong.
        let expected = usize::try_from(declared).unwrap_or(usize::MAX).min(MOST_EXPECTED);
        let mut all = BytesMut::with_capacity(expected.max(first.len()));
        all.extend_from_slice(&first);
        drop(first);
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

    /// The first bytes of the body, at most `limit`. The rest is not read.
    pub(crate) async fn read_beginning(&mut self, limit: usize) -> Result<Bytes, BodyError> {
        let mut all = BytesMut::new();
        while all.len() < limit
            && let Some(next) = self.next().await.transpose()?
        {
            all.extend_from_slice(next.get(..limit - all.len()).unwrap_or(&next));
        }
        Ok(all.freeze())
    }

    /// Fails if the body is longer than its declared length and the surplus bytes are available now. An HTTP client
    /// reads no more than the declared length, so it would truncate such a body without an error.
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
                    // Trailers carry no bytes.
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

/// The most memory that is asked for because a body declares its length.
const MOST_EXPECTED: usize = 64 << 20;

/// A wait for bytes. Dropping it stops the idle timer.
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
                    // Drop the source, such as a connection that other calls may wait for.
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

impl Stream {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = self.body.poll_frame(context);
        if let Some(idle) = &mut self.idle {
            if frame.is_pending() {
                return idle.poll(context).map(|error| Some(Err(error.into())));
            }
            idle.stop();
        }
        let frame = ready!(frame);
        if self.connection.is_some() && (!matches!(frame, Some(Ok(_))) || self.body.is_read()) {
            self.connection = None;
        }
        let frame = frame.transpose()?;
        self.count(frame.as_ref())?;
        Poll::Ready(frame.map(Ok))
    }

    /// Whether the stream is known to have ended. A stream that is shorter than its declared length must still report
    /// that.
    fn is_end(&self) -> bool {
        self.body.is_end_stream() && self.length.as_ref().is_none_or(|length| length.left() == 0)
    }

    /// Checks the received bytes against the declared length.
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
