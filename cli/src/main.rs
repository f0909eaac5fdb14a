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

/// How deep code is read: the parser calls itself for each level.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || run(&command));
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        // A panic has been printed.
        Ok(Err(_)) => ExitCode::from(101),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: &commands::Command) -> ExitCode {
    match command.run() {
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
