//! Payloads that need not be in memory as a whole: Smithy's streaming `blob`.

pub(super) mod file;

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
/// The stream of a request is signed, so it is read once for its hash and once for each attempt. A stream that can be
/// read only once ([`once`](Self::once)) can be neither hashed nor retried. Only services that accept unsigned payloads
/// (S3, over TLS) accept it, and a failed attempt is not retried. S3 also gets other streams without a hash, if their
/// checksum follows them.
///
/// ```
/// use aws_operation::{Body, ByteStream};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let image = ByteStream::from(vec![0xFF, 0xD8, 0xFF]);
/// assert_eq!(image.len(), Some(3));
///
/// // Created anew for each read.
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
    /// A stream of `length` bytes. `open` is called for each read. A body of another length is an error.
    pub fn from_fn<F, Fut>(length: u64, open: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = io::Result<Body>> + Send + 'static,
    {
        Self(Source::Repeatable { length, open: Arc::new(move || Box::pin(open())) })
    }

    /// A file with its current length. It is opened for each read. Bytes that are appended later are not sent. A file
    /// that became shorter is [`SendError::Invalid`](crate::SendError::Invalid), which is not retried.
    ///
    /// # Errors
    /// An I/O error of reading the file's length.
    pub async fn from_path(path: impl Into<std::path::PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let length = file::length(path.clone()).await?;
        Ok(Self::from_fn(length, move || {
            let path = path.clone();
            async move { file::open(path, length).await }
        }))
    }

    /// A stream that can be read only once. If the body reports a length, its bytes are checked against it.
    pub fn once(body: Body) -> Self {
        let length = http_body::Body::size_hint(&body).exact();
        let body = match length {
            Some(length) => body.with_length(length),
            None => body,
        };
        Self(Source::Once { length, body: Arc::new(Mutex::new(Some(body))) })
    }

    /// The number of bytes, if known.
    pub fn len(&self) -> Option<u64> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::Repeatable { length, .. } => Some(*length),
            Source::Once { length, .. } => *length,
        }
    }

    /// Whether the stream is known to be empty.
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Whether the stream can be read more than once.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self.0, Source::Once { .. })
    }

    /// The bytes, if the stream is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes),
            Source::Repeatable { .. } | Source::Once { .. } => None,
        }
    }

    /// The body, if the stream is in memory, or can be read only once and has not been read.
    #[cfg(any(feature = "event-stream", feature = "server"))]
    pub(crate) fn take_body(&self) -> Option<Body> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.clone().into()),
            Source::Repeatable { .. } => None,
            Source::Once { body, .. } => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }

    /// Starts reading from the beginning.
    ///
    /// # Errors
    /// An I/O error of opening the source. A stream that can be read only once fails if it has been read before.
    pub async fn open(&self) -> io::Result<Body> {
        match &self.0 {
            Source::Bytes(bytes) => Ok(bytes.clone().into()),
            Source::Repeatable { length, open } => Ok(open().await?.with_length(*length)),
            Source::Once { body, .. } => {
                let body = body.lock().unwrap_or_else(PoisonError::into_inner).take();
                body.ok_or_else(|| io::Error::other("the stream can be read only once and has been read already"))
            }
        }
    }
}

/// An empty stream.
impl Default for ByteStream {
    fn default() -> Self {
        Bytes::new().into()
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

/// Serializes the bytes in memory as a `Blob`. A stream that is not in memory is an error.
impl Serialize for ByteStream {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Source::Bytes(bytes) => Blob::from(bytes.clone()).serialize(serializer),
            Source::Repeatable { .. } | Source::Once { .. } => {
                Err(S::Error::custom("contains a stream that is not in memory; only a payload can be such a stream"))
            }
        }
    }
}

impl<'de> Deserialize<'de> for ByteStream {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Blob::deserialize(deserializer).map(Self::from)
    }
}
