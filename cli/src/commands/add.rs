//! `aws-operation add`.

use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aws_operation_cli::extend::Existing;
use aws_operation_cli::header::Entry;
use aws_operation_cli::model::Model;
use aws_operation_cli::models::release;
use aws_operation_cli::writer::{Written, write_only};

use super::from::From;

/// Write annotated structs for operations of a service
///
/// The code goes to the standard output, or to a file. A file that is there is added to: what it has stays as it is.
/// Exits with 1 if an operation cannot be written. If the file has a name for something else, nothing is written, and it
/// exits with 1 too.
#[derive(clap::Args)]
pub(crate) struct Add {
    /// The service, as `dynamodb`
    service: String,
    /// The operations, as `GetItem`
    #[arg(required = true, value_name = "OPERATION")]
    operations: Vec<String>,
    /// The file to write, or to add to
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Of the inputs, write these members alone, as `table_name` or `TableName`, and those that no call goes without:
    /// required ones, labels and the idempotency token
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    only: Vec<String>,
    #[command(flatten)]
    from: From,
}

impl Add {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let model_file = self.from.file(&self.service)?;
        let model = Model::read(&model_file)?;
        let operations: Vec<_> = self.operations.iter().map(String::as_str).collect();
        let only: Vec<_> = self.only.iter().map(String::as_str).collect();
        let there = self.out.as_ref().filter(|file| file.exists()).map(fs::read_to_string).transpose()?;
        let name = self.out.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        let existing = there.as_deref().map(Existing::parse).transpose().map_err(|error| format!("{name}:{error}"))?;
        let scope = existing.as_ref().map(|existing| existing.scope(&model)).transpose();
        let scope = scope.map_err(|error| format!("{name}: {error}"))?.unwrap_or_default();
        let mut written = write_only(&model, &operations, &only, &scope)?;
        let taken = existing.as_ref().map(|existing| existing.hold_names(&model, &operations, &scope, &written));
        if let Some(Err(taken)) = taken {
            eprintln!("error: {name}: {taken}");
            return Ok(ExitCode::FAILURE);
        }
        let entry = self.entry(&model_file);
        let text = match (&existing, &there) {
            (Some(existing), Some(there)) => {
                let text = existing.with(&written);
                if text == *there { text } else { entry.append(&text, &written.comment) }
            }
            _ => {
                written.comment = entry.begin(&written.comment);
                written.source()
            }
        };
        match &self.out {
            None => io::stdout().write_all(text.as_bytes())?,
            Some(file) => {
                fs::write(file, &text).map_err(|error| format!("can't write {name}: {error}"))?;
                eprintln!("{name}: {}", added(&written));
            }
        }
        for note in &written.notes {
            eprintln!("cannot express: {}: {}", note.operation, note.text);
        }
        let all_there = !written.notes.iter().any(|note| note.left_out);
        Ok(if all_there { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl Add {
    /// This command, for the head of the file.
    fn entry(&self, model: &Path) -> Entry {
        let mut arguments = vec!["add".to_owned(), self.service.clone()];
        arguments.extend(self.operations.iter().cloned());
        if !self.only.is_empty() {
            arguments.extend(["--only".to_owned(), self.only.join(",")]);
        }
        arguments.extend(self.from.arguments());
        arguments.extend(self.out.iter().flat_map(|file| ["--out".to_owned(), file.display().to_string()]));
        Entry::new(arguments.iter().map(String::as_str), release(model).as_deref())
    }
}

fn added(written: &Written) -> String {
    match written.items.len() {
        0 => "nothing to add".to_owned(),
        1 => "added 1 item".to_owned(),
        count => format!("added {count} items"),
    }
}
