//! Tracks how much of a streamed request body the transport has taken.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, timeout_at};

use super::limits::{Deadline, Timeouts};
use crate::call::send_error::TimedOut;
use crate::value::body::{Body, BoxError};
use crate::value::error_chain::chain;

/// The size of the parts that a transport gets. HTTP clients buffer several parts, and ask for the next one when all are
/// written. On a slow line, that must not take as long as the limit.
const PART: usize = 16 * 1024;

/// The size of the parts of a fast line, where a part takes no longer than a short one of a slow line.
const LONG_PART: usize = 256 * 1024;

/// A line is fast if it has taken so many bytes for each second since the upload began, and the first second counts as a
/// whole. It is more than HTTP clients buffer.
const FAST: u64 = 1024 * 1024;

/// A longer body in memory is tracked like a stream, because it also takes long on a slow line.
const LONG: usize = 1024 * 1024;

/// The shortest interval between two checks of a stream that itself is slow.
const LEAST: Duration = Duration::from_millis(1);

/// The request body of one attempt, as the call sees it.
pub(super) struct Upload(Arc<Mutex<State>>);

struct State {
    phase: Phase,
    /// The limit for each pause of the transport.
    idle: Option<Duration>,
    /// The error of the stream.
    failure: Option<String>,
    /// The waker of the call, which waits for the end of the body.
    waker: Option<Waker>,
    /// Whether the caller has dropped the response, so that nobody needs the rest of the body.
    #[cfg(feature = "http2")]
    is_abandoned: bool,
    /// The waker of the transport, which waits for the next part.
    #[cfg(feature = "http2")]
    transport: Option<Waker>,
}

#[derive(Clone, Copy)]
enum Phase {
    /// There are more bytes. The transport has not asked for them since this instant.
    Offered(Instant),
    /// The transport has asked for bytes, and the stream has none yet.
    Awaited,
    /// The transport has taken the whole body, or takes no more of it.
    Over,
}

impl Upload {
    /// Tracks the body of a request, if it is a stream or long.
    pub(super) fn track(body: Body, idle: Option<Duration>) -> (Body, Option<Self>) {
        if body.as_bytes().is_some_and(|bytes| bytes.len() <= LONG) {
            return (body, None);
        }
        let state = State {
            phase: Phase::Offered(Instant::now()),
            idle,
            failure: None,
            waker: None,
            #[cfg(feature = "http2")]
            is_abandoned: false,
            #[cfg(feature = "http2")]
            transport: None,
        };
        let state = Arc::new(Mutex::new(state));
        let upload = Self(Arc::clone(&state));
        let tracked = Tracked { body, rest: Bytes::new(), taken: 0, began: Instant::now(), upload: Self(state) };
        (Body::new(tracked), Some(upload))
    }

    /// Records that the transport takes no more of the body.
    pub(super) fn end(&self) {
        self.set(Phase::Over);
    }

    /// A response whose events go the other way. When it is dropped, the rest of the request is not sent.
    #[cfg(feature = "http2")]
    pub(super) fn ends_with(&self, body: Body) -> Body {
        Body::new(ResponseBody { body, upload: Self(Arc::clone(&self.0)) })
    }

    /// The error of the stream, if it failed.
    pub(super) fn failure(&self) -> Option<String> {
        self.state().failure.clone()
    }

    /// Waits for `exchange`. While the body is sent, each pause of the transport is limited. After that, the attempt timeout
    /// applies.
    pub(super) async fn bound<T>(
        &self,
        exchange: impl Future<Output = T>,
        deadline: Deadline,
        timeouts: &Timeouts,
    ) -> Result<T, TimedOut> {
        let mut exchange = pin!(exchange);
        let ended = loop {
            let (until, over) = deadline.sooner_of(self.next_check(), TimedOut::StreamIdle);
            let step = poll_fn(|context| match exchange.as_mut().poll(context) {
                Poll::Ready(end) => Poll::Ready(Some(end)),
                Poll::Pending => self.poll_over(context).map(|()| None),
            });
            match until {
                None => break step.await,
                Some(until) => match timeout_at(until, step).await {
                    Ok(ended) => break ended,
                    Err(_) if self.has_expired(until, &over) => return Err(over),
                    // The transport has taken bytes in the meantime.
                    Err(_) => {}
                },
            }
        };
        if let Some(end) = ended {
            return Ok(end);
        }
        let (until, over) = deadline.of_attempt(timeouts);
        match until {
            Some(until) => timeout_at(until, exchange).await.map_err(|_| over),
            None => Ok(exchange.await),
        }
    }

    /// The time of the next check of the body, and the limit that has passed then if the transport took nothing.
    fn next_check(&self) -> Option<(Instant, Duration)> {
        let state = self.state();
        let (limit, phase) = (state.idle?, state.phase);
        drop(state);
        let at = match phase {
            Phase::Offered(since) => since.checked_add(limit)?,
            Phase::Awaited | Phase::Over => Instant::now().checked_add(limit.max(LEAST))?,
        };
        Some((at, limit))
    }

