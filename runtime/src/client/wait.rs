//! Waits until an operation reports a state.
//!
//! Source: Smithy's `smithy.waiters#waitable`, "Waiter workflow" and "Waiter retries".

mod waited;

use std::fmt;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::call::Timeouts;
use crate::call::response::Response;
use crate::call::send_error::{SendError, TimedOut};
use crate::client::Client;
use crate::client::send::{CallResult, call};
use crate::model::operation::Operation;
use crate::model::structure::Structure as _;
use crate::value::random::random_fraction;

pub use waited::{WaitError, Waited};

/// The method `wait` of every operation: it repeats the call until the response is in a state.
///
/// ```
/// use std::time::Duration;
/// use aws_operation::{Client, Wait as _, Waiter, aws_operation, aws_service, aws_shape};
///
/// #[aws_service(id = "LookoutVision", protocol = "restJson1")]
/// pub struct Service;
///
/// #[aws_operation(name = "DescribeModel", http = "GET /2020-11-20/models/{version}")]
/// pub struct DescribeModel {
///     pub version: String,
/// }
///
/// #[aws_shape]
/// pub struct DescribeModelOutput {
///     pub status: String,
/// }
///
/// fn trained(max_wait: Duration) -> Waiter<DescribeModel> {
///     Waiter::<DescribeModel>::new(max_wait)
///         .min_delay(Duration::from_secs(5))
///         .success_if(|output| output.status == "TRAINED")
///         .failure_if(|output| output.status == "TRAINING_FAILED")
///         .retry_if_error(|error| error.code() == Some("ResourceNotFoundException"))
/// }
///
/// # #[derive(Debug)]
/// # struct Steps(std::sync::atomic::AtomicUsize);
/// # impl aws_operation::Transport for Steps {
/// #     fn send(&self, _: http::Request<aws_operation::Body>) -> aws_operation::TransportFuture<'_> {
/// #         let status = ["TRAINING", "TRAINED"][self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed)];
/// #         let body = format!("{{\"Status\":\"{status}\"}}").into_bytes();
/// #         Box::pin(async { Ok(http::Response::new(aws_operation::Body::from(body))) })
/// #     }
/// # }
/// # use aws_operation::http;
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build()?;
/// # runtime.block_on(async {
/// # let client = Client::builder()
/// #     .region("us-east-1")
/// #     .credentials(aws_operation::Credentials::new("AKID", "secret"))
/// #     .transport(Steps(0.into()))
/// #     .build()?;
/// let describe = DescribeModel { version: "1".into() };
/// let waited = describe.wait(&client, trained(Duration::from_secs(600))).await?;
/// assert_eq!(waited.output().map(|output| output.status.as_str()), Some("TRAINED"));
/// assert_eq!(waited.calls(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [`Client::wait`] does the same without the trait in scope.
pub trait Wait: Operation + Sized {
    /// Repeats the call until `waiter` accepts the response.
    ///
    /// # Errors
    /// [`WaitError`], with the last response.
    fn wait(
        &self,
        client: &Client,
        waiter: Waiter<Self>,
    ) -> impl Future<Output = Result<Waited<Self>, WaitError<Self>>>;
}

impl<O: Operation> Wait for O {
    fn wait(
        &self,
        client: &Client,
        waiter: Waiter<Self>,
    ) -> impl Future<Output = Result<Waited<Self>, WaitError<Self>>> {
        wait(self, client, waiter)
    }
}

impl Client {
    /// Repeats the call of `input` until `waiter` accepts the response; the same as [`input.wait(&client,
    /// waiter)`](Wait::wait).
    ///
    /// # Errors
    /// [`WaitError`], with the last response.
    pub async fn wait<O: Operation>(&self, input: &O, waiter: Waiter<O>) -> Result<Waited<O>, WaitError<O>> {
        wait(input, self, waiter).await
    }
}

/// What to wait for, and how long. Name the operation, `Waiter::<DescribeModel>::new(..)`, so that the types in the closures
/// are known.
///
/// After each call, its acceptors are asked in the order in which they were added. The first one that matches decides: the
/// wait succeeds, fails, or the call is repeated. If none matches, an output repeats the call, and an error fails the wait.
/// The errors are those after the retries of the call.
///
/// Acceptors of outputs get the [`Response`], which dereferences to the output, so that `output.member` is a member and
/// `output.status()` is the status.
///
/// The delay between calls doubles from [`min_delay`](Self::min_delay) to [`max_delay`](Self::max_delay). It is random between
/// the smallest delay and that. The last call starts the smallest delay before the end of the wait, so that the end
/// interrupts a call only if it takes longer than that. [`Wait`] has an example.
pub struct Waiter<O: Operation> {
    max_wait: Duration,
    min_delay: Duration,
    max_delay: Duration,
    acceptors: Vec<Acceptor<O>>,
    jitter: Box<dyn Fn() -> f64 + Send + Sync>,
}

