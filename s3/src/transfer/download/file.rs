//! A download to a file, at positions in any order.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use tokio::task::{JoinSet, spawn_blocking};

use super::range::Range;
use super::{Begun, Downloaded};
use crate::transfer::checksum::Sum;
use crate::transfer::error::TransferError;
use crate::transfer::progress::Progress;

/// How many bytes of a part are collected before they are written.
const BUFFER: usize = 1 << 20;

/// Writes a download to a file.
pub(super) async fn write(mut begun: Begun, path: &Path) -> Result<Downloaded, TransferError> {
    let partial = Partial::beside(path).map_err(TransferError::Target)?;
    let mut waiting = std::mem::take(&mut begun.parts).into_iter().enumerate();
    let mut tasks = JoinSet::new();
    let mut sums = Vec::new();
    let (mut length, mut is_intact) = (0, true);
    loop {
        while tasks.len() < begun.transfer.concurrency
            && let Some((number, range)) = waiting.next()
        {
            tasks.spawn(write_range(range, number, Arc::clone(&partial.file), begun.progress.clone()));
        }
        let Some(written) = tasks.join_next().await else { break };
        let written: Written = written.map_err(TransferError::of_task)??;
        length += written.length;
        is_intact &= written.is_intact;
        sums.push((written.number, written.sum));
    }
    sums.sort_unstable_by_key(|(number, _)| *number);
    let is_one = sums.len() == 1;
    let sum = sums.into_iter().map(|(_, sum)| sum).reduce(|a, b| Some(a?.then(b?))).flatten();
    let verified = begun.expected.check(sum, is_one && is_intact)?;
    partial.replace(path).await.map_err(TransferError::Target)?;
    Ok(begun.downloaded(length, verified))
}

/// A range that is in the file.
struct Written {
    number: usize,
    length: u64,
    sum: Option<Sum>,
    is_intact: bool,
}

async fn write_range(
    mut range: Range,
    number: usize,
    file: Arc<File>,
    progress: Progress,
) -> Result<Written, TransferError> {
    let begin = range.position();
    let mut at = begin;
    let mut buffer = Vec::new();
    loop {
        let bytes = range.next().await?;
        let has_ended = bytes.is_none();
        buffer.extend_from_slice(&bytes.unwrap_or_default());
        if buffer.len() >= BUFFER || (has_ended && !buffer.is_empty()) {
            let length = buffer.len() as u64;
            buffer = write_at(Arc::clone(&file), buffer, at).await.map_err(TransferError::Target)?;
            at += length;
            progress.add(length);
        }
        if has_ended {
            let is_intact = range.is_intact();
            return Ok(Written { number, length: at - begin, sum: range.into_sum(), is_intact });
        }
    }
}

/// Writes the bytes, and returns their memory for others.
async fn write_at(file: Arc<File>, mut bytes: Vec<u8>, at: u64) -> io::Result<Vec<u8>> {
    let written = spawn_blocking(move || {
        write_all_at(&file, &bytes, at)?;
        bytes.clear();
        Ok(bytes)
    });
    written.await.map_err(io::Error::other)?
}

#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(windows)]
fn write_all_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, at)? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => {
                bytes = bytes.get(written..).unwrap_or_default();
                at += written as u64;
            }
        }
    }
    Ok(())
}

#[cfg(not(any(unix, windows)))]
fn write_all_at(_: &File, _: &[u8], _: u64) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "files cannot be written at positions on this platform"))
}

/// A file that is not complete. It is deleted when it is dropped.
struct Partial {
    path: PathBuf,
    file: Arc<File>,
    is_complete: bool,
}

impl Partial {
    /// A new file in the folder of `path`, so that it can replace that file at once.
    fn beside(path: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = path.file_name().ok_or_else(|| io::Error::other(format!("`{}` names no file", path.display())))?;
        let time = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
        let mut partial = OsString::from(".");
        partial.push(name);
        partial.push(format!(".{:x}-{:x}.part", time, COUNT.fetch_add(1, Ordering::Relaxed)));
        let path = path.with_file_name(partial);
        let file = Arc::new(File::options().write(true).create_new(true).open(&path)?);
        Ok(Self { path, file, is_complete: false })
    }

    async fn replace(mut self, path: &Path) -> io::Result<()> {
        tokio::fs::rename(&self.path, path).await?;
        self.is_complete = true;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.is_complete {
            // Nobody is left who could be told.
            drop(std::fs::remove_file(&self.path));
        }
    }
}