    /// Whether the limit has passed: that of the call, or that of the body if the transport took nothing.
    fn has_expired(&self, until: Instant, over: &TimedOut) -> bool {
        let TimedOut::StreamIdle(_) = over else { return true };
        matches!(self.state().phase, Phase::Offered(_)) && self.next_check().is_some_and(|(at, _)| at <= until)
    }

    fn poll_over(&self, context: &Context<'_>) -> Poll<()> {
        let mut state = self.state();
        if matches!(state.phase, Phase::Over) {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }

    /// `Over` is final, because a transport may continue to send after the response has begun.
    fn set(&self, phase: Phase) {
        let mut state = self.state();
        if !matches!(state.phase, Phase::Over) {
            state.phase = phase;
        }
        let waker = if matches!(phase, Phase::Over) { state.waker.take() } else { None };
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The request body, as the transport sees it.
struct Tracked {
    body: Body,
    /// The rest of what the body gave, if that is longer than a part.
    rest: Bytes,
    /// The bytes that the transport has taken since the upload began.
    taken: u64,
    began: Instant,
    upload: Upload,
}

type Part = Result<Frame<Bytes>, BoxError>;

/// The body of a response that arrives while the request is sent.
#[cfg(feature = "http2")]
struct ResponseBody {
    body: Body,
    upload: Upload,
}

#[cfg(feature = "http2")]
impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Part>> {
        Pin::new(&mut self.body).poll_frame(context)
    }
}

#[cfg(feature = "http2")]
impl Drop for ResponseBody {
    fn drop(&mut self) {
        let mut state = self.upload.state();
        state.is_abandoned = true;
        let transport = state.transport.take();
        drop(state);
        transport.into_iter().for_each(Waker::wake);
    }
}

impl Tracked {
    /// The next part of `rest`.
    fn part(&mut self, context: &mut Context<'_>) -> Part {
        let now = Instant::now();
        let is_fast = self.taken >= FAST.saturating_mul(now.duration_since(self.began).as_secs() + 1);
        let part = self.rest.split_to(self.rest.len().min(if is_fast { LONG_PART } else { PART }));
        self.taken += part.len() as u64;
        if http_body::Body::size_hint(self).exact() == Some(0) {
            self.body.check_end(context).map_err(|error| self.failed(error.into()))?;
            self.upload.end();
        } else {
            self.upload.set(Phase::Offered(now));
        }
        Ok(Frame::data(part))
    }

    fn failed(&self, error: BoxError) -> BoxError {
        self.upload.state().failure = Some(chain(error.as_ref()));
        self.upload.end();
        error
    }
}

impl http_body::Body for Tracked {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Part>> {
        #[cfg(feature = "http2")]
        {
            let mut state = self.upload.state();
            if state.is_abandoned {
                return Poll::Ready(Some(Err("the response was dropped before the end of the request".into())));
            }
            state.transport = Some(context.waker().clone());
        }
        if !self.rest.is_empty() {
            return Poll::Ready(Some(self.part(context)));
        }
        let frame = match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Pending => {
                self.upload.set(Phase::Awaited);
                return Poll::Pending;
            }
            Poll::Ready(frame) => frame,
        };
        Poll::Ready(match frame {
            Some(Ok(frame)) => Some(match frame.into_data() {
                Ok(bytes) => {
                    self.rest = bytes;
                    self.part(context)
                }
                Err(trailers) => Ok(trailers),
            }),
            Some(Err(error)) => Some(Err(self.failed(error))),
            None => {
                self.upload.end();
                None
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (hint, rest) = (self.body.size_hint(), self.rest.len() as u64);
        let mut whole = SizeHint::new();
        whole.set_lower(hint.lower().saturating_add(rest));
        if let Some(upper) = hint.upper() {
            whole.set_upper(upper.saturating_add(rest));
        }
        whole
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.upload.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lengths of the parts of a body in memory, each of which takes this time.
    async fn parts_of(bytes: usize, pause: Duration) -> Vec<usize> {
        let (mut body, _upload) = Upload::track(vec![0; bytes].into(), None);
        let mut lengths = Vec::new();
        while let Some(part) = body.next().await {
            lengths.push(part.unwrap().len());
            tokio::time::advance(pause).await;
        }
        lengths
    }

    #[tokio::test(start_paused = true)]
    async fn a_fast_line_gets_long_parts_after_the_first_mebibyte() {
        let parts = parts_of(2 << 20, Duration::from_millis(1)).await;
        assert_eq!(parts, [[PART; 64].as_slice(), &[LONG_PART; 4]].concat());
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_line_gets_short_parts() {
        let parts = parts_of(2 << 20, Duration::from_millis(20)).await;
        assert_eq!(parts, [PART; 128]);
    }
}
