//! Step Functions: starts an execution for an order once, whatever happens.
//!
//! ```text
//! cargo run -p start_execution
//! cargo run -p start_execution -- --aws arn:aws:states:eu-west-1:123456789012:stateMachine:orders order-4711
//! ```
//!
//! The first command calls a service on this machine, which loses a response. `StartExecution` has no idempotency
//! token, but the name of an execution is as good: of a standard workflow, a second call with the same name and input
//! returns the first execution. So the name is made from what the program works on, and the struct says `idempotent`,
//! by which the client retries the call. After a crash, the program starts again with the same name.

mod local;
#[allow(clippy::enum_variant_names)] // the model's names
mod stepfunctions;

use aws_operation::{Call, Client, SendError};
use stepfunctions::{Error, StartExecution};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, state_machine, order] = arguments.as_slice()
        && flag == "--aws"
    {
        start(&Client::from_env().await?, state_machine, order, "door").await?;
        return Ok(());
    }
    let (service, executions) = local::step_functions();
    let server = service.bind("127.0.0.1:0").await?;
    let client = server.client()?;
    let state_machine = "arn:aws:states:us-east-1:123456789012:stateMachine:orders";

    let attempts = start(&client, state_machine, "order-4711", "door").await?;
    // As after a crash: the program does not know that it has started the execution.
    start(&client, state_machine, "order-4711", "door").await?;
    // A mistake: another order with the same number.
    start(&client, state_machine, "order-4711", "wheel").await?;

    let executions = executions.lock().map_err(|_| "a handler panicked")?;
    println!("executions: {}", executions.len());
    if (attempts, executions.len()) != (2, 1) {
        return Err("the execution should be started once, in two attempts".into());
    }
    Ok(())
}

/// Starts the execution of an order. Returns the number of attempts, or 0 if it was started before with another input.
async fn start(client: &Client, state_machine: &str, order: &str, part: &str) -> Outcome<u32> {
    let start = StartExecution {
        name: Some(order.to_owned()),
        input: Some(format!(r#"{{"part":"{part}"}}"#).into()),
        ..StartExecution::new(state_machine)
    };
    match start.call(client).await {
        Ok(started) => {
            println!("{order}: {}, attempts: {}", started.execution_arn, started.attempts());
            Ok(started.attempts())
        }
        // Also the error of an execution with the same input that has ended, within 90 days.
        Err(SendError::Service(Error::ExecutionAlreadyExists { message }, _)) => {
            println!("{order}: {message}");
            Ok(0)
        }
        Err(error) => Err(error.into()),
    }
}
