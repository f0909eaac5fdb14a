//! How far a service's clock is from ours.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// How far a service's clock is from ours, in seconds; what is signed is signed by the service's.
///
/// AWS rejects what is signed five minutes off; the difference that is corrected leaves a minute for the way, as in
/// smithy-rs.
#[derive(Debug, Default)]
pub(crate) struct ServiceClock {
    offset: AtomicI64,
    /// Whether a response has come, with whatever it shows.
    is_known: AtomicBool,
}

impl ServiceClock {
    const TOLERATED: u64 = 240;

    /// What to add to our time to have the service's.
    pub(crate) fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// Whether a response has shown the service's time; where it has no date, our clock is taken to be right.
    pub(crate) fn is_known(&self) -> bool {
        self.is_known.load(Ordering::Acquire)
    }

    /// Takes note of the difference that a response showed, if any; true if its request was signed with a wrong time, so that
    /// one signed now has a better one. Other calls may have taken note before.
    pub(crate) fn observe(&self, offset: Option<i64>, signed_with: i64) -> bool {
        if let Some(offset) = offset.filter(|offset| self.offset().abs_diff(*offset) >= Self::TOLERATED) {
            self.offset.store(offset, Ordering::Relaxed);
        }
        self.is_known.store(true, Ordering::Release);
        offset.is_some_and(|offset| signed_with.abs_diff(offset) >= Self::TOLERATED)
    }
}
