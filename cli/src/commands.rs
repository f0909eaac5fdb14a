//! The commands, a module each.

mod check;
mod policy;

use std::error::Error;
use std::process::ExitCode;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Policy(policy::Policy),
}

impl Command {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        match self {
            Self::Check(check) => check.run(),
            Self::Policy(policy) => policy.run(),
        }
    }
}
