//! Idempotency tokens at the server: a call is executed once for each token, and its response is replayed.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;

use super::fingerprint::Fingerprint;
use super::route::{HandlerResponse, Route};
use crate::value::clock::Clock;
use crate::value::timestamp::Timestamp;

/// How long a token and its response are stored after the call has succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotencyWindow(Duration);

impl IdempotencyWindow {
    /// A window in hours; that of Lookout for Vision is 8 hours.
    pub const fn hours(hours: u32) -> Self {
        Self(Duration::from_secs(hours as u64 * 3600))
    }

    /// A window of any length.
    pub const fn of(length: Duration) -> Self {
        Self(length)
    }
}

/// An idempotency token that was reused with different parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParameterMismatch {
    /// The name of the operation.
    pub operation: &'static str,
    /// The token.
    pub token: String,
}

/// Creates the response to a token that was reused with different parameters, in the protocol of the operation.
pub(crate) type MismatchResponse = Box<dyn Fn(&dyn Route, &ParameterMismatch) -> http::Response<Bytes> + Send + Sync>;

/// The key of a stored token: the caller, the operation and the token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenKey {
    /// The access key, or the hash of the bearer token.
    pub(crate) caller: (String, Option<[u8; 32]>),
    /// The index of the operation in the server's routes. Names are not unique across services.
    pub(crate) route: usize,
    pub(crate) token: String,
}

/// The tokens that a server stores.
pub(crate) struct Tokens {
    window: Option<IdempotencyWindow>,
    clock: Clock,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    entries: HashMap<TokenKey, Entry>,
    /// When the table reaches this size, expired entries are removed.
    sweep_at: usize,
}

struct Entry {
    fingerprint: Fingerprint,
    progress: Progress,
}

/// The state of a call with a token. A failed call has no entry.
enum Progress {
    /// The call is running. The channel closes when it ends.
    Running(watch::Receiver<()>),
    /// The call succeeded at this time, with this response.
    Done(Timestamp, http::Response<Bytes>),
}

impl Progress {
    /// Whether the entry still applies to calls with its token.
    fn is_current(&self, now: Timestamp, IdempotencyWindow(window): IdempotencyWindow) -> bool {
        match self {
            Self::Running(_) => true,
            Self::Done(since, _) => now.since(*since) <= window,
        }
    }
}

/// The token was used with different parameters.
#[derive(Debug)]
pub(crate) struct DifferentParameters;

impl Tokens {
    pub(crate) fn new(window: Option<IdempotencyWindow>, clock: Clock) -> Self {
        Self { window, clock, table: Mutex::default() }
    }

    /// Returns the stored response of `key`, or executes `work` and stores its response.
    ///
    /// While one call runs, other calls with the same token wait. When it ends, they replay its response. If it failed, panicked
    /// or was dropped, the first of them executes its own work.
    pub(crate) async fn response(
        &self,
        key: TokenKey,
        fingerprint: Fingerprint,
        work: impl Future<Output = HandlerResponse>,
    ) -> Result<http::Response<Bytes>, DifferentParameters> {
        let Some(window) = self.window else { return Ok(work.await.response) };
        loop {
            match self.find(&key, fingerprint, window)? {
                Found::Done(response) => return Ok(response),
                // Nothing is ever sent on the channel; it only closes.
                Found::Running(mut running) => drop(running.changed().await),
                Found::Free(claim) => {
                    let HandlerResponse { response, is_success } = work.await;
                    if is_success {
                        claim.store(response.clone());
                    }
                    return Ok(response);
                }
            }
        }
    }

    fn find(
        &self,
        key: &TokenKey,
        fingerprint: Fingerprint,
        window: IdempotencyWindow,
    ) -> Result<Found<'_>, DifferentParameters> {
        let now = self.clock.now();
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = table.entries.get(key).filter(|entry| entry.progress.is_current(now, window)) {
            if entry.fingerprint != fingerprint {
                return Err(DifferentParameters);
            }
            return Ok(match &entry.progress {
                Progress::Running(running) => Found::Running(running.clone()),
                Progress::Done(_, response) => Found::Done(response.clone()),
            });
        }
        if table.entries.len() >= table.sweep_at {
            table.entries.retain(|_, entry| entry.progress.is_current(now, window));
            table.sweep_at = 2 * table.entries.len() + 64;
        }
        let (closed_on_drop, running) = watch::channel(());
        table.entries.insert(key.clone(), Entry { fingerprint, progress: Progress::Running(running) });
        Ok(Found::Free(Claim {
            tokens: self,
            key: key.clone(),
            fingerprint,
            done: None,
            _closed_on_drop: closed_on_drop,
        }))
    }
}

/// The state that a call with a token finds.
enum Found<'t> {
    /// The response to replay.
    Done(http::Response<Bytes>),
    /// Another call is running. The channel closes when it ends.
    Running(watch::Receiver<()>),
    /// No entry: the call must execute its work.
    Free(Claim<'t>),
}

/// Exclusive permission to execute a call with a token. Only the holder changes the token's entry.
struct Claim<'t> {
    tokens: &'t Tokens,
    key: TokenKey,
    fingerprint: Fingerprint,
    done: Option<Progress>,
    /// Closes the channel after the entry has changed.
    _closed_on_drop: watch::Sender<()>,
}

impl Claim<'_> {
    /// Stores the response when the claim is dropped.
    fn store(mut self, response: http::Response<Bytes>) {
        self.done = Some(Progress::Done(self.tokens.clock.now(), response));
    }
}

impl Drop for Claim<'_> {
    /// Stores the response, or frees the token if the call did not succeed.
    fn drop(&mut self) {
        let mut table = self.tokens.table.lock().unwrap_or_else(PoisonError::into_inner);
        match self.done.take() {
            Some(progress) => {
                let entry = Entry { fingerprint: self.fingerprint, progress };
                table.entries.insert(self.key.clone(), entry);
            }
            None => drop(table.entries.remove(&self.key)),
        }
    }
}

#[cfg(test)]
mod tests;
