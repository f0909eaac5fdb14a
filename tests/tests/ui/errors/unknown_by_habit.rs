// mistakes: 1
// misuse: unknown_argument
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_error, aws_operation};
use given::{CreateProjectOutput, Service};

#[aws_error]
#[derive(Debug)]
enum ProjectError {
    ConflictException { message: String },
    #[aws(unknown)]
    Other(String),
}

#[aws_operation(name = "CreateProject", error = ProjectError)]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

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
