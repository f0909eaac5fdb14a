//! The events of a call. Names are those of OpenTelemetry, where it defines one.

use tracing::Level;

use crate::call::observe::{AttemptReport, CallOutcome, CallReport, NextStep};

const TARGET: &str = "aws_operation";

/// Whether a subscriber takes them.
pub(super) fn are_enabled() -> bool {
    tracing::event_enabled!(target: TARGET, Level::DEBUG)
}

pub(super) fn attempt(report: &AttemptReport<'_>) {
    let delay = match report.next {
        NextStep::Retry { delay, .. } => Some(delay),
        _ => None,
    };
    tracing::debug!(
        target: TARGET,
        {
            rpc.service = report.service,
            rpc.method = report.operation,
            cloud.region = report.region,
            attempt = report.attempt,
            duration = ?report.duration,
            http.response.status_code = report.status.map(|status| status.as_u16()),
            error.type = report.error_type,
            aws.request_id = report.request_id,
            next = report.next.as_str(),
            reason = report.next.reason(),
            delay = delay.map(tracing::field::debug),
        },
        "attempt {}",
        if report.error_type.is_none() { "succeeded" } else { "failed" },
    );
}

pub(super) fn call(report: &CallReport<'_>) {
    tracing::debug!(
        target: TARGET,
        {
            rpc.service = report.service,
            rpc.method = report.operation,
            cloud.region = report.region,
            attempts = report.attempts,
            duration = ?report.duration,
            http.response.status_code = report.status.map(|status| status.as_u16()),
            error.type = report.error_type,
            aws.request_id = report.request_id,
            outcome = report.outcome.as_str(),
        },
        "call {}",
        match report.outcome {
            CallOutcome::Success => "succeeded",
            CallOutcome::Cancelled => "cancelled",
            _ => "failed",
        },
    );
}

pub(super) fn observer_panicked(operation: &str) {
    tracing::error!(target: TARGET, { rpc.method = operation }, "the client's observer panicked");
}
