//! The quota of retries that all calls to a service share: in an outage it runs out, and clients stop piling on.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::model::modeled_error::Retryable;

const COST: u32 = 14;
const COST_THROTTLING: u32 = 5;
const GIVEN_FOR_SUCCESS: u32 = 1;

/// A number of units; it gates retries only, never a first attempt.
#[derive(Debug)]
pub(crate) struct RetryQuota {
    capacity: u32,
    units: AtomicU32,
}

/// What the last retry of a call took: given back if it succeeds, and if the call is dropped before its end.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    quota: &'a RetryQuota,
    units: Option<u32>,
}

impl RetryQuota {
    pub(crate) fn new(capacity: u32, initial: u32) -> Self {
        Self { capacity, units: AtomicU32::new(initial.min(capacity)) }
    }

    /// For a call, which has taken nothing yet.
    pub(crate) fn hold(&self) -> Held<'_> {
        Held { quota: self, units: None }
    }

    fn give_back(&self, given: u32) {
        let full = |units: u32| Some(units.saturating_add(given).min(self.capacity));
        let _ = self.units.fetch_update(Ordering::Relaxed, Ordering::Relaxed, full);
    }

    pub(crate) fn units(&self) -> u32 {
        self.units.load(Ordering::Relaxed)
    }
}

impl Held<'_> {
    /// Takes what a retry costs; what the one before took is spent. False if that much is not left.
    pub(crate) fn acquire(&mut self, reason: Retryable) -> bool {
        let cost = match reason {
            Retryable::Transient => COST,
            Retryable::Throttling => COST_THROTTLING,
        };
        let units = &self.quota.units;
        let taken = units.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |units| units.checked_sub(cost)).is_ok();
        if taken {
            self.units = Some(cost);
        }
        taken
    }

    /// Gives back after a success what the last retry took, or a unit where none was needed.
    pub(crate) fn succeed(&mut self) {
        self.quota.give_back(self.units.take().unwrap_or(GIVEN_FOR_SUCCESS));
    }

    /// Gives nothing back: the call failed.
    pub(crate) fn spend(&mut self) {
        self.units = None;
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if let Some(units) = self.units {
            self.quota.give_back(units);
        }
    }
}
