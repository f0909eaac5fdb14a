//! The time by which credentials expire.

use crate::value::clock::Clock;
use crate::value::timestamp::Timestamp;

/// The time of the called service, by which the credentials of a call expire.
///
/// The local clock may be wrong. The `Date` header of a service's responses shows the clock skew, and the client signs with
/// the corrected time. Credentials expire by the same time. This applies only to AWS's own endpoints over TLS: a configured
/// endpoint URL, or an endpoint without TLS, must not be able to expire credentials that are used with other endpoints.
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
    /// The time of the service does not apply: use the provider's own clock.
    Local,
    /// The service has not responded yet. New credentials are used even if they have expired by the local clock: the service
    /// decides.
    Unknown,
    /// The local time, corrected by the clock skew of the service's responses.
    Known(Timestamp),
}

impl ServiceTime {
    /// This time, or the time of `clock` if it is unknown or does not apply.
    pub fn or(self, clock: &Clock) -> Timestamp {
        match self {
            Self::Known(time) => time,
            Self::Local | Self::Unknown => clock.now(),
        }
    }
}
