// mistakes: 1
// misuse: wrong_item
// right: struct CreateProject {
// right:     project_name: String,
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
enum CreateProject {
    Paint { project_name: String },
}

async fn used(client: &Client) {
    let input = CreateProject::Paint { project_name: "paint".to_owned() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
