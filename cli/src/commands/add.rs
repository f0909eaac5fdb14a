//! `aws-operation add`.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aws_operation_cli::extend::Existing;
use aws_operation_cli::header::Entry;
use aws_operation_cli::model::Model;
use aws_operation_cli::models::release;
use aws_operation_cli::text::visible;
use aws_operation_cli::writer::{Scope, Written, write_selected};

use super::model_args::ModelArgs;
use super::output_file::OutputFile;

/// Write annotated structs for operations of a service
///
/// Writes the code to the standard output, or to a file. An existing file is added to: its code is not changed, except
/// that an operation in it gets the members that it lacks. Exits with 1 if an operation or member cannot be written;
/// the others are written. Writes nothing and exits with 1 if a name is already used in the file for something else.
#[derive(clap::Args)]
pub(crate) struct Add {
    /// The service, such as `dynamodb`
    service: String,
    /// The operations, such as `GetItem`
    #[arg(required = true, value_name = "OPERATION")]
    operations: Vec<String>,
    /// The file to write, or to add to
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write only these members of the inputs, such as `table_name` or `TableName`, and those that every call needs:
    /// required ones, labels and the idempotency token
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    only: Vec<String>,
    /// Write the waiters of the operations too: functions such as `table_exists`, for `operation.wait(&client, ..)`
    #[arg(long)]
    waiters: bool,
    /// The protocol of the service, such as `rpcv2Cbor`, if its model has several; by default that of the file, or JSON
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,
    #[command(flatten)]
    from: ModelArgs,
}

impl Add {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let model_file = self.from.file(&self.service)?;
        let model = Model::read(&model_file)?;
        let operations: Vec<_> = self.operations.iter().map(String::as_str).collect();
        let only: Vec<_> = self.only.iter().map(String::as_str).collect();
        let out = self.out.as_deref().map(OutputFile::new);
        let there = out.as_ref().map(OutputFile::read).transpose()?.flatten();
        let name = self.out.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        let existing = there.as_deref().map(Existing::parse).transpose().map_err(|error| format!("{name}:{error}"))?;
        let scope = existing.as_ref().map(|existing| existing.scope(&model)).transpose();
        let mut scope = scope.map_err(|error| format!("{name}: {error}"))?.unwrap_or_default();
        scope.waiters = self.waiters;
        self.choose_protocol(&mut scope).map_err(|error| format!("{name}: {error}"))?;
        let mut written = write_selected(&model, &operations, &only, &scope)?;
        let conflict = existing.as_ref().map(|existing| existing.check_names(&model, &operations, &scope, &written));
        if let Some(Err(conflict)) = conflict {
            eprintln!("error: {name}: {conflict}");
            return Ok(ExitCode::FAILURE);
        }
        let entry = self.entry(&model_file);
        let title = written.comment;
        written.comment = entry.begin(&title);
        let text = match &existing {
            None => written.source(),
            Some(existing) => {
                let text = existing.with(&written).map_err(|error| format!("{name}: {error}"))?;
                let is_more = !existing.is_empty() && there.as_ref() != Some(&text);
                if is_more { entry.append(&text, &title) } else { text }
            }
        };
        match out {
            None => io::stdout().write_all(text.as_bytes())?,
            Some(_) if there.as_ref() == Some(&text) => eprintln!("{name}: nothing to add"),
            Some(out) => {
                out.write(&text, there.as_deref())?;
                eprintln!("{name}: {}", added(&written));
            }
        }
        for note in &written.notes {
            let of = if note.operation.is_empty() { "" } else { ": " };
            eprintln!("{}", visible(&format!("cannot express: {}{of}{}", note.operation, note.text)));
        }
        let all_there = !written.notes.iter().any(|note| note.incomplete);
        Ok(if all_there { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl Add {
    /// Sets the requested protocol, unless the file has another one.
    fn choose_protocol(&self, scope: &mut Scope) -> Result<(), String> {
        let Some(wanted) = &self.protocol else { return Ok(()) };
        match &scope.protocol {
            Some(there) if there != wanted => {
                let service = &scope.service;
                Err(format!("`{service}` has the protocol `{there}`; write operations in `{wanted}` to another file"))
            }
            _ => {
                scope.protocol = Some(wanted.clone());
                Ok(())
            }
        }
    }

    /// This command, for the header of the file.
    fn entry(&self, model: &Path) -> Entry {
        let mut arguments = vec!["add".to_owned(), self.service.clone()];
        arguments.extend(self.operations.iter().cloned());
        if !self.only.is_empty() {
            arguments.extend(["--only".to_owned(), self.only.join(",")]);
        }
        arguments.extend(self.waiters.then(|| "--waiters".to_owned()));
        arguments.extend(self.protocol.iter().flat_map(|name| ["--protocol".to_owned(), name.clone()]));
        arguments.extend(self.from.arguments());
        arguments.extend(self.out.iter().flat_map(|file| ["--out".to_owned(), file.display().to_string()]));
        Entry::new(arguments.iter().map(String::as_str), release(model).as_deref())
    }
}

fn added(written: &Written) -> String {
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let items = Some(written.items.len()).filter(|items| *items > 0).map(|items| count(items, "item"));
    let members = written.members.iter().map(|more| format!("{} to `{}`", count(more.count, "member"), more.operation));
    let added: Vec<_> = items.into_iter().chain(members).collect();
    // Otherwise only variants of the error enum were added.
    if added.is_empty() { "added errors".to_owned() } else { format!("added {}", added.join(", ")) }
}
