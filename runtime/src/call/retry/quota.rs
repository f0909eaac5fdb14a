//! The retry quota that all calls to a service share. In an outage it runs out, so that retries do not add to the load.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::model::modeled_error::Retryable;

const COST: u32 = 14;
const COST_THROTTLING: u32 = 5;
const RETURNED_FOR_SUCCESS: u32 = 1;

/// A number of units. It limits retries, never a first attempt.
#[derive(Debug)]
pub(crate) struct RetryQuota {
    capacity: u32,
    units: AtomicU32,
}

/// The units that the last retry of a call took. They are returned if it succeeds, or if the call is dropped.
#[derive(Debug)]
pub(crate) struct HeldUnits<'a> {
    quota: &'a RetryQuota,
    units: Option<u32>,
}

impl RetryQuota {
    pub(crate) fn new(capacity: u32, initial: u32) -> Self {
        Self { capacity, units: AtomicU32::new(initial.min(capacity)) }
    }

    /// For a new call, which has taken no units.
    pub(crate) fn hold(&self) -> HeldUnits<'_> {
        HeldUnits { quota: self, units: None }
    }

    fn return_units(&self, count: u32) {
        let full = |units: u32| Some(units.saturating_add(count).min(self.capacity));
        let _ = self.units.fetch_update(Ordering::Relaxed, Ordering::Relaxed, full);
    }

    pub(crate) fn units(&self) -> u32 {
        self.units.load(Ordering::Relaxed)
    }
}

impl HeldUnits<'_> {
    /// Takes the units for a retry. The units of the retry before are spent. Returns false if too few are left.
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

    /// After a success, returns the units of the last retry, or one unit if there was no retry.
    pub(crate) fn succeed(&mut self) {
        self.quota.return_units(self.units.take().unwrap_or(RETURNED_FOR_SUCCESS));
    }

    /// Returns no units, because the call failed.
    pub(crate) fn spend(&mut self) {
        self.units = None;
    }
}

impl Drop for HeldUnits<'_> {
    fn drop(&mut self) {
        if let Some(units) = self.units {
            self.quota.return_units(units);
        }
    }
}
