//! `aws-operation`: annotated structs and AWS's models, from the command line.

#![allow(clippy::print_stdout)] // the output is what the commands are for

mod commands;

use std::process::ExitCode;

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
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