type Matches<O> = Box<dyn Fn(&CallResult<O>) -> bool + Send + Sync>;

struct Acceptor<O: Operation> {
    state: State,
    matches: Matches<O>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Success,
    Failure,
    Retry,
}

/// Smithy's default of `minDelay`.
const MIN_DELAY: Duration = Duration::from_secs(2);
/// Smithy's default of `maxDelay`.
const MAX_DELAY: Duration = Duration::from_secs(120);
/// A shorter delay would be no delay.
const SHORTEST_DELAY: Duration = Duration::from_millis(1);

impl<O: Operation> Waiter<O> {
    /// A waiter without acceptors, which ends after `max_wait`, also during a call.
    pub fn new(max_wait: Duration) -> Self {
        Self {
            max_wait,
            min_delay: MIN_DELAY,
            max_delay: MAX_DELAY,
            acceptors: Vec::new(),
            jitter: Box::new(random_fraction),
        }
    }

    /// The smallest delay between two calls, 2 s by default and at least 1 ms. A wait that is not longer makes one call.
    #[must_use]
    pub fn min_delay(self, delay: Duration) -> Self {
        Self { min_delay: delay.max(SHORTEST_DELAY), ..self }
    }

    /// The greatest delay between two calls, 120 s by default. It is the smallest delay if that is longer.
    #[must_use]
    pub fn max_delay(self, delay: Duration) -> Self {
        Self { max_delay: delay, ..self }
    }

    /// The share of the range from the smallest delay, from 0 to 1. Random by default; tests can set a fixed one.
    #[must_use]
    pub fn jitter(self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        Self { jitter: Box::new(jitter), ..self }
    }

    /// The wait succeeds with an output for which `is` returns true.
    #[must_use]
    pub fn success_if(self, is: impl Fn(&Response<O::Output>) -> bool + Send + Sync + 'static) -> Self {
        self.accept_output(State::Success, is)
    }

    /// The wait fails with an output for which `is` returns true.
    #[must_use]
    pub fn failure_if(self, is: impl Fn(&Response<O::Output>) -> bool + Send + Sync + 'static) -> Self {
        self.accept_output(State::Failure, is)
    }

    /// The call is repeated after an output for which `is` returns true, whatever later acceptors say.
    #[must_use]
    pub fn retry_if(self, is: impl Fn(&Response<O::Output>) -> bool + Send + Sync + 'static) -> Self {
        self.accept_output(State::Retry, is)
    }

    /// The wait succeeds with an error for which `is` returns true, such as that the resource no longer exists.
    #[must_use]
    pub fn success_if_error(self, is: impl Fn(&SendError<O::Error>) -> bool + Send + Sync + 'static) -> Self {
        self.accept_error(State::Success, is)
    }

    /// The wait fails with an error for which `is` returns true, whatever later acceptors say.
    #[must_use]
    pub fn failure_if_error(self, is: impl Fn(&SendError<O::Error>) -> bool + Send + Sync + 'static) -> Self {
        self.accept_error(State::Failure, is)
    }

    /// The call is repeated after an error for which `is` returns true.
    #[must_use]
    pub fn retry_if_error(self, is: impl Fn(&SendError<O::Error>) -> bool + Send + Sync + 'static) -> Self {
        self.accept_error(State::Retry, is)
    }

    fn accept_output(self, state: State, is: impl Fn(&Response<O::Output>) -> bool + Send + Sync + 'static) -> Self {
        self.accept(state, Box::new(move |result| result.as_ref().is_ok_and(&is)))
    }

    fn accept_error(self, state: State, is: impl Fn(&SendError<O::Error>) -> bool + Send + Sync + 'static) -> Self {
        self.accept(state, Box::new(move |result| result.as_ref().is_err_and(&is)))
    }

    fn accept(mut self, state: State, matches: Matches<O>) -> Self {
        self.acceptors.push(Acceptor { state, matches });
        self
    }

    /// The state that the first matching acceptor names, and the index of this acceptor.
    fn state_of(&self, result: &CallResult<O>) -> (State, Option<usize>) {
        match self.acceptors.iter().position(|acceptor| (acceptor.matches)(result)) {
            Some(index) => (self.acceptors[index].state, Some(index)),
            None if result.is_ok() => (State::Retry, None),
            None => (State::Failure, None),
        }
    }
}

