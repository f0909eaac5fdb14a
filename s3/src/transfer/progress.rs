//! What a transfer reports while it runs.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// An event of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransferEvent {
    /// The transfer has begun, and its size is known if it ever is before the end.
    Began {
        /// The number of bytes.
        total: Option<u64>,
        /// The part size in bytes.
        part_size: u64,
        /// The ID of an upload in parts. Keep it to [resume](crate::Upload::resume) the upload after a crash.
        upload_id: Option<String>,
    },
    /// More bytes are there: stored by the service, or received from it.
    Progress {
        /// The number of bytes so far.
        bytes: u64,
        /// The number of all bytes, if known.
        total: Option<u64>,
    },
    /// A part of a resumed upload was there already.
    Skipped {
        /// Its number, from 1.
        part_number: i32,
    },
    /// A request to begin an upload in parts has no response. There may be an upload without parts, whose ID nobody
    /// knows. It costs nothing. [`Transfer::only_writer`](crate::Transfer::only_writer) avoids it, and
    /// [`Transfer::abort_stale`](crate::Transfer::abort_stale) removes it.
    MayHaveBegun,
    /// All parts are there. What follows may take S3 minutes.
    Completing,
}

type Listener = dyn Fn(TransferEvent) + Send + Sync;

/// The listener to a transfer, and what was transferred.
#[derive(Clone, Default)]
pub(super) struct Progress {
    listener: Option<Arc<Listener>>,
    bytes: Arc<AtomicU64>,
    pub(super) total: Option<u64>,
}

impl Progress {
    pub(super) fn listen(&mut self, listener: impl Fn(TransferEvent) + Send + Sync + 'static) {
        self.listener = Some(Arc::new(listener));
    }

    /// Begins to count.
    pub(super) fn begin(&mut self, total: Option<u64>, part_size: u64, upload_id: Option<&str>) {
        self.bytes.store(0, Ordering::Relaxed);
        self.total = total;
        self.report(|| TransferEvent::Began { total, part_size, upload_id: upload_id.map(str::to_owned) });
    }

    pub(super) fn add(&self, bytes: u64) {
        let bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.report(|| TransferEvent::Progress { bytes, total: self.total });
    }

    pub(super) fn report(&self, event: impl FnOnce() -> TransferEvent) {
        if let Some(listener) = &self.listener {
            listener(event());
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").field("bytes", &self.bytes).field("total", &self.total).finish_non_exhaustive()
    }
}
