//! `aws-operation update`.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aws_operation_cli::check::{Severity, check};
use aws_operation_cli::header::Entry;
use aws_operation_cli::model::Model;
use aws_operation_cli::models::{FindError, release};
use aws_operation_cli::source::Source;
use aws_operation_cli::text::visible;
use aws_operation_cli::update::{Change, Members, UpdateError, Updated, Wanted, update};

use super::model_args::{ModelArgs, warn_if_older};
use super::output_file::OutputFile;

/// Update a file of annotated structs to its service's model
///
/// Adds the enum values, union members and errors that the file lacks, and the shapes that they need. Structure members
/// that the file lacks are listed; `--members` adds them, as `Option`s. Existing code is not changed: where it differs
/// from the model, the difference is printed as `check` prints it. Exits with 1 if such a difference is an error, or if
/// something cannot be added.
#[derive(clap::Args)]
pub(crate) struct Update {
    /// The file
    file: PathBuf,
    /// Add the structure members that the file lacks: all of them, or only these, as in `--members=TableClass,tags`
    #[arg(long, value_name = "MEMBER", num_args = 0.., require_equals = true, value_delimiter = ',')]
    members: Option<Vec<String>>,
    /// Add nothing to these structs and enums
    #[arg(long, value_name = "ITEM", value_delimiter = ',')]
    except: Vec<String>,
    /// Print what would be added, and do not change the file
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    from: ModelArgs,
}

impl Update {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let name = self.file.display();
        let out = OutputFile::new(&self.file);
        let there = out.read()?.ok_or_else(|| {
            let problem = if self.file.exists() { "it is not a regular file" } else { "there is no such file" };
            format!("can't read {name}: {problem}")
        })?;
        let members = match self.members.as_deref() {
            None => Members::None,
            Some([]) => Members::All,
            Some(names) => Members::Named(names),
        };
        let wanted = Wanted { members, except: &self.except };
        let (mut text, mut is_right, mut models) = (there.clone(), true, Vec::new());
        for model_file in self.models(&there)? {
            let model = Model::read(&model_file)?;
            let updated = match update(&self.file, &text, &model, wanted, &self.entry(&model_file)) {
                Ok(updated) => updated,
                Err(UpdateError::NameConflict(conflict)) => {
                    eprintln!("error: {name}: {conflict}");
                    return Ok(ExitCode::FAILURE);
                }
                Err(error) => return Err(format!("{name}: {error}").into()),
            };
            is_right &= updated.not_added.is_empty();
            self.print(&updated)?;
            text = updated.text;
            models.push((model, model_file));
        }
        if !self.dry_run && text != there {
            out.write(&text, Some(&there))?;
        }
        for (model, model_file) in &models {
            let has_none = self.print_differences(if self.dry_run { &there } else { &text }, model)?;
            if !has_none {
                warn_if_older(&self.file, &there, model_file);
            }
            is_right &= has_none;
        }
        Ok(if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// The files of the models: the one that is given, or one for each service of the file.
    fn models(&self, text: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
        let source = Source::read_text(&self.file, text)?;
        if source.operations.is_empty() {
            return Err(format!("{} contains no operation", self.file.display()).into());
        }
        let services = source.by_service()?;
        let ids = services.iter().filter_map(|part| part.services.first()).map(|service| service.id.value.as_str());
        let files: Result<Vec<_>, FindError> = ids.map(|id| self.from.file(id)).collect();
        let mut files = files?;
        files.dedup();
        Ok(files)
    }

    /// This command, for the header of the file.
    fn entry(&self, model: &Path) -> Entry {
        let mut arguments = vec!["update".to_owned(), self.file.display().to_string()];
        arguments.extend(self.members.iter().map(|names| match names.as_slice() {
            [] => "--members".to_owned(),
            names => format!("--members={}", names.join(",")),
        }));
        if !self.except.is_empty() {
            arguments.push(format!("--except={}", self.except.join(",")));
        }
        arguments.extend(self.from.arguments());
        Entry::new(arguments.iter().map(String::as_str), release(model).as_deref())
    }

    fn print(&self, updated: &Updated) -> io::Result<()> {
        let (mut out, name) = (io::stdout(), self.file.display().to_string());
        let name = visible(&name);
        let added = if self.dry_run { "would add" } else { "added" };
        for change in &updated.added {
            writeln!(out, "{name}: {added} {}", described(change))?;
        }
        for change in &updated.left_out {
            writeln!(out, "{name}: left out: {}", described(change))?;
        }
        for (change, obstacle) in &updated.not_added {
            writeln!(out, "{name}: error: cannot add {}: {}", described(change), visible(&obstacle.to_string()))?;
        }
        let left_out = updated.left_out.len();
        if left_out > 0 {
            let s = if left_out == 1 { "" } else { "s" };
            eprintln!("{name}: leaves out {left_out} member{s}; `--members` adds all of them, `--members=NAME` one");
        }
        if updated.added.is_empty() && updated.not_added.is_empty() {
            eprintln!("{name}: nothing to add");
        }
        Ok(())
    }

    /// Prints where the file differs from the model. Returns whether none of it is an error.
    fn print_differences(&self, text: &str, model: &Model) -> Result<bool, Box<dyn Error>> {
        let report = check(&Source::read_text(&self.file, text)?, model);
        for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Note) {
            writeln!(io::stdout(), "{}", visible(&finding.to_string()))?;
        }
        Ok(!report.breaks())
    }
}

/// ``the value `HOURLY` of `BillingMode` ``
fn described(change: &Change) -> String {
    format!("the {} `{}` of `{}`", change.what, visible(&change.name), change.item)
}
