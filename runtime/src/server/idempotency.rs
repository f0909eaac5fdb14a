//! Idempotency tokens at the server: one token, one piece of work, one answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;

use super::route::{Answered, BoxFuture};
use crate::Timestamp;

/// How long a token is remembered.
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
pub struct Mismatch {
    /// The operation called.
    pub operation: &'static str,
    /// The token.
    pub token: String,
}

/// Makes the answer, in the protocol of that name, to a token that came again with other parameters.
pub(crate) type MismatchAnswer = Box<dyn Fn(&str, &Mismatch) -> http::Response<Bytes> + Send + Sync>;

/// What a token is remembered under: the caller, the operation and the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenKey {
    pub(crate) access_key_id: String,
    pub(crate) operation: &'static str,
    pub(crate) token: String,
}

/// The tokens that a server remembers.
pub(crate) struct Tokens {
    window: Option<Window>,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    entries: HashMap<TokenKey, Entry>,
    /// At this size, what is past its window is thrown out.
    sweep_at: usize,
}

struct Entry {
    fingerprint: String,
    since: Timestamp,
    /// The answer; locked while the work is under way, so that a second call waits for the first.
    answer: Arc<tokio::sync::Mutex<Option<http::Response<Bytes>>>>,
}

/// The token was used with other parameters.
pub(crate) struct OtherParameters;

impl Tokens {
    pub(crate) fn new(window: Option<Window>) -> Self {
        Self { window, table: Mutex::default() }
    }

    /// Gives the stored answer of `key`, or does the work and stores its answer.
    pub(crate) async fn answer(
        &self,
        key: TokenKey,
        fingerprint: &str,
        now: Timestamp,
        work: impl FnOnce() -> BoxFuture<'static, Answered>,
    ) -> Result<http::Response<Bytes>, OtherParameters> {
        let Some(window) = self.window else { return Ok(work().await.message) };
        let slot = self.slot(&key, fingerprint, now, window)?;
        let mut stored = slot.lock().await;
        if let Some(answer) = &*stored {
            return Ok(answer.clone());
        }
        let Answered { message, done } = work().await;
        if done {
            *stored = Some(message.clone());
        } else {
            self.forget(&key, &slot);
        }
        Ok(message)
    }

    fn slot(
        &self,
        key: &TokenKey,
        fingerprint: &str,
        now: Timestamp,
        Window(window): Window,
    ) -> Result<Arc<tokio::sync::Mutex<Option<http::Response<Bytes>>>>, OtherParameters> {
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = table.entries.get(key).filter(|entry| now.since(entry.since) <= window) {
            return if entry.fingerprint == fingerprint { Ok(Arc::clone(&entry.answer)) } else { Err(OtherParameters) };
        }
        if table.entries.len() >= table.sweep_at {
            table.entries.retain(|_, entry| now.since(entry.since) <= window);
            table.sweep_at = 2 * table.entries.len() + 64;
        }
        let answer = Arc::default();
        let entry = Entry { fingerprint: fingerprint.to_owned(), since: now, answer: Arc::clone(&answer) };
        table.entries.insert(key.clone(), entry);
        Ok(answer)
    }

    /// Frees a token whose work was refused: nothing was done under it.
    fn forget(&self, key: &TokenKey, slot: &Arc<tokio::sync::Mutex<Option<http::Response<Bytes>>>>) {
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if table.entries.get(key).is_some_and(|entry| Arc::ptr_eq(&entry.answer, slot)) {
            table.entries.remove(key);
        }
    }
}
