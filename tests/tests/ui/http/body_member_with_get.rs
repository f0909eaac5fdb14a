// mistakes: 1
// misuse: method_without_body
// right: #[aws(http = "GET /projects")]
// right: struct CreateProject {
// right:     #[aws(query)]
// right:     filter: Option<String>,
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "GET /projects")]
struct CreateProject {
    filter: Option<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { filter: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
