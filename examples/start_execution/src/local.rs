//! Step Functions on this machine.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::Sensitive;
use aws_operation::server::{Faults, IncomingCall, Server, ServerBuilder};

use crate::stepfunctions::{Error, StartExecution, StartExecutionOutput};

/// The input of each execution by its ARN.
type Executions = Arc<Mutex<BTreeMap<String, Option<String>>>>;

/// A service that loses its first response, after it has started the execution.
pub fn step_functions() -> (ServerBuilder, Executions) {
    let executions = Executions::default();
    let started = Arc::clone(&executions);
    let server = Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<StartExecution, _>(move |call: IncomingCall<StartExecution>| {
            let result = start(&call, &started);
            async { result }
        })
        .faults(Faults::new().drop_response_once());
    (server, executions)
}

fn start(call: &IncomingCall<StartExecution>, executions: &Executions) -> Result<StartExecutionOutput, Error> {
    let mut executions = executions.lock().unwrap_or_else(PoisonError::into_inner);
    let name = call.name.clone().unwrap_or_else(|| executions.len().to_string());
    let execution_arn = format!("{}:{name}", call.state_machine_arn.replace(":stateMachine:", ":execution:"));
    let input = call.input.input.clone().map(Sensitive::into_inner);
    if *executions.entry(execution_arn.clone()).or_insert_with(|| input.clone()) != input {
        let message = format!("Execution Already Exists: '{execution_arn}'");
        return Err(Error::ExecutionAlreadyExists { message });
    }
    Ok(StartExecutionOutput { execution_arn, start_date: Some(call.time) })
}
