//! The clock offset of a service.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use http::HeaderMap;

use crate::value::timestamp::Timestamp;

/// The service's time minus the local time, in seconds. Signatures use the service's time.
///
/// AWS rejects a signature whose time is off by five minutes. An offset of four minutes or more is corrected, as in
/// smithy-rs. The last minute is left for the transmission.
#[derive(Debug, Default)]
pub(crate) struct ServiceClock {
    offset: AtomicI64,
    /// Whether a response has arrived, with a `Date` or without.
    is_known: AtomicBool,
}

impl ServiceClock {
    const TOLERATED: u64 = 240;

    /// The offset to add to the local time.
    pub(crate) fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// Whether the service's time is known from a response. If the response has no date, the local clock is assumed to be
    /// right.
    pub(crate) fn is_known(&self) -> bool {
        self.is_known.load(Ordering::Acquire)
    }

    /// Records the offset of a response, if any. Returns whether its request was signed with a wrong time, so that a retry
    /// has a better one. Another call may have recorded the offset before.
    pub(crate) fn observe(&self, offset: Option<i64>, signed_with: i64) -> bool {
        if let Some(offset) = offset.filter(|offset| self.offset().abs_diff(*offset) >= Self::TOLERATED) {
            self.offset.store(offset, Ordering::Relaxed);
        }
        self.is_known.store(true, Ordering::Release);
        offset.is_some_and(|offset| signed_with.abs_diff(offset) >= Self::TOLERATED)
    }
}

/// The service's time minus the local time in seconds. `None` for a response from a cache, or without a valid `Date`.
pub(crate) fn clock_offset(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    if headers.contains_key(http::header::AGE) {
        return None;
    }
    let date = Timestamp::from_http_date(headers.get(http::header::DATE)?.to_str().ok()?)?;
    Some(date.as_second() - now.as_second())
}
