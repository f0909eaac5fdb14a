//! The source of an upload, in parts of one size.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::{Body, Bytes};

use super::error::TransferError;

/// Reads a body in parts.
pub(super) struct Parts {
    body: Body,
    /// What was received and is in no part yet.
    rest: Bytes,
    part_size: usize,
    has_ended: bool,
    spare: Spare,
}

/// Memory of parts that were sent, for parts that follow. Fresh memory costs about as much as the copy into it, because
/// the kernel clears it.
#[derive(Clone, Default)]
pub(super) struct Spare(Arc<Mutex<Vec<Vec<u8>>>>);

/// A part of a body.
pub(super) struct SourcePart {
    pub(super) content: Bytes,
    /// Whether the body ends here.
    pub(super) is_last: bool,
}

impl Parts {
    pub(super) fn of(body: Body, part_size: u64) -> Self {
        let part_size = usize::try_from(part_size).unwrap_or(usize::MAX);
        Self { body, rest: Bytes::new(), part_size, has_ended: false, spare: Spare::default() }
    }

    /// Where memory of parts of this body is given back.
    pub(super) fn spare(&self) -> Spare {
        self.spare.clone()
    }

    /// The next part, which is shorter than others only if it is the last one. An empty body has one empty part.
    pub(super) async fn next(&mut self) -> Result<SourcePart, TransferError> {
        self.receive().await?;
        let content = if self.rest.len() >= self.part_size {
            // Of bytes in memory, a part is no copy.
            self.rest.split_to(self.part_size)
        } else {
            self.collect().await?
        };
        self.receive().await?;
        Ok(SourcePart { content, is_last: self.has_ended })
    }

    async fn collect(&mut self) -> Result<Bytes, TransferError> {
        let mut content = self.spare.take();
        while content.len() < self.part_size {
            self.receive().await?;
            if self.has_ended {
                break;
            }
            // The first piece may be all there is, so the whole part is reserved with the second one.
            if !content.is_empty() {
                content.reserve_exact(self.part_size - content.len());
            }
            let piece = self.rest.split_to(self.rest.len().min(self.part_size - content.len()));
            content.extend_from_slice(&piece);
        }
        Ok(content.into())
    }

    /// Waits until there are bytes, or the body has ended.
    async fn receive(&mut self) -> Result<(), TransferError> {
        while self.rest.is_empty() && !self.has_ended {
            match self.body.next().await {
                Some(bytes) => self.rest = bytes.map_err(|error| TransferError::Source(io::Error::other(error)))?,
                None => self.has_ended = true,
            }
        }
        Ok(())
    }
}

impl Spare {
    fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Gives back the memory of a content, unless something else still reads it.
    pub(super) fn put(&self, content: Bytes) {
        if content.is_unique() {
            let mut memory = Vec::from(content);
            memory.clear();
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_operation::ByteStream;

    use super::*;

    async fn lengths(content: &'static str, part_size: u64) -> Vec<(usize, bool)> {
        let mut parts = Parts::of(ByteStream::from(content).open().await.unwrap(), part_size);
        let mut lengths = Vec::new();
        loop {
            let part = parts.next().await.unwrap();
            lengths.push((part.content.len(), part.is_last));
            if part.is_last {
                return lengths;
            }
        }
    }

    #[tokio::test]
    async fn parts_have_one_size_but_the_last() {
        assert_eq!(lengths("", 4).await, [(0, true)]);
        assert_eq!(lengths("abc", 4).await, [(3, true)]);
        assert_eq!(lengths("abcd", 4).await, [(4, true)]);
        assert_eq!(lengths("abcdefghi", 4).await, [(4, false), (4, false), (1, true)]);
    }

    #[tokio::test]
    async fn the_memory_of_a_part_is_used_again_if_nothing_reads_it() {
        const PART: usize = 1 << 20;
        let file = tempfile::NamedTempFile::new().unwrap();
        let content: Vec<u8> = (0..=250).cycle().take(3 * PART).collect();
        std::fs::write(&file, &content).unwrap();
        let body = ByteStream::from_path(file.path()).await.unwrap().open().await.unwrap();
        let mut parts = Parts::of(body, PART as u64);
        let first = parts.next().await.unwrap().content;
        let memory = first.as_ptr();
        parts.spare().put(first);
        let second = parts.next().await.unwrap().content;
        assert_eq!(second.as_ptr(), memory);
        parts.spare().put(second.clone());
        let third = parts.next().await.unwrap().content;
        assert_ne!(third.as_ptr(), memory);
        assert_eq!([second, third], [&content[PART..2 * PART], &content[2 * PART..]]);
    }
}
