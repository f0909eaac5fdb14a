//! `aws-operation`: annotated structs and AWS's models, from the command line.

mod commands;

use std::error::Error;
use std::io;
use std::process::ExitCode;

use aws_operation_cli::text::visible;
use clap::Parser;

#[derive(Parser)]
#[command(
    name = "aws-operation",
    version,
    about = "Writes annotated structs from AWS's models, and holds them against those (unofficial)."
)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(code) => code,
        // Who read the output has enough of it, as `head` has.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            let text = error.to_string();
            // Names of models and files are in it.
            let lines: Vec<_> = text.lines().map(visible).collect();
            eprintln!("error: {}", lines.join("\n"));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
