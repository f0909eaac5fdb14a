// mistakes: 1
// misuse: sigv4a_without_feature
// right: aws-operation = { version = "0.2", features = ["sigv4a"] }
#[path = "../../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "EventBridge", protocol = "restJson1", auth = "sigv4a")]
struct EventBridge;

#[aws_operation(name = "CreateProject", service = EventBridge, error = Error, http = "POST /projects")]
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
