//! The time of day, replaceable in tests.

use std::fmt;
use std::sync::Arc;

use crate::value::timestamp::Timestamp;

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
