//! Fault injection, to test how clients handle errors.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

#[cfg(feature = "event-stream")]
use super::event_faults::EventFault;

/// The faults that a server injects, and how often.
///
/// A rate is the probability of a fault for each request, from 0 to 1. Faults are drawn from a seeded generator: the same
/// requests in the same order meet the same faults.
///
/// ```
/// use aws_operation::server::Faults;
///
/// let faults = Faults::new().drop_response_once().status(503, 0.1).throttle(0.05).seed(7);
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Faults {
    rules: Vec<Rule>,
    seed: u64,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    fault: Fault,
    frequency: Frequency,
}

#[derive(Clone, Copy, Debug)]
enum Frequency {
    Once,
    Rate(f64),
}

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Before the handler: the connection is reset.
    Reset,
    /// Before the handler: an error response with this status.
    Status(u16),
    /// Before the handler: a `ThrottlingException`.
    Throttle,
    /// Before the handler: a delay.
    Delay(Duration),
    /// After the handler: the connection is closed without a response.
    DropResponse,
    /// After the handler: the connection is closed in the middle of the response's body.
    Truncate,
    /// After the handler: in the event stream of the response, after this many frames.
    #[cfg(feature = "event-stream")]
    Event { after: usize, fault: EventFault },
}

impl Faults {
    /// No faults.
    pub fn new() -> Self {
        Self::default()
    }

    fn with(mut self, fault: Fault, frequency: Frequency) -> Self {
        self.rules.push(Rule { fault, frequency });
        self
    }

    /// For the next request: runs the handler, then closes the connection without a response.
    pub fn drop_response_once(self) -> Self {
        self.with(Fault::DropResponse, Frequency::Once)
    }

    /// Runs the handler, then closes the connection without a response.
    pub fn drop_response(self, rate: f64) -> Self {
        self.with(Fault::DropResponse, Frequency::Rate(rate))
    }

    /// For the next request: resets the connection without running the handler.
    pub fn reset_once(self) -> Self {
        self.with(Fault::Reset, Frequency::Once)
    }

    /// Resets the connection without running the handler.
    pub fn reset(self, rate: f64) -> Self {
        self.with(Fault::Reset, Frequency::Rate(rate))
    }

    /// For the next request: runs the handler, then closes the connection in the middle of the response's body.
    pub fn truncate_once(self) -> Self {
        self.with(Fault::Truncate, Frequency::Once)
    }

    /// Runs the handler, then closes the connection in the middle of the response's body.
    pub fn truncate(self, rate: f64) -> Self {
        self.with(Fault::Truncate, Frequency::Rate(rate))
    }

    /// For the next request: responds with an error of this status without running the handler.
    pub fn status_once(self, status: u16) -> Self {
        self.with(Fault::Status(status), Frequency::Once)
    }

    /// Responds with an error of this status without running the handler.
    pub fn status(self, status: u16, rate: f64) -> Self {
        self.with(Fault::Status(status), Frequency::Rate(rate))
    }

    /// For the next request: responds with a `ThrottlingException` without running the handler.
    pub fn throttle_once(self) -> Self {
        self.with(Fault::Throttle, Frequency::Once)
    }

    /// Responds with a `ThrottlingException` without running the handler.
    pub fn throttle(self, rate: f64) -> Self {
        self.with(Fault::Throttle, Frequency::Rate(rate))
    }

    /// For the next request: waits before running the handler, which runs even if the client has disconnected.
    pub fn delay_once(self, delay: Duration) -> Self {
        self.with(Fault::Delay(delay), Frequency::Once)
    }

    /// Waits before running the handler, which runs even if the client has disconnected.
    pub fn delay(self, delay: Duration, rate: f64) -> Self {
        self.with(Fault::Delay(delay), Frequency::Rate(rate))
    }

    /// For the next request: sends only half of the event after the first `after` events of its event stream, and ends the
    /// stream there. In the protocols without HTTP bindings, the first event is the initial message.
    #[cfg(feature = "event-stream")]
    pub fn cut_event_once(self, after: usize) -> Self {
        self.with(Fault::Event { after, fault: EventFault::Cut }, Frequency::Once)
    }

    /// For the next request: sends the event after the first `after` events of its event stream with a wrong checksum.
    #[cfg(feature = "event-stream")]
    pub fn corrupt_event_once(self, after: usize) -> Self {
        self.with(Fault::Event { after, fault: EventFault::Corrupt }, Frequency::Once)
    }

    /// For the next request: ends its event stream after the first `after` events.
    #[cfg(feature = "event-stream")]
    pub fn end_events_once(self, after: usize) -> Self {
        self.with(Fault::Event { after, fault: EventFault::End }, Frequency::Once)
    }

    /// For the next request: waits before the event after the first `after` events of its event stream.
    #[cfg(feature = "event-stream")]
    pub fn delay_event_once(self, after: usize, delay: Duration) -> Self {
        self.with(Fault::Event { after, fault: EventFault::Delay(delay) }, Frequency::Once)
    }

    /// The seed of the generator; 0 by default.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
}

/// The faults of a running server.
pub(crate) struct FaultPlan(Mutex<Plan>);

struct Plan {
    rules: Vec<Rule>,
    random: u64,
}

impl FaultPlan {
    pub(crate) fn new(faults: &Faults) -> Self {
        Self(Mutex::new(Plan { rules: faults.rules.clone(), random: faults.seed }))
    }

    pub(crate) fn add(&self, faults: &Faults) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).rules.extend(&faults.rules);
    }

    /// Draws the faults of one request.
    pub(crate) fn draw(&self) -> Vec<Fault> {
        let mut plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Plan { rules, random } = &mut *plan;
        let mut drawn = Vec::new();
        rules.retain(|rule| match rule.frequency {
            Frequency::Once => {
                // A request meets at most one fault of each kind; a second of the same kind waits for the next request.
                let is_drawn = drawn.contains(&rule.fault);
                if !is_drawn {
                    drawn.push(rule.fault);
                }
                is_drawn
            }
            Frequency::Rate(rate) => {
                if fraction(random) < rate {
                    drawn.push(rule.fault);
                }
                true
            }
        });
        drawn
    }
}

/// The next random number from 0 to 1, excluding 1, by `SplitMix64`.
fn fraction(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^= mixed >> 31;
    #[allow(clippy::cast_precision_loss)] // 53 bits are exact
    let fraction = (mixed >> 11) as f64 / (1u64 << 53) as f64;
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_once_occurs_once_and_a_rate_is_a_probability() {
        let plan = FaultPlan::new(&Faults::new().drop_response_once().drop_response_once().throttle(0.25));
        let drawn: Vec<_> = (0..4000).map(|_| plan.draw()).collect();
        assert_eq!(drawn.iter().filter(|faults| faults.contains(&Fault::DropResponse)).count(), 2);
        assert!(drawn[0].contains(&Fault::DropResponse) && drawn[1].contains(&Fault::DropResponse));
        let throttled = drawn.iter().filter(|faults| faults.contains(&Fault::Throttle)).count();
        assert!((900..1100).contains(&throttled), "{throttled}");
    }
}
