//! `aws-operation check`.

use std::error::Error;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use aws_operation_cli::check::{Finding, Report, Severity, check};
use aws_operation_cli::model::Model;
use aws_operation_cli::source::Source;

/// Hold annotated structs against their service's model
///
/// Prints what differs as `file:line: error|warning|note: text`. Exits with 1 if a call would fail or an answer be
/// misread, and with 2 if a file cannot be read.
#[derive(clap::Args)]
pub(crate) struct Check {
    /// Rust files; modules that they declare are read with them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The service's model: Smithy's JSON, or botocore's service-2.json with paginators-1.json beside it
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
}

impl Check {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let source = Source::read(&self.files)?;
        let model = Model::read(&self.model)?;
        let report = check(&source, &model);
        if report.operations == 0 {
            return Err(format!("no operation of {} is in these files", model.service.id).into());
        }
        let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
        for finding in &report.findings {
            println!("{}", line(finding, color));
        }
        eprintln!("{}", summary(&report, &model.service.id));
        Ok(if report.breaks() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn line(finding: &Finding, color: bool) -> String {
    if !color {
        return finding.to_string();
    }
    let (code, name) = match finding.severity {
        Severity::Error => ("1;31", "error"),
        Severity::Warning => ("1;33", "warning"),
        Severity::Note => ("1;36", "note"),
    };
    format!("{}: \u{1b}[{code}m{name}\u{1b}[0m: {}", finding.place, finding.text)
}

/// `22 operations of LookoutVision: 1 error, 2 warnings, 0 notes`
fn summary(report: &Report, id: &str) -> String {
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let of = |severity: Severity| {
        counted(report.findings.iter().filter(|finding| finding.severity == severity).count(), severity.name())
    };
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(of);
    format!("{} of {id}: {errors}, {warnings}, {notes}", counted(report.operations, "operation"))
}
