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
        let mut content = self.rest.split_to(self.rest.len().min(self.part_size));
        self.receive().await?;
        // What comes in whole parts is not copied: bytes in memory, and files.
        if content.len() < self.part_size && !self.has_ended {
            content = self.collect(content).await?;
        }
        Ok(SourcePart { content, is_last: self.has_ended })
    }

    async fn collect(&mut self, first: Bytes) -> Result<Bytes, TransferError> {
        let mut content = self.spare.take();
        content.reserve_exact(self.part_size);
        content.extend_from_slice(&first);
        drop(first);
        while content.len() < self.part_size && !self.has_ended {
            let piece = self.rest.split_to(self.rest.len().min(self.part_size - content.len()));
            content.extend_from_slice(&piece);
            drop(piece);
            self.receive().await?;
        }
        Ok(content.into())
    }

    /// Waits until there are bytes, or the body has ended.
    async fn receive(&mut self) -> Result<(), TransferError> {
        while self.rest.is_empty() && !self.has_ended {
            match self.body.next_in(self.part_size, || self.spare.take()).await {
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
        let content: Vec<u8> = (0..=250).cycle().take(4 * PART - 1).collect();
        std::fs::write(&file, &content).unwrap();
        let body = ByteStream::from_path(file.path()).await.unwrap().open().await.unwrap();
        let mut parts = Parts::of(body, PART as u64);
        let first = parts.next().await.unwrap().content;
        let memory = first.as_ptr();
        parts.spare().put(first);
        // The part after the next one is read already.
        let second = parts.next().await.unwrap().content;
        parts.spare().put(second.clone());
        let third = parts.next().await.unwrap().content;
        assert_eq!(third.as_ptr(), memory);
        let last = parts.next().await.unwrap();
        assert_ne!(last.content.as_ptr(), second.as_ptr());
        assert!(last.is_last);
        assert_eq!([second, third, last.content].concat(), content[PART..]);
    }

    /// A stream of these pieces.
    struct Pieces(std::vec::IntoIter<&'static str>);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
            std::task::Poll::Ready(self.0.next().map(|piece| Ok(http_body::Frame::data(piece.into()))))
        }
    }

    #[tokio::test]
    async fn pieces_of_a_stream_are_joined_to_parts() {
        let body = Body::new(Pieces(vec!["ab", "c", "defgh", "i", "jk"].into_iter()));
        let mut parts = Parts::of(body, 4);
        for (content, is_last) in [("abcd", false), ("efgh", false), ("ijk", true)] {
            let part = parts.next().await.unwrap();
            assert_eq!((&*part.content, part.is_last), (content.as_bytes(), is_last));
        }
    }
}
