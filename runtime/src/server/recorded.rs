//! Records the requests that a server receives, for tests.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use http::request::Parts;

/// The maximum number of recorded requests.
const MAX_REQUESTS: usize = 1000;

/// A request that a server received. `Debug` omits the query, and shows the path only if no operation matched: both may
/// contain sensitive members, and the query of a presigned URL contains the signature.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The HTTP method.
    pub method: String,
    /// Path and query as sent.
    pub target: String,
    /// The operation, if one matched and the body was within the limit.
    pub operation: Option<&'static str>,
    /// The idempotency token, if the operation has one and the request could be read. An empty or blank token counts as
    /// absent.
    pub token: Option<String>,
    /// The status of the response, even if the client has disconnected. `None` while the call runs, or if the connection was
    /// closed without a response.
    pub status: Option<u16>,
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RecordedRequest");
        shown.field("method", &self.method);
        match self.operation {
            Some(operation) => shown.field("operation", &operation),
            None => shown.field("path", &self.target.split('?').next().unwrap_or_default()),
        };
        shown.field("token", &self.token).field("status", &self.status).finish_non_exhaustive()
    }
}

/// The recorded requests, oldest first.
#[derive(Default)]
pub(crate) struct RequestLog(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    requests: VecDeque<RecordedRequest>,
    /// How many requests were discarded.
    discarded: usize,
}

/// The number of a request in the log.
#[derive(Clone, Copy)]
pub(crate) struct LogEntry(usize);

impl RequestLog {
    /// Adds a request, before it is matched to an operation.
    pub(crate) fn add(&self, parts: &Parts) -> LogEntry {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.requests.len() >= MAX_REQUESTS {
            entries.requests.pop_front();
            entries.discarded += 1;
        }
        entries.requests.push_back(RecordedRequest {
            method: parts.method.to_string(),
            target: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            operation: None,
            token: None,
            status: None,
        });
        LogEntry(entries.discarded + entries.requests.len() - 1)
    }

    /// Updates a request, if it is still recorded.
    pub(crate) fn update(&self, LogEntry(number): LogEntry, update: impl FnOnce(&mut RecordedRequest)) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let index = number.checked_sub(entries.discarded);
        if let Some(request) = index.and_then(|index| entries.requests.get_mut(index)) {
            update(request);
        }
    }

    pub(crate) fn all(&self) -> Vec<RecordedRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).requests.iter().cloned().collect()
    }
}
