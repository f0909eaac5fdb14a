// mistakes: 1
// misuse: unknown_auth
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "LookoutVision", protocol = "restJson1", auth("sigv4", "berer"), error = Error)]
struct Lookout;

#[aws_operation(name = "CreateProject", service = Lookout)]
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
