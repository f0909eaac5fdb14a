//! Payloads that need not be in memory as a whole.

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Error as _, Serialize, Serializer};

use crate::value::blob::Blob;
use crate::value::body::Body;

/// A payload that need not be in memory as a whole: Smithy's streaming `blob`, in requests and responses.
///
/// A request's stream is signed, so it is read once for its hash and once more for each time it is sent. A stream that
/// can be read only once ([`once`](Self::once)) can therefore neither be hashed nor sent again: only services that take
/// unsigned payloads (S3, over TLS) take it, and a failed attempt is not repeated.
///
/// ```
/// use aws_operation::{Body, ByteStream};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let image = ByteStream::from(vec![0xFF, 0xD8, 0xFF]);
/// assert_eq!(image.len(), Some(3));
///
/// // Made anew for each reading, here of two parts.
/// let lines = ByteStream::from_fn(6, || async { Ok(Body::from("a\nb\nc\n")) });
/// let mut body = lines.open().await?;
/// while let Some(part) = body.next().await {
///     println!("{} bytes", part?.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ByteStream(Source);

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    Repeatable { length: u64, open: Arc<dyn Fn() -> OpenFuture + Send + Sync> },
    Once { length: Option<u64>, body: Arc<Mutex<Option<Body>>> },
}

type OpenFuture = Pin<Box<dyn Future<Output = io::Result<Body>> + Send>>;

impl ByteStream {
    /// A stream of `length` bytes that `open` can make as often as it is needed. One that gives more or fewer is an
    /// error.
    pub fn from_fn<F, Fut>(length: u64, open: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = io::Result<Body>> + Send + 'static,
    {
        Self(Source::Repeatable { length, open: Arc::new(move || Box::pin(open())) })
    }

    /// A file, as long as it is now; opened for each reading. What is added to it later is not sent, and a file that has
    /// become shorter is an error ([`SendError::Invalid`](crate::SendError::Invalid)) of which no attempt is repeated.
    ///
    /// # Errors
    /// Those of asking for the file's length.
    #[cfg(any(feature = "reqwest", feature = "hyper"))]
    pub async fn from_path(path: impl Into<std::path::PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let length = tokio::fs::metadata(&path).await?.len();
        Ok(Self::from_fn(length, move || {
            let path = path.clone();
            async move { file::open(&path, length).await }
        }))
    }

    /// A stream that can be read only once. It is held to its length, if it states one.
    pub fn once(body: Body) -> Self {
        let length = http_body::Body::size_hint(&body).exact();
        let body = match length {
            Some(length) => body.with_length(length),
            None => body,
        };
        Self(Source::Once { length, body: Arc::new(Mutex::new(Some(body))) })
    }

    /// How many bytes there are, if that is known.
    pub fn len(&self) -> Option<u64> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::Repeatable { length, .. } => Some(*length),
            Source::Once { length, .. } => *length,
        }
    }

    /// Whether it is known that there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Whether it can be read again.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self.0, Source::Once { .. })
    }

    /// The bytes, of a stream that has them in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes),
            Source::Repeatable { .. } | Source::Once { .. } => None,
        }
    }

    /// Starts reading from the beginning.
    ///
    /// # Errors
    /// Those of opening the source; that it was read before, of a stream that can be read only once.
    pub async fn open(&self) -> io::Result<Body> {
        match &self.0 {
            Source::Bytes(bytes) => Ok(bytes.clone().into()),
            Source::Repeatable { length, open } => Ok(open().await?.with_length(*length)),
            Source::Once { body, .. } => {
                let body = body.lock().unwrap_or_else(PoisonError::into_inner).take();
                body.ok_or_else(|| io::Error::other("the stream can be read only once, and was"))
            }
        }
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Bytes(bytes))
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for ByteStream {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl From<&str> for ByteStream {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

impl From<Blob> for ByteStream {
    fn from(blob: Blob) -> Self {
        blob.into_bytes().into()
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len() {
            Some(length) => write!(f, "ByteStream({length} bytes)"),
            None => f.write_str("ByteStream"),
        }
    }
}

/// As the bytes in memory; what would have to be read first is an error, and never left out.
impl Serialize for ByteStream {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Source::Bytes(bytes) => Blob::from(bytes.clone()).serialize(serializer),
            Source::Repeatable { .. } | Source::Once { .. } => {
                Err(S::Error::custom("holds a stream that is not in memory, which can be sent as a payload alone"))
            }
        }
    }
}

impl<'de> Deserialize<'de> for ByteStream {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Blob::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod file {
    //! Files, read in parts.

    use std::io;
    use std::path::Path;
    use std::pin::Pin;
    use std::task::{Context, Poll, ready};

    use bytes::{Bytes, BytesMut};
    use http_body::Frame;
    use tokio::fs::File;
    use tokio::io::{AsyncRead, ReadBuf};

    use crate::value::body::Body;

    /// How much of a file is in memory at a time.
    const PART: usize = 64 * 1024;

    /// The first `length` bytes of a file.
    pub(super) async fn open(path: &Path, length: u64) -> io::Result<Body> {
        let file = File::open(path).await?;
        let now = file.metadata().await?.len();
        if now < length {
            let path = path.display();
            let text = format!("`{path}` has {now} of its {length} bytes: it was cut short since the stream was made");
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, text));
        }
        Ok(Body::new(FileBody { file, part: BytesMut::zeroed(PART), left: length }))
    }

    struct FileBody {
        file: File,
        part: BytesMut,
        /// What has not been read of the bytes that the file had at the start.
        left: u64,
    }

    impl http_body::Body for FileBody {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
            let Self { file, part, left } = &mut *self;
            let wanted = usize::try_from(*left).map_or(PART, |left| left.min(PART));
            let mut buffer = ReadBuf::new(part.get_mut(..wanted).unwrap_or_default());
            ready!(Pin::new(file).poll_read(context, &mut buffer))?;
            let read = buffer.filled();
            *left -= read.len() as u64;
            Poll::Ready((!read.is_empty()).then(|| Ok(Frame::data(Bytes::copy_from_slice(read)))))
        }
    }
}
