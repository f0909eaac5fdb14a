//! A download in order: parts that arrive early wait in memory.

use std::collections::VecDeque;

use aws_operation::{Bytes, ChecksumAlgorithm};
use tokio::task::JoinSet;

use super::range::Range;
use super::{Begun, Downloaded};
use crate::transfer::checksum::Sum;
use crate::transfer::error::TransferError;
use crate::transfer::progress::Progress;

/// The content of an object, in order.
///
/// ```no_run
/// use aws_operation_s3::{GetObject, Transfer};
///
/// # async fn run(transfer: Transfer) -> Result<(), Box<dyn std::error::Error>> {
/// let mut content = transfer.download(GetObject::new("paint", "film.mp4")).stream().await?;
/// while let Some(bytes) = content.next().await? {
///     println!("{} bytes", bytes.len());
/// }
/// println!("compared by {:?}", content.into_downloaded().verified);
/// # Ok(())
/// # }
/// ```
pub struct DownloadStream {
    begun: Begun,
    /// Parts that have not been requested, in their order.
    waiting: VecDeque<Range>,
    /// Parts that are read, by their position among all.
    tasks: JoinSet<Result<Arrived, TransferError>>,
    /// Parts that have arrived before their turn.
    early: Vec<Arrived>,
    /// The number of the part whose turn it is.
    next: usize,
    requested: usize,
    /// The only part, which needs no memory.
    only: Option<Range>,
    sum: Option<Sum>,
    length: u64,
    verified: Option<ChecksumAlgorithm>,
    has_ended: bool,
}

/// A part that is in memory.
struct Arrived {
    number: usize,
    content: Bytes,
    sum: Option<Sum>,
}

impl DownloadStream {
    pub(super) fn of(mut begun: Begun) -> Self {
        let mut waiting: VecDeque<_> = std::mem::take(&mut begun.parts).into();
        let only = if waiting.len() == 1 { waiting.pop_front() } else { None };
        Self {
            begun,
            waiting,
            tasks: JoinSet::new(),
            early: Vec::new(),
            next: 0,
            requested: 0,
            only,
            sum: None,
            length: 0,
            verified: None,
            has_ended: false,
        }
    }

    /// What the service says of the object. The body is empty.
    pub fn object(&self) -> &crate::GetObjectOutput {
        &self.begun.object
    }

    /// The next bytes; `None` at the end, after the checksum was compared.
    ///
    /// # Errors
    /// As [`Download::to_writer`](super::Download::to_writer). After an error, the stream has ended.
    pub async fn next(&mut self) -> Result<Option<Bytes>, TransferError> {
        if self.has_ended {
            return Ok(None);
        }
        let next = match &mut self.only {
            Some(only) => next_of(only, &self.begun.progress).await,
            None => self.next_part().await,
        };
        match next {
            Ok(Some(bytes)) => {
                self.length += bytes.len() as u64;
                Ok(Some(bytes))
            }
            Ok(None) => self.end().map(|()| None),
            Err(error) => {
                self.has_ended = true;
                self.tasks.abort_all();
                Err(error)
            }
        }
    }

    /// What was downloaded. Before the end, nothing of it is verified.
    pub fn into_downloaded(self) -> Downloaded {
        self.begun.downloaded(self.length, self.verified)
    }

    fn end(&mut self) -> Result<(), TransferError> {
        self.has_ended = true;
        let only = self.only.take();
        let is_intact = only.as_ref().is_some_and(Range::is_intact);
        let sum = only.map_or(self.sum, Range::into_sum);
        self.verified = self.begun.expected.check(sum, is_intact)?;
        Ok(())
    }

    async fn next_part(&mut self) -> Result<Option<Bytes>, TransferError> {
        loop {
            if let Some(at) = self.early.iter().position(|part| part.number == self.next) {
                let part = self.early.swap_remove(at);
                self.next += 1;
                self.sum = match (self.sum, part.sum) {
                    (Some(sum), Some(next)) => Some(sum.then(next)),
                    (None, first) => first,
                    (Some(_), None) => None,
                };
                return Ok(Some(part.content));
            }
            while self.tasks.len() + self.early.len() < self.begun.transfer.concurrency
                && let Some(range) = self.waiting.pop_front()
            {
                self.tasks.spawn(collect(range, self.requested, self.begun.progress.clone()));
                self.requested += 1;
            }
            match self.tasks.join_next().await {
                Some(part) => self.early.push(part.map_err(TransferError::of_task)??),
                None => return Ok(None),
            }
        }
    }
}

impl std::fmt::Debug for DownloadStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DownloadStream").field("length", &self.length).finish_non_exhaustive()
    }
}

async fn next_of(range: &mut Range, progress: &Progress) -> Result<Option<Bytes>, TransferError> {
    let bytes = range.next().await?;
    if let Some(bytes) = &bytes {
        progress.add(bytes.len() as u64);
    }
    Ok(bytes)
}

/// Reads a part into memory.
async fn collect(mut range: Range, number: usize, progress: Progress) -> Result<Arrived, TransferError> {
    let length = range.length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut content = Vec::with_capacity(length);
    while let Some(bytes) = next_of(&mut range, &progress).await? {
        content.extend_from_slice(&bytes);
    }
    Ok(Arrived { number, content: content.into(), sum: range.into_sum() })
}