/// The delay after call number `calls`, with `remaining` left of the wait. `None` if no further call can end in time.
fn delay(calls: u32, remaining: Duration, (min, max): (Duration, Duration), share: f64) -> Option<Duration> {
    let left = remaining.checked_sub(min).filter(|left| !left.is_zero())?;
    let doubled = min.saturating_mul(2u32.saturating_pow(calls.saturating_sub(1)));
    let range = doubled.min(max).saturating_sub(min);
    // NaN gives the longest delay.
    let share = if share.is_nan() { 1.0 } else { share.clamp(0.0, 1.0) };
    Some((min + range.mul_f64(share)).min(left))
}

impl<O: Operation> fmt::Debug for Waiter<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let states: Vec<State> = self.acceptors.iter().map(|acceptor| acceptor.state).collect();
        f.debug_struct("Waiter")
            .field("operation", &O::META.name)
            .field("max_wait", &self.max_wait)
            .field("min_delay", &self.min_delay)
            .field("max_delay", &self.max_delay)
            .field("acceptors", &states)
            .finish_non_exhaustive()
    }
}

async fn wait<O: Operation>(input: &O, client: &Client, waiter: Waiter<O>) -> Result<Waited<O>, WaitError<O>> {
    let start = Instant::now();
    let remaining = || waiter.max_wait.saturating_sub(start.elapsed());
    let of_call = Timeouts::of(client.limits(), O::META, O::Output::STREAMS).operation;
    let (mut calls, mut last) = (0, None);
    loop {
        let left = remaining();
        let limited = if left < of_call { client.with_operation_timeout(left) } else { client.clone() };
        let result = call(input, &limited, None).await;
        calls += 1;
        if is_cut::<O>(&result) && remaining().is_zero() {
            let result = last.unwrap_or(result);
            return Err(WaitError::TimedOut(Waited { result, acceptor: None, calls, elapsed: start.elapsed() }));
        }
        let (state, acceptor) = waiter.state_of(&result);
        match state {
            State::Success => return Ok(Waited { result, acceptor, calls, elapsed: start.elapsed() }),
            State::Failure => {
                return Err(WaitError::Failed(Waited { result, acceptor, calls, elapsed: start.elapsed() }));
            }
            State::Retry => {}
        }
        let Some(delay) = delay(calls, remaining(), (waiter.min_delay, waiter.max_delay), (waiter.jitter)()) else {
            return Err(WaitError::TimedOut(Waited { result, acceptor, calls, elapsed: start.elapsed() }));
        };
        last = Some(result);
        sleep(delay).await;
    }
}

/// Whether the operation timeout interrupted a call.
fn is_cut<O: Operation>(result: &CallResult<O>) -> bool {
    let Err(error) = result else { return false };
    matches!(error.find_cause(), Some(TimedOut::Operation(_) | TimedOut::Connection { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn delays_double_between_the_smallest_and_the_greatest() {
        let longest = |calls| delay(calls, seconds(10_000), (seconds(2), seconds(120)), 1.0).unwrap().as_secs();
        assert_eq!((1..=9).map(longest).collect::<Vec<_>>(), [2, 4, 8, 16, 32, 64, 120, 120, 120]);
        assert_eq!(longest(u32::MAX), 120);
        for calls in 1..9 {
            assert_eq!(delay(calls, seconds(10_000), (seconds(2), seconds(120)), 0.0), Some(seconds(2)));
        }
        assert_eq!(delay(3, seconds(10_000), (seconds(2), seconds(120)), 0.5), Some(seconds(5)));
        assert_eq!(delay(1, seconds(10_000), (seconds(2), seconds(120)), f64::NAN), Some(seconds(2)));
        assert_eq!(delay(5, seconds(10_000), (seconds(20), seconds(10)), 1.0), Some(seconds(20)));
    }

    #[test]
    fn the_last_call_starts_the_smallest_delay_before_the_end() {
        assert_eq!(delay(6, seconds(30), (seconds(2), seconds(120)), 1.0), Some(seconds(28)));
        assert_eq!(delay(6, seconds(3), (seconds(2), seconds(120)), 0.0), Some(seconds(1)));
        assert_eq!(delay(6, seconds(2), (seconds(2), seconds(120)), 0.0), None);
        assert_eq!(delay(1, Duration::ZERO, (seconds(2), seconds(120)), 0.0), None);
    }
}
