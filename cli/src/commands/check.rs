//! `aws-operation check`.

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aws_operation_cli::check::{Finding, Report, Severity, check};
use aws_operation_cli::model::Model;
use aws_operation_cli::models::FindError;
use aws_operation_cli::source::Source;
use aws_operation_cli::text::visible;

use super::model_args::{ModelArgs, warn_if_older};

/// Check annotated structs against their services' models
///
/// Prints each difference as `file:line: error|warning|note: text`. Exits with 1 if there is an error: a call would
/// fail, a response would be misread, or an operation is wrongly `readonly`. Exits with 2 if a file or a model cannot
/// be read, or if the files have no operations that a model is known for.
#[derive(clap::Args)]
pub(crate) struct Check {
    /// Rust files; the modules that they declare are read too
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    from: ModelArgs,
}

impl Check {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let source = Source::read(&self.files)?;
        let reports = match self.from.given() {
            Some(model) => vec![against(&source, model)?],
            None => self.of_each_service(&source)?,
        };
        let mut out = io::stdout();
        let color = out.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
        let findings: BTreeSet<_> = reports.iter().flat_map(|(_, report)| &report.findings).collect();
        for finding in findings {
            writeln!(out, "{}", line(finding, color))?;
        }
        for (id, report) in reports.iter().filter(|(_, report)| report.operations > 0) {
            eprintln!("{}", visible(&summary(report, id)));
        }
        let breaks = reports.iter().any(|(_, report)| report.breaks());
        Ok(if breaks { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    /// Finds the model of each service. A service without a model, such as a private API, is reported and skipped.
    fn of_each_service(&self, source: &Source) -> Result<Vec<Checked>, Box<dyn Error>> {
        let folder = self.from.folder()?;
        let mut reports = Vec::new();
        for part in source.by_service()? {
            let Some(service) = part.services.first() else { continue };
            reports.push(match folder.service(&service.id.value) {
                Ok(file) => against(&part, &file)?,
                Err(error @ FindError::NoService { .. }) => {
                    let text = format!("{error}; `{}` was not checked", service.item.name);
                    let location = service.item.line(service.id.line);
                    let finding = Finding { location, severity: Severity::Warning, text };
                    (service.id.value.clone(), Report { findings: vec![finding], absent: Vec::new(), operations: 0 })
                }
                Err(error) => return Err(error.into()),
            });
        }
        if reports.iter().any(|(_, report)| report.operations > 0) {
            return Ok(reports);
        }
        let mut why = reports.into_iter().flat_map(|(_, report)| report.findings);
        Err(why.next().map_or_else(|| "these files contain no operation".to_owned(), |why| why.text).into())
    }
}

/// A service's ID, and the report of its check.
type Checked = (String, Report);

fn against(source: &Source, model_file: &Path) -> Result<Checked, Box<dyn Error>> {
    let model = Model::read(model_file)?;
    for outdated in &model.outdated {
        eprintln!("warning: {}", visible(outdated));
    }
    let report = check(source, &model);
    if report.operations == 0 {
        return Err(format!("these files contain no operation of {}", model.service.id).into());
    }
    let files: BTreeSet<_> = report.findings.iter().map(|finding| &finding.location.file).collect();
    for file in files {
        // The file was read before; without its header there is nothing to compare.
        warn_if_older(file, &std::fs::read_to_string(file).unwrap_or_default(), model_file);
    }
    Ok((model.service.id.clone(), report))
}

fn line(finding: &Finding, color: bool) -> String {
    // The text contains names from models and files.
    if !color {
        return visible(&finding.to_string()).into_owned();
    }
    let (code, name) = match finding.severity {
        Severity::Error => ("1;31", "error"),
        Severity::Warning => ("1;33", "warning"),
        Severity::Note => ("1;36", "note"),
    };
    let location = finding.location.to_string();
    format!("{}: \u{1b}[{code}m{name}\u{1b}[0m: {}", visible(&location), visible(&finding.text))
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
