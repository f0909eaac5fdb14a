//! Idempotency tokens at the server: one token, one piece of work, one response.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;

use super::fingerprint::Fingerprint;
use super::route::Responded;
use crate::value::clock::Clock;
use crate::value::timestamp::Timestamp;

/// How long a token is remembered, from when its work was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window(Duration);

impl Window {
    /// A window of that many hours; Lookout for Vision has 8.
    pub const fn hours(hours: u32) -> Self {
        Self(Duration::from_secs(hours as u64 * 3600))
    }

    /// A window of any length.
    pub const fn of(length: Duration) -> Self {
        Self(length)
    }
}

/// A token that came again with other parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The operation called.
    pub operation: &'static str,
    /// The token.
    pub token: String,
}

/// Makes the response, in the protocol of that name, to a token that came again with other parameters.
pub(crate) type MismatchResponse = Box<dyn Fn(&str, &Mismatch) -> http::Response<Bytes> + Send + Sync>;

/// What a token is remembered under: the caller, the operation and the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenKey {
    pub(crate) access_key_id: String,
    /// The place of the operation among those of the server: two services may have operations of one name.
    pub(crate) route: usize,
    pub(crate) token: String,
}

/// The tokens that a server remembers.
pub(crate) struct Tokens {
    window: Option<Window>,
    clock: Clock,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    entries: HashMap<TokenKey, Entry>,
    /// At this size, what is past its window is thrown out.
    sweep_at: usize,
}

struct Entry {
    fingerprint: Fingerprint,
    progress: Progress,
}

/// How far the work for a token is. There is no entry for work that came to nothing.
enum Progress {
    /// Under way; the channel closes when that has changed.
    Working(watch::Receiver<()>),
    /// Done then, with that response.
    Done(Timestamp, http::Response<Bytes>),
}

impl Progress {
    /// Whether a call is still held against this.
    fn counts(&self, now: Timestamp, Window(window): Window) -> bool {
        match self {
            Self::Working(_) => true,
            Self::Done(since, _) => now.since(*since) <= window,
        }
    }
}

/// The token was used with other parameters.
#[derive(Debug)]
pub(crate) struct OtherParameters;

impl Tokens {
    pub(crate) fn new(window: Option<Window>, clock: Clock) -> Self {
        Self { window, clock, table: Mutex::default() }
    }

    /// Gives the stored response of `key`, or does the work and stores its response.
    ///
    /// While one call works, all others of the token wait. What the first of them finds is either a response to
    /// replay, or that nothing was done, by an error, by a panic or since the work was dropped; then it works itself.
    pub(crate) async fn response(
        &self,
        key: TokenKey,
        fingerprint: Fingerprint,
        work: impl Future<Output = Responded>,
    ) -> Result<http::Response<Bytes>, OtherParameters> {
        let Some(window) = self.window else { return Ok(work.await.message) };
        loop {
            match self.find(&key, fingerprint, window)? {
                Found::Done(message) => return Ok(message),
                // Nothing is ever sent: the channel closes.
                Found::Working(mut working) => drop(working.changed().await),
                Found::Free(claim) => {
                    let Responded { message, done } = work.await;
                    if done {
                        claim.keep(message.clone());
                    }
                    return Ok(message);
                }
            }
        }
    }

    fn find(&self, key: &TokenKey, fingerprint: Fingerprint, window: Window) -> Result<Found<'_>, OtherParameters> {
        let now = self.clock.now();
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = table.entries.get(key).filter(|entry| entry.progress.counts(now, window)) {
            if entry.fingerprint != fingerprint {
                return Err(OtherParameters);
            }
            return Ok(match &entry.progress {
                Progress::Working(working) => Found::Working(working.clone()),
                Progress::Done(_, message) => Found::Done(message.clone()),
            });
        }
        if table.entries.len() >= table.sweep_at {
            table.entries.retain(|_, entry| entry.progress.counts(now, window));
            table.sweep_at = 2 * table.entries.len() + 64;
        }
        let (closing, working) = watch::channel(());
        table.entries.insert(key.clone(), Entry { fingerprint, progress: Progress::Working(working) });
        Ok(Found::Free(Claim { tokens: self, key: key.clone(), fingerprint, done: None, _closing: closing }))
    }
}

/// What a call with a token finds.
enum Found<'t> {
    /// The response to replay.
    Done(http::Response<Bytes>),
    /// Another call's work, and what closes at its end.
    Working(watch::Receiver<()>),
    /// Nothing: the call is to do the work.
    Free(Claim<'t>),
}

/// The right to do the work for a token: only its holder changes the token's entry, which is there until then.
struct Claim<'t> {
    tokens: &'t Tokens,
    key: TokenKey,
    fingerprint: Fingerprint,
    done: Option<Progress>,
    /// Closes after the entry was changed.
    _closing: watch::Sender<()>,
}

impl Claim<'_> {
    /// Keeps the response for later calls.
    fn keep(mut self, message: http::Response<Bytes>) {
        self.done = Some(Progress::Done(self.tokens.clock.now(), message));
    }
}

impl Drop for Claim<'_> {
    /// Frees the token, unless the work was done.
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
