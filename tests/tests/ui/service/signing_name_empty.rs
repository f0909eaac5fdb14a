// mistakes: 1
// misuse: empty_name
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "Vision", protocol = "restJson1", signing_name = "")]
struct Vision;

#[aws_operation(name = "CreateProject", service = Vision, error = Error)]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
