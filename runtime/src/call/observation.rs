//! The observation of a call: its span, an event for each attempt and for the call, and the reports for an observer.
//! Without an observer and a subscriber, no clock is read and nothing is recorded.

mod events;

use std::panic::{AssertUnwindSafe, catch_unwind};

use http::StatusCode;
use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

use super::auth::Identity;
use super::echo::without_secrets;
use super::limits::Deadline;
use super::observe::{AttemptReport, CallOutcome, CallReport, FailReason, NextStep, Observe};
use super::shared::Shared;
use super::{Attempted, NoResponse, Response};
use crate::call::send_error::Facts;
use crate::config::endpoint::Endpoint;
use crate::model::operation::{OperationMeta, ServiceMeta};

/// Observes one call from its input to its output. Dropping it reports the call, so that each call is reported once.
pub(crate) struct Observation<'a> {
    span: Span,
    /// `None` without an observer and a subscriber.
    recorded: Option<Box<Recorded<'a>>>,
}

/// The facts for the reports.
struct Recorded<'a> {
    observer: Option<&'a dyn Observe>,
    service: &'static str,
    operation: &'static str,
    region: &'a str,
    started: Instant,
    outcome: CallOutcome,
    attempts: u32,
    /// When the signing of the last attempt began.
    signing_began: Instant,
    /// The last attempt, if it is not reported yet.
    attempt: Option<Attempt>,
    response: LastResponse,
}

#[derive(Default)]
struct Attempt {
    ended: Option<Instant>,
    failure: Option<&'static str>,
}

/// The response of the last attempt, if there is one.
#[derive(Default)]
struct LastResponse {
    status: Option<StatusCode>,
    code: Option<String>,
    request_id: Option<String>,
    throttled: bool,
}

impl<'a> Observation<'a> {
    /// Begins before the call is encoded. Until then, its outcome is `Invalid`.
    pub(crate) fn begin(client: &'a Shared, service: &'static ServiceMeta, operation: &'static OperationMeta) -> Self {
        let span = tracing::debug_span!(
            target: "aws_operation::call",
            "aws_operation",
            otel.name = operation.name,
            otel.kind = "client",
            rpc.system = "aws-api",
            rpc.service = service.id,
            rpc.method = operation.name,
            cloud.region = client.region,
            server.address = Empty,
            aws.request_id = Empty,
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            error.type = Empty,
        );
        let observer = client.observer.as_deref();
        let is_observed = observer.is_some() || !span.is_disabled() || events::are_enabled();
        let recorded = is_observed.then(|| {
            let started = Instant::now();
            Box::new(Recorded {
                observer,
                service: service.id,
                operation: operation.name,
                region: &client.region,
                started,
                outcome: CallOutcome::Invalid,
                attempts: 0,
                signing_began: started,
                attempt: None,
                response: LastResponse::default(),
            })
        });
        Self { span, recorded }
    }

    /// The encoded call runs. From now on, its outcome is `Cancelled` if it is dropped.
    pub(super) fn run(&mut self, endpoint: &Endpoint) -> Span {
        if let Some(call) = &mut self.recorded {
            call.outcome = CallOutcome::Cancelled;
            self.span.record("server.address", endpoint.host());
        }
        self.span.clone()
    }

    /// An attempt is about to be signed.
    pub(super) fn signing(&mut self) {
        if let Some(call) = &mut self.recorded {
            call.signing_began = Instant::now();
        }
    }

    /// The signed attempt begins.
    pub(super) fn attempt_began(&mut self) {
        if let Some(call) = &mut self.recorded {
            call.attempts += 1;
            call.attempt = Some(Attempt::default());
            call.response = LastResponse::default();
        }
    }

    /// The attempt does not count, because nothing could be sent.
    pub(super) fn attempt_undone(&mut self) {
        if let Some(call) = &mut self.recorded {
            call.attempts -= 1;
            call.attempt = None;
        }
    }

