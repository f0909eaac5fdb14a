// mistakes: 1
// misuse: form_of_serde
// right: struct CreateProject {
// right:     project_name: String,
// right:     picture: Option<Blob>,
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    picture: Option<Vec<u8>>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), picture: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
