// mistakes: 1
// misuse: ModeledError
// right: #[aws_error]
// right: #[derive(Debug)]
// right: enum Error {
// right:     ConflictException { message: String },
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject", error = Error)]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    client_token: Option<String>,
}

#[derive(Debug)]
enum Error {
    ConflictException { message: String },
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), client_token: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => drop(other),
    }
}

fn main() {
    let _ = used;
}
