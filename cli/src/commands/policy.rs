//! `aws-operation policy`.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use aws_operation_cli::policy::{ServicePrefix, policy};
use aws_operation_cli::source::Source;

/// Print the IAM policy that the operations in these files need
///
/// Actions are `signing_name:Operation`, the name that IAM has for nearly all operations, or IAM's own name where it is
/// known to differ. The resource is `*`: narrow it down.
#[derive(clap::Args)]
pub(crate) struct Policy {
    /// Rust files; the modules that they declare are read too
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The IAM prefix of a service, if it differs from its signing name, as in `monitoring=cloudwatch`; may be repeated
    #[arg(long = "service-prefix", value_name = "SIGNING_NAME=PREFIX", value_parser = parse_prefix)]
    prefixes: Vec<ServicePrefix>,
}

impl Policy {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let source = Source::read(&self.files)?;
        if source.operations.is_empty() {
            return Err("these files contain no operation".into());
        }
        writeln!(io::stdout(), "{}", policy(&source, &self.prefixes)?)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn parse_prefix(text: &str) -> Result<ServicePrefix, String> {
    let (signing_name, prefix) =
        text.split_once('=').ok_or("expected `SIGNING_NAME=PREFIX`, as in `monitoring=cloudwatch`")?;
    Ok(ServicePrefix { signing_name: signing_name.to_owned(), prefix: prefix.to_owned() })
}
