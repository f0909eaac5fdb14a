//! The tables of the report.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{OperationResult, ServiceResult};

/// How far the services were measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Their structs were written.
    Expressible,
    /// They were also built, and sent generated values.
    RoundTrip,
}

impl Depth {
    /// The columns of the table, each with the operations that it counts.
    fn columns(self) -> &'static [Column] {
        let all: &[Column] = &[
            ("expressible", OperationResult::is_expressed),
            ("compile", OperationResult::compiles),
            ("round-trip", OperationResult::round_trips),
        ];
        if self == Self::Expressible { &all[..1] } else { all }
    }
}

type Column = (&'static str, fn(&OperationResult) -> bool);

/// A table by protocol, and the failures by cause.
pub fn report(results: &[ServiceResult], depth: Depth) -> String {
    let mut text = String::new();
    let mut protocols: BTreeMap<&str, Vec<&ServiceResult>> = BTreeMap::new();
    for result in results {
        protocols.entry(&result.protocol).or_default().push(result);
    }
    let spoken: Vec<_> = results.iter().filter(|result| result.spoken).collect();
    let titles: String = depth.columns().iter().map(|(title, _)| format!(" {title:>17}")).collect();
    let _ = writeln!(text, "{:<12} {:>8} {:>10}{titles}", "protocol", "services", "operations");
    for (protocol, services) in protocols {
        line(&mut text, protocol, &services, depth);
    }
    line(&mut text, "all spoken", &spoken, depth);
    let operations = || spoken.iter().flat_map(|service| service.operations.iter().map(move |own| (*service, own)));
    list(&mut text, "not expressible", operations(), |operation| operation.notes.clone());
    if depth == Depth::Expressible {
        return text;
    }
    list(&mut text, "does not compile", operations(), |operation| {
        operation.compile_error.clone().into_iter().collect()
    });
    list(&mut text, "does not round-trip", operations(), |operation| operation.failures.clone());
    text
}

/// A line for each service: its name, its protocol, and how many of its operations are written completely.
pub fn by_service(results: &[ServiceResult]) -> String {
    let line = |result: &ServiceResult| {
        let (all, protocol) = (result.operations.len(), &result.protocol);
        let expressed = result.operations.iter().filter(|operation| operation.is_expressed()).count();
        format!("{} {protocol} {expressed} of {all}\n", result.service)
    };
    results.iter().map(line).collect()
}

fn line(text: &mut String, name: &str, services: &[&ServiceResult], depth: Depth) {
    let operations: Vec<_> = services.iter().flat_map(|service| &service.operations).collect();
    let all = operations.len();
    let share = |(_, holds): &Column| {
        let count = operations.iter().filter(|operation| holds(operation)).count();
        format!(" {:>17}", format!("{count} ({})", percent(count, all)))
    };
    let shares = if services.iter().all(|service| service.spoken) {
        depth.columns().iter().map(share).collect()
    } else {
        format!(" {:>17}", "not spoken")
    };
    let _ = writeln!(text, "{name:<12} {:>8} {all:>10}{shares}", services.len());
}

fn percent(count: usize, all: usize) -> String {
    // In hundredths of a percent, rounded down, so that 100 % means all.
    let hundredths = (count * 10_000).checked_div(all).unwrap_or(10_000);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

/// The causes with their counts and the places where they occur, the most frequent first.
fn list<'a>(
    text: &mut String,
    title: &str,
    operations: impl Iterator<Item = (&'a ServiceResult, &'a OperationResult)>,
    causes: impl Fn(&OperationResult) -> Vec<String>,
) {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (service, operation) in operations {
        let mut causes: Vec<_> = causes(operation).iter().map(|cause| general(cause, &operation.name)).collect();
        causes.sort();
        causes.dedup();
        for cause in causes {
            found.entry(cause).or_default().push(format!("{}.{}", service.service, operation.name));
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    let _ = writeln!(text, "\n{title}:{}", if found.is_empty() { " nothing" } else { "" });
    for (cause, places) in found {
        let more = if places.len() > 3 { ", .." } else { "" };
        let first: Vec<_> = places.iter().take(3).map(String::as_str).collect();
        let _ = writeln!(text, "{:>6}  {cause}  ({}{more})", places.len(), first.join(", "));
    }
}

/// A cause without names and without details of a single call.
fn general(cause: &str, operation: &str) -> String {
    let cause = cause.split(" (status ").next().unwrap_or_default();
    let cause = cause.replace(&format!("{operation} failed"), "it failed");
    let mut general = String::new();
    for (place, part) in cause.split('`').enumerate() {
        general.push_str(if place % 2 == 1 { "`..`" } else { part });
    }
    if let Some((end, _)) = general.char_indices().nth(160) {
        general.truncate(end);
    }
    general
}
