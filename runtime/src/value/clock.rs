//! The clock of a client or a server. Tests can replace it.

use std::fmt;
use std::sync::Arc;

use crate::value::timestamp::Timestamp;

/// The clock by which a client signs requests and a server verifies signatures.
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

    /// A clock that always returns `time`.
    pub fn fixed(time: Timestamp) -> Self {
        Self::from_fn(move || time)
    }

    /// A clock that returns the result of `now`.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The current time of this clock.
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
