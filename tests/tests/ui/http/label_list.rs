// mistakes: 1
// misuse: InLabel
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects/{project_names}")]
struct CreateProject {
    project_names: Vec<String>,
    client_token: Option<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_names: Vec::new(), client_token: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
