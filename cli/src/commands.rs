//! The subcommands, one module for each.

mod add;
mod check;
mod list;
mod model_args;
mod output_file;
mod policy;
mod update;

use std::error::Error;
use std::process::ExitCode;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Services(list::Services),
    Operations(list::Operations),
    Add(add::Add),
    Update(update::Update),
    Check(check::Check),
    Policy(policy::Policy),
}

impl Command {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        match self {
            Self::Services(services) => services.run(),
            Self::Operations(operations) => operations.run(),
            Self::Add(add) => add.run(),
            Self::Update(update) => update.run(),
            Self::Check(check) => check.run(),
            Self::Policy(policy) => policy.run(),
        }
    }
}
