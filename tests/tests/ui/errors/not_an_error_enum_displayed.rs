// mistakes: 1
// misuse: ModeledError
#[path = "../given.rs"]
mod given;

use std::fmt;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject", error = Refusal)]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

#[derive(Debug)]
enum Refusal {
    ConflictException { message: String },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refusal {}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Refusal::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
