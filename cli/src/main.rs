//! The command `aws-operation`.

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
    about = "Writes annotated structs from AWS's models, and checks them against the models (unofficial)."
)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

/// The stack in bytes: the Rust parser recurses for each level of nesting.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || run(&command));
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        // The panic message has been printed already.
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
        // The reader closed the pipe, as `head` does.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            let text = error.to_string();
            // The text contains names from models and files.
            let lines: Vec<_> = text.lines().map(visible).collect();
            eprintln!("error: {}", lines.join("\n"));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