    /// The attempt has ended, with a response or without. The next step may not be known yet.
    pub(super) fn attempted(&mut self, sent: &Attempted, facts: &Facts, identity: &Identity) {
        let Some(call) = &mut self.recorded else { return };
        let Some(attempt) = &mut call.attempt else { return };
        attempt.ended = Some(Instant::now());
        let shown = |text: &Option<String>| text.clone().map(|text| without_secrets(text, identity));
        call.response = LastResponse {
            status: facts.status,
            code: shown(&facts.code),
            request_id: shown(&facts.request_id),
            throttled: facts.throttling,
        };
        let end = sent.as_ref().map(|(end, _)| end);
        if let Ok(Err(no_response)) | Err(no_response) = end {
            attempt.failure = Some(no_response.outcome().as_str());
        }
        match end {
            Ok(_) => {}
            Err(NoResponse::Timeout(_)) => call.report_attempt(NextStep::Fail(FailReason::Deadline)),
            Err(_) => call.report_attempt(NextStep::Fail(FailReason::RequestBody)),
        }
    }

    /// The next step after the attempt is known.
    pub(super) fn attempt_ended(&mut self, next: NextStep, deadline: Deadline) {
        if let Some(call) = &mut self.recorded {
            call.report_attempt(match next {
                NextStep::Retry { delay, .. } if deadline.ends_within(delay) => NextStep::Fail(FailReason::Deadline),
                next => next,
            });
        }
    }

    /// The call has ended, except for decoding. Until [`decoded`](Self::decoded), the outcome of a success is `Decode`.
    pub(super) fn ended(&mut self, end: &Result<Box<Response>, NoResponse>) {
        if let Some(call) = &mut self.recorded {
            call.outcome = match end {
                Err(no_response) => no_response.outcome(),
                Ok(response) if response.error.is_some() => CallOutcome::ServiceError,
                Ok(_) => CallOutcome::Decode,
            };
        }
    }

    /// The response was decoded as the operation's output.
    pub(crate) fn decoded(&mut self) {
        if let Some(call) = &mut self.recorded {
            call.outcome = CallOutcome::Success;
        }
    }
}

impl Drop for Observation<'_> {
    fn drop(&mut self) {
        let Some(call) = &mut self.recorded else { return };
        self.span.in_scope(|| {
            call.report_attempt(NextStep::Fail(FailReason::Cancelled));
            call.report();
        });
        call.record(&self.span);
    }
}

impl Recorded<'_> {
    /// Reports the last attempt, unless it is reported already.
    fn report_attempt(&mut self, next: NextStep) {
        let Some(attempt) = self.attempt.take() else { return };
        let ended = attempt.ended.unwrap_or_else(Instant::now);
        let cancelled = || matches!(next, NextStep::Fail(FailReason::Cancelled)).then_some("cancelled");
        let report = AttemptReport {
            service: self.service,
            operation: self.operation,
            region: self.region,
            attempt: self.attempts,
            duration: ended.saturating_duration_since(self.signing_began),
            status: self.response.status,
            code: self.response.code.as_deref(),
            request_id: self.response.request_id.as_deref(),
            throttled: self.response.throttled,
            error_type: self.response.code.as_deref().or(attempt.failure).or_else(cancelled),
            next,
        };
        events::attempt(&report);
        self.notify(|observer| observer.attempt_ended(&report));
    }

    fn report(&self) {
        let report = CallReport {
            service: self.service,
            operation: self.operation,
            region: self.region,
            attempts: self.attempts,
            duration: self.started.elapsed(),
            status: self.response.status,
            code: self.response.code.as_deref(),
            request_id: self.response.request_id.as_deref(),
            throttled: self.response.throttled,
            error_type: self.error_type(),
            outcome: self.outcome,
        };
        events::call(&report);
        self.notify(|observer| observer.call_ended(&report));
    }

    /// Why the call failed, as OpenTelemetry's `error.type`.
    fn error_type(&self) -> Option<&str> {
        match (self.outcome, self.response.code.as_deref()) {
            (CallOutcome::Success, _) => None,
            (CallOutcome::ServiceError, Some(code)) => Some(code),
            (outcome, _) => Some(outcome.as_str()),
        }
    }

    /// Gives a report to the observer. A panic of the observer is caught.
    fn notify(&self, report: impl FnOnce(&dyn Observe)) {
        let Some(observer) = self.observer else { return };
        if catch_unwind(AssertUnwindSafe(|| report(observer))).is_err() {
            events::observer_panicked(self.operation);
        }
    }

    fn record(&self, span: &Span) {
        span.record("http.request.resend_count", self.attempts.saturating_sub(1));
        if let Some(status) = self.response.status {
            span.record("http.response.status_code", status.as_u16());
        }
        if let Some(id) = self.response.request_id.as_deref() {
            span.record("aws.request_id", id);
        }
        if let Some(error) = self.error_type() {
            span.record("error.type", error);
        }
    }
}
