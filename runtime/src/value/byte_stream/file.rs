//! Files as bodies, read in parts on tokio's threads for blocking work.

use std::fs::{self, File};
use std::future::Future;
use std::io::{self, Read as _};
use std::mem;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::value::body::Body;

/// How many bytes of a file are read at a time.
const PART: usize = 256 * 1024;

/// The length of a file.
pub(super) async fn length(path: PathBuf) -> io::Result<u64> {
    spawn_blocking(move || Ok(fs::metadata(path)?.len())).await?
}

/// The first `length` bytes of a file.
pub(super) async fn open(path: PathBuf, length: u64) -> io::Result<Body> {
    let left = Left { file: spawn_blocking(move || open_with(&path, length)).await??, bytes: length };
    Ok(Body::new(FileBody::Waiting(left)))
}

fn open_with(path: &Path, length: u64) -> io::Result<File> {
    let file = File::open(path)?;
    let now = file.metadata()?.len();
    if now < length {
        let path = path.display();
        let text = format!("`{path}` has {now} bytes, but had {length} when the stream was created");
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, text));
    }
    Ok(file)
}

/// What is left of a file.
struct Left {
    file: File,
    bytes: u64,
}

impl Left {
    /// The next part. It is empty at the end.
    fn read(mut self) -> io::Result<(Bytes, Self)> {
        let wanted = usize::try_from(self.bytes).map_or(PART, |left| left.min(PART));
        let mut part = Vec::with_capacity(wanted);
        (&mut self.file).take(wanted as u64).read_to_end(&mut part)?;
        self.bytes -= part.len() as u64;
        Ok((part.into(), self))
    }
}

/// Each part is read when it is asked for.
enum FileBody {
    Waiting(Left),
    Reading(JoinHandle<io::Result<(Bytes, Left)>>),
    Ended,
}

impl http_body::Body for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let mut reading = match mem::replace(&mut *self, Self::Ended) {
            Self::Waiting(left) => spawn_blocking(|| left.read()),
            Self::Reading(reading) => reading,
            Self::Ended => return Poll::Ready(None),
        };
        let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
            *self = Self::Reading(reading);
            return Poll::Pending;
        };
        let (part, left) = read??;
        if part.is_empty() {
            return Poll::Ready(None);
        }
        if left.bytes > 0 {
            *self = Self::Waiting(left);
        }
        Poll::Ready(Some(Ok(Frame::data(part))))
    }
}
