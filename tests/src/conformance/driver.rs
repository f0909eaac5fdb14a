//! The driver that a generated program calls with the types of each operation of each model.
//!
//! The program writes one line of JSON for each [`Outcome`]. Cases of restXml also run against the server half, unless they
//! are only for clients.

mod canned;
mod events;
mod request;
mod response;
mod round_trip;
mod served;

use std::path::PathBuf;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;

use aws_operation::codec::{ReadMembers, WriteMembers};
use serde::{Deserialize, Serialize};

use super::cases::{self, Ask, Case, Suite};
use aws_operation_cli::model::Protocol;
use aws_operation_cli::writer::protocol_of;

/// An operation that a client and a server can read and write.
pub trait Operation:
    aws_operation::Operation<Output: WriteMembers + Send + Sync + 'static> + ReadMembers + Send + 'static
{
}

impl<O> Operation for O where
    O: aws_operation::Operation<Output: WriteMembers + Send + Sync + 'static> + ReadMembers + Send + 'static
{
}

/// The outcome of a case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The operation.
    pub operation: String,
    /// The name of the case, or the kind of the generated value.
    pub case: String,
    /// The reason of a failure, if the case failed.
    pub failure: Option<String>,
}

type Run = Pin<Box<dyn Future<Output = Vec<Outcome>>>>;

/// Runs the command in the program's arguments: `cases FILE` or `round-trips FILE`.
pub struct Driver {
    suites: Vec<Arc<Suite>>,
    trips: Option<round_trip::Trips>,
    runs: Vec<Run>,
}

impl Driver {
    /// Reads the file that the arguments name.
    ///
    /// # Errors
    /// Invalid arguments, or an invalid file.
    pub fn from_arguments() -> Result<Self, String> {
        let arguments: Vec<_> = std::env::args_os().skip(1).collect();
        let [what, file] = arguments.as_slice() else { return Err("usage: cases|round-trips FILE".to_owned()) };
        let file = PathBuf::from(file);
        if what == "cases" {
            let suites = cases::load(&file)?.into_iter().map(Arc::new).collect();
            return Ok(Self { suites, trips: None, runs: Vec::new() });
        }
        let model = aws_operation_cli::model::Model::read(&file).map_err(|error| error.to_string())?;
        let suite = Arc::new(Suite { model, cases: Vec::new() });
        Ok(Self { suites: vec![Arc::clone(&suite)], trips: Some(round_trip::Trips::new(suite)), runs: Vec::new() })
    }

    /// Adds operation `O`, which is called `name` in the model with the index `suite` in the file.
    pub fn operation<O: Operation>(&mut self, suite: usize, name: &'static str) {
        if let Some(trips) = &mut self.trips {
            trips.add::<O>(name);
            return;
        }
        let Some(suite) = self.suites.get(suite).map(Arc::clone) else { return };
        self.runs.push(Box::pin(async move {
            let mut outcomes = Vec::new();
            for case in suite.cases.iter().filter(|case| case.operation == name) {
                let result = match &case.ask {
                    Ask::Events(events) => events_at_both_ends::<O>(&suite.model, name, case, events).await,
                    _ if case.of_server => served::check::<O>(&suite.model, name, &case.ask).await,
                    Ask::Malformed(_) => continue,
                    Ask::Request(request) => request::check::<O>(&suite.model, name, request).await,
                    Ask::Response(response) => response::check::<O>(&suite.model, name, response).await,
                };
                let result = match result {
                    Ok(()) if is_for_both(&suite, case) => served::check::<O>(&suite.model, name, &case.ask)
                        .await
                        .map_err(|error| format!("at the server: {error}")),
                    result => result,
                };
                outcomes.push(Outcome { operation: name.to_owned(), case: case.id.clone(), failure: result.err() });
            }
            outcomes
        }));
    }

    /// Runs all operations, and writes the outcomes.
    pub fn run(self) -> ExitCode {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return ExitCode::FAILURE };
        runtime.block_on(async {
            if let Some(trips) = self.trips {
                trips.run(write).await;
            }
            for run in self.runs {
                run.await.iter().for_each(write);
            }
        });
        ExitCode::SUCCESS
    }
}

/// Runs the case at the client and at the server half, unless it is only for one of them.
async fn events_at_both_ends<O: Operation>(
    model: &aws_operation_cli::model::Model,
    name: &str,
    case: &Case,
    events: &cases::EventsCase,
) -> Result<(), String> {
    if !case.of_server {
        events::by_client::<O>(model, name, events).await.map_err(|error| format!("at the client: {error}"))?;
    }
    if !case.of_client {
        events::by_server::<O>(model, name, events).await.map_err(|error| format!("at the server: {error}"))?;
    }
    Ok(())
}

/// Whether the case of a client also runs against the server half: a request or output of restXml.
fn is_for_both(suite: &Suite, case: &Case) -> bool {
    let is_error = matches!(&case.ask, Ask::Response(response) if response.error.is_some());
    let is_xml = protocol_of(&suite.model) == Some(&Protocol::RestXml);
    // The cases of servers have run there.
    is_xml && !case.of_server && !case.of_client && !is_error
}

#[allow(clippy::print_stdout)] // the program's output
fn write(outcome: &Outcome) {
    println!("{}", serde_json::to_string(outcome).unwrap_or_default());
}

/// Reads the outcomes from the output of a program.
pub fn read(lines: &str) -> Vec<Outcome> {
    lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}
