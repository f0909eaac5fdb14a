//! The time of day, replaceable in tests.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use crate::Timestamp;

/// What a client signs by and a server checks by.
///
/// ```
/// use aws_operation::{Clock, Timestamp};
///
/// let noon = Timestamp::from_second(1_440_938_160)?;
/// assert_eq!(Clock::fixed(noon).now(), noon);
/// # Ok::<(), aws_operation::InvalidTimestamp>(())
/// ```
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::from_fn(Timestamp::now)
    }

    /// A clock that stands still.
    pub fn fixed(time: Timestamp) -> Self {
        Self::from_fn(move || time)
    }

    /// A clock that tells whatever `now` returns.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time by this clock.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}

/// How far a service's clock is from ours, in seconds; what is signed is signed by the service's.
///
/// AWS refuses what is signed five minutes off; the difference that is corrected leaves a minute for the way, as in
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

    /// Takes note of the difference that an answer showed, if any; true if its request was signed with a wrong time, so that
    /// one signed now has a better one. Other calls may have taken note before.
    pub(crate) fn observe(&self, offset: Option<i64>, signed_with: i64) -> bool {
        if let Some(offset) = offset.filter(|offset| self.offset().abs_diff(*offset) >= Self::TOLERATED) {
            self.offset.store(offset, Ordering::Relaxed);
        }
        self.is_known.store(true, Ordering::Release);
        offset.is_some_and(|offset| signed_with.abs_diff(offset) >= Self::TOLERATED)
    }
}
