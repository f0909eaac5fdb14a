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

/// How many bytes of a file are read at a time, unless the reader wants more.
const PART: usize = 256 * 1024;

/// The most that is read without a look at whether anybody still waits for it.
const MOST: usize = 8 * 1024 * 1024;

/// The length of a file.
pub(super) async fn length(path: PathBuf) -> io::Result<u64> {
    spawn_blocking(move || Ok(fs::metadata(path)?.len())).await?
}

/// The first `length` bytes of a file.
pub(super) async fn open(path: PathBuf, length: u64) -> io::Result<Body> {
    let file = spawn_blocking(move || open_with(&path, length)).await??;
    Ok(Body::file(FileBody::Waiting(Left { file, bytes: length, part: Vec::new(), wanted: 0 })))
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
pub(in crate::value) struct Left {
    file: File,
    bytes: u64,
    /// What is read of the next part.
    part: Vec<u8>,
    /// The length of the next part; 0 before it is begun.
    wanted: usize,
}

impl Left {
    /// Begins a part of `bytes` bytes, or of what is left.
    fn begin(&mut self, bytes: usize, mut memory: Vec<u8>) {
        self.wanted = usize::try_from(self.bytes).map_or(bytes, |left| left.min(bytes));
        memory.clear();
        memory.reserve_exact(self.wanted);
        self.part = memory;
    }

    /// Reads more of the part. At the end of the file, the part is shorter.
    fn read(mut self) -> io::Result<Self> {
        let missing = (self.wanted - self.part.len()).min(MOST);
        let read = (&mut self.file).take(missing as u64).read_to_end(&mut self.part)?;
        self.bytes -= read as u64;
        if read < missing {
            self.wanted = self.part.len();
        }
        Ok(self)
    }
}

/// Each part is read when it is asked for.
pub(in crate::value) enum FileBody {
    Waiting(Left),
    Reading(JoinHandle<io::Result<Left>>),
    Ended,
}

impl FileBody {
    /// The next part has so many bytes, in this memory, unless it is being read already.
    pub(in crate::value) fn want(&mut self, bytes: usize, memory: impl FnOnce() -> Vec<u8>) {
        if let Self::Waiting(left) = self {
            left.begin(bytes, memory());
        }
    }
}

impl http_body::Body for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            let mut reading = match mem::replace(&mut *self, Self::Ended) {
                Self::Waiting(mut left) => {
                    if left.wanted == 0 {
                        left.begin(PART, Vec::new());
                    }
                    spawn_blocking(|| left.read())
                }
                Self::Reading(reading) => reading,
                Self::Ended => return Poll::Ready(None),
            };
            let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
                *self = Self::Reading(reading);
                return Poll::Pending;
            };
            let mut left = read??;
            if left.part.len() < left.wanted {
                *self = Self::Waiting(left);
                continue;
            }
            let part = mem::take(&mut left.part);
            left.wanted = 0;
            if part.is_empty() {
                return Poll::Ready(None);
            }
            if left.bytes > 0 {
                *self = Self::Waiting(left);
            }
            return Poll::Ready(Some(Ok(Frame::data(part.into()))));
        }
    }
}
