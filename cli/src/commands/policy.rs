//! `aws-operation policy`.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use aws_operation_cli::policy::{ServicePrefix, policy};
use aws_operation_cli::source::Source;

/// Print the IAM policy that the operations in these files need
///
/// Actions are `signing_name:Operation`, as IAM has them for nearly all operations, or what IAM has instead where that is
/// known. The resource is `*`: narrow it down.
#[derive(clap::Args)]
pub(crate) struct Policy {
    /// Rust files; modules that they declare are read with them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A service's prefix in IAM where it is not its signing name, as `monitoring=cloudwatch`; may be repeated
    #[arg(long = "service-prefix", value_name = "SIGNING_NAME=PREFIX", value_parser = parse_prefix)]
    prefixes: Vec<ServicePrefix>,
}

impl Policy {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let source = Source::read(&self.files)?;
        writeln!(io::stdout(), "{}", policy(&source, &self.prefixes)?)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn parse_prefix(text: &str) -> Result<ServicePrefix, String> {
    let (signing_name, prefix) = text.split_once('=').ok_or("it looks like `monitoring=cloudwatch`")?;
    Ok(ServicePrefix { signing_name: signing_name.to_owned(), prefix: prefix.to_owned() })
}
