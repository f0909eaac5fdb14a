// mistakes: 1
// misuse: binding_on_request
// right: struct CreateProject {
// right:     project_name: String,
// right:     status: Option<u16>,
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    #[aws(status)]
    status: Option<u16>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), status: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
