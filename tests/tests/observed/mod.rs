//! Collects the reports of a client's observer and the events of the same calls, each as a line of text.

#![allow(dead_code)] // each test uses a part

#[path = "../traces/collected.rs"]
pub mod collected;

use std::fmt::Write as _;
use std::mem;
use std::sync::{Arc, Mutex};

use aws_operation::{AttemptReport, CallReport, NextStep, Observe};
use collected::{Collected, Entry};

/// An observer that collects a line for each report.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    lines: Vec<String>,
    /// The `Debug` output of the reports.
    shown: String,
}

impl Seen {
    /// The lines since the last call of this method.
    pub fn take(&self) -> Vec<String> {
        mem::take(&mut self.0.lock().unwrap().lines)
    }

    pub fn shown(&self) -> String {
        self.0.lock().unwrap().shown.clone()
    }

    fn add(&self, line: String, report: &dyn std::fmt::Debug) {
        let mut state = self.0.lock().unwrap();
        state.lines.push(line);
        let _ = writeln!(state.shown, "{report:?}");
    }
}

impl Observe for Seen {
    fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
        let status = attempt.status.map(|status| status.as_u16().to_string());
        let delay = match attempt.next {
            NextStep::Retry { delay, .. } => Some(format!("{delay:?}")),
            _ => None,
        };
        let line = line(
            &format!("attempt {} of {}.{}", attempt.attempt, attempt.service, attempt.operation),
            &format!("{:?}", attempt.duration),
            [status.as_deref(), attempt.error_type, attempt.request_id],
            &[Some(attempt.next.as_str()), attempt.next.reason(), delay.as_deref()],
        );
        self.add(line, attempt);
    }

    fn call_ended(&self, call: &CallReport<'_>) {
        let status = call.status.map(|status| status.as_u16().to_string());
        let line = line(
            &format!("call {}.{} with {} attempts", call.service, call.operation, call.attempts),
            &format!("{:?}", call.duration),
            [status.as_deref(), call.error_type, call.request_id],
            &[Some(call.outcome.as_str())],
        );
        self.add(line, call);
    }
}

/// The same lines, made from the events. Events that are not about an attempt or a call are left out.
pub fn of_events(collected: &Collected) -> Vec<String> {
    collected.ours().iter().filter(|entry| entry.id.is_none()).filter_map(of_event).collect()
}

fn of_event(event: &Entry) -> Option<String> {
    let field = |name: &str| event.field(name);
    let name = format!("{}.{}", field("rpc.service")?, field("rpc.method")?);
    let response = ["http.response.status_code", "error.type", "aws.request_id"].map(field);
    let head = match (field("attempt"), field("attempts")) {
        (Some(attempt), None) => format!("attempt {attempt} of {name}"),
        (None, Some(attempts)) => format!("call {name} with {attempts} attempts"),
        _ => return None,
    };
    let what_follows = ["next", "reason", "delay", "outcome"].map(field);
    Some(line(&head, field("duration")?, response, &what_follows))
}

fn line(head: &str, duration: &str, response: [Option<&str>; 3], what_follows: &[Option<&str>]) -> String {
    let response = response.map(|part| part.unwrap_or("-")).join(" ");
    let what_follows: Vec<&str> = what_follows.iter().copied().flatten().collect();
    format!("{head}, {duration}: {response}: {}", what_follows.join(" "))
}
