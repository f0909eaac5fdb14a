//! Faults on purpose, to see what a client makes of them.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What goes wrong at a server, how often.
///
/// Rates are shares of the requests from 0 to 1, drawn from a seeded generator: the same requests in the same order
/// meet the same faults.
///
/// ```
/// use aws_operation::server::Faults;
///
/// let rough = Faults::new().drop_response_once().status(503, 0.1).throttle(0.05).seed(7);
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
    often: Often,
}

#[derive(Clone, Copy, Debug)]
enum Often {
    Once,
    Rate(f64),
}

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Before the work: the connection is reset.
    Reset,
    /// Before the work: an error with this status.
    Status(u16),
    /// Before the work: `ThrottlingException`.
    Throttle,
    /// Before the work: nothing happens for a while.
    Delay(Duration),
    /// After the work: the connection is closed in place of the response.
    DropResponse,
    /// After the work: the connection is closed in the middle of the response's body.
    Truncate,
}

impl Faults {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn with(mut self, fault: Fault, often: Often) -> Self {
        self.rules.push(Rule { fault, often });
        self
    }

    /// Does the work of the next request, then closes the connection in place of the response.
    pub fn drop_response_once(self) -> Self {
        self.with(Fault::DropResponse, Often::Once)
    }

    /// Does the work, then closes the connection in place of the response.
    pub fn drop_response(self, rate: f64) -> Self {
        self.with(Fault::DropResponse, Often::Rate(rate))
    }

    /// Resets the connection of the next request; nothing is done.
    pub fn reset_once(self) -> Self {
        self.with(Fault::Reset, Often::Once)
    }

    /// Resets the connection; nothing is done.
    pub fn reset(self, rate: f64) -> Self {
        self.with(Fault::Reset, Often::Rate(rate))
    }

    /// Does the work of the next request, then closes the connection in the middle of the response's body.
    pub fn truncate_once(self) -> Self {
        self.with(Fault::Truncate, Often::Once)
    }

    /// Does the work, then closes the connection in the middle of the response's body.
    pub fn truncate(self, rate: f64) -> Self {
        self.with(Fault::Truncate, Often::Rate(rate))
    }

    /// Responses the next request with an error of this status; nothing is done.
    pub fn status_once(self, status: u16) -> Self {
        self.with(Fault::Status(status), Often::Once)
    }

    /// Responses with an error of this status; nothing is done.
    pub fn status(self, status: u16, rate: f64) -> Self {
        self.with(Fault::Status(status), Often::Rate(rate))
    }

    /// Responses the next request with `ThrottlingException`; nothing is done.
    pub fn throttle_once(self) -> Self {
        self.with(Fault::Throttle, Often::Once)
    }

    /// Responses with `ThrottlingException`; nothing is done.
    pub fn throttle(self, rate: f64) -> Self {
        self.with(Fault::Throttle, Often::Rate(rate))
    }

    /// Waits before the work on the next request, which is then done though its client has gone.
    pub fn delay_once(self, delay: Duration) -> Self {
        self.with(Fault::Delay(delay), Often::Once)
    }

    /// Waits before the work, which is then done though its client has gone.
    pub fn delay(self, delay: Duration, rate: f64) -> Self {
        self.with(Fault::Delay(delay), Often::Rate(rate))
    }

    /// The seed of the draws; 0 by default.
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

    /// Draws what goes wrong with one request.
    pub(crate) fn draw(&self) -> Vec<Fault> {
        let mut plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Plan { rules, random } = &mut *plan;
        let mut drawn = Vec::new();
        rules.retain(|rule| match rule.often {
            Often::Once => {
                // The next request takes one of each kind; a second of the same kind waits for the one after.
                let taken = drawn.contains(&rule.fault);
                if !taken {
                    drawn.push(rule.fault);
                }
                taken
            }
            Often::Rate(rate) => {
                if fraction(random) < rate {
                    drawn.push(rule.fault);
                }
                true
            }
        });
        drawn
    }
}

/// The next number from 0 up to 1, by SplitMix64.
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
    fn once_is_once_and_rates_are_shares() {
        let plan = FaultPlan::new(&Faults::new().drop_response_once().drop_response_once().throttle(0.25));
        let drawn: Vec<_> = (0..4000).map(|_| plan.draw()).collect();
        assert_eq!(drawn.iter().filter(|faults| faults.contains(&Fault::DropResponse)).count(), 2);
        assert!(drawn[0].contains(&Fault::DropResponse) && drawn[1].contains(&Fault::DropResponse));
        let throttled = drawn.iter().filter(|faults| faults.contains(&Fault::Throttle)).count();
        assert!((900..1100).contains(&throttled), "{throttled}");
    }
}
