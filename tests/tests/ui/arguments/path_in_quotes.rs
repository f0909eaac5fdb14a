// mistakes: 1
// misuse: not_a_path
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject", output = "given::CreateProjectOutput")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

async fn used(client: &Client, input: CreateProject) {
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
