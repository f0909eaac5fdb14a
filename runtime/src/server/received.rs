//! What a server received, for tests to look at.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use http::request::Parts;

/// How many requests are remembered.
const REMEMBERED: usize = 1000;

/// A request that a server received. Its `Debug` shows no query, and the path only where there is no such operation: members
/// there may be sensitive, and a presigned URL has its signature there.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received {
    /// The method.
    pub method: String,
    /// Path and query, as they were on the wire.
    pub target: String,
    /// The operation, if the server has it and the body is within the limit.
    pub operation: Option<&'static str>,
    /// The idempotency token, if the operation has one and the request was read; none that is empty or all spaces.
    pub token: Option<String>,
    /// The status of the response, whether or not the client was still there to read it; `None` while the request is
    /// worked on, and where the connection was cut instead.
    pub status: Option<u16>,
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Received");
        shown.field("method", &self.method);
        match self.operation {
            Some(operation) => shown.field("operation", &operation),
            None => shown.field("path", &self.target.split('?').next().unwrap_or_default()),
        };
        shown.field("token", &self.token).field("status", &self.status).finish_non_exhaustive()
    }
}

/// The last requests, oldest first.
#[derive(Default)]
pub(crate) struct Log(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    requests: VecDeque<Received>,
    /// How many were forgotten.
    forgotten: usize,
}

/// The number of a request in a log.
#[derive(Clone, Copy)]
pub(crate) struct LogEntry(usize);

impl Log {
    /// Adds a request of which no more is known than what it says.
    pub(crate) fn add(&self, parts: &Parts) -> LogEntry {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.requests.len() >= REMEMBERED {
            entries.requests.pop_front();
            entries.forgotten += 1;
        }
        entries.requests.push_back(Received {
            method: parts.method.to_string(),
            target: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            operation: None,
            token: None,
            status: None,
        });
        LogEntry(entries.forgotten + entries.requests.len() - 1)
    }

    /// Notes what became known of a request, if it is remembered.
    pub(crate) fn note(&self, LogEntry(number): LogEntry, note: impl FnOnce(&mut Received)) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = number.checked_sub(entries.forgotten);
        if let Some(request) = place.and_then(|place| entries.requests.get_mut(place)) {
            note(request);
        }
    }

    pub(crate) fn all(&self) -> Vec<Received> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).requests.iter().cloned().collect()
    }
}
