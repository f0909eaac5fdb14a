// mistakes: 1
// misuse: ModeledError
#[path = "../given.rs"]
mod given;

use std::fmt;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject", error = ProjectError)]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

#[derive(Debug)]
enum ProjectError {
    ConflictException { message: String },
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rejected")
    }
}

impl std::error::Error for ProjectError {}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(ProjectError::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
