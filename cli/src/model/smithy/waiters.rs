//! `@waitable`

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::names;
use super::traits::Traits;
use crate::model::error::Problem;
use crate::model::{Acceptor, Comparator, Matcher, Waiter, WaiterState};

/// Smithy's default of `minDelay`, in seconds.
const MIN_DELAY: u64 = 2;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WaiterOf {
    documentation: Option<String>,
    acceptors: Vec<AcceptorOf>,
    min_delay: Option<u64>,
    max_delay: Option<u64>,
    #[serde(default)]
    deprecated: bool,
}

#[derive(Deserialize)]
struct AcceptorOf {
    state: String,
    matcher: IndexMap<String, Value>,
}

#[derive(Deserialize)]
struct OutputOf {
    path: String,
    expected: String,
    comparator: String,
}

/// The waiters of an operation.
pub(super) fn of_operation(id: &str, traits: &Traits) -> Result<Vec<Waiter>, Problem> {
    let waiters: Option<IndexMap<String, WaiterOf>> = traits.read(id, "smithy.waiters#waitable")?;
    let waiter = |(name, from): (String, WaiterOf)| Waiter {
        name,
        documentation: from.documentation,
        min_delay: from.min_delay.unwrap_or(MIN_DELAY),
        max_delay: from.max_delay,
        acceptors: from.acceptors.into_iter().map(acceptor).collect(),
        deprecated: from.deprecated,
    };
    Ok(waiters.unwrap_or_default().into_iter().map(waiter).collect())
}

fn acceptor(from: AcceptorOf) -> Acceptor {
    let Some(state) = WaiterState::named(&from.state) else {
        return Acceptor { state: WaiterState::Retry, matcher: Matcher::Other(from.state) };
    };
    let Some((name, value)) = from.matcher.into_iter().next() else {
        return Acceptor { state, matcher: Matcher::Other("no matcher".to_owned()) };
    };
    let read = match (name.as_str(), &value) {
        ("output", output) => OutputOf::deserialize(output).ok().and_then(OutputOf::matcher),
        ("success", Value::Bool(success)) => Some(Matcher::Success(*success)),
        ("errorType", Value::String(shape)) => Some(Matcher::Error(names::local(shape).to_owned())),
        _ => None,
    };
    Acceptor { state, matcher: read.unwrap_or(Matcher::Other(name)) }
}

impl OutputOf {
    fn matcher(self) -> Option<Matcher> {
        let comparator = match self.comparator.as_str() {
            "stringEquals" | "booleanEquals" => Comparator::Equals,
            "allStringEquals" => Comparator::All,
            "anyStringEquals" => Comparator::Any,
            _ => return None,
        };
        Some(Matcher::Output { path: self.path, comparator, expected: self.expected })
    }
}
