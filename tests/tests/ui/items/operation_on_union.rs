// mistakes: 1
// misuse: wrong_item
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
union CreateProject {
    project_name: u32,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: 1 };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
