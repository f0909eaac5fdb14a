//! Cases of endpoints, resolved through the runtime with the rules that the command writes.

mod oracle;
mod random;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read as _;
use std::path::Path;

use aws_operation::codec::ServiceMeta;
use aws_operation_cli::model::Model;
use aws_operation_cli::models::ModelFolder;
use serde::Deserialize;
use serde_json::{Map, Value};

pub use random::random_cases;

/// What is given, and what is expected.
#[derive(Clone, Deserialize)]
pub struct Case {
    documentation: Option<String>,
    #[serde(default)]
    params: Map<String, Value>,
    expect: Value,
}

/// A service of the data folder.
pub struct Service {
    /// Its name there.
    pub folder: String,
    rule_set: Value,
    partitions: Value,
    meta: &'static ServiceMeta,
}

impl Service {
    /// Whether the rule set says what the case expects.
    fn agrees(&self, case: &Case) -> bool {
        let said = oracle::expect(&self.rule_set, &self.partitions, &case.params).unwrap_or_default();
        let is_error = |expect: &Value| expect.get("error").is_some();
        if is_error(&case.expect) { is_error(&said) } else { said["endpoint"]["url"] == case.expect["endpoint"]["url"] }
    }
}

/// The cases in a file: `{service folder: [case]}`.
///
/// # Errors
///
/// If the file cannot be read.
pub fn cases_in(file: &Path) -> Result<BTreeMap<String, Vec<Case>>, String> {
    serde_json::from_slice(&bytes_of(file)?).map_err(|error| format!("{}: {error}", file.display()))
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, String> {
    let failed = |error| format!("{}: {error}", file.display());
    let bytes = std::fs::read(file).map_err(failed)?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).map_err(failed)?;
    Ok(text)
}

/// The passed and failed cases.
#[derive(Default)]
pub struct Tally {
    services: usize,
    with_rules: usize,
    /// Of all rules of a service in its binary.
    bytes: usize,
    passed: usize,
    errors_passed: usize,
    /// The failures of each service, by cause, with the first case.
    failed: BTreeMap<(String, &'static str), (usize, String)>,
    without_rules: BTreeSet<String>,
    known: BTreeSet<String>,
    /// Services of the cases that are not in the folder.
    absent: Vec<String>,
    /// Cases of which the rule set in the folder says otherwise, as it is of another version.
    outdated: usize,
}

impl Tally {
    /// Runs the cases of each service in a folder that is laid out like botocore's `data`.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn of(data: &Path, cases_of: impl Fn(&Service) -> Result<Vec<Case>, String>) -> Result<Self, String> {
        let mut tally = Self::default();
        let partitions = json(&data.join("partitions.json"))?;
        let folder = ModelFolder::find(Some(data)).map_err(|error| error.to_string())?;
        for (name, file) in folder.services().map_err(|error| error.to_string())? {
            let Some(rule_set) = rule_set_beside(&file)? else { continue };
            let model = Model::read(&file).map_err(|error| error.to_string())?;
            let rules = match &model.service.endpoint {
                Ok(rules) => rules.clone(),
                Err(unknown) => {
                    tally.without_rules.insert(format!("{name}: {unknown}"));
                    continue;
                }
            };
            let service = Service { folder: name, rule_set, partitions: partitions.clone(), meta: meta(&model, rules) };
            let cases = cases_of(&service)?;
            tally.known.insert(service.folder.clone());
            if !cases.is_empty() {
                tally.run(&service, &cases);
            }
        }
        Ok(tally)
    }

    /// Notes which of these services are not in the folder.
    #[must_use]
    pub fn with_absent<'a>(mut self, services: impl IntoIterator<Item = &'a String>) -> Self {
        self.absent = services.into_iter().filter(|name| !self.known.contains(*name)).cloned().collect();
        self
    }

    fn run(&mut self, service: &Service, cases: &[Case]) {
        let rules = service.meta.endpoint_rules;
        self.services += 1;
        self.with_rules += usize::from(!rules.is_empty());
        self.bytes += rules.iter().map(|rule| rule.len() + size_of::<&str>()).sum::<usize>();
        for case in cases {
            match resolve::check(service, case) {
                Ok(()) => {
                    self.passed += 1;
                    self.errors_passed += usize::from(case.expect.get("error").is_some());
                }
                Err(_) if !service.agrees(case) => self.outdated += 1,
                Err((cause, text)) => {
                    let text = format!("{}: {text}", case.documentation.as_deref().unwrap_or_default());
                    self.failed.entry((service.folder.clone(), cause)).or_insert((0, text)).0 += 1;
                }
            }
        }
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        self.failed.is_empty() && self.without_rules.is_empty() && self.passed > 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((service, cause), (count, first)) in &self.failed {
            writeln!(f, "{service}: {count} failed by {cause}, first {first}")?;
        }
        for service in &self.without_rules {
            writeln!(f, "no rules of {service}")?;
        }
        for service in &self.absent {
            writeln!(f, "{service} is not in the folder")?;
        }
        let mut by_cause: BTreeMap<&str, usize> = BTreeMap::new();
        for ((_, cause), (count, _)) in &self.failed {
            *by_cause.entry(cause).or_default() += count;
        }
        for (cause, count) in &by_cause {
            writeln!(f, "failed by {cause}: {count}")?;
        }
        let failed: usize = by_cause.values().sum();
        writeln!(
            f,
            "{} passed ({} errors among them), {failed} failed, {} are not what the rule sets of this version say, in {} \
             services; {} have rules, {} bytes of them each on average, {} over all services",
            self.passed,
            self.errors_passed,
            self.outdated,
            self.services,
            self.with_rules,
            self.bytes.checked_div(self.with_rules).unwrap_or_default(),
            self.bytes.checked_div(self.services).unwrap_or_default(),
        )
    }
}

fn json(file: &Path) -> Result<Value, String> {
    serde_json::from_slice(&bytes_of(file)?).map_err(|error| format!("{}: {error}", file.display()))
}

fn rule_set_beside(model: &Path) -> Result<Option<Value>, String> {
    for name in ["endpoint-rule-set-1.json", "endpoint-rule-set-1.json.gz"] {
        let file = model.with_file_name(name);
        if file.exists() {
            return json(&file).map(Some);
        }
    }
    Ok(None)
}

/// The service as an expansion of the macros has it. It lives as long as the program.
fn meta(model: &Model, rules: Vec<String>) -> &'static ServiceMeta {
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let service = &model.service;
    let prefix = service.endpoint_prefix.as_deref().or(service.signing_name.as_deref()).unwrap_or_default();
    let name = service.signing_name.as_deref().unwrap_or(prefix);
    let rules: Vec<&'static str> = rules.iter().map(|rule| leak(rule)).collect();
    let meta = ServiceMeta::new(leak(&service.id)).signing_name(leak(name)).endpoint_prefix(leak(prefix));
    Box::leak(Box::new(meta.endpoint_rules(Box::leak(rules.into_boxed_slice()))))
}
