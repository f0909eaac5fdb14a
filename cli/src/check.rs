//! Annotated structs held against their service's model.
//!
//! ```no_run
//! use aws_operation_cli::check::check;
//! use aws_operation_cli::model::Model;
//! use aws_operation_cli::source::Source;
//!
//! let source = Source::read(["src/lookoutvision.rs"])?;
//! let model = Model::read("lookoutvision/2020-11-20/service-2.json")?;
//! for finding in check(&source, &model).findings {
//!     println!("{finding}");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Structs say what their author needs, so what they leave out is a note at most. What they say must hold.

mod absent;
mod attempt_timeout;
mod binding;
mod elements;
mod errors;
mod finding;
mod http;
mod idempotency;
mod names;
mod operation;
mod pages;
mod pairing;
mod presence;
mod service;
mod shape;
mod structure;
mod timestamp;
mod token;
mod types;

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

pub use absent::{Absent, AbsentKind};
pub use finding::{Finding, Severity};

use crate::model::{Model, Protocol};
use crate::source::{Item, Location, Operation, Service, Source};

/// What came of a check.
#[derive(Clone, Debug)]
pub struct Report {
    /// What does not hold, by file and line.
    pub findings: Vec<Finding>,
    /// What the model has and the items leave out; notes tell of it too.
    pub absent: Vec<Absent>,
    /// How many operations were held against the model.
    pub operations: usize,
}

impl Report {
    /// Whether there is an error among the findings.
    pub fn breaks(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Holds the operations of the model's service, and all that they reach, against the model.
///
/// The service is that with the model's ID, or whichever there is if there is but one.
pub fn check(source: &Source, model: &Model) -> Report {
    let mut check = Check::new(source, model);
    if let Some(service) = source.services.iter().find(|service| check.is_modeled(service)) {
        check.service(service);
    }
    let mine = source.operations.iter().filter(|operation| check.is_mine(operation)).collect::<Vec<_>>();
    for operation in &mine {
        check.operation(operation);
    }
    check.errors();
    let mut findings = check.findings;
    findings.sort();
    findings.dedup();
    Report { findings, absent: check.absent, operations: mine.len() }
}

/// A check under way.
struct Check<'a> {
    source: &'a Source,
    model: &'a Model,
    protocol: Protocol,
    /// The shapes that requests hold.
    sent: IndexSet<&'a str>,
    findings: Vec<Finding>,
    absent: Vec<Absent>,
    /// Structs that were held against a shape, by where they stand; a shape may contain itself.
    done: HashSet<(Location, &'a str, Side)>,
    /// The error enums in use, by where they stand, and the errors of the operations that use each.
    errors: IndexMap<Location, (&'a crate::source::ErrorEnum, Vec<&'a str>)>,
}

/// Which way a structure goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Request,
    Response,
}

impl<'a> Check<'a> {
    fn new(source: &'a Source, model: &'a Model) -> Self {
        let protocol = model.service.protocols.first().cloned().unwrap_or_else(|| Protocol::Other(String::new()));
        let (findings, absent, done, errors) = (Vec::new(), Vec::new(), HashSet::new(), IndexMap::new());
        Self { source, model, protocol, sent: model.sent(), findings, absent, done, errors }
    }

    fn is_modeled(&self, service: &Service) -> bool {
        self.source.services.len() == 1 || names::fold(&service.id.value) == names::fold(&self.model.service.id)
    }

    fn is_mine(&self, operation: &Operation) -> bool {
        self.source.service_of(operation).is_none_or(|service| self.is_modeled(service))
    }

    fn report(&mut self, severity: Severity, location: Location, text: impl Into<String>) {
        self.findings.push(Finding { location, severity, text: text.into() });
    }

    fn error(&mut self, item: &Item, line: usize, text: impl Into<String>) {
        self.report(Severity::Error, item.line(line), text);
    }

    fn warning(&mut self, item: &Item, line: usize, text: impl Into<String>) {
        self.report(Severity::Warning, item.line(line), text);
    }

    fn note(&mut self, item: &Item, line: usize, text: impl Into<String>) {
        self.report(Severity::Note, item.line(line), text);
    }
}
