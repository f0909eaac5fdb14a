//! `waiters-2.json`

use indexmap::IndexMap;
use serde_json::Value;

use super::format::{self, Waiters};
use crate::model::{Acceptor, Comparator, Matcher, Operation, Waiter, WaiterState};

/// Adds the waiters to their operations. botocore waits the same time between all calls, so its delay is the smallest.
pub(super) fn add(waiters: Waiters, operations: &mut IndexMap<String, Operation>) {
    for (name, waiter) in waiters.waiters {
        let Some(operation) = operations.get_mut(&waiter.operation) else { continue };
        operation.waiters.push(Waiter {
            name,
            documentation: waiter.description,
            min_delay: waiter.delay,
            max_delay: None,
            acceptors: waiter.acceptors.into_iter().map(acceptor).collect(),
            deprecated: false,
        });
    }
}

fn acceptor(from: format::Acceptor) -> Acceptor {
    let comparator = match from.matcher.as_str() {
        "path" => Some(Comparator::Equals),
        "pathAll" => Some(Comparator::All),
        "pathAny" => Some(Comparator::Any),
        _ => None,
    };
    let state = WaiterState::named(&from.state);
    let matcher = match (comparator, from.argument, from.expected) {
        _ if state.is_none() => Matcher::Other(from.state),
        (Some(comparator), Some(path), expected) => {
            let expected = expected.as_str().map_or_else(|| expected.to_string(), str::to_owned);
            Matcher::Output { path, comparator, expected }
        }
        (None, _, Value::String(code)) if from.matcher == "error" => Matcher::Error(code),
        // `true` is any error, `false` is none.
        (None, _, Value::Bool(fails)) if from.matcher == "error" => Matcher::Success(!fails),
        (None, _, Value::Number(status)) if from.matcher == "status" => {
            match status.as_u64().and_then(|status| u16::try_from(status).ok()) {
                Some(status) => Matcher::Status(status),
                None => Matcher::Other(format!("status {status}")),
            }
        }
        _ => Matcher::Other(from.matcher),
    };
    Acceptor { state: state.unwrap_or(WaiterState::Retry), matcher }
}
