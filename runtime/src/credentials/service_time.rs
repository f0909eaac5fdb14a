//! By which clock credentials end.

use crate::value::clock::Clock;
use crate::value::timestamp::Timestamp;

/// The time at the service that a call goes to, by which the call's credentials end.
///
/// A machine's clock may be wrong. The `Date` of a service's responses shows by how much, and the client signs by the
/// service's time; credentials end by the same time. That counts for AWS's own endpoints over TLS alone: an endpoint URL
/// that was set, or one without TLS, must not be able to end credentials that other endpoints share.
///
/// ```
/// use aws_operation::{Clock, ServiceTime, Timestamp};
///
/// let (ours, theirs) = (Timestamp::from_second(1_440_938_160)?, Timestamp::from_second(1_440_945_360)?);
/// assert_eq!(ServiceTime::Known(theirs).or(&Clock::fixed(ours)), theirs);
/// assert_eq!(ServiceTime::Unknown.or(&Clock::fixed(ours)), ours);
/// # Ok::<(), aws_operation::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceTime {
    /// It does not count: the source's own clock does.
    Local,
    /// No response of the service has come yet, so new credentials are used even if they have ended by our clock: the service
    /// decides.
    Unknown,
    /// The client's time, corrected by the service's responses.
    Known(Timestamp),
}

impl ServiceTime {
    /// This time, or that of `clock` where it is not known or does not count.
    pub fn or(self, clock: &Clock) -> Timestamp {
        match self {
            Self::Known(time) => time,
            Self::Local | Self::Unknown => clock.now(),
        }
    }
}
