//! Checks annotated structs against their service's model.
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
//! A struct has the members that its author needs, so a missing optional member is only a note. What the struct does
//! declare must agree with the model.

mod absent;
mod attempt_timeout;
mod auth;
mod binding;
mod bodies;
mod context;
mod customizations;
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

/// The result of a check.
#[derive(Clone, Debug)]
pub struct Report {
    /// The differences, ordered by file and line.
    pub findings: Vec<Finding>,
    /// What the items lack of the model; there is a note for each item too.
    pub absent: Vec<Absent>,
    /// The number of operations that were checked.
    pub operations: usize,
}

impl Report {
    /// Whether there is an error among the findings.
    pub fn breaks(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Checks the operations of the model's service, and the shapes that they use, against the model.
///
/// The service is the one with the model's ID, or the only one in the source.
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

/// The state of a check.
struct Check<'a> {
    source: &'a Source,
    model: &'a Model,
    protocol: Protocol,
    /// The shapes that are part of requests.
    sent: IndexSet<&'a str>,
    findings: Vec<Finding>,
    absent: Vec<Absent>,
    /// The structs that were compared with a shape already, by location; a shape may contain itself.
    done: HashSet<(Location, &'a str, Side)>,
    /// The error enums in use by location, each with the errors of the operations that use it.
    errors: IndexMap<Location, (&'a crate::source::ErrorEnum, Vec<&'a str>)>,
}

/// Whether a structure is part of a request or of a response.
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
