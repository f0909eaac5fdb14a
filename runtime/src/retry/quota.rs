//! The quota of retries that all calls to a service share: in an outage it runs out, and clients stop piling on.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::modeled_error::Retryable;

const COST: u32 = 14;
const COST_THROTTLING: u32 = 5;
const GIVEN_FOR_SUCCESS: u32 = 1;

/// A number of units; it gates retries only, never a first attempt.
#[derive(Debug)]
pub(crate) struct RetryQuota {
    capacity: u32,
    units: AtomicU32,
}

/// What a retry took, to be given back if it succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acquired(u32);

impl RetryQuota {
    pub(crate) fn new(capacity: u32, initial: u32) -> Self {
        Self { capacity, units: AtomicU32::new(initial.min(capacity)) }
    }

    /// Takes what a retry costs; `None` if that much is not left.
    pub(crate) fn acquire(&self, reason: Retryable) -> Option<Acquired> {
        let cost = match reason {
            Retryable::Transient => COST,
            Retryable::Throttling => COST_THROTTLING,
        };
        let taken = self.units.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |units| units.checked_sub(cost));
        taken.ok().map(|_| Acquired(cost))
    }

    /// Gives back after a success what the last retry took, or a unit where none was needed.
    pub(crate) fn give_back(&self, last: Option<Acquired>) {
        let given = last.map_or(GIVEN_FOR_SUCCESS, |acquired| acquired.0);
        let full = |units: u32| Some(units.saturating_add(given).min(self.capacity));
        let _ = self.units.fetch_update(Ordering::Relaxed, Ordering::Relaxed, full);
    }

    pub(crate) fn units(&self) -> u32 {
        self.units.load(Ordering::Relaxed)
    }
}
